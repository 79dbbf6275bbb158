#include "sync/hub/ops/backup.h"

#include "sync/hub/ops/erasure.h"
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

QString directoryPlace(const QString &path) { return path.isEmpty() ? QString() : u"directory:"_s + QFileInfo(path).absoluteFilePath(); }

/// Reads the whole database at @p path with @p keys, and its files outside in @p stores.
Result<BackupReport> prove(const QString &path, const HubKeys &keys, FileStores &stores)
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
    const auto check = selfCheck(**snapshot, {}, &stores);
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

/// Names of the chunks outside the database, by the row of their store.
Result<QMap<qint64, QStringList>> outsideIn(HubSnapshot &snapshot)
{
    QMap<qint64, QStringList> outside;
    const auto rows = snapshot.fileStores();
    if (!rows)
        return rows.error();
    for (const FileStoreRow &row : *rows) {
        const auto names = snapshot.chunkNames(row.n);
        if (!names)
            return names.error();
        if (!names->isEmpty())
            outside.insert(row.n, *names);
    }
    return outside;
}

/// Copies every chunk outside the database that @p snapshot names to the store at @p to, from the one at @p from (empty: from its own).
Result<void> copyFiles(HubSnapshot &snapshot, FileStores &stores, const QString &from, const QString &to)
{
    const auto rows = snapshot.fileStores();
    const auto outside = rows ? outsideIn(snapshot) : Result<QMap<qint64, QStringList>>(rows.error());
    if (!outside)
        return outside.error();
    for (const FileStoreRow &row : *rows) {
        if (!outside->contains(row.n))
            continue;
        const auto source = stores.at(from.isEmpty() ? row.place : from);
        const auto target = source ? stores.at(to.isEmpty() ? row.place : to) : source;
        if (!target)
            return target.error();
        for (const QString &name : outside->value(row.n)) {
            if (const auto copied = stores.copy(**source, **target, name); !copied)
                return copied;
        }
    }
    return {};
}

/// The files of the backup copied to @p path, put in the directory that keeps them, and that directory's place.
Result<QString> backUpFiles(const QString &path, const HubKeys &keys, FileStores &stores, const QString &to)
{
    const QString place = directoryPlace(to);
    if (place.isEmpty())
        return place;
    if (const auto founded = stores.found(place); !founded)
        return founded.error();
    const auto copy = SqliteHubStore::open({ .path = path, .key = &keys.database() });
    const auto snapshot = copy ? (*copy)->snapshot() : Result<std::unique_ptr<HubSnapshot>>(copy.error());
    const auto copied = snapshot ? copyFiles(**snapshot, stores, {}, place) : Result<void>(snapshot.error());
    return copied ? Result<QString>(place) : copied.error();
}

/// Gives the stores that the database at @p fresh lists the files of the backup.
Result<void> restoreFiles(SqliteHubStore &fresh, FileStores &stores, const FilesOfRestore &files)
{
    if (!files.at.isEmpty()) {
        if (const auto founded = stores.found(files.at); !founded)
            return founded;
        const auto transaction = fresh.begin();
        const auto rows = transaction ? (*transaction)->fileStores() : Result<QList<FileStoreRow>>(transaction.error());
        if (!rows)
            return rows.error();
        for (FileStoreRow row : *rows) {
            if (row.place == "database"_L1)
                continue;
            row.place = files.at;
            if (const auto moved = (*transaction)->setFileStore(row); !moved)
                return moved;
        }
        if (const auto committed = (*transaction)->commit(); !committed)
            return committed;
    }
    if (files.from.isEmpty())
        return {};
    const auto snapshot = fresh.snapshot();
    return snapshot ? copyFiles(**snapshot, stores, directoryPlace(files.from), {}) : Result<void>(snapshot.error());
}

/// A backup that was proven, and in which a new history has begun.
struct Prepared {
    BackupReport report;
    HistoryMark begins;
};

/// Copies the backup at @p from to @p fresh, proves it and begins the new history in the copy, so that no moment exists in which the old
/// one is served again. Afterwards its last connection is closed, and so the WAL has been moved into the file.
Result<Prepared> prepare(const QString &from, const QString &fresh, const HubPaths &paths, const HubKeys &keys, const FilesOfRestore &files)
{
    removeDatabase(fresh);
    if (!QFile::copy(from, fresh))
        return Error { ErrorCode::StorageFailure, u"The backup cannot be copied to \"%1\"."_s.arg(fresh) };
    QFile::setPermissions(fresh, QFile::ReadOwner | QFile::WriteOwner);
    const auto prepared = [&]() -> Result<Prepared> {
        const auto store = SqliteHubStore::open({ .path = fresh, .key = &keys.database() });
        if (!store)
            return store.error();
        FileStores stores(keys.files(), paths.s3Credentials());
        // First, so that what is proven is what will be served.
        if (const auto restored = restoreFiles(**store, stores, files); !restored)
            return restored.error();
        SystemClock clock;
        SodiumRandom random;
        HubOptions options;
        options.files = &stores;
        HubService service(**store, clock, random, options);
        // What was erased since the backup is not brought back by it.
        const auto again = carryOutAgain(**store, service, paths, keys);
        const auto scrubbed = again && *again > 0 ? (*store)->scrub(true) : Result<CouncilStore::Scrubbed>(CouncilStore::Scrubbed::Whole);
        if (!again || !scrubbed)
            return again ? scrubbed.error() : again.error();
        auto report = prove(fresh, keys, stores);
        if (!report)
            return report.error();
        report->erasedAgain = *again;
        Json::Object about { { u"by"_s, u"restore"_s } };
        if (const auto before = HistoryFile(paths.history).read())
            about.insert(u"trail_had_come_to"_s, before->auditN);
        if (const auto begun = service.newEpoch(about); !begun)
            return begun.error();
        const auto snapshot = (*store)->snapshot();
        const auto state = snapshot ? (*snapshot)->state() : Result<HubState>(snapshot.error());
        if (!state)
            return state.error();
        return Prepared { *report, OpenHub::markOf(*state) };
    }();
    if (!prepared)
        removeDatabase(fresh);
    return prepared;
}

/// The database is PostgreSQL's: the backup's rows go into its schema in one transaction, and what was there stays beside it.
Result<BackupReport> restoreToServer(const HubPaths &paths, const QString &from, const HubKeys &keys, const FilesOfRestore &files)
{
    QTemporaryDir folder;
    if (!folder.isValid())
        return Error { ErrorCode::StorageFailure, u"There is no room for a temporary copy of the backup."_s };
    const QString fresh = folder.filePath(u"restoring.db"_s);
    const auto prepared = prepare(from, fresh, paths, keys, files);
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

Result<BackupReport> backUp(OpenHub &hub, const QString &path, const FilesOfBackup &files)
{
    if (files.to.isEmpty() && !files.stay) {
        const auto snapshot = hub.store().snapshot();
        const auto outside = snapshot ? outsideIn(**snapshot) : Result<QMap<qint64, QStringList>>(snapshot.error());
        if (!outside)
            return outside.error();
        if (!outside->isEmpty())
            return Error { ErrorCode::InvalidInput,
                           u"Photographs and files lie in a file store beside the database, and devices delete theirs once a backup has them. Say where they "
                           "are copied to (--files-to DIRECTORY), or that the store itself is backed up or kept twice (--files-stay)."_s };
    }
    if (const auto copied = hub.store().copyTo(path, hub.keys().database()); !copied)
        return copied.error();
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    FileStores stores(hub.keys().files(), hub.paths().s3Credentials());
    const auto kept = backUpFiles(path, hub.keys(), stores, files.to);
    if (kept)
        stores.readFrom(*kept);
    auto report = kept ? prove(path, hub.keys(), stores) : Result<BackupReport>(kept.error());
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

Result<BackupReport> restore(const HubPaths &paths, const QString &from, const FilesOfRestore &files)
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
        return restoreToServer(paths, from, *keys, files);

    const QString fresh = paths.database + u".restoring"_s;
    const auto prepared = prepare(from, fresh, paths, *keys, files);
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
