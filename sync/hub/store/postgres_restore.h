#pragma once

#include "core/sqlite/cipher.h"
#include "sync/hub/store/postgres_connection.h"

namespace sightline::hub {

/// Puts the council of the SQLite database at @p path (a backup) in place of the one in @p target's schema, in one transaction. What was
/// there stays in a schema beside it, named in the result (empty if nothing was). The rights of other roles stay as they were.
/// Errors: StorageLocked (a hub or a command stands over the database), NotAllowed, StorageFailure: nothing was changed.
[[nodiscard]] Result<QString> putInPlace(const QString &path, const DatabaseKey &key, const PostgresTarget &target);

} // namespace sightline::hub
