#include "sync/hub/files/directory_chunks.h"

#include <QDateTime>
#include <QDirIterator>
#include <QFile>

#include <cstdio>

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

const QString partSuffix = u".part"_s;

/// What the system said last, of the directory that holds the files. Its path is the operator's own; no name of a file is in it.
Error failed(const QString &what)
{
    const bool isFull = errno == ENOSPC || errno == EDQUOT;
    return { isFull ? ErrorCode::StorageFull : ErrorCode::StorageFailure, u"The directory of the file store %1: %2."_s.arg(what, qt_error_string(errno)) };
}

Result<void> flushFolder(const QString &path)
{
    const int handle = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return failed(u"cannot be opened"_s);
    const bool isFlushed = ::fsync(handle) == 0;
    const auto result = isFlushed ? Result<void>() : failed(u"cannot be flushed"_s);
    ::close(handle);
    return result;
}

bool writeAll(int handle, const QByteArray &bytes)
{
    for (qsizetype at = 0; at < bytes.size();) {
        const ssize_t written = ::write(handle, bytes.constData() + at, static_cast<std::size_t>(bytes.size() - at));
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        at += written;
    }
    return true;
}

} // namespace

Result<void> DirectoryChunks::makeFolderOf(const QString &name) const
{
    // Not its parents: where the root is gone, a disk is not mounted, and what was put under its mount point would be lost with the mounting.
    if (::mkdir(QFile::encodeName(folderOf(name)).constData(), S_IRWXU) == 0)
        return flushFolder(m_root);
    return errno == EEXIST ? Result<void>() : failed(u"cannot be written to"_s);
}

Result<void> DirectoryChunks::put(const QString &name, const QByteArray &bytes)
{
    if (const auto made = makeFolderOf(name); !made)
        return made;
    const QByteArray place = QFile::encodeName(folderOf(name) + u'/' + name);
    const QByteArray part = place + partSuffix.toLatin1();
    const int handle = ::open(part.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (handle < 0)
        return failed(u"cannot be written to"_s);
    const bool isWritten = writeAll(handle, bytes) && ::fsync(handle) == 0;
    auto result = isWritten ? Result<void>() : failed(u"did not take a chunk"_s);
    ::close(handle);
    if (result && std::rename(part.constData(), place.constData()) != 0)
        result = failed(u"did not take a chunk"_s);
    if (!result) {
        ::unlink(part.constData());
        return result;
    }
    return flushFolder(folderOf(name));
}

Result<std::optional<QByteArray>> DirectoryChunks::get(const QString &name)
{
    QFile file(folderOf(name) + u'/' + name);
    if (file.open(QIODevice::ReadOnly)) {
        const QByteArray bytes = file.readAll();
        if (bytes.size() != file.size())
            return failed(u"cannot be read"_s);
        return std::optional(bytes);
    }
    struct stat status { };
    const bool isMissing = ::stat(QFile::encodeName(file.fileName()).constData(), &status) != 0 && errno == ENOENT;
    if (!isMissing)
        return failed(u"cannot be read"_s);
    if (::stat(QFile::encodeName(m_root).constData(), &status) != 0)
        return failed(u"is not there"_s);
    return std::optional<QByteArray>();
}

Result<void> DirectoryChunks::remove(const QString &name)
{
    const int result = ::unlink(QFile::encodeName(folderOf(name) + u'/' + name).constData());
    return result == 0 || errno == ENOENT ? Result<void>() : failed(u"does not let go of a chunk"_s);
}

Result<void> DirectoryChunks::each(const std::function<Result<void>(const ListedChunk &)> &visit)
{
    struct stat status { };
    if (::stat(QFile::encodeName(m_root).constData(), &status) != 0)
        return failed(u"is not there"_s);
    QDirIterator files(m_root, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        const QFileInfo file = files.fileInfo();
        if (const auto visited = visit({ file.fileName(), file.lastModified().toMSecsSinceEpoch(), file.size() }); !visited)
            return visited;
    }
    return {};
}

std::optional<qint64> DirectoryChunks::freeBytes() const
{
    struct statvfs disk { };
    if (::statvfs(QFile::encodeName(m_root).constData(), &disk) != 0)
        return std::nullopt;
    return static_cast<qint64>(disk.f_bavail) * static_cast<qint64>(disk.f_frsize);
}

} // namespace sightline::hub
