#include "sync/protocol/invitation.h"

#include "core/base/digest.h"

#include <QUrl>

namespace sightline::wire {

using namespace Qt::StringLiterals;

namespace {

constexpr auto begin = "sightline:join?"_L1;
constexpr auto version = "1"_L1;
constexpr auto pinEncoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QString sumOf(const QString &text) { return QString::fromLatin1(sha256(text.toUtf8()).left(3).toHex()); }

QString encoded(const QString &value) { return QString::fromLatin1(QUrl::toPercentEncoding(value, ":/[]")); }

Error unreadable(const QString &why)
{
    return { ErrorCode::InvalidInput, u"This invitation cannot be used: %1. Copy the whole line again, or ask for a new one."_s.arg(why) };
}

/// Only what a device would talk to (hubUrlFromText says it again there, to a person).
bool isHubAddress(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isHere = url.host() == "localhost"_L1 || url.host() == "127.0.0.1"_L1 || url.host() == "::1"_L1;
    const bool isPlain = url.scheme() == "http"_L1 && isHere;
    return url.isValid() && !url.host().isEmpty() && (url.scheme() == "https"_L1 || isPlain) && url.userInfo().isEmpty() && !url.hasQuery()
        && !url.hasFragment();
}

Result<void> check(const Invitation &invitation)
{
    if (!isHubAddress(invitation.hub))
        return unreadable(u"the hub's address is not one like https://hub.example.org"_s);
    if (invitation.code.isEmpty())
        return unreadable(u"there is no code in it"_s);
    if (!invitation.pins.isEmpty() && !invitation.hub.startsWith("https:"_L1))
        return unreadable(u"it names a certificate, and the hub's address has none"_s);
    if (invitation.pins.size() > invitationPinsMax)
        return unreadable(u"it names more than %1 certificates"_s.arg(invitationPinsMax));
    for (const QByteArray &pin : invitation.pins) {
        if (pin.size() != pinBytes)
            return unreadable(u"what it says of a certificate is not whole"_s);
    }
    return {};
}

} // namespace

bool isInvitation(const QString &text) { return text.trimmed().startsWith(begin, Qt::CaseInsensitive); }

Result<QString> invitationText(const Invitation &invitation)
{
    if (const auto checked = check(invitation); !checked)
        return checked.error();
    QString text = begin + u"v="_s + version + u"&hub="_s + encoded(invitation.hub) + u"&code="_s + encoded(invitation.code);
    for (const QByteArray &pin : invitation.pins)
        text += u"&pin="_s + QString::fromLatin1(pin.toBase64(pinEncoding));
    text += u"&sum="_s + sumOf(text);
    if (text.size() > invitationCharactersMax)
        return unreadable(u"the hub's address is too long for it"_s);
    return text;
}

Result<Invitation> invitationFromText(const QString &text)
{
    // A mail program breaks long lines.
    QString line;
    for (const QChar c : text) {
        if (!c.isSpace())
            line.append(c);
        if (line.size() > invitationCharactersMax)
            return unreadable(u"it is too long"_s);
    }
    if (!isInvitation(line))
        return unreadable(u"it does not begin with %1"_s.arg(begin));
    const QStringList parts = line.mid(begin.size()).split(u'&');
    // Before the sum: a later version may count it otherwise.
    if (parts.first() != "v="_L1 + version)
        return parts.first().startsWith("v="_L1)
            ? Error { ErrorCode::UnsupportedVersion, u"This invitation is of a newer Sightline. Update this one, then use it."_s }
            : unreadable(u"it does not say its version"_s);
    const qsizetype sumAt = line.lastIndexOf("&sum="_L1);
    if (sumAt < 0 || line.mid(sumAt + 5) != sumOf(begin + line.mid(begin.size(), sumAt - begin.size())))
        return unreadable(u"something in it is missing or mistyped"_s);
    Invitation invitation;
    for (const QString &part : parts.mid(1, parts.size() - 2)) {
        const qsizetype equals = part.indexOf(u'=');
        const QString name = part.left(equals);
        const QString value = QUrl::fromPercentEncoding(part.mid(equals + 1).toLatin1());
        if (name == "hub"_L1 && invitation.hub.isEmpty())
            invitation.hub = value;
        else if (name == "code"_L1 && invitation.code.isEmpty())
            invitation.code = value;
        else if (name == "pin"_L1)
            invitation.pins.append(QByteArray::fromBase64(value.toLatin1(), pinEncoding));
        else
            return unreadable(u"there is something in it that this Sightline does not know"_s);
    }
    const auto checked = check(invitation);
    return checked ? Result<Invitation>(invitation) : checked.error();
}

} // namespace sightline::wire
