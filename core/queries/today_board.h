#pragma once

#include "core/calendar/council_calendar.h"
#include "core/queries/capture_context.h"
#include "core/queries/child_list.h"
#include "core/store/store.h"
#include "core/tasks/plan.h"
#include "core/tasks/ranking.h"

namespace sightline {

/// A task with what this device knows beside the plan.
struct TodayItem {
    PersonTask task;
    QStringList takenBy;               ///< names of those who said they do it
    bool isTakenByMe = false;
    std::optional<RecordId> draft;     ///< begun on this device and not completed
};

/// A record that waits for this person: a hand to take, something to be told of, or one of theirs that came back.
struct WaitingForMe {
    RecordId record;
    QString title;                     ///< of its form
    QString authorName;
    QString step;                      ///< the hand's kind; empty: it was returned, and its author answers
    QString name;                      ///< of the hand: "reflection"
    QDate due;                         ///< null: no clock
    bool isOverdue = false;
    bool isReturned = false;
};

/// One thing of the list of Today, by its place in TodayBoard::items or TodayBoard::visits.
struct TodayEntry {
    enum class What { Task, Visit };
    What what = What::Task;
    qsizetype at = 0;
    friend bool operator==(const TodayEntry &, const TodayEntry &) = default;
};

struct TodayBoard {
    QDate today;
    bool hasFramework = false;         ///< false: no edition on this device yet
    bool knowsMe = false;              ///< false: this person's record has not come yet
    QList<TodayItem> items;            ///< most pressing first
    QList<WaitingForMe> waiting;       ///< soonest due first, those without a clock last
    QList<ListedChild> visits;         ///< children whose visit is due or planned, or who were not seen twice running; most pressing first
    QList<TodayEntry> order;           ///< tasks and visits as one list, most pressing first (core/tasks/ranking.h); see rankOfVisit()
};

/// Where a visit stands among tasks: late ones with what is late, those due within five working days with what is due then, the others
/// with what is coming, by their date. A child who was not seen twice running stands before all (domain.md A7, T02). A visit by a
/// rule counts as asked for by law: of two things that are late the child goes first.
[[nodiscard]] Rank rankOfVisit(const ListedChild &visit);

enum class TodayOf { Me, MyTeam };

/// The visits to children that Today shows: those with a date, and whoever was not seen twice running. Of the people one manages
/// only the last: a manager reads on where it is flagged (domain.md A7, T02). Thread: the store's.
[[nodiscard]] Result<QList<ListedChild>> visitsDue(Store &store, const CouncilCalendar &calendar, QDate day);

/// The tasks of the enrolled person, or of their team (their service where they have none), on @p day: framework, people, calendar
/// and facts handed to the plan. The plan is kept and brought up to date fact by fact. Errors: NotEnrolled, Corrupt (the framework
/// cannot be read), those of the database. Thread: the store's. Speed: bench_store (10,000 facts).
[[nodiscard]] Result<TodayBoard> todayBoard(Store &store, const CouncilCalendar &calendar, QDate day, TodayOf whose = TodayOf::Me);

/// The records that wait for the enrolled person. Thread: the store's. Errors: NotEnrolled, those of the database.
[[nodiscard]] Result<QList<WaitingForMe>> waitingForMe(Store &store, const CouncilCalendar &calendar, QDate day);

/// The whole plan of @p day, as the framework's coverage and the command line need it. Null where there is no framework here.
[[nodiscard]] Result<std::shared_ptr<const Plan>> currentPlan(Store &store, const CouncilCalendar &calendar, QDate day);

/// The same over all periods that overlap @p span, back or ahead; kept too, one span at a time.
[[nodiscard]] Result<std::shared_ptr<const Plan>> planOver(Store &store, const CouncilCalendar &calendar, QDate day, const DateSpan &span);

/// The same as far as @p reach, made for this one question and not kept.
[[nodiscard]] Result<std::shared_ptr<const Plan>> planReaching(Store &store, const CouncilCalendar &calendar, QDate day, PlanReach reach);

/// One task of the plan of @p day. Errors: NotFound, in words that say what to do.
[[nodiscard]] Result<PersonTask> findTask(Store &store, const CouncilCalendar &calendar, QDate day, const TaskId &task);

/// What never changes of a task between editions, as its record stores it (decisions 20).
[[nodiscard]] TaskReference referenceTo(const Task &task);
/// A task as a form needs to know it.
[[nodiscard]] CaptureTask captureTaskOf(const PersonTask &task);
/// The same for @p unit, a place or a team that its count is spread over ("setting:<id>", "team:<id>": CoverageEntry::unit): what is recorded
/// counts as that one's too. Errors: InvalidInput (it is none of them), those of currentPlan().
[[nodiscard]] Result<CaptureTask> captureTaskAt(Store &store, const CouncilCalendar &calendar, QDate day, const PersonTask &task, const QString &unit);
/// What a draft or record that answers @p reference is of: a task of the plan of @p day, for one of its places where it names one. Errors:
/// NotFound, those of currentPlan().
[[nodiscard]] Result<CaptureTask> captureTaskFor(Store &store, const CouncilCalendar &calendar, QDate day, const TaskReference &reference);

} // namespace sightline
