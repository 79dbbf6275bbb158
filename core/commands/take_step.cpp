#include "core/commands/take_step.h"

#include "core/base/digest.h"
#include "core/base/limits.h"
#include "core/commands/begun_steps.h"
#include "core/commands/step_head.h"
#include "core/commands/typed_text.h"
#include "core/commands/want_files.h"
#include "core/forms/carry_forward.h"
#include "core/forms/enable_when.h"
#include "core/forms/parts.h"
#include "core/forms/product_functions.h"
#include "core/forms/validate.h"
#include "core/store/reading_lease.h"

#include <QCoreApplication>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct TakeStepWords {
    Q_DECLARE_TR_FUNCTIONS(TakeStep)
};

const QString signMember = QString::fromUtf16(step::sign);
const QString returnKind = QString::fromUtf16(step::returned);

/// Everything that is known when a step is taken.
struct Taking {
    RecordWorkflow record;
    AuthorContext author;
    QString kind;

    /// Null for a return.
    [[nodiscard]] const HandRule *rule() const
    {
        const Hand *hand = record.workflow.hand(kind);
        return hand ? &hand->rule : nullptr;
    }
    [[nodiscard]] QString part() const { return rule() ? rule()->part : QString(); }
    /// Where nothing is asked, nothing was judged.
    [[nodiscard]] int validator() const { return part().isEmpty() ? 0 : validatorVersion; }
};

/// Why @p kind cannot be taken now, in words that say what to do.
Error objection(const Taking &taking)
{
    const Workflow &workflow = taking.record.workflow;
    const Hand *hand = workflow.hand(taking.kind);
    if (workflow.state == Workflow::State::Void) {
        //: Why a record cannot be answered or signed.
        return { ErrorCode::NotAllowed, TakeStepWords::tr("This record is marked as entered in error, so nothing is asked of anybody on it any more.") };
    }
    if (workflow.state == Workflow::State::Draft) {
        //: Why a record cannot be answered or signed.
        return { ErrorCode::NotAllowed, TakeStepWords::tr("This record is a draft. It can be answered or signed once its author has completed it.") };
    }
    if (workflow.state == Workflow::State::Superseded) {
        //: Why a record cannot be answered or signed.
        return { ErrorCode::NotAllowed, TakeStepWords::tr("This record has an amended version. Open that one, and answer or sign it there.") };
    }
    if (workflow.state == Workflow::State::Returned) {
        //: Why a record cannot be answered or signed.
        return { ErrorCode::NotAllowed, TakeStepWords::tr("This record was returned to its author. It can be answered or signed once they have amended it.") };
    }
    if (!hand && taking.kind != returnKind)
        return { ErrorCode::InvalidInput, u"This form has no step called \"%1\"; `steps` lists those it has."_s.arg(taking.kind.left(40)) };
    if (!hand) {
        //: Why a record cannot be sent back.
        return { ErrorCode::NotAllowed, TakeStepWords::tr("Only somebody whose turn it is, and who may send records back, returns this one.") };
    }
    if (hand->state == Hand::State::Done) {
        //: Why a record cannot be answered or signed.
        return { ErrorCode::AlreadyExists, TakeStepWords::tr("This was done on this record already. What is to be said now can be added to the record.") };
    }
    if (hand->state == Hand::State::NotNeeded) {
        //: Why a record cannot be answered or signed.
        return { ErrorCode::NotAllowed, TakeStepWords::tr("This record does not need that.") };
    }
    if (hand->state == Hand::State::Later) {
        //: Why a record cannot be answered or signed yet. %1 says what it waits for: "Waiting: reflection by the person observed".
        return { ErrorCode::NotAllowed, TakeStepWords::tr("Another step comes first. %1.").arg(sayWorkflow(workflow)) };
    }
    //: Why a record cannot be answered or signed. %1 is who does it: "the person observed".
    return { ErrorCode::NotAllowed, TakeStepWords::tr("This step is for %1 to take.").arg(hand->rule.by) };
}

Result<Taking> prepare(Store &store, const RecordId &record, const QString &kind, const FormContext &context)
{
    // Nobody answers or signs what they cannot read now. That a concern was read is said of what somebody was told.
    if (const auto open = checkMayRead(store, record); !open && kind != step::concernRead)
        return open.error();
    auto known = workflowFor(store, record, context.today);
    if (!known)
        return known.error();
    auto author = authorContext(store);
    if (!author)
        return author.error();
    Taking taking { std::move(known).value(), std::move(author).value(), kind };
    if (!taking.record.form)
        return Error { ErrorCode::NotFound, u"The form of this record is not on this device; sync once while the hub can be reached."_s };
    if (!taking.record.workflow.mayTake(kind, taking.author.person))
        return objection(taking);
    return taking;
}

Result<void> checkText(const QString &text, bool isNeeded)
{
    if (problemOfTyped(text, {}, isNeeded).kind == TypedProblem::Kind::Empty)
        return Error { ErrorCode::InvalidInput, u"Say in a few words why the record goes back; its author needs to know what to change."_s };
    return checkTypedText(text, limits::answerBytesMax,
                          u"A step can hold %1 KiB of text; this is more. Put the rest into an addendum."_s.arg(limits::answerBytesMax / 1024));
}

/// The members of the step: its part judged together with the record and the hands before it, its text, its signature.
Json::Object membersOf(const Taking &taking, const NewStep &step, const FormContext &context, QList<FormIssue> &issues)
{
    const Questionnaire &form = taking.record.form->questionnaire;
    const QString part = taking.part();
    Json::Object members;
    if (!part.isEmpty()) {
        Answers given = partOf(form, step.answers, part);
        const Answers before = answersWithParts(taking.record.body.answers, taking.record.steps);
        Answers whole = withPart(form, before, given, part);
        if (step.doSign)
            signPart(form, whole, taking.author.name, part);
        recalculate(form, whole, context);
        issues = validate(form, whole, ValidateFor::Completion, context, part);
        members = partOf(form, withoutDisabled(form, whole), part).fields();
    } else if (!step.text.isEmpty()) {
        members.insert(stepTextMember, step.text);
    }
    const bool signsHere = taking.rule() && taking.rule()->signs && (part.isEmpty() || !hasSignature(form, part));
    if (signsHere && step.doSign)
        members.insert(signMember, taking.author.name);
    else if (signsHere)
        issues.append({ FormIssue::Severity::Error, FormIssue::Kind::Required, {}, {}, u"This step is signed; sign it with your name."_s });
    return members;
}

/// What the hand's part begins with: its author's name and role, and what the form carries forward.
Answers firstValues(Store &store, const Taking &taking, const FormContext &context)
{
    const Questionnaire &form = taking.record.form->questionnaire;
    return taking.part().isEmpty() ? Answers() : partOf(form, prefilledAnswers(form, context, store.random(), taking.part()), taking.part());
}

/// What the hand's author has said of it in the room, to be changed, signed or left: nobody signs on another's device.
Answers heardBefore(const Taking &taking)
{
    const Questionnaire &form = taking.record.form->questionnaire;
    const Answers said = saidInTheRoom(taking.record.steps, taking.author.person, taking.kind);
    return withoutSignatures(form, withoutReadOnly(form, partOf(form, said, taking.part())));
}

/// @p given over @p first.
Answers over(const Answers &first, const Answers &given)
{
    Answers::Fields fields = first.fields();
    for (auto it = given.fields().cbegin(); it != given.fields().cend(); ++it)
        fields.insert(it.key(), it.value());
    return Answers(fields);
}

/// A signature stands for what its author could see. Pictures that have not come to this device it names, so that nobody reads more into
/// it, and so that it need not wait for what may never come (a tablet lost before it sent them).
Result<void> noteLackedFiles(Store &store, const Taking &taking, Json::Object &members)
{
    if (!taking.rule() || !taking.rule()->signs)
        return {};
    QStringList names;
    const auto add = [&](const Json::Object &answers) -> Result<void> {
        const auto lacked = filesNotHere(store, answers);
        for (const QByteArray &sha : lacked ? *lacked : QList<QByteArray>())
            names.append(toHex(sha));
        return lacked ? Result<void>() : lacked.error();
    };
    if (const auto added = add(taking.record.body.answers); !added)
        return added;
    for (const TakenStep &step : taking.record.steps) {   // the hands before it are shown, and signed for, too
        if (const auto added = add(step.members); !added)
            return added;
    }
    names.removeDuplicates();
    names.sort();
    if (!names.isEmpty())
        members.insert(QString::fromUtf16(step::lacks), Json::strings(names));
    return {};
}

/// Somebody waits by the telephone for a concern to be read.
Turn turnOf(const QString &kind) { return kind == step::concernRead ? Turn::First : Turn::InOrder; }

} // namespace

Result<StepTaken> takeStep(Store &store, const RecordId &record, const NewStep &step, const FormContext &context)
{
    const auto taking = prepare(store, record, step.kind, context);
    if (!taking)
        return taking.error();
    if (const auto fits = checkText(step.text, step.kind == returnKind); !fits)
        return fits.error();
    StepTaken taken;
    NewStep whole = step;
    whole.answers = over(firstValues(store, *taking, context), step.answers);
    Json::Object members = membersOf(*taking, whole, context, taken.issues);
    if (hasErrors(taken.issues))
        return taken;
    RecordBody head = stepHead(taking->author, record, taking->record.body, taking->record.hash, step.kind, store.clock().now());
    head.answers = std::move(members);
    head.validator = taking->validator();
    if (!taking->record.steps.isEmpty())
        head.answers.insert(stepSeenMember, seenNow(taking->record.steps));
    if (const auto noted = noteLackedFiles(store, *taking, head.answers); !noted)
        return noted.error();
    const RecordId id = newId<RecordId>(store.clock(), store.random());
    const auto stored = store.transact([&] { return store.outbox().append(completedStep(store, id, head), {}, turnOf(step.kind)); });
    if (!stored)
        return stored.error();
    taken.step = id;
    return taken;
}

Result<Draft> beginStep(Store &store, const RecordId &record, const QString &kind, const FormContext &context)
{
    const auto taking = prepare(store, record, kind, context);
    if (!taking)
        return taking.error();
    const auto drafts = begunSteps(store, record, kind);
    if (!drafts)
        return drafts.error();
    for (const Draft &draft : *drafts) {
        if (draft.body.aboutHash == taking->record.hash)
            return draft;
    }
    RecordBody body = stepHead(taking->author, record, taking->record.body, taking->record.hash, kind, store.clock().now());
    body.answers = over(firstValues(store, *taking, context), taking->part().isEmpty() ? Answers() : heardBefore(*taking)).fields();
    if (!taking->record.steps.isEmpty())
        body.answers.insert(stepSeenMember, seenNow(taking->record.steps));
    const Draft begun { newId<RecordId>(store.clock(), store.random()), body, {}, store.clock().now().msSinceEpoch, {} };
    const auto saved = store.transact([&] { return store.drafts().save(begun); });
    if (!saved)
        return saved.error();
    return begun;
}

Result<StepTaken> completeStep(Store &store, const RecordId &draft, bool doSign, const FormContext &context)
{
    const auto found = store.drafts().find(draft);
    if (!found)
        return found.error();
    if (!*found || (*found)->body.type != RecordType::Step || !(*found)->body.about)
        return Error { ErrorCode::NotFound, u"There is no such step begun on this device."_s };
    const auto present = store.view().find(draft);
    if (!present)
        return present.error();
    if (*present) {
        //: Why a later hand cannot be finished on this device.
        return Error { ErrorCode::AlreadyExists, TakeStepWords::tr("This was finished on another of your devices. Your words here are kept.") };
    }
    const RecordBody &body = (*found)->body;
    const auto taking = prepare(store, *body.about, body.role, context);
    if (!taking)
        return taking.error();
    if (taking->record.hash != body.aboutHash) {
        //: Why a record cannot be answered or signed.
        return Error { ErrorCode::NotAllowed, TakeStepWords::tr("The record was changed since you began; your words are kept. Read it again and begin anew.") };
    }
    const NewStep step { body.role, partAnswers(body), stepText(body.answers), doSign };
    if (const auto fits = checkText(step.text, step.kind == returnKind); !fits)
        return fits.error();
    StepTaken taken;
    RecordBody head = body;
    head.answers = membersOf(*taking, step, context, taken.issues);
    head.validator = taking->validator();
    if (hasErrors(taken.issues))
        return taken;
    if (const Json &seen = body.answers.value(stepSeenMember); !seen.isNull())
        head.answers.insert(stepSeenMember, seen);
    if (const auto noted = noteLackedFiles(store, *taking, head.answers); !noted)
        return noted.error();
    const auto stored = store.transact([&]() -> Result<void> {
        if (const auto kept = store.outbox().append(completedStep(store, draft, head), {}, turnOf(step.kind)); !kept)
            return kept.error();
        return store.drafts().remove(draft);
    });
    if (!stored)
        return stored.error();
    taken.step = draft;
    return taken;
}

} // namespace sightline
