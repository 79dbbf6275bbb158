#pragma once

#include "core/calendar/date_span.h"
#include "core/tasks/plan.h"

#include <QHash>

namespace sightline {

/// Most entries of one calendar. A year of somebody who leads a large service is some hundred; a calendar program shows no more
/// than this with any sense, and a file of it is about 2 MB.
inline constexpr qsizetype calendarEntriesMax = 2000;

/// A task as a day in somebody's own calendar. It leaves Sightline, so it holds the framework's words and the service's name, and
/// nothing that anybody typed and nobody's name.
struct CalendarEntry {
    TaskId task;
    QString what;           ///< the activity's own words
    QString part;           ///< what the row calls this part; empty: all of it
    QString ref;            ///< "S20.3"
    QString service;        ///< its title
    QString period;         ///< "October 2026"
    QDate opens;            ///< never after `due`
    QDate due;
    int target = 0;
    int done = 0;
    TaskState state = TaskState::Due;
    QDate doneOn;           ///< of a task that is done
    Instant movedAt;        ///< not before anything that could have moved `due`; never goes back
    Instant changedAt;      ///< not before anything that changed what the entry says, as of the plan's day
    friend bool operator==(const CalendarEntry &, const CalendarEntry &) = default;
};

/// One person's tasks with a date, in order of date, and how many tasks are not among them.
struct OwnCalendar {
    DateSpan span;
    QList<CalendarEntry> entries;
    int undated = 0;        ///< tasks that have no date: advisory, not defined, waiting for something to happen
    int tooMany = 0;        ///< beyond calendarEntriesMax: the latest ones
    friend bool operator==(const OwnCalendar &, const OwnCalendar &) = default;
};

/// When what a calendar says came to be so, where that is not a day of the plan itself.
struct CalendarTimes {
    Instant datesFrom;                    ///< when what dates rest on (the edition of the framework, its events) last changed
    QHash<RecordId, Instant> countedAt;   ///< when a record began to count
};

/// What @p plan asks of @p person with a date in @p span. Pure: device and hub write the same calendar. Source: issue 5.
[[nodiscard]] OwnCalendar ownCalendar(const Plan &plan, const PersonId &person, const DateSpan &span, const CouncilZone &zone, const CalendarTimes &times);

/// From the plan's day a year on, and back over what may still be late.
[[nodiscard]] DateSpan usualCalendarSpan(QDate today);
/// How far a plan has to reach so that a calendar of @p span finds all of its tasks.
[[nodiscard]] PlanReach reachFor(QDate today, const DateSpan &span);

} // namespace sightline
