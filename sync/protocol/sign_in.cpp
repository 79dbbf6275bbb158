#include "sync/protocol/sign_in.h"

#include "core/base/digest.h"
#include "core/base/json.h"
#include "sync/protocol/messages.h"

namespace sightline::wire {

using namespace Qt::StringLiterals;

namespace {

constexpr auto tokenText = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
constexpr qint64 signInBytesMax = 16 * 1024;
constexpr qsizetype accountLengthMax = 100;
constexpr qsizetype passwordLengthMax = 256;
constexpr qsizetype secondLengthMax = 64;
constexpr qsizetype providerCodeLengthMax = 4096;   // Entra's are some 1,300
constexpr qsizetype verifierLengthMin = 43, verifierLengthMax = 128;   // RFC 7636, 4.1
constexpr qsizetype addressLengthMax = 4096;
constexpr qsizetype wordsLengthMax = 300;

Error unreadableSignIn(const QString &what) { return { ErrorCode::InvalidInput, u"A sign-in cannot be read: %1."_s.arg(what) }; }

QString textOf(const QByteArray &bytes) { return QString::fromLatin1(bytes.toBase64(tokenText)); }

Result<Json> messageFrom(QByteArrayView bytes)
{
    const auto json = parseJson(bytes, { .bytesMax = signInBytesMax });
    if (!json)
        return json.error();
    if (!json->isObject() || !(*json)[u"v"_s].isInteger() || (*json)[u"v"_s].toInteger() < 1)
        return unreadableSignIn(u"member \"v\" is not a version"_s);
    if ((*json)[u"v"_s].toInteger() > protocolVersion)
        return Error { ErrorCode::UnsupportedVersion,
                       u"A sign-in is of version %1; this program speaks up to %2."_s.arg((*json)[u"v"_s].toInteger()).arg(protocolVersion) };
    return json;
}

/// The key and the installation that are to be enrolled.
struct Newcomer {
    QByteArray publicKey;
    InstallationId installation;
};

std::optional<Newcomer> newcomerFrom(const Json &json)
{
    const auto key = QByteArray::fromBase64Encoding(json[u"key"_s].toString().toLatin1(), tokenText | QByteArray::AbortOnBase64DecodingErrors);
    const auto installation = InstallationId::fromString(json[u"installation"_s].toString());
    if (!key || key.decoded.size() != 32 || !installation)
        return std::nullopt;
    return Newcomer { key.decoded, *installation };
}

bool isBetween(const QString &text, qsizetype min, qsizetype max) { return text.size() >= min && text.size() <= max; }

} // namespace

QByteArray encode(const LocalSignIn &request)
{
    return writeJson(Json::object({ { u"v"_s, protocolVersion },
                                    { u"account"_s, request.account },
                                    { u"password"_s, request.password },
                                    { u"second"_s, request.second },
                                    { u"key"_s, textOf(request.publicKey) },
                                    { u"installation"_s, request.installation.toString() } }));
}

Result<LocalSignIn> decodeLocalSignIn(QByteArrayView bytes)
{
    const auto json = messageFrom(bytes);
    if (!json)
        return json.error();
    const auto newcomer = newcomerFrom(*json);
    const QString account = (*json)[u"account"_s].toString();
    const QString password = (*json)[u"password"_s].toString();
    const QString second = (*json)[u"second"_s].toString();
    const bool isWhole = isBetween(account, 1, accountLengthMax) && isBetween(password, 1, passwordLengthMax) && isBetween(second, 1, secondLengthMax);
    if (!newcomer || !isWhole)
        return unreadableSignIn(u"it needs an account, a password, a second proof, a 32-byte key and an installation"_s);
    return LocalSignIn { account, password, second, newcomer->publicKey, newcomer->installation };
}

QByteArray encode(const ProviderSignIn &request)
{
    return writeJson(Json::object({ { u"v"_s, protocolVersion },
                                    { u"code"_s, request.code },
                                    { u"verifier"_s, request.verifier },
                                    { u"redirect"_s, request.redirect },
                                    { u"key"_s, textOf(request.publicKey) },
                                    { u"installation"_s, request.installation.toString() } }));
}

Result<ProviderSignIn> decodeProviderSignIn(QByteArrayView bytes)
{
    const auto json = messageFrom(bytes);
    if (!json)
        return json.error();
    const auto newcomer = newcomerFrom(*json);
    const QString code = (*json)[u"code"_s].toString();
    const QString verifier = (*json)[u"verifier"_s].toString();
    const QString redirect = (*json)[u"redirect"_s].toString();
    const bool isWhole = isBetween(code, 1, providerCodeLengthMax) && isBetween(verifier, verifierLengthMin, verifierLengthMax) && isSignInRedirect(redirect);
    if (!newcomer || !isWhole)
        return unreadableSignIn(u"it needs a code, its verifier, an address on 127.0.0.1, a 32-byte key and an installation"_s);
    return ProviderSignIn { code, verifier, redirect, newcomer->publicKey, newcomer->installation };
}

QByteArray encode(const SignInWays &ways)
{
    Json provider;
    if (ways.provider)
        provider = Json::object({ { u"name"_s, ways.provider->name }, { u"issuer"_s, ways.provider->issuer }, { u"authorize"_s, ways.provider->authorize } });
    return writeJson(Json::object({ { u"v"_s, protocolVersion }, { u"local"_s, ways.local }, { u"provider"_s, provider }, { u"help"_s, ways.help } }));
}

Result<SignInWays> decodeSignInWays(QByteArrayView bytes)
{
    const auto json = messageFrom(bytes);
    if (!json)
        return json.error();
    SignInWays ways { (*json)[u"local"_s].toBool(), std::nullopt, (*json)[u"help"_s].toString().left(wordsLengthMax) };
    const Json &provider = (*json)[u"provider"_s];
    if (provider.isNull())
        return ways;
    ways.provider = SignInWays::Provider { provider[u"name"_s].toString(), provider[u"issuer"_s].toString(), provider[u"authorize"_s].toString() };
    const bool isWhole = isBetween(ways.provider->name, 1, wordsLengthMax) && isBetween(ways.provider->issuer, 1, addressLengthMax)
        && isBetween(ways.provider->authorize, 1, addressLengthMax);
    return isWhole ? Result<SignInWays>(ways) : unreadableSignIn(u"the provider has no name, no issuer or no address"_s);
}

QString signInVerifier(const QByteArray &random) { return textOf(random); }

QString signInChallenge(const QString &verifier) { return textOf(sha256(verifier.toUtf8())); }

QString signInNonce(const InstallationId &installation, const QByteArray &publicKey, const QString &verifier)
{
    return textOf(sha256("sightline-sign-in" + installation.toBytes() + publicKey + verifier.toUtf8()));
}

namespace {
const QString redirectBegin = u"http://127.0.0.1:"_s;
const QString redirectEnd = u"/signed-in"_s;
} // namespace

QString signInRedirect(quint16 port) { return redirectBegin + QString::number(port) + redirectEnd; }

bool isSignInRedirect(const QString &address)
{
    if (!address.startsWith(redirectBegin) || !address.endsWith(redirectEnd))
        return false;
    const QString port = address.mid(redirectBegin.size(), address.size() - redirectBegin.size() - redirectEnd.size());
    bool isNumber = false;
    const ushort number = port.toUShort(&isNumber);
    return isNumber && number > 0 && QString::number(number) == port;
}

} // namespace sightline::wire
