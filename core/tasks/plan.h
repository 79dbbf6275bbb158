#pragma once

#include "core/calendar/council_calendar.h"
#include "core/people/council.h"
#include "core/tasks/coverage.h"
#include "core/tasks/fact.h"
#include "core/tasks/task.h"

#include <memory>

namespace sightline {

/// A framework that another one followed.
struct DatedFramework {
    CompiledFramework framework;
    QDate from;    ///< first day it counted; null: since always
};

/// What a plan is computed from, besides what happened.
struct PlanInputs {
    CompiledFramework framework;
    Council council;
    CouncilCalendar calendar;
    /// First day the framework counts: periods due before it are judged by the earlier ones. Null: the council year of the plan's day.
    QDate inForceFrom;
    QList<Waiver> waivers = {};    ///< of several about one task the last counts
    QList<Passing> passings = {};  ///< in order
    /// What was in force before, the latest first: a period that ended under a rule is judged by that rule (issue 5.6).
    QList<DatedFramework> earlier = {};
    /// What is published for later, the next first: it asks for the periods that begin from its first day on.
    QList<DatedFramework> coming = {};
};

/// Which periods a plan shows.
struct PlanReach {
    int daysBack = 92;    ///< how long something missed stays in sight; with periods over two weeks, the whole council year
    int daysAhead = 14;   ///< how early a coming period is shown
    /// Every period that overlaps these days instead, also of the past, whatever is asked for in it: a whole year at once.
    std::optional<DateSpan> span = {};
};

/// Everyone's tasks on one day. A pure function of its arguments: two devices with the same framework, people and facts
/// have the same plan, task for task and id for id. A value that is cheap to copy; safe to read on any thread.
/// Speed: bench_plan. Source: issue 2, decisions 20 to 23.
class Plan {
public:
    Plan();
    /// @p today is the council's calendar day (CouncilCalendar::today). Facts dated after it are not counted yet.
    [[nodiscard]] static Plan make(PlanInputs inputs, const QList<Fact> &facts, const QList<OpenEvent> &events, QDate today, PlanReach reach = {});

    /// The same plan after one more fact: only what the fact touches is computed. A fact already counted changes nothing.
    [[nodiscard]] Plan withFact(const Fact &fact) const;
    /// The same plan without a fact (its record was entered in error). Unknown: unchanged.
    [[nodiscard]] Plan withoutFact(const RecordId &factId) const;

    [[nodiscard]] QDate today() const;
    /// Every task, by service, activity, part, unit and period: the framework's order.
    [[nodiscard]] const QList<Task> &tasks() const &;
    const QList<Task> &tasks() const && = delete;   // would outlive the plan it points into
    /// Null if the plan has none with this id. Valid as long as this plan.
    [[nodiscard]] const Task *find(const TaskId &id) const &;
    const Task *find(const TaskId &id) const && = delete;
    /// The tasks @p person may do, most pressing first, with why each is theirs and why it stands there.
    [[nodiscard]] QList<PersonTask> tasksOf(const PersonId &person) const;
    /// The tasks of everybody in @p team and of its managers, each once, most pressing first; `why` names the owners.
    [[nodiscard]] QList<PersonTask> tasksOf(const TeamId &team) const;
    /// The tasks of @p service, most pressing first; `why` names the owners.
    [[nodiscard]] QList<PersonTask> tasksOf(const ServiceId &service) const;
    /// @p task as its owners together see it: `why` names them.
    [[nodiscard]] PersonTask shown(const Task &task) const;
    /// By when the same is due next of the same unit, after @p task's period, however far ahead that is; null: nothing is.
    [[nodiscard]] QDate dueAfter(const Task &task) const;
    /// Whom or what the count of @p task is to be spread over, the fairest next first (core/tasks/coverage.h). Nothing where the framework
    /// asks for no spread, or the council lists nothing to spread over.
    [[nodiscard]] Coverage coverageOf(const Task &task) const;
    /// Facts of no activity or unit of this plan (an older edition, a unit that is gone): kept, shown, never dropped.
    [[nodiscard]] QList<Fact> unplacedFacts() const;

    friend bool operator==(const Plan &a, const Plan &b);

private:
    struct State;
    [[nodiscard]] QList<PersonTask> rankedRows(QList<qsizetype> at, const PersonId &forWhom) const;

    std::shared_ptr<const State> m_state;
};

} // namespace sightline
