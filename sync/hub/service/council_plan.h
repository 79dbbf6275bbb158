#pragma once

#include "core/calendar/council_calendar.h"
#include "core/calendar_feed/own_calendar.h"
#include "sync/hub/store/hub_store.h"

namespace sightline::hub {

/// The plan of a council from the hub's own records, and when what it says came to be so.
struct CouncilPlan {
    Plan plan;
    CalendarTimes times;
};

/// What the devices plan, planned here: the edition in force on @p day, everybody, every fact and event. None where there is no
/// edition. Errors: Corrupt (the edition or a person cannot be read), those of the database. Reads every fact: seconds, not moments.
[[nodiscard]] Result<std::optional<CouncilPlan>> councilPlan(HubSnapshot &snapshot, const CouncilCalendar &calendar, QDate day, PlanReach reach);

} // namespace sightline::hub
