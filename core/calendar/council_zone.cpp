#include "core/calendar/council_zone.h"

#include <algorithm>

namespace sightline {

namespace {

constexpr qint64 msPerMinute = 60'000;
constexpr qint64 msPerDay = 86'400'000;
const QDate epoch(1970, 1, 1);

qint64 floorDiv(qint64 value, qint64 by)
{
    const qint64 quotient = value / by;
    return value % by < 0 ? quotient - 1 : quotient;
}

qint64 msOf(QDate day, int minuteUtc) { return epoch.daysTo(day) * msPerDay + minuteUtc * msPerMinute; }

qint64 changeInYear(const ClockChange &change, int year)
{
    const QDate first(year, change.month, 1);
    if (change.which < 0) {
        const QDate last = first.addDays(first.daysInMonth() - 1);
        return msOf(last.addDays(-((last.dayOfWeek() - change.weekday + 7) % 7)), change.minuteUtc);
    }
    const QDate earliest = first.addDays((change.weekday - first.dayOfWeek() + 7) % 7);
    return msOf(earliest.addDays(7 * (change.which - 1)), change.minuteUtc);
}

} // namespace

int CouncilZone::offsetMinutesAt(Instant instant) const
{
    if (!summerBegins || !summerEnds)
        return standardOffsetMinutes;
    const int year = epoch.addDays(floorDiv(instant.msSinceEpoch, msPerDay)).year();
    const bool isSummer = instant.msSinceEpoch >= changeInYear(*summerBegins, year) && instant.msSinceEpoch < changeInYear(*summerEnds, year);
    return isSummer ? summerOffsetMinutes : standardOffsetMinutes;
}

QDate CouncilZone::dayOf(Instant instant) const
{
    const qint64 local = instant.msSinceEpoch + offsetMinutesAt(instant) * msPerMinute;
    return epoch.addDays(floorDiv(local, msPerDay));
}

Instant CouncilZone::startOfDay(QDate day) const
{
    // Clocks change within a day, so the offset at its start is one of two: the earlier instant that is in the day wins.
    const qint64 midnightUtc = msOf(day, 0);
    const Instant early { midnightUtc - std::max(standardOffsetMinutes, summerOffsetMinutes) * msPerMinute };
    const Instant late { midnightUtc - std::min(standardOffsetMinutes, summerOffsetMinutes) * msPerMinute };
    return dayOf(early) == day ? early : late;
}

} // namespace sightline
