#include "core/store/durable_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

Error systemError(QStringView doing, const QString &path)
{
    const int code = errno;
    return Error { code == ENOSPC || code == EDQUOT ? ErrorCode::StorageFull : ErrorCode::StorageFailure,
                   u"%1 %2 failed: %3."_s.arg(doing, path, QString::fromLocal8Bit(std::strerror(code))) };
}

/// Closes what it opened; a failed close after a successful fsync loses nothing.
class Descriptor {
public:
    Descriptor(const QString &path, int flags, mode_t mode = 0) : m_descriptor(::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC, mode)) { }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }
    [[nodiscard]] int get() const { return m_descriptor; }

private:
    int m_descriptor;
};

Result<void> flush(const QString &path, int flags)
{
    const Descriptor file(path, flags);
    if (!file.isOpen() || ::fsync(file.get()) != 0)
        return systemError(u"Flushing", path);
    return {};
}

} // namespace

Result<void> renameDurably(const QString &from, const QString &to)
{
    if (const auto flushed = flush(from, O_RDWR); !flushed)
        return flushed.error();
    if (std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return systemError(u"Renaming", from);
    return flush(QFileInfo(to).absolutePath(), O_RDONLY | O_DIRECTORY);
}

Result<void> writeDurably(const QString &path, const QByteArray &bytes)
{
    const QString beside = path + u".new"_s;
    {
        const Descriptor file(beside, O_WRONLY | O_CREAT | O_TRUNC, S_IRUSR | S_IWUSR);
        if (!file.isOpen())
            return systemError(u"Writing", beside);
        for (qsizetype at = 0; at < bytes.size();) {
            const ssize_t written = ::write(file.get(), bytes.constData() + at, static_cast<size_t>(bytes.size() - at));
            if (written < 0 && errno == EINTR)
                continue;
            if (written <= 0)
                return systemError(u"Writing", beside);
            at += written;
        }
    }
    return renameDurably(beside, path);
}

Result<void> makePrivateDirectory(const QString &directory)
{
    if (QFileInfo(directory).isDir())
        return {};
    if (!QDir().mkpath(directory))
        return systemError(u"Making the folder", directory);
    QFile::setPermissions(directory, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return flush(QFileInfo(directory).absolutePath(), O_RDONLY | O_DIRECTORY);
}

} // namespace sightline
