#pragma once

#include "core/calendar/council_calendar.h"

namespace sightline {

/// The day midway between two meetings: half of the days between them, on a working day, the earlier where it falls on none. Null where one
/// is null, or the second is not after the first. Source: domain.md A3 (the mid-way date is half of the interval).
[[nodiscard]] inline QDate midwayBetween(QDate first, QDate second, const CouncilCalendar &calendar)
{
    if (!first.isValid() || !second.isValid() || second <= first)
        return {};
    const QDate middle = calendar.lastWorkingDayOnOrBefore(first.addDays(first.daysTo(second) / 2));
    return std::max(middle, first);
}

} // namespace sightline
