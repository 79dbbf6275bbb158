#pragma once

#include "core/calendar/council_calendar.h"
#include "core/calendar/date_span.h"
#include "core/store/store.h"
#include "core/tasks/plan.h"

namespace sightline {

/// What a report tells without anybody typing it (domain.md T14, §2 to §4): lists that a form takes as `context/NAME`.

/// What @p service was to do in @p period and what came of it, an object for each activity: `activity`, `planned`, `done`, `late`,
/// `not_done` (only of what was due by the plan's day). In the framework's order. Pure. Source: decisions 7, 20.
[[nodiscard]] Json programmeOf(const Plan &plan, const ServiceId &service, const DateSpan &period);

/// How the scales, and the questions that their form has `counted`, in the records of @p service completed in @p period were answered, an object for each step that was used: `what`
/// (the form's title), `answer`, `count`. Only records this person may read are here to be counted; fewer than five are given as
/// "< 5", so that nobody can be known by a number. Errors: those of the database. Thread: the store's.
[[nodiscard]] Result<Json> figuresOf(Store &store, const CouncilCalendar &calendar, const ServiceId &service, const DateSpan &period);

/// What the meetings of @p service completed in @p period said for those above (`reportsUp` of their form's meta), an object for each, the
/// newest first: `on` (the council's day), `from` (the activity, else the form's title), `text`. A version that was amended gives way to the
/// one that amends it. Only records this person may read are here. Errors: those of the database. Thread: the store's.
[[nodiscard]] Result<Json> summariesOf(Store &store, const CouncilCalendar &calendar, const ServiceId &service, const DateSpan &period);

/// What became of the actions agreed in the records of @p service, an object for each level there is (`level`: the priority as its form
/// says it, "No level" where none was given): `opened` and `closed` in @p period, `overdue` at its end (today, if that is earlier). A version that
/// was amended counts by the one that amends it. Only records this person may read are here to be counted. Errors: those of the database.
/// Thread: the store's.
[[nodiscard]] Result<Json> actionCountsOf(Store &store, const CouncilCalendar &calendar, const ServiceId &service, const DateSpan &period);

} // namespace sightline
