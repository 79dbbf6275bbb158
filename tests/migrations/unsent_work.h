#pragma once

#include "core/base/json.h"
#include "core/sqlite/connection.h"

namespace sightline::migrations {

/// Opens the database of the store in @p folder as it is: no migration, whatever its schema. The folder's `passphrase` is the
/// one of tests/migrations. Errors: those of the key header and of the database.
[[nodiscard]] Result<std::unique_ptr<Connection>> openAsItIs(const QString &folder);

/// The passphrase of every store here.
[[nodiscard]] QByteArray passphrase();

/// What must never be lost, read straight from the tables, which every schema since the first has: unanswered operations
/// and drafts, each with the digest of its bytes, and the schema's number.
///   {"schema":1,"operations":[{"id":…,"sha256":…}],"drafts":[{"id":…,"form":…,"focus":…,"sha256":…}]}
[[nodiscard]] Result<Json> unsentWork(Connection &db);

/// What of @p expected is not in @p present word for word, in sentences.
[[nodiscard]] QStringList lostWork(const Json &expected, const Json &present);

} // namespace sightline::migrations
