#pragma once

#include "core/calendar/council_zone.h"

namespace sightline {

/// @p instant as a FHIR dateTime in the council's zone, with its offset: "2026-11-23T14:02:05+00:00". Source: decisions 23.
[[nodiscard]] QString councilDateTime(const CouncilZone &zone, Instant instant);

} // namespace sightline
