#pragma once

#include "core/sqlite/cipher.h"
#include "sync/hub/store/postgres_connection.h"

namespace sightline::hub {

/// Every table of a council, row for row, between the two databases a hub may have: a backup of one is a database of the other.

/// Copies what @p from sees, in the transaction it is in, to a new SQLite database at @p path under @p key.
/// Errors: AlreadyExists, StorageFailure, StorageFull; half a copy is removed.
[[nodiscard]] Result<void> copyCouncil(PostgresConnection &from, const QString &path, const DatabaseKey &key);

/// Copies the SQLite database at @p path into the empty tables of @p to, in the transaction it is in.
[[nodiscard]] Result<void> copyCouncil(const QString &path, const DatabaseKey &key, PostgresConnection &to);

/// The tables that are copied: every one of a council's records, each with its columns. For the test that misses none.
struct CopiedTable {
    enum class Kind { Integer, Words, Bytes };
    struct Column {
        const char *name;
        Kind kind;
    };
    const char *name;
    const char *order;   ///< columns that put its rows in an order of their own
    std::vector<Column> columns;
};
[[nodiscard]] const std::vector<CopiedTable> &copiedTables();

} // namespace sightline::hub
