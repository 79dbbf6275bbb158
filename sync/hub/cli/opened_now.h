#pragma once

#include "sync/hub/ops/open_hub.h"

namespace sightline::hub {

/// A council's records as they are now, for a command that reads them, also beside a running `serve`.
struct OpenedNow {
    std::unique_ptr<OpenHub> hub;
    std::unique_ptr<HubSnapshot> snapshot;   ///< goes before the hub it is of
};

/// Errors: as OpenHub::open; those of the database.
[[nodiscard]] Result<OpenedNow> openedNow(const HubPaths &paths);

} // namespace sightline::hub
