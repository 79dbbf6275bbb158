#pragma once

#include "core/sqlite/migrator.h"

namespace sightline {

/// The device's migrations in order: core/store/migrations/NNNN_why.sql, built into the program.
[[nodiscard]] const QList<Migration> &storeMigrations();

/// Rises whenever the table `view` is derived differently; the next start derives it again from base and outbox.
inline constexpr qint64 viewDerivation = 5;

} // namespace sightline
