#pragma once

#include "sync/hub/store/postgres_connection.h"

namespace sightline::hub {

/// The number of the last migration applied to the connection's schema; 0 where there is none.
[[nodiscard]] Result<int> postgresSchemaVersion(PostgresConnection &db);

/// Brings the schema to the newest of migrations/postgres/, all in one transaction and one hub at a time. Does nothing, and needs no
/// right to, where it is the newest. Returns how many were applied. Errors: UnsupportedVersion (written by a newer Sightline, or older
/// and the role may not change it; nothing is changed), and those of the database.
[[nodiscard]] Result<int> migratePostgres(PostgresConnection &db);

/// Writes the newest schema where there is none, in the transaction @p db is in.
[[nodiscard]] Result<void> writePostgresSchema(PostgresConnection &db);

} // namespace sightline::hub
