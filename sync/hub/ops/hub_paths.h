#pragma once

#include "core/base/result.h"

#include "sync/hub/store/postgres_connection.h"

#include <QString>

#include <optional>

namespace sightline::hub {

/// Where a hub keeps what.
struct HubPaths {
    QString database;   ///< the SQLite file, or where it is in PostgreSQL
    std::optional<PostgresTarget> postgres = {};   ///< none: SQLite
    QString keys;       ///< outside the database's folder, so that one copied folder is not both lock and key
    QString history;    ///< beside the keys: how far this database had come, to notice an older one in its place
    /// Beside the keys: who asks an S3 store for files.
    [[nodiscard]] QString s3Credentials() const { return keys + QLatin1String(".s3"); }
    /// Beside the keys: who approves recoveries, and what was approved.
    [[nodiscard]] QString recovery() const { return keys + QLatin1String(".recovery"); }
    /// Beside the keys: how the council's own sign-in is asked (sync/hub/auth/provider_settings.h).
    [[nodiscard]] QString provider() const { return keys + QLatin1String(".sign-in"); }
    /// Beside the keys: how long what is kept, what is on hold, and what was erased.
    [[nodiscard]] QString retention() const { return keys + QLatin1String(".retention"); }
    QString lock;       ///< beside the database: who serves it; empty with PostgreSQL, where several hubs may
};

/// From "sqlite:FILE", "postgresql://…" or "postgresql:service=NAME" and, if given, the key file. Without one the keys are in the user's configuration folder, under a name
/// made from the database's path or address. Errors: InvalidInput.
[[nodiscard]] Result<HubPaths> hubPaths(const QString &databaseArgument, const QString &keyFile);

} // namespace sightline::hub
