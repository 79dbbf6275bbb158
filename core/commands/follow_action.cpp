#include "core/commands/follow_action.h"

#include "core/base/limits.h"
#include "core/commands/begun_steps.h"
#include "core/commands/step_head.h"
#include "core/commands/typed_text.h"
#include "core/forms/enable_when.h"
#include "core/forms/parts.h"
#include "core/forms/product_functions.h"
#include "core/forms/validate.h"
#include "core/store/known_readers.h"

#include <QCoreApplication>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct FollowActionWords {
    Q_DECLARE_TR_FUNCTIONS(FollowAction)
};

const QString actionKind = QString::fromUtf16(step::action);

/// Everything that is known when an action is followed up.
struct Following {
    RecordWorkflow record;
    AuthorContext author;
    AgreedAction action;

    [[nodiscard]] const ActionRule &rule() const { return *record.actions; }
    /// The form's choice called @p code; null if it has none.
    [[nodiscard]] Json choice(const QString &code) const
    {
        const FormItem *status = record.form->questionnaire.find(rule().status);
        for (const FormOption &option : status ? status->options : QList<FormOption>()) {
            if (option.value[u"code"_s].toString() == code)
                return option.value;
        }
        return {};
    }
};

/// What becomes of what is said: it is kept while it is typed, or taken for good.
enum class SaidFor { Keeping, Taking };

Result<void> mayBeFollowed(const Following &following, SaidFor what)
{
    switch (following.record.workflow.state) {
    case Workflow::State::Draft:
    case Workflow::State::Void:
        //: Why it cannot be said how an agreed action is.
        return Error { ErrorCode::NotAllowed,
                       FollowActionWords::tr("The record of this action is a draft, or was entered in error, so the action is not followed up.") };
    case Workflow::State::Superseded:
        if (what == SaidFor::Keeping)
            return {};   // the amended version may come while somebody types, and finds these words (draftOf)
        //: Why it cannot be said how an agreed action is.
        return Error { ErrorCode::NotAllowed,
                       FollowActionWords::tr("The record of this action has an amended version. Open the action there; your words go along.") };
    default: return {};
    }
}

Result<Following> prepare(Store &store, const ActionPlace &place, QDate today, SaidFor what)
{
    auto known = workflowFor(store, place.record, today);
    if (!known)
        return known.error();
    auto author = authorContext(store);
    if (!author)
        return author.error();
    if (!known->form)
        return Error { ErrorCode::NotFound, u"The form of this record is not on this device; sync once while the hub can be reached."_s };
    const auto actions = known->actions ? actionsOf(place.record, known->body, known->followUps(), *known->actions) : QList<AgreedAction>();
    const auto found = std::find_if(actions.cbegin(), actions.cend(), [&](const AgreedAction &action) { return action.row == place.row; });
    if (found == actions.cend())
        return Error { ErrorCode::NotFound, u"This record has no such action; `actions` lists those there are."_s };
    const Following following { std::move(known).value(), std::move(author).value(), *found };
    if (const auto may = mayBeFollowed(following, what); !may)
        return may.error();
    const auto council = knownReaders(store, today);
    if (!council)
        return council.error();
    if (!mayFollowUp(following.action, following.author.person, (*council)->council())) {
        //: Why it cannot be said how an agreed action is.
        return Error { ErrorCode::NotAllowed,
                       FollowActionWords::tr(
                           "How an action is, its owner says, whoever manages them, or the author of the record. You can add to the record.") };
    }
    return following;
}

/// While they are typed they may be too long to be taken, as in a form: nothing that is to be shortened is lost meanwhile (decisions 11).
Result<void> checkTexts(const ActionFollowUp &said, SaidFor purpose)
{
    const qint64 bytesMax = purpose == SaidFor::Keeping ? limits::draftBytesMax / 3 : limits::answerBytesMax;   // a draft holds all three
    for (const QString &text : { said.evidence, said.impact, said.reason }) {
        const auto fits = checkTypedText(
            text, bytesMax, u"One answer can hold %1 KiB of text; this is more. Put the rest into an addendum."_s.arg(limits::answerBytesMax / 1024));
        if (!fits)
            return fits.error();
    }
    return {};
}

FormIssue refusal(const QString &question, const QString &text) { return { FormIssue::Severity::Error, FormIssue::Kind::Required, question, {}, text }; }

/// What no form can say: a status is needed, an action closes only with what is different now, and opens again only with a reason.
QList<FormIssue> objections(const Following &following, const ActionFollowUp &said)
{
    const ActionRule &rule = following.rule();
    QList<FormIssue> issues;
    if (said.status.isEmpty() || following.choice(said.status).isNull())
        issues.append(refusal(rule.status, u"Say where the action is now."_s));
    ActionFollowUp judged = said;
    judged.closes = rule.closed.contains(said.status);
    if (lacksImpact(judged, rule))
        issues.append(refusal(rule.impact, u"Say what is different now; an action is closed with that."_s));
    if (following.action.isClosed() && !judged.closes && said.reason.trimmed().isEmpty())
        issues.append(refusal({}, u"This action was closed. Say why it is open again."_s));
    return issues;
}

/// The answers of the step, judged by the form as the part of whoever does the action.
Json::Object membersOf(const Following &following, const ActionFollowUp &said, const FormContext &context, QList<FormIssue> &issues)
{
    const Questionnaire &form = following.record.form->questionnaire;
    const ActionRule &rule = following.rule();
    Answers given = followUpAnswers(said, following.choice(said.status), following.action.row, rule);
    given.remove(stepTextMember);
    Answers whole = withPart(form, answersWithParts(following.record.body.answers, following.record.steps), given, rule.part);
    recalculate(form, whole, context);
    issues += validate(form, whole, ValidateFor::Completion, context, rule.part);
    Json::Object members = partOf(form, withoutDisabled(form, whole), rule.part).fields();
    if (!said.reason.trimmed().isEmpty())
        members.insert(stepTextMember, said.reason);
    if (const auto seen = following.record.followUps(); !seen.isEmpty())
        members.insert(stepSeenMember, seenNow(seen));
    return members;
}

/// The draft that holds what was typed for the action on the record (whose @p body is given) or on a version before it; none if there is
/// none.
Result<std::optional<Draft>> draftOf(Store &store, const ActionPlace &place, const RecordBody &body)
{
    QList<RecordId> versions { place.record };
    std::optional<RecordId> before = body.about;
    while (before && !versions.contains(*before)) {
        versions.append(*before);
        const auto earlier = store.view().body(*before);
        if (!earlier)
            return earlier.error();
        before = *earlier ? (*earlier)->about : std::nullopt;
    }
    for (const RecordId &version : std::as_const(versions)) {
        const auto drafts = begunSteps(store, version, actionKind);
        if (!drafts)
            return drafts.error();
        for (const Draft &draft : *drafts) {
            // The row is the draft's focus: of a follow-up of which only the reason is typed no answer names it.
            if (draft.focus == place.row)
                return std::optional(draft);
        }
    }
    return std::optional<Draft>();
}

RecordBody headOf(const Following &following, const RecordId &record, Instant now)
{
    return stepHead(following.author, record, following.record.body, following.record.hash, actionKind, now);
}

} // namespace

Result<ActionFollowed> followAction(Store &store, const ActionPlace &place, const ActionFollowUp &said, const FormContext &context)
{
    const auto following = prepare(store, place, context.today, SaidFor::Taking);
    if (!following)
        return following.error();
    if (const auto fits = checkTexts(said, SaidFor::Taking); !fits)
        return fits.error();
    ActionFollowed followed;
    followed.issues = objections(*following, said);
    if (hasErrors(followed.issues))
        return followed;
    RecordBody head = headOf(*following, place.record, store.clock().now());
    head.answers = membersOf(*following, said, context, followed.issues);
    head.validator = validatorVersion;
    if (hasErrors(followed.issues))
        return followed;
    const auto begun = draftOf(store, place, following->record.body);
    if (!begun)
        return begun.error();
    const RecordId id = newId<RecordId>(store.clock(), store.random());
    const Operation create = completedStep(store, id, std::move(head));
    const auto stored = store.transact([&]() -> Result<void> {
        if (const auto kept = store.outbox().append(create); !kept)
            return kept.error();
        return *begun ? store.drafts().remove((*begun)->id) : Result<void>();
    });
    if (!stored)
        return stored.error();
    followed.step = id;
    return followed;
}

Result<void> keepFollowUp(Store &store, const ActionPlace &place, const ActionFollowUp &said, QDate today)
{
    const auto following = prepare(store, place, today, SaidFor::Keeping);
    if (!following)
        return following.error();
    if (const auto fits = checkTexts(said, SaidFor::Keeping); !fits)
        return fits.error();
    auto begun = draftOf(store, place, following->record.body);
    if (!begun)
        return begun.error();
    const Answers answers = followUpAnswers(said, following->choice(said.status), place.row, following->rule());
    if (answers.isEmpty() && !*begun)
        return {};
    const qint64 now = store.clock().now().msSinceEpoch;
    Draft draft = *begun ? std::move(**begun)
                         : Draft { newId<RecordId>(store.clock(), store.random()), headOf(*following, place.record, store.clock().now()), {}, now, {} };
    draft.body.answers = answers.fields();
    draft.focus = place.row;
    draft.savedAtMs = now;
    return store.transact([&] { return answers.isEmpty() ? store.drafts().remove(draft.id) : store.drafts().save(draft); });
}

Result<void> addToFollowUp(Store &store, const ActionPlace &place, const NamedFile &file, QDate today)
{
    const auto begun = begunFollowUp(store, place, today);
    if (!begun)
        return begun.error();
    ActionFollowUp said = begun->value_or(ActionFollowUp());
    said.files.append(file);   // once, if it is there already (core/records/agreed_action)
    return keepFollowUp(store, place, said, today);
}

Result<std::optional<ActionFollowUp>> begunFollowUp(Store &store, const ActionPlace &place, QDate today)
{
    const auto known = workflowFor(store, place.record, today);
    if (!known)
        return known.error();
    const auto begun = draftOf(store, place, known->body);
    if (!begun)
        return begun.error();
    if (!*begun || !known->actions)
        return std::optional<ActionFollowUp>();
    return std::optional(followUpIn((*begun)->body.answers, place.row, *known->actions));
}

} // namespace sightline
