#include "sync/hub/auth/certificate.h"

#include "core/base/json.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype signatureBytes = 64;
constexpr qsizetype certificateBytesMax = 2048;

} // namespace

QByteArray certificateBytes(const Certificate &certificate, const HubKeys &keys)
{
    const QByteArray text = writeJson(Json::object({
        { u"format"_s, u"sightline-enrolment/1"_s },
        { u"installation"_s, certificate.installation.toString() },
        { u"person"_s, certificate.person.toString() },
        { u"key"_s, QString::fromLatin1(certificate.publicKey.toHex()) },
        { u"at"_s, certificate.enrolledAtMs },
    }));
    return keys.sign(text) + text;
}

std::optional<Certificate> readCertificate(const QByteArray &bytes, const HubKeys &keys)
{
    if (bytes.size() <= signatureBytes || bytes.size() > certificateBytesMax)
        return std::nullopt;
    const QByteArray text = bytes.mid(signatureBytes);
    if (!keys.isSigned(text, bytes.left(signatureBytes)))
        return std::nullopt;
    const auto json = parseJson(text);
    if (!json)
        return std::nullopt;
    const auto installation = InstallationId::fromString((*json)[u"installation"_s].toString());
    const auto person = PersonId::fromString((*json)[u"person"_s].toString());
    if (!installation || !person)
        return std::nullopt;
    return Certificate { *installation, *person, QByteArray::fromHex((*json)[u"key"_s].toString().toLatin1()), (*json)[u"at"_s].toInteger() };
}

} // namespace sightline::hub
