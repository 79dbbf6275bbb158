#include "core/tasks/plan.h"

#include "core/tasks/count.h"
#include "core/tasks/plan_layout.h"
#include "core/tasks/ranking.h"

#include <QSet>

#include <algorithm>

namespace sightline {

struct Plan::State {
    std::shared_ptr<const PlanLayout> layout;
    QList<Task> tasks;                          ///< the layout's, counted
    QHash<ActivityKey, QList<Fact>> facts;      ///< of each activity, by date and id, each once
};

namespace {

bool isEarlier(const Fact &a, const Fact &b) { return a.date != b.date ? a.date < b.date : a.id < b.id; }

QString unitOfPerson(const QString &person) { return QStringLiteral("user:") + person; }

/// Those of @p facts that count on @p line, in their order.
QList<CountedFact> factsOn(const PlanLine &line, const QList<Fact> &facts, const QSet<QString> &knownUnits)
{
    QList<CountedFact> counted;
    for (const Fact &fact : facts) {
        const bool hasSubject = line.series.unit == UnitKind::Subject && !fact.subject.isEmpty();
        const QString subject = hasSubject ? unitOfPerson(fact.subject) + line.series.suffix : QString();
        const bool isAboutSubject = hasSubject && subject == line.unit;
        // Begun from one person's task and then about another: it covers the one it is about, if she is counted here.
        const bool isAboutAnother = hasSubject && !isAboutSubject && knownUnits.contains(subject);
        const bool isOwn = fact.unit == line.unit && !isAboutAnother;
        // What was recorded for a unit that the framework no longer counts by was still done by the service.
        const bool isForWhole = line.series.unit == UnitKind::Service && line.series.nature != RuleNature::EventDriven
            && (line.series.countsEveryUnit || !knownUnits.contains(fact.unit));
        if (isOwn || isAboutSubject || isForWhole)
            counted.append({ &fact, isOwn });
    }
    return counted;
}

QSet<QString> unitsOf(const ActivityKey &activity, const PlanLayout &layout)
{
    QSet<QString> units;
    for (const qsizetype at : layout.linesOf.value(activity))
        units.insert(layout.lines[at].unit);
    return units;
}

/// Counts the facts of one activity anew.
void countActivity(const ActivityKey &activity, const QList<Fact> &facts, const PlanLayout &layout, QList<Task> &tasks)
{
    const auto lines = layout.linesOf.constFind(activity);
    if (lines == layout.linesOf.cend())
        return;
    // A hash by unit keeps a council of 300 supervisees linear; lines that look at every fact are few.
    QHash<QString, QList<Fact>> byUnit;
    const QSet<QString> units = unitsOf(activity, layout);
    for (const Fact &fact : facts) {
        byUnit[fact.unit].append(fact);
        if (!fact.subject.isEmpty()) {
            for (const qsizetype at : *lines) {
                const PlanLine &line = layout.lines[at];
                if (line.series.unit == UnitKind::Subject && line.unit != fact.unit && unitOfPerson(fact.subject) + line.series.suffix == line.unit)
                    byUnit[line.unit].append(fact);
            }
        }
    }
    Task *all = tasks.data();
    for (const qsizetype at : *lines) {
        const PlanLine &line = layout.lines[at];
        const bool isWhole = line.series.unit == UnitKind::Service;
        const auto own = byUnit.constFind(line.unit);
        static const QList<Fact> none;
        const QList<Fact> &candidates = isWhole ? facts : own == byUnit.cend() ? none : *own;
        countInto({ all + line.firstTask, size_t(line.taskCount) }, factsOn(line, candidates, units), line.series, layout.inputs.calendar, layout.today);
    }
}

} // namespace

Plan::Plan() : m_state(std::make_shared<State>(State { std::make_shared<PlanLayout>(), {}, {} })) { }

Plan Plan::make(PlanInputs inputs, const QList<Fact> &facts, const QList<OpenEvent> &events, QDate today, PlanReach reach)
{
    auto state = std::make_shared<State>();
    state->layout = layOut(std::move(inputs), events, today, reach);
    state->tasks = state->layout->tasks;
    QSet<RecordId> known;
    known.reserve(facts.size());
    for (const Fact &fact : facts) {
        if (known.contains(fact.id))
            continue;
        known.insert(fact.id);
        state->facts[fact.activity].append(fact);
    }
    for (auto it = state->facts.begin(); it != state->facts.end(); ++it)
        std::sort(it->begin(), it->end(), isEarlier);
    for (auto it = state->layout->linesOf.cbegin(); it != state->layout->linesOf.cend(); ++it)
        countActivity(it.key(), state->facts.value(it.key()), *state->layout, state->tasks);
    Plan plan;
    plan.m_state = std::move(state);
    return plan;
}

Plan Plan::withFact(const Fact &fact) const
{
    const QList<Fact> before = m_state->facts.value(fact.activity);
    if (std::any_of(before.cbegin(), before.cend(), [&](const Fact &other) { return other.id == fact.id; }))
        return *this;
    auto state = std::make_shared<State>(*m_state);
    QList<Fact> &facts = state->facts[fact.activity];
    facts.insert(std::upper_bound(facts.cbegin(), facts.cend(), fact, isEarlier) - facts.cbegin(), fact);
    countActivity(fact.activity, facts, *state->layout, state->tasks);
    Plan plan;
    plan.m_state = std::move(state);
    return plan;
}

Plan Plan::withoutFact(const RecordId &factId) const
{
    for (auto it = m_state->facts.cbegin(); it != m_state->facts.cend(); ++it) {
        const auto found = std::find_if(it->cbegin(), it->cend(), [&](const Fact &fact) { return fact.id == factId; });
        if (found == it->cend())
            continue;
        auto state = std::make_shared<State>(*m_state);
        QList<Fact> &facts = state->facts[it.key()];
        facts.removeAt(found - it->cbegin());
        countActivity(it.key(), facts, *state->layout, state->tasks);
        if (facts.isEmpty())
            state->facts.remove(it.key());
        Plan plan;
        plan.m_state = std::move(state);
        return plan;
    }
    return *this;
}

QDate Plan::today() const { return m_state->layout->today; }
const QList<Task> &Plan::tasks() const & { return m_state->tasks; }

const Task *Plan::find(const TaskId &id) const &
{
    const auto at = m_state->layout->taskAt.constFind(id);
    return at == m_state->layout->taskAt.cend() ? nullptr : &m_state->tasks[*at];
}

QList<PersonTask> Plan::rankedRows(QList<qsizetype> at, const PersonId &forWhom) const
{
    std::sort(at.begin(), at.end());
    at.erase(std::unique(at.begin(), at.end()), at.end());
    QList<const Task *> tasks;
    for (const qsizetype index : at)
        tasks.append(&m_state->tasks[index]);
    const PlanLayout &layout = *m_state->layout;
    auto rows = ranked(tasks, layout.inputs.calendar, layout.today);
    for (PersonTask &row : rows)
        sayWhose(row, layout.inputs.council, layout.serviceTitle.value(row.task.service), forWhom);
    return rows;
}

QList<PersonTask> Plan::tasksOf(const PersonId &person) const { return rankedRows(m_state->layout->tasksOfPerson.value(person), person); }

QList<PersonTask> Plan::tasksOf(const TeamId &team) const
{
    const PlanLayout &layout = *m_state->layout;
    QList<PersonId> people = layout.inputs.council.peopleIn(team, layout.today);
    if (const Team *known = layout.inputs.council.team(team))
        people.append(known->managers);
    QList<qsizetype> at;
    for (const PersonId &person : std::as_const(people))
        at.append(layout.tasksOfPerson.value(person));
    return rankedRows(std::move(at), {});
}

QList<PersonTask> Plan::tasksOf(const ServiceId &service) const { return rankedRows(m_state->layout->tasksOfService.value(service), {}); }

PersonTask Plan::shown(const Task &task) const
{
    const PlanLayout &layout = *m_state->layout;
    PersonTask row = ranked({ &task }, layout.inputs.calendar, layout.today).first();
    sayWhose(row, layout.inputs.council, layout.serviceTitle.value(task.service), {});
    return row;
}

QDate Plan::dueAfter(const Task &task) const
{
    constexpr int daysAhead = 800;   // past the next period of whatever comes once a year
    const PlanLayout &layout = *m_state->layout;
    QDate next;
    for (const qsizetype at : layout.linesOf.value(task.activity)) {
        const PlanLine &line = layout.lines[at];
        if (line.unit != task.unit || line.series.nature != RuleNature::Dated)
            continue;
        const QDate from = task.period.to.addDays(1);
        for (const Occurrence &occurrence : occurrencesIn(line.series.rule, layout.inputs.calendar, { from, from.addDays(daysAhead) })) {
            const bool isNext = occurrence.period.from > task.period.from && occurrence.target > 0 && occurrence.due.isValid();
            if (isNext && (!next.isValid() || occurrence.due < next))
                next = occurrence.due;
        }
    }
    return next;
}

QList<Fact> Plan::unplacedFacts() const
{
    QList<Fact> unplaced;
    for (auto it = m_state->facts.cbegin(); it != m_state->facts.cend(); ++it) {
        const QSet<QString> units = unitsOf(it.key(), *m_state->layout);
        std::copy_if(it->cbegin(), it->cend(), std::back_inserter(unplaced), [&](const Fact &fact) { return !units.contains(fact.unit); });
    }
    std::sort(unplaced.begin(), unplaced.end(), isEarlier);
    return unplaced;
}

bool operator==(const Plan &a, const Plan &b) { return a.today() == b.today() && a.tasks() == b.tasks() && a.m_state->facts == b.m_state->facts; }

} // namespace sightline
