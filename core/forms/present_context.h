#pragma once

#include "core/calendar/council_calendar.h"
#include "core/forms/form_context.h"

namespace sightline {

/// What any form may know of the world, with or without a task or a store, on device and hub: the time, the council's day and its working
/// days. @p madeAtMs: when the record was begun; 0: now. Thread: any.
[[nodiscard]] FormContext presentContext(const CouncilCalendar &calendar, Instant now, qint64 madeAtMs = 0);

} // namespace sightline
