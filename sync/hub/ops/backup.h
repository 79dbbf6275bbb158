#pragma once

#include "sync/hub/ops/open_hub.h"
#include "sync/hub/ops/self_check.h"

namespace sightline::hub {

struct BackupReport {
    qint64 seq = 0;          ///< the copy holds everything up to here
    SelfCheck check;
    int erasedAgain = 0;     ///< erasures that were carried out since the backup was made, and again in what was restored
};

/// What a backup does about files that lie outside the database.
struct FilesOfBackup {
    QString to = {};      ///< a directory that gets every chunk it has not yet; empty: none
    bool stay = false;    ///< the file store is kept safe by other means, whoever runs the hub says
};

/// Where a backup's files are, and where they shall be.
struct FilesOfRestore {
    QString from = {};    ///< the directory that `FilesOfBackup::to` was; empty: the file store has them all
    QString at = {};      ///< the place of the file store from now on; empty: where it was
};

/// Copies the database to @p path under the same key, beside a running `serve`, proves the copy by reading it whole, and only
/// then tells devices that they need no longer keep what it holds (R13).
/// Errors: AlreadyExists, StorageFailure, StorageFull, Corrupt (the copy does not verify: it is removed).
/// Chunks outside the database are copied to @p files.to, or stay; either way every whole file is read in the place where it stays.
/// InvalidInput: there are such chunks, and @p files says neither.
[[nodiscard]] Result<BackupReport> backUp(OpenHub &hub, const QString &path, const FilesOfBackup &files = {});

/// Puts the backup at @p from in the database's place and begins a new history, in which devices offer all their kept work
/// again (R14). The database that was there is kept beside it: a file, or with PostgreSQL a schema. Errors: StorageLocked (it is being served), NotFound,
/// WrongKey, Corrupt (the backup does not verify, or a whole file of it is nowhere to be found; nothing was changed).
[[nodiscard]] Result<BackupReport> restore(const HubPaths &paths, const QString &from, const FilesOfRestore &files = {});

} // namespace sightline::hub
