#include "sync/hub/ops/signed_file.h"

#include "sync/hub/ops/flush_file.h"

#include <QFile>

#include <cstdio>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {
/// An erasure's list takes some 120 bytes an operation.
constexpr qint64 signedBytesMax = 64LL * 1024 * 1024;
} // namespace

Error SignedFile::cannotWrite() const { return { ErrorCode::StorageFailure, u"The %1 file beside the keys cannot be written."_s.arg(m_called) }; }

Result<std::unique_ptr<SignedFile>> SignedFile::open(const QString &path, const QString &called, const HubKeys &keys)
{
    const int lock = ::open(QFile::encodeName(path + u".lock"_s).constData(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    std::unique_ptr<SignedFile> file(new SignedFile(path, called, keys, lock));
    if (lock < 0 || ::flock(lock, LOCK_EX) != 0)
        return file->cannotWrite();
    return file;
}

SignedFile::~SignedFile()
{
    if (m_lock >= 0)
        ::close(m_lock);
}

Result<Json> SignedFile::read() const
{
    QFile file(m_path);
    if (!file.exists())
        return Json::object();
    if (!file.open(QIODevice::ReadOnly))
        return Error { ErrorCode::StorageFailure, u"The %1 file beside the keys cannot be read."_s.arg(m_called) };
    const auto json = parseJson(file.readAll(), { .bytesMax = signedBytesMax });
    Json plain = json.valueOr(Json());
    const QByteArray signature = QByteArray::fromBase64(plain[u"signature"_s].toString().toLatin1());
    plain.remove(u"signature"_s);
    if (!json || !m_keys.isSigned(writeJson(plain), signature))
        return Error { ErrorCode::Corrupt,
                       u"The %1 file beside the keys was changed by other hands, or is damaged. Bring it back from a backup."_s.arg(m_called) };
    return plain;
}

Result<void> SignedFile::write(Json content) const
{
    content.set(u"signature"_s, QString::fromLatin1(m_keys.sign(writeJson(content)).toBase64()));
    const QString unfinished = m_path + u".new"_s;
    {
        QFile file(unfinished);
        const QByteArray text = writePrettyJson(content);
        if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) || file.write(text) != text.size() || !file.flush())
            return cannotWrite();
    }
    if (!flushWithName(unfinished) || std::rename(QFile::encodeName(unfinished).constData(), QFile::encodeName(m_path).constData()) != 0)
        return cannotWrite();
    return flushWithName(m_path);
}

} // namespace sightline::hub
