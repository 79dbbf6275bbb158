#pragma once

#include "core/calendar/council_zone.h"

#include <QDateTime>

namespace sightline {

/// @p instant on the council's clocks, whatever zone the device is set to. Source: decisions 23.
[[nodiscard]] QDateTime councilMoment(const CouncilZone &zone, Instant instant);

/// The present as screens need it to say when something was: the council's day, and its clocks.
struct CouncilNow {
    QDate today;
    CouncilZone zone;
    /// The moment @p ms (since the epoch, UTC) on those clocks.
    [[nodiscard]] QDateTime at(qint64 ms) const { return councilMoment(zone, Instant { ms }); }
};

/// @p instant as a FHIR dateTime in the council's zone, with its offset: "2026-11-23T14:02:05+00:00". Source: decisions 23.
[[nodiscard]] QString councilDateTime(const CouncilZone &zone, Instant instant);

/// The offset of the council's clocks on @p day at @p time: "+01:00". A time that a clock change repeats or leaves out takes the later
/// offset's.
[[nodiscard]] QString councilOffset(const CouncilZone &zone, QDate day, QTime time);

} // namespace sightline
