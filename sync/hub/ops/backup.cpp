#include "sync/hub/ops/backup.h"

#include "sync/hub/ops/flush_file.h"
#include "sync/hub/store/postgres_restore.h"
#include "sync/hub/store/sqlite_hub_store.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

const QStringList partsOfADatabase { QString(), u"-wal"_s, u"-shm"_s };

/// Reads the whole database at @p path with @p keys.
Result<BackupReport> prove(const QString &path, const HubKeys &keys)
{
    const auto store = SqliteHubStore::open({ .path = path, .key = &keys.database() });
    if (!store)
        return store.error();
    const auto structure = (*store)->integrityCheck();
    if (!structure)
        return structure.error();
    if (*structure != "ok"_L1)
        return Error { ErrorCode::Corrupt, u"The copy at \"%1\" is damaged."_s.arg(path) };
    const auto snapshot = (*store)->snapshot();
    if (!snapshot)
        return snapshot.error();
    const auto state = (*snapshot)->state();
    const auto check = selfCheck(**snapshot);
    if (!state || !check)
        return state ? check.error() : state.error();
    if (!check->problem.isEmpty())
        return Error { ErrorCode::Corrupt, u"The copy at \"%1\" does not verify: %2."_s.arg(path, check->problem) };
    return BackupReport { state->seq, *check };
}

void removeDatabase(const QString &path)
{
    for (const QString &part : partsOfADatabase)
        QFile::remove(path + part);
}

/// A backup that was proven, and in which a new history has begun.
struct Prepared {
    BackupReport report;
    HistoryMark begins;
};

/// Copies the backup at @p from to @p fresh, proves it and begins the new history in the copy, so that no moment exists in which the old
/// one is served again. Afterwards its last connection is closed, and so the WAL has been moved into the file.
Result<Prepared> prepare(const QString &from, const QString &fresh, const HubKeys &keys)
{
    removeDatabase(fresh);
    if (!QFile::copy(from, fresh))
        return Error { ErrorCode::StorageFailure, u"The backup cannot be copied to \"%1\"."_s.arg(fresh) };
    QFile::setPermissions(fresh, QFile::ReadOwner | QFile::WriteOwner);
    const auto report = prove(fresh, keys);
    if (!report) {
        removeDatabase(fresh);
        return report.error();
    }
    const auto store = SqliteHubStore::open({ .path = fresh, .key = &keys.database() });
    if (!store)
        return store.error();
    SystemClock clock;
    SodiumRandom random;
    HubService service(**store, clock, random);
    if (const auto begun = service.newEpoch(); !begun)
        return begun.error();
    const auto snapshot = (*store)->snapshot();
    const auto state = snapshot ? (*snapshot)->state() : Result<HubState>(snapshot.error());
    if (!state)
        return state.error();
    return Prepared { *report, { state->epoch, state->seq, state->durableSeq } };
}

/// The database is PostgreSQL's: the backup's rows go into its schema in one transaction, and what was there stays beside it.
Result<BackupReport> restoreToServer(const HubPaths &paths, const QString &from, const HubKeys &keys)
{
    QTemporaryDir folder;
    if (!folder.isValid())
        return Error { ErrorCode::StorageFailure, u"There is no room for a temporary copy of the backup."_s };
    const QString fresh = folder.filePath(u"restoring.db"_s);
    const auto prepared = prepare(from, fresh, keys);
    if (!prepared)
        return prepared.error();
    if (const auto placed = putInPlace(fresh, keys.database(), *paths.postgres); !placed)
        return placed.error();
    if (const auto marked = HistoryFile(paths.history).write(prepared->begins); !marked)
        return marked.error();
    return prepared->report;
}

/// Puts the parts that were @p moved to @p kept back, and says where everything is.
Error notMovedAside(const QString &database, const QString &kept, const QStringList &moved)
{
    for (const QString &part : moved) {
        if (!QFile::rename(kept + part, database + part))
            return { ErrorCode::StorageFailure,
                     u"The present database cannot be moved aside. Nothing was restored, and parts of it lie at \"%1\": move them back to \"%2\"."_s.arg(
                         kept, database) };
    }
    return { ErrorCode::StorageFailure, u"The present database cannot be moved aside; nothing was restored."_s };
}

} // namespace

Result<BackupReport> backUp(OpenHub &hub, const QString &path)
{
    if (const auto copied = hub.store().copyTo(path, hub.keys().database()); !copied)
        return copied.error();
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    auto report = prove(path, hub.keys());
    if (!report) {
        removeDatabase(path);
        return report;
    }
    if (const auto flushed = flushWithName(path); !flushed)
        return flushed.error();
    // Before anybody is told: a database that is behind this has lost what only the backup has.
    auto state = hub.state();
    if (!state)
        return state.error();
    state->durableSeq = std::max(state->durableSeq, report->seq);
    if (const auto marked = hub.markHistory(*state); !marked)
        return marked.error();
    if (const auto told = hub.service().setDurable(report->seq); !told)
        return told.error();
    return report;
}

Result<BackupReport> restore(const HubPaths &paths, const QString &from)
{
    if (!QFileInfo::exists(from))
        return Error { ErrorCode::NotFound, u"There is no backup at \"%1\"."_s.arg(from) };
    const auto lock = paths.postgres ? Result<std::unique_ptr<ServingLock>>(std::unique_ptr<ServingLock>()) : ServingLock::take(paths.lock);
    if (!lock)
        return lock.error();
    const auto keys = HubKeys::load(paths.keys);
    if (!keys)
        return keys.error();
    if (paths.postgres)
        return restoreToServer(paths, from, *keys);

    const QString fresh = paths.database + u".restoring"_s;
    const auto prepared = prepare(from, fresh, *keys);
    if (!prepared)
        return prepared.error();
    if (const auto flushed = flushWithName(fresh); !flushed)
        return flushed.error();
    const QString kept = paths.database + u".before-restore-"_s + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s);
    QStringList moved;
    for (const QString &part : partsOfADatabase) {
        if (!QFileInfo::exists(paths.database + part))
            continue;
        if (QFile::rename(paths.database + part, kept + part)) {
            moved.append(part);
            continue;
        }
        return notMovedAside(paths.database, kept, moved);
    }
    if (!QFile::rename(fresh, paths.database))
        return Error { ErrorCode::StorageFailure,
                       u"The restored database cannot be put in place; it lies at \"%1\", the present one at \"%2\". Move one of them to \"%3\"."_s.arg(
                           fresh, kept, paths.database) };
    if (const auto flushed = flushWithName(paths.database); !flushed)
        return flushed.error();
    // Last: had anything above failed, the history of the database that is still there would not be what the mark says. Should this
    // fail, the next start begins one more history, which costs a full pull and loses nothing.
    if (const auto marked = HistoryFile(paths.history).write(prepared->begins); !marked)
        return marked.error();
    return prepared->report;
}

} // namespace sightline::hub
