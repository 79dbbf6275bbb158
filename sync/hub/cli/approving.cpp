#include "sync/hub/cli/approving.h"

#include <QFile>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 secretFileBytesMax = 4096;
} // namespace

Result<SecretBytes> secretOfFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return Error { ErrorCode::InvalidInput, u"The file \"%1\" cannot be read: %2."_s.arg(path, file.errorString()) };
    QByteArray bytes = file.read(secretFileBytesMax);
    qsizetype length = bytes.size();
    while (length > 0 && (bytes.at(length - 1) == '\n' || bytes.at(length - 1) == '\r'))
        --length;
    SecretBytes secret = SecretBytes::copyOf(QByteArrayView(bytes).first(length));
    bytes.fill('\0');
    if (secret.isEmpty())
        return Error { ErrorCode::InvalidInput, u"The file \"%1\" is empty."_s.arg(path) };
    return secret;
}

Result<void> checkIsHere(OpenHub &hub, const PersonId &person)
{
    const auto snapshot = hub.store().snapshot();
    if (!snapshot)
        return snapshot.error();
    const auto found = hub.service().person(**snapshot, person);
    if (!found)
        return found.error();
    if (*found && (*found)->isHereOn(hub.service().today()))
        return {};
    return Error { ErrorCode::NotFound, u"Nobody with the id \"%1\" is here today. \"user list\" names everybody."_s.arg(person.toString()) };
}

} // namespace sightline::hub
