#pragma once

#include "core/store/store_directory.h"

namespace sightline {

/// Destroys the store in @p directory for good: first every wrap of its key, so that from there on nobody can read it wherever this is cut
/// off, then its database. The key header stays, with nothing in it that opens anything, and says that it was so (isWiped()). The store is closed.
/// Errors: StorageLocked, those of the disk and the secret store; begun again it goes on. Thread: any but the interface's.
/// Source: assurance.md B2.
[[nodiscard]] Result<void> wipeStore(const StoreDirectory &directory, const StoreCredentials &credentials);

/// Whether the store there was destroyed by wipeStore(), wholly or as far as it came.
[[nodiscard]] bool isWiped(const StoreDirectory &directory);

/// Removes what says so, so that a new store can be made there. Nothing where isWiped() is not true. Errors: StorageLocked, StorageFailure.
[[nodiscard]] Result<void> forgetWiped(const StoreDirectory &directory);

} // namespace sightline
