#include "platform/opening/system_opener.h"

#include <QCryptographicHash>
#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QUrl>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

class SystemOpener : public FileOpener {
public:
    SystemOpener(QString folder, std::function<bool(const QString &)> show) : m_folder(std::move(folder)), m_show(std::move(show)) { removeCopies(); }
    ~SystemOpener() override { removeCopies(); }
    SystemOpener(const SystemOpener &) = delete;
    SystemOpener &operator=(const SystemOpener &) = delete;

    Result<void> open(const QByteArray &bytes, const QString &ending) override
    {
        const Error failed { ErrorCode::StorageFailure, u"No copy could be written for another program."_s };
        constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner;
        // The folder's permissions are set before anything lies in it.
        if (!QDir().mkpath(m_folder) || !QFile::setPermissions(m_folder, ownerOnly | QFile::ExeOwner))
            return failed;
        QFile copy(QDir(m_folder).filePath(u"sightline-%1.%2"_s.arg(++m_number).arg(ending)));
        if (!copy.open(QIODevice::WriteOnly | QIODevice::NewOnly))
            return failed;
        const bool isWritten = copy.setPermissions(ownerOnly) && copy.write(bytes) == bytes.size() && copy.flush();
        copy.close();
        if (isWritten && m_show(copy.fileName()))
            return {};
        copy.remove();
        return isWritten ? Error { ErrorCode::StorageFailure, u"No program on this device shows such a file."_s } : failed;
    }
    bool removeCopies() override { return !QDir(m_folder).exists() || QDir(m_folder).removeRecursively(); }

private:
    QString m_folder;
    std::function<bool(const QString &)> m_show;
    int m_number = 0;
};

} // namespace

QString copiesFolder(const QString &storeFolder)
{
    QString base = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    if (base.isEmpty())
        base = QStandardPaths::writableLocation(QStandardPaths::TempLocation);
    const QByteArray which = QCryptographicHash::hash(QDir(storeFolder).absolutePath().toUtf8(), QCryptographicHash::Sha256).toHex().first(12);
    return QDir(base).filePath(u"sightline-shown-"_s + QString::fromLatin1(which));
}

std::unique_ptr<FileOpener> systemOpener(const QString &folder, std::function<bool(const QString &path)> show)
{
    if (!show)
        show = [](const QString &path) { return QDesktopServices::openUrl(QUrl::fromLocalFile(path)); };
    return std::make_unique<SystemOpener>(folder, std::move(show));
}

} // namespace sightline
