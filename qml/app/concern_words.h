#pragma once

#include "core/calendar/council_time.h"
#include "core/people/council_card.h"
#include "core/queries/concerns.h"
#include "qml/bridge/concern_row.h"

namespace sightline {

/// The words of an urgent concern, for its author and for whoever is to read it. Pure.
[[nodiscard]] ConcernRow concernRow(const ConcernItem &concern, const CouncilCard &council, const CouncilNow &now);

} // namespace sightline
