#pragma once

#include "core/sqlite/migrator.h"

namespace sightline::hub {

/// The numbered files of migrations/, compiled in by the build.
[[nodiscard]] QList<Migration> hubMigrations();

} // namespace sightline::hub
