#include "core/tasks/count.h"

namespace sightline {

namespace {

QDate periodStartOf(const CountedFact &counted, const PeriodGrid &grid, const CouncilCalendar &calendar)
{
    const QDate named = counted.fact->periodStart;
    if (counted.isOwnUnit && named.isValid() && grid.periodOf(named, calendar).from == named)
        return named;
    return grid.periodOf(counted.fact->date, calendar).from;
}

bool isComplete(const Task &task) { return task.target > 0 && task.done >= task.target; }

TaskState stateOf(const Task &task, RuleNature nature, QDate today)
{
    if (isComplete(task))
        return TaskState::Done;
    switch (nature) {
    case RuleNature::Undefined: return TaskState::NotDefined;
    case RuleNature::Once:
    case RuleNature::Advisory: return TaskState::Advisory;
    case RuleNature::Dated: break;
    case RuleNature::EventDriven:
        if (task.target == 0)
            return TaskState::EventDriven;
        break;
    }
    if (!task.note.isEmpty() && nature == RuleNature::Dated)
        return TaskState::Advisory;   // excused: away, or only just here
    if (today < task.opens)
        return TaskState::Upcoming;
    return task.due.isValid() && task.due < today ? TaskState::Late : TaskState::Due;
}

void add(Task &task, const Fact &fact)
{
    ++task.done;
    task.records.append(fact.record);
    if (task.done == task.target) {
        task.doneOn = fact.date;
        task.isDoneLate = task.due.isValid() && task.due < fact.date;
    }
}

} // namespace

void countInto(std::span<Task> tasks, const QList<CountedFact> &facts, const Series &series, const CouncilCalendar &calendar, QDate today)
{
    for (Task &task : tasks) {
        task.done = 0;
        task.records.clear();
        task.doneOn = {};
        task.lastDone = {};
        task.isDoneLate = false;
    }
    const PeriodGrid grid = PeriodGrid::of(series.rule);
    // Where different ones are asked for or to be covered, the same subject twice in a period counts once.
    const bool isDistinct = series.rule.subjectMode == SubjectMode::Distinct || !series.note.isEmpty();
    QList<std::pair<QDate, QString>> seen;
    QDate last;
    for (const CountedFact &counted : facts) {
        const Fact &fact = *counted.fact;
        if (today < fact.date)
            break;
        last = fact.date;
        // A task of an event stands alone: whatever is recorded for its unit is for it.
        const bool isEvent = series.nature == RuleNature::EventDriven;
        const QDate start = isEvent ? tasks.front().period.from : periodStartOf(counted, grid, calendar);
        if (isDistinct && !fact.subject.isEmpty()) {
            if (seen.contains(std::pair(start, fact.subject)))
                continue;
            seen.append(std::pair(start, fact.subject));
        }
        for (Task &task : tasks) {
            if (task.period.from == start)
                add(task, fact);
        }
    }
    for (Task &task : tasks) {
        task.lastDone = last;
        task.state = stateOf(task, series.nature, today);
    }
}

} // namespace sightline
