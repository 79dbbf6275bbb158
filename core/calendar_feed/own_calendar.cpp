#include "core/calendar_feed/own_calendar.h"

#include <algorithm>

namespace sightline {

namespace {

bool hasDate(const Task &task)
{
    const bool asksForNothing = task.state == TaskState::Advisory || task.state == TaskState::NotDefined || task.state == TaskState::EventDriven;
    return !asksForNothing && task.due.isValid();
}

CalendarEntry entryOf(const PersonTask &row, QDate today, const CouncilZone &zone, const CalendarTimes &times)
{
    const Task &task = row.task;
    CalendarEntry entry { .task = task.id, .what = task.what, .part = task.part, .ref = task.ref, .service = row.service, .period = row.periodText };
    entry.opens = std::min(task.opens.isValid() ? task.opens : task.period.from, task.due);
    entry.due = task.due;
    entry.target = task.target;
    entry.done = task.done;
    entry.state = task.state;
    entry.doneOn = task.state == TaskState::Done ? task.doneOn : QDate();
    // What counts from the last time it was done moves with each doing.
    entry.movedAt = task.lastDone.isValid() ? std::max(times.datesFrom, zone.startOfDay(task.lastDone)) : times.datesFrom;
    entry.changedAt = entry.movedAt;
    for (const RecordId &record : task.records)
        entry.changedAt = std::max(entry.changedAt, times.countedAt.value(record));
    for (const QDate day : { task.opens, task.due.addDays(1) }) {   // what it is called changes on these by itself
        if (day.isValid() && day <= today)
            entry.changedAt = std::max(entry.changedAt, zone.startOfDay(day));
    }
    return entry;
}

} // namespace

OwnCalendar ownCalendar(const Plan &plan, const PersonId &person, const DateSpan &span, const CouncilZone &zone, const CalendarTimes &times)
{
    OwnCalendar calendar { .span = span, .entries = {} };
    for (const PersonTask &row : plan.tasksOf(person)) {
        if (!hasDate(row.task))
            ++calendar.undated;
        else if (span.contains(row.task.due))
            calendar.entries.append(entryOf(row, plan.today(), zone, times));
    }
    const auto isBefore = [](const CalendarEntry &a, const CalendarEntry &b) { return a.due != b.due ? a.due < b.due : a.task < b.task; };
    std::sort(calendar.entries.begin(), calendar.entries.end(), isBefore);
    if (calendar.entries.size() > calendarEntriesMax) {
        calendar.tooMany = int(calendar.entries.size() - calendarEntriesMax);
        calendar.entries = calendar.entries.first(calendarEntriesMax);
    }
    return calendar;
}

DateSpan usualCalendarSpan(QDate today) { return { today.addDays(-PlanReach().daysBack), today.addYears(1) }; }

PlanReach reachFor(QDate today, const DateSpan &span)
{
    return { int(std::max<qint64>(0, span.from.daysTo(today))), int(std::max<qint64>(0, today.daysTo(span.to))) };
}

} // namespace sightline
