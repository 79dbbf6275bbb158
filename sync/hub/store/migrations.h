#pragma once

#include "core/sqlite/migrator.h"

namespace sightline::hub {

/// The numbered files of migrations/, compiled in by the build.
[[nodiscard]] QList<Migration> hubMigrations();

/// Their twins in migrations/postgres/: one for each, under the same name.
[[nodiscard]] QList<Migration> postgresHubMigrations();

} // namespace sightline::hub
