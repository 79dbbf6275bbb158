#include "sync/hub/auth/id_token.h"

#include <jansson.h>

extern "C" {   // its headers are C's alone
#include <jose/jws.h>
}

#include <array>
#include <memory>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype tokenBytesMax = 32 * 1024;
constexpr auto tokenBase64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals | QByteArray::AbortOnBase64DecodingErrors;
constexpr qsizetype modulusBytesMin = 256;   // 2048 bits

Error turnedDown(const QString &why) { return { ErrorCode::NotAllowed, u"The token of the provider is not taken: %1."_s.arg(why) }; }

struct Algorithm {
    QLatin1StringView name;
    QLatin1StringView keyType;
};
constexpr std::array algorithms { Algorithm { "RS256"_L1, "RSA"_L1 }, Algorithm { "PS256"_L1, "RSA"_L1 }, Algorithm { "ES256"_L1, "EC"_L1 } };

const Algorithm *algorithmNamed(const QString &name)
{
    for (const Algorithm &one : algorithms) {
        if (name == one.name)
            return &one;
    }
    return nullptr;
}

Result<Json> partOf(const QByteArray &part)
{
    const auto decoded = QByteArray::fromBase64Encoding(part, tokenBase64);
    auto json = decoded ? parseJson(decoded.decoded) : Result<Json>(turnedDown(u"a part is not base64url"_s));
    if (!json || !json->isObject())
        return turnedDown(u"a part cannot be read"_s);
    return json;
}

/// Whether @p key may have made a signature by @p algorithm: a public key of its kind, meant for signatures, and long enough.
bool isKeyFor(const Json &key, const Algorithm &algorithm)
{
    if (key[u"kty"_s].toString() != algorithm.keyType)
        return false;
    if (key.contains(u"use"_s) && key[u"use"_s].toString() != "sig"_L1)
        return false;
    if (key.contains(u"alg"_s) && key[u"alg"_s].toString() != algorithm.name)
        return false;
    if (algorithm.keyType == "EC"_L1)
        return key[u"crv"_s].toString() == "P-256"_L1;
    const auto modulus = QByteArray::fromBase64Encoding(key[u"n"_s].toString().toLatin1(), tokenBase64);
    return modulus && modulus.decoded.size() >= modulusBytesMin;
}

using JanssonValue = std::unique_ptr<json_t, decltype(&json_decref)>;

JanssonValue janssonOf(const Json &value)
{
    const QByteArray text = writeJson(value);
    return { json_loadb(text.constData(), static_cast<std::size_t>(text.size()), 0, nullptr), &json_decref };
}

bool isSigned(const QList<QByteArray> &parts, const Json &key, const Algorithm &algorithm)
{
    Json only = key;   // the algorithm is fixed by us, not by the token
    only.set(u"alg"_s, QString(algorithm.name));
    const JanssonValue jwk = janssonOf(only);
    const JanssonValue jws = janssonOf(Json::object({ { u"protected"_s, QString::fromLatin1(parts.at(0)) },
                                                      { u"payload"_s, QString::fromLatin1(parts.at(1)) },
                                                      { u"signature"_s, QString::fromLatin1(parts.at(2)) } }));
    return jwk && jws && jose_jws_ver(nullptr, jws.get(), nullptr, jwk.get(), false);
}

Result<void> checkSignature(const QList<QByteArray> &parts, const Json &keys)
{
    const auto header = partOf(parts.at(0));
    if (!header)
        return header.error();
    const Algorithm *algorithm = algorithmNamed((*header)[u"alg"_s].toString());
    if (!algorithm)
        return turnedDown(u"it is not signed by RS256, PS256 or ES256"_s);
    if (header->contains(u"crit"_s) || header->contains(u"b64"_s))
        return turnedDown(u"it asks for something that is not known"_s);
    const QString name = (*header)[u"kid"_s].toString();
    bool isThere = false;
    for (const Json &key : keys[u"keys"_s].toArray()) {
        if ((!name.isEmpty() && key[u"kid"_s].toString() != name) || !isKeyFor(key, *algorithm))
            continue;
        isThere = true;
        if (isSigned(parts, key, *algorithm))
            return {};
    }
    return isThere ? turnedDown(u"its signature is not the provider's"_s) : Error { ErrorCode::NotFound, u"The provider gives no key of the token's name."_s };
}

bool isForUs(const Json &claims, const QString &audience)
{
    const Json &aud = claims[u"aud"_s];
    const bool isNamed = aud.isArray() ? aud.toStrings().contains(audience) : aud.isString() && aud.toString() == audience;
    const bool isForOthersToo = aud.isArray() && aud.toArray().size() > 1;
    if (!isNamed || (isForOthersToo && !claims.contains(u"azp"_s)))
        return false;
    return !claims.contains(u"azp"_s) || claims[u"azp"_s].toString() == audience;
}

/// Milliseconds of a claim that is seconds; some providers write a fraction.
std::optional<qint64> momentOf(const Json &claim)
{
    static constexpr double secondsMax = 1e11;
    bool isNumber = claim.isNumber();
    const double seconds = isNumber ? claim.numberText().toDouble(&isNumber) : 0;
    return isNumber && seconds >= 0 && seconds < secondsMax ? std::optional(static_cast<qint64>(seconds * 1000)) : std::nullopt;
}

Result<void> checkTimes(const Json &claims, qint64 nowMs)
{
    const auto until = momentOf(claims[u"exp"_s]);
    const auto made = momentOf(claims[u"iat"_s]);
    if (!until || !made)
        return turnedDown(u"it does not say when it was made and until when it counts"_s);
    if (*until + tokenClockMs <= nowMs)
        return turnedDown(u"it has run out"_s);
    if (*made > nowMs + tokenClockMs)
        return turnedDown(u"it was made in a time to come: the provider's clock or the hub's is wrong"_s);
    if (*made + tokenAgeMs + tokenClockMs < nowMs)
        return turnedDown(u"it is not of this sign-in: it was made too long ago"_s);
    if (claims.contains(u"nbf"_s)) {
        const auto from = momentOf(claims[u"nbf"_s]);
        if (!from || *from > nowMs + tokenClockMs)
            return turnedDown(u"it does not count yet"_s);
    }
    return {};
}

} // namespace

Result<Json> checkIdToken(const QByteArray &token, const Json &keys, const TokenExpected &expected)
{
    const QList<QByteArray> parts = token.split('.');
    if (token.size() > tokenBytesMax || parts.size() != 3 || parts.at(2).isEmpty())
        return turnedDown(u"it is not three parts, the last a signature"_s);
    // Nothing that it claims is looked at before it is known to be the provider's.
    if (const auto isTheirs = checkSignature(parts, keys); !isTheirs)
        return isTheirs.error();
    const auto claims = partOf(parts.at(1));
    if (!claims)
        return claims;
    if ((*claims)[u"iss"_s].toString() != expected.issuer)
        return turnedDown(u"another issuer made it"_s);
    if (!isForUs(*claims, expected.audience))
        return turnedDown(u"it is for another program"_s);
    if (const auto inTime = checkTimes(*claims, expected.now.msSinceEpoch); !inTime)
        return inTime.error();
    if (expected.nonce.isEmpty() || (*claims)[u"nonce"_s].toString() != expected.nonce)
        return turnedDown(u"it is of another sign-in"_s);
    const QString subject = (*claims)[u"sub"_s].toString();
    static constexpr qsizetype subjectLengthMax = 255;
    if (subject.isEmpty() || subject.size() > subjectLengthMax)
        return turnedDown(u"it names nobody"_s);
    return claims;
}

} // namespace sightline::hub
