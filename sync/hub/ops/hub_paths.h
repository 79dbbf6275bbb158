#pragma once

#include "core/base/result.h"

#include <QString>

namespace sightline::hub {

/// Where a hub keeps what.
struct HubPaths {
    QString database;   ///< the SQLite file
    QString keys;       ///< outside the database's folder, so that one copied folder is not both lock and key
    QString history;    ///< beside the keys: how far this database had come, to notice an older one in its place
    QString lock;       ///< beside the database: who serves it
};

/// From "sqlite:FILE" and, if given, the key file. Without one the keys are in the user's configuration folder, under a name
/// made from the database's path. Errors: InvalidInput.
[[nodiscard]] Result<HubPaths> hubPaths(const QString &databaseArgument, const QString &keyFile);

} // namespace sightline::hub
