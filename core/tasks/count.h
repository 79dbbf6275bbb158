#pragma once

#include "core/calendar/council_calendar.h"
#include "core/schedule/period_grid.h"
#include "core/tasks/fact.h"
#include "core/tasks/series.h"
#include "core/tasks/task.h"

#include <span>

namespace sightline {

/// A fact that counts for a unit, and whether its own period is to be believed (it names this very unit).
struct CountedFact {
    const Fact *fact = nullptr;
    bool isOwnUnit = false;
};

/// Counts @p facts (in order of date) into @p tasks, all of one series and unit, and sets what follows from the count:
/// done, records, dates and state on @p today. A fact counts for the period it names; if it names none of the rule's
/// periods, or another unit's, for the period of its day. Facts after @p today do not count yet.
/// Source: decisions 7, 20 and 21; domain.md A5 (a late October is not a November).
void countInto(std::span<Task> tasks, const QList<CountedFact> &facts, const Series &series, const CouncilCalendar &calendar, QDate today);

/// Of what is done once in each period at most one is open: one that could be done waits, `Upcoming`, as long as one of an earlier period of
/// the same unit and part is open, and no longer than until it is due itself. What counts to a quota or a coverage stands open beside it,
/// each to its own period. @p tasks: of one unit, in order of period. Source: issue 5, "at most one open instance".
void letWait(std::span<Task *const> tasks, const Series &series);

} // namespace sightline
