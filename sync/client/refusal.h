#pragma once

#include "sync/client/transport.h"

namespace sightline::sync {

/// Whether the hub itself turned this device away (401 or 403), in words of its own: what stands between (a proxy, a hotel's network)
/// refuses without them, and lets go again. Pure; any thread.
[[nodiscard]] bool isHubsRefusal(const Reply &reply);

} // namespace sightline::sync
