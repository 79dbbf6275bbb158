#include "core/commands/said_in_room.h"

#include "core/base/limits.h"
#include "core/commands/step_head.h"
#include "core/commands/typed_text.h"
#include "core/forms/answered_lines.h"
#include "core/forms/enable_when.h"
#include "core/forms/parts.h"
#include "core/store/known_council.h"

#include <QCoreApplication>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct SaidInRoomWords {
    Q_DECLARE_TR_FUNCTIONS(SaidInRoom)
};

const QString saidBy = QString::fromUtf16(step::saidBy);
const QString saidFor = QString::fromUtf16(step::saidFor);

Result<std::shared_ptr<const KnownForm>> formOf(Store &store, const QString &form)
{
    auto known = findForm(store, form);
    if (!known)
        return Error { ErrorCode::NotFound, u"The form of this record is not on this device; sync once while the hub can be reached."_s };
    return known;
}

QString nameOf(Store &store, const PersonId &person)
{
    const auto council = knownCouncil(store);
    const Person *known = council ? (*council)->person(person) : nullptr;
    return known ? known->name : person.toString();
}

/// Questions and answers as they are read, cut where a text may be no longer: the answers themselves go along whole.
QString readable(const QString &head, const QList<AnsweredLine> &lines)
{
    QString text = head;
    for (const AnsweredLine &line : lines) {
        if (line.kind == AnsweredLine::Kind::Heading)
            continue;
        const QString next = u"\n\n"_s + line.label + u'\n' + line.text;
        if ((text + next).toUtf8().size() > limits::answerBytesMax)
            break;
        text += next;
    }
    return text;
}

} // namespace

Result<Draft> beginSaidInRoom(Store &store, const RecordId &record, const QString &kind, const FormContext &context)
{
    const auto known = workflowFor(store, record, context.today);
    if (!known)
        return known.error();
    const auto author = authorContext(store);
    if (!author)
        return author.error();
    if (!known->form)
        return Error { ErrorCode::NotFound, u"The form of this record is not on this device; sync once while the hub can be reached."_s };
    const Hand *hand = known->workflow.hand(kind);
    if (known->body.author != author->person)
        //: Why a device cannot be handed over for somebody's part of a record.
        return Error { ErrorCode::NotAllowed, SaidInRoomWords::tr("Only the record’s author hands their device over for it.") };
    if (!hand || hand->state != Hand::State::Next || hand->whose.isEmpty() || hand->whose.contains(author->person))
        //: Why a device cannot be handed over for somebody's part of a record.
        return Error { ErrorCode::NotAllowed,
                       SaidInRoomWords::tr("This record does not wait for that part of somebody else’s any more. Open it to see how it stands.") };
    if (hand->rule.part.isEmpty())
        //: Why a device cannot be handed over for somebody's part of a record.
        return Error { ErrorCode::NotAllowed, SaidInRoomWords::tr("That part has no questions. Whose it is signs it on their own device.") };
    RecordBody body = stepHead(*author, record, known->body, known->hash, QString::fromUtf16(step::inRoom), store.clock().now());
    body.answers = { { saidBy, hand->whose.first().toString() }, { saidFor, kind } };
    const Draft begun { newId<RecordId>(store.clock(), store.random()), body, {}, store.clock().now().msSinceEpoch, {} };
    const auto saved = store.transact([&] { return store.drafts().save(begun); });
    if (!saved)
        return saved.error();
    return begun;
}

Result<PersonId> whoSpeaks(const Draft &draft)
{
    const auto person = PersonId::fromString(draft.body.answers.value(saidBy).toString());
    if (!person)
        return Error { ErrorCode::Corrupt, u"A draft does not say whose words it holds."_s };
    return *person;
}

QString handSpokenFor(const Draft &draft) { return draft.body.answers.value(saidFor).toString(); }

Result<Operation> saidInRoomAddendum(Store &store, const Draft &draft, const Answers &answers)
{
    const auto person = whoSpeaks(draft);
    if (!person)
        return person.error();
    const auto form = formOf(store, draft.body.form);
    if (!form)
        return form.error();
    const auto rules = handRules((*form)->published.meta);
    const HandRule *rule = rules ? findRule(*rules, handSpokenFor(draft)) : nullptr;
    if (!rule)
        return Error { ErrorCode::NotFound, u"The form of this record has no such step."_s };
    const Questionnaire &questionnaire = (*form)->questionnaire;
    const auto about = store.view().body(*draft.body.about);
    if (!about)
        return about.error();
    // What hides a question is judged with the record around it.
    const Answers part = partOf(questionnaire, answers, rule->part);
    const Answers whole = withPart(questionnaire, *about ? Answers((*about)->answers) : Answers(), part, rule->part);
    const Answers said = withoutSignatures(questionnaire, partOf(questionnaire, withoutDisabled(questionnaire, withoutBlankAnswers(whole)), rule->part));
    //: First line of what somebody said in the room, added to a record by whoever's device it was typed on. %1 is the person, %2 what it is
    //: for ("reflection").
    const QString head =
        SaidInRoomWords::tr("%1 typed this on my device, in the room, for their own part: %2. It is not signed. They can confirm or change it on "
                            "their own device.")
            .arg(nameOf(store, *person), rule->name);
    RecordBody addendum = draft.body;
    addendum.role = QString::fromUtf16(step::addendum);
    addendum.answers.clear();
    addendum.answers.insert(saidBy, person->toString());
    addendum.answers.insert(saidFor, rule->kind);
    addendum.answers.insert(QString::fromUtf16(step::saidPart), Json(said.fields()));
    addendum.answers.insert(stepTextMember, readable(head, answeredLines(questionnaire, said)));
    return completedStep(store, draft.id, addendum);
}

} // namespace sightline
