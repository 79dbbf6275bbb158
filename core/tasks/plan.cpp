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

/// Those of @p facts that count on @p line, in their order. @p areSpread: some of the activity's counts are spread over known places.
QList<CountedFact> factsOn(const PlanLine &line, const QList<Fact> &facts, const QSet<QString> &knownUnits, bool areSpread)
{
    QList<CountedFact> counted;
    for (const Fact &fact : facts) {
        const bool hasSubject = line.series.unit == UnitKind::Subject && !fact.subject.isEmpty();
        const QString subject = hasSubject ? unitOfPerson(fact.subject) + line.series.suffix : QString();
        const bool isAboutSubject = hasSubject && subject == line.unit;
        // Begun from one person's task and then about another: it covers the one it is about, if she is counted here.
        const bool isAboutAnother = hasSubject && !isAboutSubject && knownUnits.contains(subject);
        // What was recorded for a place is of the count that is spread over places, and of no other part of the row.
        const bool isOfPlace = line.series.places.contains(fact.unit);
        const bool isOwn = (fact.unit == line.unit && !isAboutAnother) || (isOfPlace && !line.series.isCoverage);
        // What was recorded for a unit that the framework no longer counts by was still done by the service.
        const bool isForWhole = line.series.unit == UnitKind::Service && line.series.nature != RuleNature::EventDriven
            && (line.series.countsEveryUnit || !knownUnits.contains(fact.unit))
            && (isOfPlace || !fact.unit.startsWith(QLatin1String("setting:")) || !areSpread);
        if (isOwn || isAboutSubject || isForWhole)
            counted.append({ &fact, isOwn });
    }
    return counted;
}

enum class Coverages { With, Without };

/// Those that the lines of @p activity count by. Without coverages: those that count for themselves alone, since whatever is recorded for
/// a coverage was done for the whole too.
QSet<QString> unitsOf(const ActivityKey &activity, const PlanLayout &layout, Coverages coverages)
{
    QSet<QString> units;
    for (const qsizetype at : layout.linesOf.value(activity)) {
        if (coverages == Coverages::With || !layout.lines[at].series.isCoverage)
            units.insert(layout.lines[at].unit);
    }
    return units;
}

/// Lets what is done once a period wait for the one before, also where that is asked for by an earlier edition of the framework.
void letAllWait(const QList<qsizetype> &lines, const PlanLayout &layout, Task *all)
{
    const bool haveOthers =
        std::any_of(lines.cbegin(), lines.cend(), [&](qsizetype at) { return layout.lines[at].isOver || layout.lines[at].until.isValid(); });
    QList<Task *> tasks;
    for (const qsizetype at : lines) {
        const PlanLine &line = layout.lines[at];
        if (line.isOver)
            continue;
        tasks.clear();
        for (const qsizetype other : haveOthers ? lines : QList { at }) {
            for (qsizetype i = 0; layout.lines[other].unit == line.unit && i < layout.lines[other].taskCount; ++i)
                tasks.append(all + layout.lines[other].firstTask + i);
        }
        std::stable_sort(tasks.begin(), tasks.end(), [](const Task *a, const Task *b) { return a->period.from < b->period.from; });
        letWait({ tasks.constData(), size_t(tasks.size()) }, line.series);
    }
}

/// Counts the facts of one activity anew.
void countActivity(const ActivityKey &activity, const QList<Fact> &facts, const PlanLayout &layout, QList<Task> &tasks)
{
    const auto lines = layout.linesOf.constFind(activity);
    if (lines == layout.linesOf.cend())
        return;
    // A hash by unit keeps a council of 300 supervisees linear; lines that look at every fact are few.
    QHash<QString, QList<Fact>> byUnit;
    const QSet<QString> units = unitsOf(activity, layout, Coverages::Without);
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
    const bool areSpread = std::any_of(lines->cbegin(), lines->cend(), [&](qsizetype at) { return !layout.lines[at].series.places.isEmpty(); });
    for (const qsizetype at : *lines) {
        const PlanLine &line = layout.lines[at];
        const bool isWhole = line.series.unit == UnitKind::Service && line.series.nature != RuleNature::EventDriven;
        const auto own = byUnit.constFind(line.unit);
        static const QList<Fact> none;
        const QList<Fact> &candidates = isWhole ? facts : own == byUnit.cend() ? none : *own;
        countInto({ all + line.firstTask, size_t(line.taskCount) }, factsOn(line, candidates, units, areSpread), line.series, layout.inputs.calendar,
                  layout.today);
    }
    letAllWait(*lines, layout, all);
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
        if (line.isOver || line.unit != task.unit || line.series.nature != RuleNature::Dated)
            continue;
        const QDate from = task.period.to.addDays(1);
        for (const Occurrence &occurrence : occurrencesIn(line.series.rule, layout.inputs.calendar, { from, from.addDays(daysAhead) })) {
            const bool isNext =
                occurrence.period.from > task.period.from && line.asksOn(occurrence.period.from) && occurrence.target > 0 && occurrence.due.isValid();
            if (isNext && (!next.isValid() || occurrence.due < next))
                next = occurrence.due;
        }
    }
    return next;
}

namespace {

/// In which places of @p task are counted anew: as many of its periods as it takes to get round all of them.
DateSpan roundOf(const Task &task, const Rule &rule, qsizetype places, const CouncilCalendar &calendar)
{
    const PeriodGrid grid = PeriodGrid::of(rule);
    const qint64 perPeriod = std::max(1, task.target);
    const qint64 periods = std::max<qint64>(1, (places + perPeriod - 1) / perPeriod);
    DateSpan round = task.period;
    for (qint64 i = 1; i < periods && grid.indexOf(round.from, calendar) % periods != 0; ++i)
        round.from = grid.periodOf(round.from.addDays(-1), calendar).from;
    round.to = round.from;
    for (qint64 i = 0; i < periods; ++i)
        round.to = grid.periodOf(i == 0 ? round.from : round.to.addDays(1), calendar).to;
    return round;
}

} // namespace

Coverage Plan::coverageOf(const Task &task) const
{
    const PlanLayout &layout = *m_state->layout;
    Coverage coverage { task.covers, task.period, {}, 0 };
    const QList<qsizetype> lines = layout.linesOf.value(task.activity);
    const bool haveOwnTasks = std::any_of(lines.cbegin(), lines.cend(), [&](qsizetype at) { return layout.lines[at].series.unit == UnitKind::Team; });
    const auto places = haveOwnTasks ? QList<CoverageEntry>() : unitsToCover(layout.inputs.council, task.covers, task.service);
    const auto line = std::find_if(lines.cbegin(), lines.cend(), [&](qsizetype at) { return layout.lines[at].unit == task.unit; });
    if (task.covers.isEmpty() || line == lines.cend())
        return {};
    if (!places.isEmpty()) {
        const Series &series = layout.lines[*line].series;
        if (!series.isCoverage)
            coverage.period = roundOf(task, series.rule, places.size(), layout.inputs.calendar);
        for (CoverageEntry entry : places) {
            for (const Fact &fact : m_state->facts.value(task.activity)) {
                if (layout.today < fact.date || (fact.unit != entry.unit && fact.subject != entry.unit))
                    continue;
                entry.lastDone = fact.date;
                entry.done += coverage.period.contains(fact.date);
            }
            coverage.entries.append(entry);
        }
    } else {
        for (const qsizetype at : lines) {
            const PlanLine &other = layout.lines[at];
            const bool hasOwners = other.series.unit == UnitKind::Subject || other.series.unit == UnitKind::Team;
            for (qsizetype i = other.firstTask; hasOwners && i < other.firstTask + other.taskCount; ++i) {
                const Task &theirs = m_state->tasks[i];
                const Team *team = theirs.team.isEmpty() ? nullptr : layout.inputs.council.team(theirs.team);
                if ((theirs.subject.isEmpty() && !team) || !theirs.period.contains(std::clamp(layout.today, task.period.from, task.period.to)))
                    continue;
                CoverageEntry entry { theirs.subject, {}, team ? team->name : layout.inputs.council.nameOf(theirs.subject) };
                if (team) {
                    entry.team = team->id;
                    entry.unit = theirs.unit;
                }
                entry.lastDone = theirs.lastDone;
                entry.done = theirs.done;
                entry.target = theirs.target;
                entry.atMost = theirs.atMost;
                entry.isAway = !theirs.subject.isEmpty() && layout.inputs.council.absenceOf(theirs.subject, layout.today) != nullptr;
                coverage.period = theirs.period;
                coverage.entries.append(entry);
            }
        }
    }
    orderFairly(coverage.entries, layout.today);
    coverage.covered =
        int(std::count_if(coverage.entries.cbegin(), coverage.entries.cend(), [](const CoverageEntry &entry) { return entry.done >= entry.target; }));
    return coverage;
}

QList<Fact> Plan::unplacedFacts() const
{
    QList<Fact> unplaced;
    for (auto it = m_state->facts.cbegin(); it != m_state->facts.cend(); ++it) {
        const QSet<QString> units = unitsOf(it.key(), *m_state->layout, Coverages::With);
        const auto isOfPlace = [&](const Fact &fact) {
            const auto place = placeOfUnit(fact.unit);
            return !units.isEmpty() && place && m_state->layout->inputs.council.setting(*place);
        };
        std::copy_if(it->cbegin(), it->cend(), std::back_inserter(unplaced), [&](const Fact &fact) { return !units.contains(fact.unit) && !isOfPlace(fact); });
    }
    std::sort(unplaced.begin(), unplaced.end(), isEarlier);
    return unplaced;
}

bool operator==(const Plan &a, const Plan &b) { return a.today() == b.today() && a.tasks() == b.tasks() && a.m_state->facts == b.m_state->facts; }

} // namespace sightline
