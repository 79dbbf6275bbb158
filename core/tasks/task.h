#pragma once

#include "core/calendar/date_span.h"
#include "core/schedule/compiled_activity.h"
#include "core/tasks/waiver.h"

namespace sightline {

/// Where a task stands on the day of the plan.
enum class TaskState {
    Upcoming,      ///< not to be done yet: it opens on a day, or once the one before it is done (Task::waitsFor)
    Due,           ///< can be done and is not late
    Done,          ///< target reached; Task::isDoneLate says if it was after the due date
    Late,          ///< past its due date with some of the target missing; it can still be done, late
    NotDefined,    ///< the framework sets no date yet
    Advisory,      ///< as required, ongoing: never late
    EventDriven,   ///< waits for something to happen; events that did have tasks of their own
    Missed,        ///< late, and its time is over: the next one has been due since, or law asked for it in this very period (domain.md A5)
    Waived,        ///< left out with a reason, by somebody who may
};

/// "upcoming", "due", "done", "late", "missed", "waived", "not-defined", "advisory" or "event-driven", as JSON has it.
[[nodiscard]] QString taskStateName(TaskState state);

/// Why a task is somebody's.
enum class OwnerReason {
    HoldsRole,      ///< holds one of the lead roles in the service or team
    LineManager,    ///< is the line manager of the person it concerns
    HeadOfService,  ///< nobody holds the lead role, so it comes to the head of the service
    Covers,         ///< stands in for an owner who is away or has left
    PassedOn,       ///< an owner, or somebody above one, passed this one task on to them
};

struct Owner {
    PersonId person;
    OwnerReason reason = OwnerReason::HoldsRole;
    QString role;            ///< the lead role it comes by; empty when the row names none that anybody knows
    PersonId insteadOf = {}; ///< whom they stand in for
    friend bool operator==(const Owner &, const Owner &) = default;
};

/// Something to be done in a period, derived from the framework; never stored as a record. Everyone who computes it
/// gets the same id. A value. Source: decisions 20 to 22.
struct Task {
    TaskId id;                          ///< UUIDv5 of activity key, unit and period start: see taskIdOf()
    ActivityKey activity;
    QString ref;                        ///< "S20.3": for display only
    QString what;                       ///< the activity's own words; with `part`, what the row calls this part
    QString part;                       ///< which part of the row, or whose turn: "Performance"; empty: all of it
    ServiceId service;
    QString unit;                       ///< "service:<id>", "team:<id>", "user:<id>" or "event:<id>", then "#part" where a row has several
    UnitKind unitKind = UnitKind::Service;
    PersonId subject;                   ///< the person it concerns (supervisee, observed), where the unit is a subject
    TeamId team;                        ///< where the unit is a team
    DateSpan period;
    QDate opens;
    QDate due;                          ///< null: no date
    QList<QDate> suggested;             ///< dates that would spread the target well; never late
    int target = 0;
    std::optional<int> atMost;
    int done = 0;
    QDate lastDone;                     ///< the latest fact of this activity and unit in any period up to the plan's day
    QDate doneOn;                       ///< the day the target was reached
    bool isDoneLate = false;
    bool isStatutory = false;           ///< the row's words name a legal or Ofsted requirement
    TaskState state = TaskState::Due;
    QString note;                       ///< what the state alone does not say: "Away all of this period", an event's trigger or title
    TemplateId templateId;
    QString variant;                    ///< of that form; empty where it has none
    QList<RecordId> records;            ///< what counted, in order of date
    Lead leads;                         ///< who leads it by the framework's words
    QList<Owner> owners;                ///< who may do it; empty when the service has nobody
    std::optional<TaskWaiver> waiver = {};   ///< somebody asked to put it off or leave it out
    QString covers = {};                ///< "area": what its count is spread over, where the framework says so (Plan::coverageOf)
    /// Of what is counted from the last one (daysFromLast): the end of its period, which it is due by where none was done in the period
    /// before; `due` may be earlier. Null: it is counted by the calendar.
    QDate dueByPeriod = {};
    QDate countedFrom = {};             ///< the day of the last one that `due` is counted from; null: by the period
    DateSpan waitsFor = {};             ///< the period of the one before it, which is still open: one at a time. Empty: it waits for none
    friend bool operator==(const Task &, const Task &) = default;
};

/// The task of @p activity for @p unit in the period that begins on @p periodStart. Source: decisions 20.
[[nodiscard]] TaskId taskIdOf(const ActivityKey &activity, const QString &unit, QDate periodStart);

/// A task as one person sees it, ready to show.
struct PersonTask {
    Task task;
    QString why;        ///< why it is theirs: "You are the Team Manager; this is led by the Service Manager or Team Manager."
    QString whyFirst;   ///< why it stands where it does: "Late: it was due on 30 October 2026."
    QString concerns;   ///< name of the person or team it is about; empty where it is the whole service's
    QString service;    ///< the service's title
    QString periodText; ///< "October 2026"
    int urgency = 0;    ///< class of the ranking, 0 first; rows of one class are ordered within it
    bool isPassedOn = false;   ///< whoever sees it has passed it on to a colleague
    friend bool operator==(const PersonTask &, const PersonTask &) = default;
};

} // namespace sightline
