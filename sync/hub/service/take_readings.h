#pragma once

#include "sync/hub/service/hub_service.h"

namespace sightline::hub {

/// Writes what @p caller says was read on their device into the audit trail, each once, however often it is said. Returns the number of the
/// last that the trail has; 0 where none was said. Errors: the database's. Inside @p transaction, with no ledger open over it.
[[nodiscard]] Result<qint64> takeReadings(HubTransaction &transaction, const QList<wire::ReadingSaid> &readings, const Caller &caller, Instant now);

} // namespace sightline::hub
