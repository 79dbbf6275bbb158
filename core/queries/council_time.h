#pragma once

#include "core/calendar/council_zone.h"

namespace sightline {

/// @p instant as a FHIR dateTime in the council's zone, with its offset: "2026-11-23T14:02:05+00:00". Source: decisions 23.
[[nodiscard]] QString councilDateTime(const CouncilZone &zone, Instant instant);

/// The offset of the council's clocks on @p day at @p time: "+01:00". A time that a clock change repeats or leaves out takes the later
/// offset's.
[[nodiscard]] QString councilOffset(const CouncilZone &zone, QDate day, QTime time);

} // namespace sightline
