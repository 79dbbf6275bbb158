#pragma once

#include "core/calendar/council_calendar.h"
#include "core/calendar_feed/own_calendar.h"
#include "core/store/store.h"

namespace sightline {

/// The tasks of the enrolled person with a date in @p span, as their own calendar takes them. Errors: NotEnrolled, NotFound (no framework
/// has reached this device), InvalidInput (a span that is empty or longer than three years), those of the database. Thread: the store's.
[[nodiscard]] Result<OwnCalendar> myCalendar(Store &store, const CouncilCalendar &calendar, QDate day, const DateSpan &span);

} // namespace sightline
