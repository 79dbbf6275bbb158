#include "core/queries/held_list.h"

#include "core/forms/answer_key.h"
#include "core/operations/operation.h"
#include "core/records/proposal.h"
#include "core/store/form_library.h"
#include "core/store/known_council.h"

#include <QCoreApplication>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct HeldListWords {
    Q_DECLARE_TR_FUNCTIONS(HeldReasons)
};

QString frameworkProposalTitle()
{
    //: What something that the hub did not apply is called: changes of the council's framework.
    return HeldListWords::tr("Changes of the framework");
}

QString peopleProposalTitle()
{
    //: What something that the hub did not apply is called: a table of the council's people, teams or settings.
    return HeldListWords::tr("Table of people");
}

QString labelOf(const KnownForm *form, const QString &field)
{
    if (!form)
        return field;
    const auto place = resolveKey(form->questionnaire, field);
    const QString text = place ? form->questionnaire.items.at(place->item).text : QString();
    return text.isEmpty() ? field : text;
}

} // namespace

QString sayOutcome(const QString &outcome)
{
    //: Why the hub has not applied something: conflict.
    if (outcome == u"conflict"_s)
        return HeldListWords::tr("One answer was changed in two places. Both texts are kept; choose which one stands.");
    //: Why the hub has not applied something.
    if (outcome == u"waiting"_s)
        return HeldListWords::tr("The hub keeps this until the record it belongs to arrives.");
    //: Why the hub has not applied something.
    if (outcome == u"held:exists"_s)
        return HeldListWords::tr("The hub has another record with the same identifier. It keeps yours; your manager or a records officer can settle it.");
    //: Why the hub has not applied something.
    if (outcome == u"held:scope"_s)
        return HeldListWords::tr("You no longer work where this record belongs. The hub keeps it for the team's manager.");
    //: Why the hub has not applied something.
    if (outcome == u"held:author"_s)
        return HeldListWords::tr("Only its author may change this record. The hub keeps your change for the team's manager.");
    //: Why the hub has not applied something.
    if (outcome == u"held:completed"_s)
        return HeldListWords::tr("The record was completed before this change came. Add an addendum instead; the hub keeps the change.");
    //: Why the hub has not applied something.
    if (outcome == u"held:void"_s)
        return HeldListWords::tr("The record is marked as entered in error. The hub keeps your change.");
    //: Why the hub has not applied something.
    if (outcome == u"held:stale"_s)
        return HeldListWords::tr("The record had changed when this came. Read it again, then repeat what you did.");
    //: Why the hub has not applied something.
    if (outcome == u"held:open_conflict"_s)
        return HeldListWords::tr("A conflict on this record has to be settled first.");
    //: Why the hub has not applied something.
    if (outcome == u"held:unknown_kind"_s)
        return HeldListWords::tr("The hub is older than this program. It keeps this and applies it after its update.");
    //: Why the hub has not applied something.
    if (outcome == u"held:form_unknown"_s)
        return HeldListWords::tr("The hub does not have this form yet. It keeps the record and applies it when the form arrives.");
    //: Why the hub has not applied something.
    if (outcome == u"held:invalid"_s)
        return HeldListWords::tr("Some answers break the form's rules. The hub keeps them; correct the questions named here.");
    //: Why the hub has not applied something.
    if (outcome == u"held:not_allowed"_s)
        return HeldListWords::tr("The hub does not take this from you, or from no device at all. It keeps it for the team's manager.");
    //: Why the hub has not applied something.
    if (outcome == u"held:fact"_s)
        return HeldListWords::tr("What was counted does not match its record. The hub keeps it and does not count it.");
    //: Why the hub has not applied something.
    if (outcome == u"held:step"_s)
        return HeldListWords::tr(
            "This step is for somebody else to take, or the record does not ask for it. The hub keeps your words; add them as an addendum if they "
            "should be read.");
    //: Why the hub has not applied something.
    if (outcome == u"held:erased"_s)
        return HeldListWords::tr("The record was erased before this came, as the law requires. The hub keeps what is new here; a records officer settles it.");
    //: Why the hub has not applied something: a reason this version does not know.
    return HeldListWords::tr("The hub keeps this and did not apply it. The team's manager or a records officer can settle it.");
}

namespace {

/// Where the sentence for its author speaks of "you": the one for who leads the team. Empty: the same is said to both.
QString sayOutcomeToLead(const QString &outcome, bool mayApply)
{
    const bool needsApplying = outcome == u"held:exists"_s || outcome == u"held:author"_s || outcome == u"held:not_allowed"_s;
    if (needsApplying && !mayApply) {
        //: Why the hub has not applied something, said to the manager of its author's new team.
        return HeldListWords::tr("The hub does not take this from its author, and you do not lead the team of the record. The hub keeps it; a records officer "
                                 "can settle it.");
    }
    if (outcome == u"held:scope"_s && !mayApply) {
        //: Why the hub has not applied something, said to the manager of its author's new team.
        return HeldListWords::tr("Its author no longer works where this record belongs, and you do not lead that team. The hub keeps it; a records officer can "
                                 "settle it.");
    }
    //: Why the hub has not applied something, said to the manager of its author's team.
    if (outcome == u"held:exists"_s)
        return HeldListWords::tr("The hub has another record with the same identifier. It keeps both until this one is applied or left out.");
    //: Why the hub has not applied something, said to the manager of its author's team.
    if (outcome == u"held:scope"_s)
        return HeldListWords::tr("Its author no longer works where this record belongs. The hub keeps it until you apply it or leave it out.");
    //: Why the hub has not applied something, said to the manager of its author's team.
    if (outcome == u"held:author"_s)
        return HeldListWords::tr("Only its author may change this record, and somebody else did. The hub keeps the change until you apply it or leave it out.");
    //: Why the hub has not applied something, said to the manager of its author's team.
    if (outcome == u"held:completed"_s)
        return HeldListWords::tr("The record was completed before this change came. The hub keeps the change; whoever made it can add it as an addendum.");
    //: Why the hub has not applied something, said to the manager of its author's team.
    if (outcome == u"held:void"_s)
        return HeldListWords::tr("The record is marked as entered in error. The hub keeps the change.");
    //: Why the hub has not applied something, said to the manager of its author's team.
    if (outcome == u"held:stale"_s)
        return HeldListWords::tr("The record had changed when this came. Whoever did it can read it again and repeat what they did.");
    //: Why the hub has not applied something, said to the manager of its author's team.
    if (outcome == u"held:invalid"_s)
        return HeldListWords::tr("Some answers break the form's rules. The hub keeps them; their author can correct the questions named here.");
    //: Why the hub has not applied something, said to the manager of its author's team.
    if (outcome == u"held:not_allowed"_s)
        return HeldListWords::tr("The hub does not take this from its author, or from no device at all. It keeps it until you apply it or leave it out.");
    //: Why the hub has not applied something, said to the manager of its author's team.
    if (outcome == u"held:step"_s) {
        return HeldListWords::tr("This step is for somebody else to take, or the record does not ask for it. The hub keeps the words; whoever wrote them can "
                                 "add them as an addendum.");
    }
    return {};
}

} // namespace

QString sayOutcome(const HeldItem &item)
{
    const QString toLead = item.isMine ? QString() : sayOutcomeToLead(item.outcome, item.mayApply);
    return toLead.isEmpty() ? sayOutcome(item.outcome) : toLead;
}

namespace {

/// What a template is refused for, where that is none of its questions; empty: a question of its own.
QString templateLabelOf(const QString &field)
{
    if (field == "activities"_L1) {
        //: Why the hub has not published a template.
        return HeldListWords::tr("The activities it is tied to: each must be an activity of the framework, named once. Choose them again.");
    }
    if (field == "visibility"_L1) {
        //: Why the hub has not published a template.
        return HeldListWords::tr("Who may read its records: every version has the same readers.");
    }
    if (field == "meta"_L1) {
        //: Why the hub has not published a template.
        return HeldListWords::tr("Who answers after its author: a hand there cannot be used.");
    }
    return {};
}

/// What one notice tells, with the people and the record it names.
class HeldReader {
public:
    HeldReader(Store &store, const Council &council, PersonId me, QSet<QString> led, QSet<QUuid> settling)
        : m_store(store), m_council(council), m_me(std::move(me)), m_led(std::move(led)), m_settling(std::move(settling))
    {
    }

    Result<HeldItem> read(const ViewRow &row)
    {
        const auto body = m_store.view().body(row.id);
        if (!body)
            return body.error();
        HeldItem item { .notice = row.id, .record = *row.about };
        item.author = row.author;
        item.authorName = m_council.nameOf(row.author);
        item.isMine = row.author == m_me;
        item.askName = item.isMine ? managerOf(m_me) : item.authorName;
        item.outcome = row.openOutcome;
        item.atMs = row.madeAtMs;
        item.isSettling = m_settling.contains(row.target->raw());
        if (*body)
            item.isLed = m_led.contains(u"lead:"_s + (*body)->team.toString()) || (*body)->answers.value(u"manager"_s).toString() == m_me.toString();
        item.mayApply = item.isLed;
        const auto told = tellOfRecord(item, *body);
        return told ? Result<HeldItem>(item) : told.error();
    }

private:
    Result<void> tellOfRecord(HeldItem &item, const std::optional<RecordBody> &notice)
    {
        const auto operation = notice ? keptOperationFromJson(notice->answers.value(u"operation"_s)) : Result<Operation>(Error { ErrorCode::Corrupt, {} });
        const auto record = m_store.view().body(item.record);
        if (!record)
            return record.error();
        const auto base = m_store.base().findStamp(item.record);
        if (!base)
            return base.error();
        if (*record) {
            item.recordAuthorName = m_council.nameOf((*record)->author);
            item.isOwnRecord = (*record)->author == m_me;
        }
        if (*base)
            item.recordHubTimeMs = (*base)->hubTimeMs;
        const QString form = operation && operation->head ? operation->head->form : *record ? (*record)->form : QString();
        const auto known = form.isEmpty() ? Result<std::shared_ptr<const KnownForm>>(Error { ErrorCode::NotFound, {} }) : findForm(m_store, form);
        item.title = known ? (*known)->published.title : templateOf(form);
        if (!operation)
            return {};
        if (const auto proposed = operation->head ? proposalKindOf(*operation->head) : std::nullopt)
            item.title = proposed == ProposalKind::Framework ? frameworkProposalTitle() : peopleProposalTitle();
        // Its author's manager hears of it, and where the author has moved on, that is not whoever leads where the record belongs.
        if (operation->head && !operation->head->team.isEmpty())
            item.mayApply = item.isLed && m_led.contains(u"lead:"_s + operation->head->team.toString());
        for (const QString &field : notice->answers.value(u"fields"_s).toStrings()) {
            // The record as it is now, where it is here: that is the text that a choice would keep.
            const Json theirs = *record ? (*record)->answers.value(field) : notice->answers.value(u"present"_s)[field];
            const bool isOfTemplate = operation->head && operation->head->type == RecordType::FormDefinition;
            const QString label = isOfTemplate ? templateLabelOf(field) : QString();
            item.fields.append({ field, label.isEmpty() ? labelOf(known ? known->get() : nullptr, field) : label, operation->set.value(field).value, theirs });
        }
        return {};
    }

    QString managerOf(const PersonId &id) const
    {
        const auto above = m_council.managersAbove(id);
        return above.isEmpty() ? QString() : m_council.nameOf(above.first());
    }

    Store &m_store;
    const Council &m_council;
    PersonId m_me;
    QSet<QString> m_led;
    QSet<QUuid> m_settling;
};

/// Operations that this device has answered, or is about to.
Result<QSet<QUuid>> settlingOf(Store &store)
{
    const auto own = store.outbox().all();
    if (!own)
        return own.error();
    QSet<QUuid> settling;
    for (const OutboxEntry &entry : *own) {
        if (entry.operation.target && (!entry.ackSeq || entry.outcome.code == Outcome::Code::Applied))
            settling.insert(entry.operation.target->raw());
    }
    return settling;
}

} // namespace

Result<QList<HeldItem>> heldList(Store &store)
{
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    const auto me = store.meta().text(u"enrolment.person"_s);
    if (!me)
        return me.error();
    const auto scopes = store.scopes().all();
    if (!scopes)
        return scopes.error();
    QSet<QString> led;
    for (const ScopeRow &scope : *scopes)
        led.insert(scope.id);
    auto settling = settlingOf(store);
    if (!settling)
        return settling.error();
    const auto rows = store.view().ofType(RecordType::Notice);
    if (!rows)
        return rows.error();
    HeldReader reader(store, **council, PersonId(*me), led, *std::move(settling));
    QList<HeldItem> items;
    for (const ViewRow &row : *rows) {
        if (row.openOutcome.isEmpty() || !row.about || !row.target)
            continue;
        const auto type = store.view().typeOf(*row.about);
        if (!type)
            return type.error();
        if (*type == RecordType::Draft)   // a draft's copy: its author's devices settle it by themselves
            continue;
        const auto item = reader.read(row);
        if (!item)
            return item.error();
        items.append(*item);
    }
    std::stable_sort(items.begin(), items.end(), [](const HeldItem &a, const HeldItem &b) { return a.atMs > b.atMs; });
    return items;
}

} // namespace sightline
