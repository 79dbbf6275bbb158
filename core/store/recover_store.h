#pragma once

#include "core/store/store_directory.h"

namespace sightline {

/// Opens the store in @p directory, which nobody can open any more, by the key that its council gave back (@p key: 32 bytes), and from then on by
/// @p credentials. Changes nothing before that key has opened the database. Thread: any but the interface's.
/// Errors: WrongKey (it is not this store's), StorageLocked, NotFound, those of KeyVault::write.
[[nodiscard]] Result<void> recoverStore(const StoreDirectory &directory, SecretBytes key, const StoreCredentials &credentials, const Clock &clock,
                                        RandomSource &random);

} // namespace sightline
