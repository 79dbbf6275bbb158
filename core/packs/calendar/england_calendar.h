#pragma once

#include "core/calendar/council_calendar.h"

namespace sightline {

/// The built-in calendar: England's bank holidays 2024 to 2028, Europe/London, and plausible school terms marked "to be
/// confirmed by the council". Thread: any.
[[nodiscard]] const CouncilCalendar &englandCalendar();

/// The pack as it is in the program.
[[nodiscard]] QByteArray englandCalendarPack();

} // namespace sightline
