#include "sync/hub/ops/first_keys.h"

#include "sync/hub/ops/flush_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

QString waitingName(const HubPaths &paths) { return paths.keys + u".begun"_s; }

bool hasDatabase(const HubPaths &paths) { return !paths.postgres && QFileInfo::exists(paths.database); }

/// SQLite gives the files beside a database the rights that the database has, so these come first.
Result<void> makeEmptyDatabase(const QString &path)
{
    const int handle = ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (handle < 0)
        return Error { ErrorCode::StorageFailure, u"The database cannot be made at \"%1\"."_s.arg(path) };
    ::close(handle);
    return {};
}

Result<void> makeKeyFolder(const QString &folder)
{
    if (QFileInfo::exists(folder))
        return {};
    if (!QDir().mkpath(folder))
        return Error { ErrorCode::StorageFailure, u"The folder \"%1\" for the keys cannot be made."_s.arg(folder) };
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return {};
}

Result<HubKeys> makeKeys(const HubPaths &paths)
{
    if (const auto made = makeKeyFolder(QFileInfo(paths.keys).absolutePath()); !made)
        return made.error();
    HubKeys keys = HubKeys::random();
    if (const auto saved = keys.save(waitingName(paths)); !saved)
        return saved.error();
    if (const auto flushed = flushWithName(waitingName(paths)); !flushed)
        return flushed.error();
    return keys;
}

Error keyFileIsThere(const HubPaths &paths)
{
    return { ErrorCode::AlreadyExists, u"There is a file at \"%1\" already; a key file is never written over."_s.arg(paths.keys) };
}

} // namespace

bool hasFirstKeys(const HubPaths &paths) { return QFileInfo::exists(waitingName(paths)); }

Result<HubKeys> findOrMakeFirstKeys(const HubPaths &paths)
{
    const QString folder = QFileInfo(paths.database).absolutePath();
    if (!paths.postgres && !QFileInfo(folder).isDir())
        return Error { ErrorCode::NotFound, u"There is no folder \"%1\" for the database; make it first."_s.arg(folder) };
    if (!hasFirstKeys(paths) && hasDatabase(paths))
        return councilIsThere(paths);
    if (QFileInfo::exists(paths.keys))
        return keyFileIsThere(paths);
    auto keys = hasFirstKeys(paths) ? HubKeys::load(waitingName(paths)) : makeKeys(paths);
    const bool isHalfWritten = !keys && keys.error().code == ErrorCode::InvalidInput && !hasDatabase(paths);
    if (isHalfWritten && QFile::remove(waitingName(paths)))   // nothing was made with them
        keys = makeKeys(paths);
    if (!keys || paths.postgres || hasDatabase(paths))
        return keys;
    if (const auto made = makeEmptyDatabase(paths.database); !made)
        return made.error();
    return keys;
}

Result<void> keepFirstKeys(const HubPaths &paths)
{
    if (QFileInfo::exists(paths.keys))
        return keyFileIsThere(paths);
    if (!QFile::rename(waitingName(paths), paths.keys))
        return Error { ErrorCode::StorageFailure,
                       u"The key file cannot be written at \"%1\"; the keys are in \"%2\": give them that name."_s.arg(paths.keys, waitingName(paths)) };
    return flushWithName(paths.keys);
}

Error councilIsThere(const HubPaths &paths)
{
    return { ErrorCode::AlreadyExists, u"There is a database at \"%1\" already; init never writes over one."_s.arg(paths.database) };
}

} // namespace sightline::hub
