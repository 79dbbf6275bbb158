#pragma once

#include "core/store/store.h"

namespace sightline {

/// Whether this device's person may read @p record by its class (core/records/sensitivity): all but an elected member may read whatever is
/// here, and are asked nothing. The hub gives an elected member nothing else; what came before they were one is closed until it has left. True
/// where there is no such record. Thread: the store's. Errors: those of the database.
[[nodiscard]] Result<bool> classLetsRead(Store &store, const RecordId &record);

} // namespace sightline
