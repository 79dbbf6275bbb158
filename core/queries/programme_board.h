#pragma once

#include "core/calendar/council_calendar.h"
#include "core/records/event_table.h"
#include "core/store/store.h"
#include "core/tasks/plan.h"

namespace sightline {

/// What happened that asks for one activity, over some days: "37 placements, 34 assured, 2 open, 1 waived".
struct EventLine {
    ActivityKey activity;
    QString ref;
    QString what;
    QString trigger;           ///< "a placement is made"
    ServiceId service;
    QString serviceTitle;
    int happened = 0;
    int done = 0;              ///< of them, done: late ones too
    int doneLate = 0;
    int open = 0;              ///< neither done nor left out
    int late = 0;              ///< of the open ones
    int waived = 0;            ///< left out, with a reason
    QList<PersonTask> tasks;   ///< one for each, open ones first, then by when it happened
};

/// The events of the plan of @p day that happened in @p span, by service and activity, of the services this device is told of; activities
/// that nothing set off have a line with 0.
/// Empty where there is no framework. Thread: the store's. Errors: as currentPlan().
[[nodiscard]] Result<QList<EventLine>> eventBoard(Store &store, const CouncilCalendar &calendar, QDate day, const DateSpan &span);

/// The activities that events ask for in the edition in force on @p day. Thread and errors: as eventBoard().
[[nodiscard]] Result<QList<EventActivity>> eventActivities(Store &store, QDate day);

/// Somebody's wish to put a task off or leave it out, that the enrolled person may answer.
struct AskedWaiver {
    PersonTask task;        ///< with the waiver in Task::waiver
    QString askedBy;        ///< their name
};
/// Those of the plan of @p day that wait for an answer of the enrolled person's, oldest first. Thread and errors: as eventBoard().
[[nodiscard]] Result<QList<AskedWaiver>> waiversToAnswer(Store &store, const CouncilCalendar &calendar, QDate day);

} // namespace sightline
