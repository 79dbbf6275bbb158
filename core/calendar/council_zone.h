#pragma once

#include "core/base/instant.h"

#include <QDate>
#include <QString>

#include <optional>

namespace sightline {

/// When clocks change in a year: "the last Sunday of March at 01:00 UTC".
struct ClockChange {
    int month = 0;       ///< 1 to 12
    int weekday = 0;     ///< 1 Monday to 7 Sunday
    int which = 0;       ///< 1 to 4 counted from the month's start; -1 is the last one
    int minuteUtc = 0;   ///< minutes after midnight UTC
    friend bool operator==(const ClockChange &, const ClockChange &) = default;
};

/// The council's civil time as data, so that every device and the hub compute the same day whatever zone they are
/// set to and whatever time-zone files they carry. Source: decisions 23.
struct CouncilZone {
    QString name;   ///< for display and for dateTime answers, for example "Europe/London"
    int standardOffsetMinutes = 0;
    int summerOffsetMinutes = 0;
    std::optional<ClockChange> summerBegins;   ///< both absent: no summer time
    std::optional<ClockChange> summerEnds;

    /// Minutes ahead of UTC at @p instant.
    [[nodiscard]] int offsetMinutesAt(Instant instant) const;
    /// The council's calendar day at @p instant. Thread: any.
    [[nodiscard]] QDate dayOf(Instant instant) const;
    /// The first instant of @p day in the council's zone: the smallest for which dayOf is @p day.
    [[nodiscard]] Instant startOfDay(QDate day) const;

    friend bool operator==(const CouncilZone &, const CouncilZone &) = default;
};

} // namespace sightline
