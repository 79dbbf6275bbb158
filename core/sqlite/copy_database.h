#pragma once

#include "core/sqlite/connection.h"

namespace sightline {

/// Copies the whole of @p from, as of one moment, into @p to, which is empty and opened under the same key. Others may write
/// to @p from meanwhile. Errors: StorageFailure, StorageFull, StorageLocked.
[[nodiscard]] Result<void> copyDatabase(Connection &from, Connection &to);

} // namespace sightline
