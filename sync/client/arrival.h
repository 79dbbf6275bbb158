#pragma once

#include "core/store/store.h"

namespace sightline::sync {

/// Whether everything its person may read has come to this device once: until then what it shows is not the whole. Errors: those of the
/// database. Thread: the store's.
[[nodiscard]] Result<bool> hasArrived(Store &store);
/// It has: the hub had no more. Durable when it returns; written once. Errors, thread: as above.
[[nodiscard]] Result<void> markArrived(Store &store);

} // namespace sightline::sync
