#include "qml/app/device_people.h"

#include "core/base/digest.h"
#include "core/store/durable_file.h"
#include "core/store/store_directory.h"

#include <QDir>
#include <QFile>
#include <QUuid>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 idBytesMax = 64;
constexpr qsizetype folderDigits = 16;

QString secretName(const QString &id, const QString &folder)
{
    // Two folders of one account (a trial beside the real one) must not share a name.
    return u"sightline/person/%1/%2"_s.arg(toHex(sha256(QDir(folder).absolutePath().toUtf8())).left(folderDigits), id);
}

} // namespace

QString DevicePeople::newId() { return QUuid::createUuid().toString(QUuid::WithoutBraces); }

bool DevicePeople::isId(const QString &id) { return id == firstId() || QUuid(id).toString(QUuid::WithoutBraces) == id; }

QString DevicePeople::storeOf(const QString &id) const { return id == firstId() ? m_folder + u"/store"_s : m_folder + u"/people/"_s + id; }

QStringList DevicePeople::ids() const
{
    QStringList ids { firstId() };
    ids += QDir(m_folder + u"/people"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    ids.removeIf([this](const QString &id) { return !isId(id) || !StoreDirectory(storeOf(id)).exists(); });
    return ids;
}

bool DevicePeople::hasOthers(const QString &id) const
{
    QStringList others = ids();
    others.removeAll(id);
    return !others.isEmpty();
}

QList<DevicePerson> DevicePeople::all(SecretStore &secrets) const
{
    QList<DevicePerson> people;
    for (const QString &id : ids()) {
        const auto name = secrets.read(secretName(id, m_folder));
        people.append({ id, name && *name ? QString::fromUtf8((*name)->view()) : QString() });
    }
    return people;
}

Result<void> DevicePeople::keepName(SecretStore &secrets, const QString &id, const QString &name) const
{
    const QByteArray bytes = name.toUtf8();
    const auto present = secrets.read(secretName(id, m_folder));
    if (!present)
        return present.error();
    if (*present && (*present)->view() == bytes)
        return {};
    return secrets.write(secretName(id, m_folder), SecretBytes::copyOf(bytes));
}

QString DevicePeople::lastId() const
{
    QFile file(m_folder + u"/last-person"_s);
    const QString id = file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.read(idBytesMax)).trimmed() : QString();
    return isId(id) && StoreDirectory(storeOf(id)).exists() ? id : ids().value(0, firstId());
}

Result<void> DevicePeople::keepLast(const QString &id) const
{
    if (lastId() == id)
        return {};
    return writeDurably(m_folder + u"/last-person"_s, id.toLatin1());
}

} // namespace sightline
