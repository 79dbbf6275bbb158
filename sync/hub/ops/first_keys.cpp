#include "sync/hub/ops/first_keys.h"

#include "sync/hub/ops/flush_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
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

using BegunKeys = std::optional<HubKeys>;

/// The keys that an `init` that was cut short left; none if there was none, or if it had not got as far as a database.
Result<BegunKeys> begunKeys(const HubPaths &paths)
{
    const QString waiting = waitingName(paths);
    const QString name = QFileInfo::exists(paths.keys) ? paths.keys : waiting;
    if (!QFileInfo::exists(name))
        return hasDatabase(paths) ? Result<BegunKeys>(councilIsThere(paths)) : BegunKeys();
    if (name == paths.keys && !hasDatabase(paths) && !paths.postgres)
        return Error { ErrorCode::AlreadyExists, u"There is a file at \"%1\" already; a key file is never written over."_s.arg(paths.keys) };
    auto keys = HubKeys::load(name);
    if (keys)
        return BegunKeys(std::move(*keys));
    if (name == waiting && !hasDatabase(paths) && QFile::remove(waiting))
        return BegunKeys();   // cut short while they were written: nothing was made with them
    return hasDatabase(paths) ? councilIsThere(paths) : keys.error();
}

} // namespace

Result<HubKeys> findOrMakeFirstKeys(const HubPaths &paths)
{
    const QString folder = QFileInfo(paths.database).absolutePath();
    if (!paths.postgres && !QFileInfo(folder).isDir())
        return Error { ErrorCode::NotFound, u"There is no folder \"%1\" for the database; make it first."_s.arg(folder) };
    auto begun = begunKeys(paths);
    if (!begun)
        return begun.error();
    auto keys = *begun ? Result<HubKeys>(std::move(**begun)) : makeKeys(paths);
    if (!keys || paths.postgres || hasDatabase(paths))
        return keys;
    if (const auto made = makeEmptyDatabase(paths.database); !made)
        return made.error();
    return keys;
}

Result<void> keepFirstKeys(const HubPaths &paths)
{
    const QString waiting = waitingName(paths);
    const QByteArray from = QFile::encodeName(waiting);
    // A link, not a rename: it never takes the place of a file that is there. One that is there is what an `init` before had linked.
    const bool isNamed = !QFileInfo::exists(waiting) || ::link(from.constData(), QFile::encodeName(paths.keys).constData()) == 0 || errno == EEXIST;
    if (!isNamed)
        return Error { ErrorCode::StorageFailure, u"The key file cannot be written at \"%1\"."_s.arg(paths.keys) };
    if (const auto flushed = flushWithName(paths.keys); !flushed)
        return flushed;
    QFile::remove(waiting);
    return {};
}

Error councilIsThere(const HubPaths &paths)
{
    return { ErrorCode::AlreadyExists, u"There is a database at \"%1\" already; init never writes over one."_s.arg(paths.database) };
}

} // namespace sightline::hub
