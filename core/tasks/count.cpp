#include "core/tasks/count.h"

#include <algorithm>

namespace sightline {

namespace {

/// The last day on which what law asks for in @p period can still be done: its last, or the day of the next month that @p rule names. What
/// is done later is not made up for: it counts for the period it was done in.
QDate lastLawfulDay(const Rule &rule, const DateSpan &period) { return period.to.addDays(rule.dayOfMonth.value_or(0)); }

QDate periodStartOf(const CountedFact &counted, const Series &series, const PeriodGrid &grid, const CouncilCalendar &calendar)
{
    const QDate named = counted.fact->periodStart;
    const DateSpan period = named.isValid() ? grid.periodOf(named, calendar) : DateSpan();
    const bool isOfThatPeriod = counted.isOwnUnit && named.isValid() && period.from == named;
    const bool isTooLate = series.isStatutory && isOfThatPeriod && lastLawfulDay(series.rule, period) < counted.fact->date;
    return isOfThatPeriod && !isTooLate ? named : grid.periodOf(counted.fact->date, calendar).from;
}

bool isComplete(const Task &task) { return task.target > 0 && task.done >= task.target; }

/// Left out by somebody who may. A period of what law asks for is missed all the same: the reason stands beside it.
bool isWaived(const Task &task, RuleNature nature)
{
    const bool isLeftOut = task.waiver && task.waiver->standing == TaskWaiver::Standing::InForce && task.waiver->waiver.kind == Waiver::Kind::Waive;
    return isLeftOut && !(task.isStatutory && nature == RuleNature::Dated);
}

/// What is late, and whose time is over: the next one of the same unit has been due since, or law asked for it by a day that is past. So
/// nothing that was missed is only late again.
void tellMissed(std::span<Task> tasks, const Series &series, QDate today)
{
    if (series.nature != RuleNature::Dated)
        return;
    QDate latest;   // the beginning of the last period whose due date is past, wherever one of them was put off to
    for (const Task &task : tasks) {
        const QDate due = task.waiver && task.waiver->dueBefore.isValid() ? task.waiver->dueBefore : task.due;
        if (due.isValid() && due < today && (latest.isNull() || latest < task.period.from))
            latest = task.period.from;
    }
    for (Task &task : tasks) {
        if (task.state == TaskState::Late && (task.period.from < latest || (task.isStatutory && lastLawfulDay(series.rule, task.period) < today)))
            task.state = TaskState::Missed;
    }
}

TaskState stateOf(const Task &task, RuleNature nature, QDate today)
{
    if (isComplete(task))
        return TaskState::Done;
    if (isWaived(task, nature))
        return TaskState::Waived;
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

/// What is counted from the last one is due so long after it, within its own period: whoever was seen early in one is not left until the
/// end of the next. Where none was done in the period before, it is due by the end of its own. One that was put off stays so.
void countFromLast(std::span<Task> tasks, const QList<CountedFact> &facts, const Series &series, const CouncilCalendar &calendar, QDate today)
{
    const int days = daysFromLast(series.rule);
    for (Task &task : tasks) {
        const bool isPutOff = task.waiver && task.waiver->dueBefore.isValid();
        if (!task.dueByPeriod.isValid() || isPutOff)
            continue;
        task.due = task.dueByPeriod;
        task.countedFrom = {};
        QDate last;
        for (const CountedFact &counted : facts) {
            if (counted.fact->date < task.period.from && counted.fact->date <= today)
                last = counted.fact->date;
        }
        const QDate after = last.isValid() ? last.addDays(days) : QDate();
        if (!after.isValid() || after < task.period.from)
            continue;
        task.countedFrom = last;
        task.due = std::min(task.dueByPeriod, std::max(task.period.from, calendar.lastWorkingDayOnOrBefore(after)));
    }
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
        task.waitsFor = {};
    }
    countFromLast(tasks, facts, series, calendar, today);
    const PeriodGrid grid = PeriodGrid::of(series.rule);
    // Where different ones are asked for or to be covered, the same subject twice in a period counts once.
    const bool isDistinct = series.rule.subjectMode == SubjectMode::Distinct || series.isCoverage;
    QList<std::pair<QDate, QString>> seen;
    QDate last;
    for (const CountedFact &counted : facts) {
        const Fact &fact = *counted.fact;
        if (today < fact.date)
            break;
        // Where the places are known, only what names one of them covers any.
        const QString covered = series.places.contains(fact.unit) ? fact.unit : fact.subject;
        if (series.isCoverage && !series.places.isEmpty() && !series.places.contains(covered))
            continue;
        last = fact.date;
        // A task of an event stands alone: whatever is recorded for its unit is for it.
        const bool isEvent = series.nature == RuleNature::EventDriven;
        const QDate start = isEvent ? tasks.front().period.from : periodStartOf(counted, series, grid, calendar);
        if (isDistinct && !covered.isEmpty()) {
            if (seen.contains(std::pair(start, covered)))
                continue;
            seen.append(std::pair(start, covered));
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
    tellMissed(tasks, series, today);
}

void letWait(std::span<Task *const> tasks, const Series &series)
{
    if (series.nature != RuleNature::Dated || series.rule.kind == RuleKind::Quota || series.isCoverage)
        return;
    const auto isOpen = [](const Task &task) { return task.state == TaskState::Due || task.state == TaskState::Late; };
    for (size_t i = 1; i < tasks.size(); ++i) {
        Task &later = *tasks[i];
        if (later.state != TaskState::Due || later.target != 1)
            continue;
        for (size_t j = 0; j < i; ++j) {
            // QA and Performance take turns: each waits for its own kind alone.
            if (isOpen(*tasks[j]) && tasks[j]->part == later.part) {
                later.state = TaskState::Upcoming;
                later.waitsFor = tasks[j]->period;
                break;
            }
        }
    }
}

} // namespace sightline
