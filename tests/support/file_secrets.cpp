#include "tests/support/file_secrets.h"

#include "core/store/durable_file.h"

#include <QDir>
#include <QFile>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace sightline::support {

using namespace Qt::StringLiterals;

FileSecrets::FileSecrets(QString folder) : m_folder(std::move(folder)) { QDir().mkpath(m_folder); }

Result<std::optional<SecretBytes>> FileSecrets::read(const QString &name)
{
    QFile file(pathOf(name));
    return file.open(QIODevice::ReadOnly) ? std::optional(SecretBytes::copyOf(file.readAll())) : std::optional<SecretBytes>();
}

Result<void> FileSecrets::write(const QString &name, const SecretBytes &secret)
{
    return m_isForgetful ? Result<void>() : writeDurably(pathOf(name), secret.view().toByteArray());
}

Result<void> FileSecrets::remove(const QString &name)
{
    QFile::remove(pathOf(name));
    return {};
}

Result<std::shared_ptr<void>> FileSecrets::hold(const QString &name)
{
    const int file = ::open(QFile::encodeName(pathOf(name) + u".held"_s).constData(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0 || ::flock(file, LOCK_EX) != 0)
        return Error { ErrorCode::StorageFailure, u"no hold"_s };
    return std::shared_ptr<void>(nullptr, [file](void *) { ::close(file); });
}

QString FileSecrets::pathOf(const QString &name) const { return m_folder + u'/' + QString::fromLatin1(name.toUtf8().toHex()); }

} // namespace sightline::support
