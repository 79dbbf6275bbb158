#pragma once

#include "core/ports/connection_cost.h"

#include <memory>

namespace sightline {

/// What Qt hears of it from the system: NetworkManager on a Linux desktop, the system itself on phones. Thread: user interface, with a
/// QCoreApplication.
[[nodiscard]] std::unique_ptr<ConnectionCost> systemConnectionCost();

} // namespace sightline
