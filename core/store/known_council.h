#pragma once

#include "core/people/council.h"
#include "core/store/store.h"

namespace sightline {

/// The people, teams, settings and the council's own card whose records are on this device, read once and kept until one of them
/// changes. A record that cannot be read is left out. Thread: the store's.
[[nodiscard]] Result<std::shared_ptr<const Council>> knownCouncil(Store &store);

} // namespace sightline
