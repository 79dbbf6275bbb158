#pragma once

#include "sync/hub/ops/open_hub.h"
#include "sync/hub/ops/self_check.h"

namespace sightline::hub {

struct BackupReport {
    qint64 seq = 0;          ///< the copy holds everything up to here
    SelfCheck check;
};

/// Copies the database to @p path under the same key, beside a running `serve`, proves the copy by reading it whole, and only
/// then tells devices that they need no longer keep what it holds (R13).
/// Errors: AlreadyExists, StorageFailure, StorageFull, Corrupt (the copy does not verify: it is removed).
[[nodiscard]] Result<BackupReport> backUp(OpenHub &hub, const QString &path);

/// Puts the backup at @p from in the database's place and begins a new history, in which devices offer all their kept work
/// again (R14). The database that was there is kept beside it: a file, or with PostgreSQL a schema. Errors: StorageLocked (it is being served), NotFound,
/// WrongKey, Corrupt (the backup does not verify; nothing was changed).
[[nodiscard]] Result<BackupReport> restore(const HubPaths &paths, const QString &from);

} // namespace sightline::hub
