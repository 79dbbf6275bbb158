#include "sync/hub/ops/backup.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <unistd.h>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

const QStringList partsOfADatabase { QString(), u"-wal"_s, u"-shm"_s };

Result<void> flush(const QString &path)
{
    const int handle = ::open(path.toLocal8Bit().constData(), O_RDONLY | O_CLOEXEC);
    const bool flushed = handle >= 0 && ::fsync(handle) == 0;
    if (handle >= 0)
        ::close(handle);
    if (!flushed)
        return Error { ErrorCode::StorageFailure, u"\"%1\" could not be written to the disk for good."_s.arg(path) };
    return {};
}

/// Flushes a file and the name it stands under.
Result<void> flushWithName(const QString &path)
{
    if (const auto flushed = flush(path); !flushed)
        return flushed;
    return flush(QFileInfo(path).absolutePath());
}

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
    if (const auto copied = hub.store().copyTo(path); !copied)
        return copied.error();
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    auto report = prove(path, hub.keys());
    if (!report) {
        removeDatabase(path);
        return report;
    }
    if (const auto flushed = flushWithName(path); !flushed)
        return flushed.error();
    if (const auto told = hub.service().setDurable(report->seq); !told)
        return told.error();
    return report;
}

Result<BackupReport> restore(const HubPaths &paths, const QString &from)
{
    if (!QFileInfo::exists(from))
        return Error { ErrorCode::NotFound, u"There is no backup at \"%1\"."_s.arg(from) };
    const auto lock = ServingLock::take(paths.lock);
    if (!lock)
        return lock.error();
    const auto keys = HubKeys::load(paths.keys);
    if (!keys)
        return keys.error();

    const QString fresh = paths.database + u".restoring"_s;
    removeDatabase(fresh);
    if (!QFile::copy(from, fresh))
        return Error { ErrorCode::StorageFailure, u"The backup cannot be copied to \"%1\"."_s.arg(fresh) };
    QFile::setPermissions(fresh, QFile::ReadOwner | QFile::WriteOwner);
    auto report = prove(fresh, *keys);
    if (!report) {
        removeDatabase(fresh);
        return report;
    }
    HistoryMark begins;
    {
        // The new history begins in the copy, so that no moment exists in which the old one is served again.
        const auto store = SqliteHubStore::open({ .path = fresh, .key = &keys->database() });
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
        begins = { state->epoch, state->seq };
    }
    // Its last connection is closed, so the WAL has been moved into the file.
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
    if (const auto marked = HistoryFile(paths.history).write(begins); !marked)
        return marked.error();
    return report;
}

} // namespace sightline::hub
