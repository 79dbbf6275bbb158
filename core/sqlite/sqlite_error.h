#pragma once

#include "core/base/error.h"

struct sqlite3;

namespace sightline {

/// The name under which a connection keeps whom to tell of damage (watchForDamage in salvage.h), a std::function<void()>.
inline constexpr char damageWatch[] = "sightline.damage";

/// Error for a SQLite result code (extended), with the library's own message: it names tables and columns, never values.
/// @p doing says what was attempted, for example "Opening the store". Every error of SQLite passes here, so this also tells of damage.
[[nodiscard]] Error sqliteError(int extendedCode, sqlite3 *db, QStringView doing);

/// What a result code means for us: full, locked, wrong key, corrupt, already there, too large, or a failure of storage.
[[nodiscard]] ErrorCode errorCodeOf(int extendedCode);

/// Refuses a library that is too old for our data: before 3.51.3 two connections in WAL mode can corrupt a database
/// (assurance.md section 0, finding 1). Checked at every open. Errors: UnsupportedVersion.
[[nodiscard]] bool isLibraryNewEnough();

} // namespace sightline
