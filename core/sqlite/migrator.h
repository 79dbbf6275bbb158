#pragma once

#include "core/sqlite/connection.h"

#include <QList>

namespace sightline {

/// One step of a schema: a numbered file, forward only, never edited once released.
struct Migration {
    int number = 0;
    QString name;              ///< the file's, "0001_first_schema.sql"
    std::string_view sql;
};

/// Brings a database to the newest of @p migrations (numbered 1, 2, 3 …), each in one transaction with its number.
/// Returns how many were applied. Errors: UnsupportedVersion (the database was written by a newer Sightline; nothing is
/// changed), and those of the database.
[[nodiscard]] Result<int> migrate(Connection &db, const QList<Migration> &migrations);

/// The number of the last migration applied; 0 for an empty database.
[[nodiscard]] Result<int> schemaVersion(Connection &db);

} // namespace sightline
