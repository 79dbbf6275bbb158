#include "core/queries/standings.h"

#include "core/queries/followed_records.h"
#include "core/store/form_library.h"
#include "core/store/known_readers.h"
#include "core/store/record_workflow.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct KeptStandings {
    QDate day;
    std::shared_ptr<Standings> standings;
};

Result<QList<StandingAction>> standingActions(Store &store, QDate day, const RecordId &record, const RecordWorkflow &known)
{
    QList<StandingAction> standing;
    if (!known.actions || known.workflow.state == Workflow::State::Superseded)
        return standing;
    const auto readers = knownReaders(store, day);
    if (!readers)
        return readers.error();
    QList<AgreedAction> actions = actionsOf(record, known.body, known.followUps(), *known.actions);
    for (AgreedAction &action : actions) {
        if (action.isClosed() && !action.recheck().isValid())
            continue;
        const Person *owner = (*readers)->council().person(action.owner);
        const bool mayRead = (*readers)->mayRead(action.owner, known.body);
        const ActionFollowUp *present = action.present();
        action.history = present ? QList<ActionFollowUp> { *present } : QList<ActionFollowUp>();
        standing.append({ std::move(action), owner && owner->isHereOn(day), mayRead });
    }
    return standing;
}

QList<Telling> tellingsOf(const Workflow &workflow, const Answers &answers, const CouncilCalendar &calendar)
{
    QList<Telling> tellings;
    for (const Hand *hand : workflow.tellings())
        tellings.append({ hand->whose.first(), hand->rule.kind, hand->rule.name, dueOf(*hand, workflow, answers, calendar) });
    // Somebody else goes on without them, and what they were asked for is still theirs to give.
    for (const Hand *hand : workflow.next()) {
        if (hand->isOvertaken && !hand->whose.isEmpty())
            tellings.append({ hand->whose.first(), hand->rule.kind, hand->rule.name, dueOf(*hand, workflow, answers, calendar) });
    }
    return tellings;
}

Result<void> putStanding(Store &store, const CouncilCalendar &calendar, QDate day, const RecordId &record, Standings &standings)
{
    standings.remove(record);
    const auto known = workflowFor(store, record, day);
    if (!known)
        return known.error().code == ErrorCode::NotFound ? Result<void>() : known.error();
    const Workflow &workflow = known->workflow;
    if (workflow.state == Workflow::State::Draft || workflow.state == Workflow::State::Void)
        return {};   // lists say so themselves
    RecordStanding standing { .record = record, .stateText = sayWorkflow(workflow), .form = known->body.form, .author = known->body.author };
    standing.waitsFor = workflow.waitsFor();
    standing.isReturned = workflow.state == Workflow::State::Returned;
    const Answers answers = answersWithParts(known->body.answers, known->steps);
    standing.tellings = tellingsOf(workflow, answers, calendar);
    if (workflow.state == Workflow::State::Open && !workflow.next().isEmpty()) {
        const Hand &hand = *workflow.next().first();
        standing.step = hand.rule.kind;
        standing.name = hand.rule.name;
        standing.due = dueOf(hand, workflow, answers, calendar);
    }
    standing.concern = workflow.concern;
    auto actions = standingActions(store, day, record, *known);
    if (!actions)
        return actions.error();
    standing.actions = std::move(actions).value();
    if (!standing.stateText.isEmpty() || standing.concern || !standing.tellings.isEmpty() || !standing.actions.isEmpty())
        standings.insert(record, standing);
    return {};
}

/// Whether records of a form can have anything to say before anybody has said or amended something about them: later hands, actions, an urgent concern. Asked once a
/// form, so that the thousands of records that nobody is waited for are not read at every start.
class FormsWithAWay {
public:
    explicit FormsWithAWay(Store &store) : m_store(store) { }

    Result<bool> has(const QString &form)
    {
        if (const auto known = m_known.constFind(form); known != m_known.constEnd())
            return *known;
        const auto found = findForm(m_store, form);
        if (!found && found.error().code != ErrorCode::NotFound)
            return found.error();
        bool hasWay = true; // of a form that is not here, its records tell what they can
        if (found) {
            const auto rules = handRules((*found)->published.meta);
            const QList<ProductFunction> &functions = (*found)->questionnaire.functions;
            const bool mayAlert = std::any_of(functions.cbegin(), functions.cend(), [](const ProductFunction &each) { return each.name == u"alert"_s; });
            hasWay = mayAlert || !rules || !rules->isEmpty() || actionRule((*found)->published.meta);
        }
        m_known.insert(form, hasWay);
        return hasWay;
    }

private:
    Store &m_store;
    QHash<QString, bool> m_known;
};

Result<std::shared_ptr<Standings>> standAnew(Store &store, const CouncilCalendar &calendar, QDate day)
{
    const auto rows = store.view().ofType(RecordType::Form);
    if (!rows)
        return rows.error();
    auto standings = std::make_shared<Standings>();
    FormsWithAWay forms(store);
    // What somebody has said something about, or amended, is looked at whatever its form.
    QSet<RecordId> spokenOf;
    const auto steps = store.view().ofType(RecordType::Step);
    if (!steps)
        return steps.error();
    for (const QList<ViewRow> *all : { &*rows, &*steps }) {
        for (const ViewRow &row : *all) {
            if (row.about)
                spokenOf.insert(*row.about);
        }
    }
    for (const ViewRow &row : *rows) {
        if (row.state != RecordState::Completed)
            continue;
        const auto hasWay = spokenOf.contains(row.id) ? Result<bool>(true) : forms.has(row.form);
        if (!hasWay)
            return hasWay.error();
        if (!*hasWay)
            continue;
        if (const auto put = putStanding(store, calendar, day, row.id, *standings); !put)
            return put.error();
    }
    return standings;
}

/// Adds the versions that amend @p record, and those that amend them: they take its actions over.
Result<void> addAmending(Store &store, const RecordId &record, QSet<RecordId> &concerned)
{
    QList<RecordId> versions { record };
    while (!versions.isEmpty()) {
        const auto rows = store.view().about(versions.takeLast());
        if (!rows)
            return rows.error();
        for (const ViewRow &row : *rows) {
            if (row.type != RecordType::Form || concerned.contains(row.id))
                continue;
            concerned.insert(row.id);
            versions.append(row.id);
        }
    }
    return {};
}

/// The records whose standing @p touched may have changed: themselves, what they are about, and what amends that. None if it cannot be
/// told.
Result<std::optional<QSet<RecordId>>> concernedBy(Store &store, const QSet<RecordId> &touched, const Standings &standings)
{
    if (touched.size() > recordsFollowedMax)
        return std::optional<QSet<RecordId>>();
    QSet<RecordId> concerned;
    for (const RecordId &record : touched) {
        const auto row = store.view().find(record);
        if (!row)
            return row.error();
        if (!*row && !standings.contains(record))
            return std::optional<QSet<RecordId>>(); // a step that has left this device: of what, nobody can say
        if (!*row || (*row)->type == RecordType::Form)
            concerned.insert(record);
        if (*row && (*row)->type == RecordType::Form) {
            if (const auto added = addAmending(store, record, concerned); !added)
                return added.error();
        }
        const bool belongs = *row && ((*row)->type == RecordType::Step || (*row)->type == RecordType::Form);
        if (belongs && (*row)->about) {
            concerned.insert(*(*row)->about);
            if (const auto added = addAmending(store, *(*row)->about, concerned); !added)
                return added.error();
        }
    }
    return std::optional(concerned);
}

} // namespace

Result<std::shared_ptr<const Standings>> standings(Store &store, const CouncilCalendar &calendar, QDate day)
{
    const QString keptAs = u"standings"_s;
    auto *kept = store.derived(keptAs);
    if (kept && std::any_cast<const KeptStandings &>(kept->value).day == day) {
        const auto present = std::any_cast<const KeptStandings &>(kept->value).standings;
        if (kept->touched.isEmpty())
            return std::shared_ptr<const Standings>(present);
        const auto concerned = concernedBy(store, kept->touched, *present);
        if (!concerned)
            return concerned.error();
        if (*concerned) {
            // What was handed out stays as it was.
            auto followed = std::make_shared<Standings>(*present);
            for (const RecordId &record : **concerned) {
                if (const auto put = putStanding(store, calendar, day, record, *followed); !put)
                    return put.error();
            }
            kept->value = KeptStandings { day, followed };
            kept->touched.clear();
            return std::shared_ptr<const Standings>(followed);
        }
    }
    auto anew = standAnew(store, calendar, day);
    if (!anew)
        return anew.error();
    store.keepDerived(keptAs, KeptStandings { day, *anew }, { RecordType::Person, RecordType::Team, RecordType::Council, RecordType::FormDefinition });
    return std::shared_ptr<const Standings>(*anew);
}

} // namespace sightline
