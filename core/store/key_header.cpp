#include "core/store/key_header.h"

#include "core/base/canonical_json.h"
#include "core/base/digest.h"
#include "core/store/durable_file.h"

#include <QFile>

#include <sodium.h>

#include <algorithm>
#include <array>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 headerBytesMax = 16 * 1024;
// A header that asks for more than any of ours would is damaged or hostile; obeying it would stop the device.
constexpr quint64 passesMax = 16;
constexpr quint64 memoryBytesMax = 2ULL * 1024 * 1024 * 1024;
constexpr auto wrappingBytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr auto nonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr auto tagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr qsizetype boxBytes = static_cast<qsizetype>(DatabaseKey::keyBytes) + static_cast<qsizetype>(tagBytes);

struct NamedBy {
    KeyWrap::By by;
    QString name;
};
const std::array namedBy { NamedBy { KeyWrap::By::System, u"system"_s }, NamedBy { KeyWrap::By::Passphrase, u"passphrase"_s },
                           NamedBy { KeyWrap::By::Pin, u"pin"_s }, NamedBy { KeyWrap::By::Biometric, u"biometric"_s } };

const unsigned char *raw(const QByteArray &array) { return reinterpret_cast<const unsigned char *>(array.constData()); }

Json base64(const QByteArray &bytes) { return QString::fromLatin1(bytes.toBase64()); }

QByteArray fromBase64(const Json &json) { return QByteArray::fromBase64(json.toString().toLatin1()); }

/// The member `check` is the SHA-256 of the rest, so that damage is told from a wrong passphrase.
QString checkOf(Json header)
{
    header.remove(u"check"_s);
    return toHex(sha256(writeJson(header)));
}

Json wrapJson(const KeyWrap &wrap)
{
    const auto named = std::find_if(namedBy.begin(), namedBy.end(), [&](const NamedBy &one) { return one.by == wrap.by; });
    Json json = Json::object({ { u"by"_s, named->name } });
    if (wrap.cost)
        json.set(u"argon2id"_s,
                 Json::object({ { u"passes"_s, static_cast<qint64>(wrap.cost->passes) },
                                { u"memory"_s, static_cast<qint64>(wrap.cost->memoryBytes) },
                                { u"salt"_s, base64(wrap.stretchSalt) } }));
    if (wrap.by != KeyWrap::By::Passphrase)
        json.set(u"secret"_s, wrap.secret);
    json.set(u"nonce"_s, base64(wrap.nonce));
    json.set(u"box"_s, base64(wrap.box));
    return json;
}

std::optional<KeyWrap> wrapFrom(const Json &json)
{
    const auto named = std::find_if(namedBy.begin(), namedBy.end(), [&](const NamedBy &one) { return one.name == json[u"by"_s].toString(); });
    if (named == namedBy.end())
        return std::nullopt;
    KeyWrap wrap { .by = named->by };
    const Json &argon = json[u"argon2id"_s];
    if (argon.isObject()) {
        wrap.cost = PassphraseCost { static_cast<quint64>(argon[u"passes"_s].toInteger()), static_cast<quint64>(argon[u"memory"_s].toInteger()) };
        wrap.stretchSalt = fromBase64(argon[u"salt"_s]);
    }
    wrap.secret = json[u"secret"_s].toInteger();
    wrap.nonce = fromBase64(json[u"nonce"_s]);
    wrap.box = fromBase64(json[u"box"_s]);
    const bool isStretched = wrap.by == KeyWrap::By::Passphrase || wrap.by == KeyWrap::By::Pin;
    if (wrap.nonce.size() != static_cast<qsizetype>(nonceBytes) || wrap.box.size() != boxBytes || isStretched != wrap.cost.has_value())
        return std::nullopt;
    return wrap;
}

Json headerJson(const KeyHeader &header)
{
    Json json = Json::object({ { u"v"_s, header.version },
                               { u"generation"_s, header.generation },
                               { u"store"_s, header.store },
                               { u"cipher"_s, u"sqlcipher-4"_s },
                               { u"salt"_s, base64(header.salt) } });
    if (header.daily)
        json.set(u"daily"_s, wrapJson(*header.daily));
    if (header.biometric)
        json.set(u"biometric"_s, wrapJson(*header.biometric));
    if (header.recovery)
        json.set(u"recovery"_s,
                 Json::object({ { u"key"_s, base64(header.recovery->publicKey) },
                                { u"installation"_s, header.recovery->installation.toString() },
                                { u"box"_s, base64(header.recovery->box) } }));
    json.set(u"check"_s, checkOf(json));
    return json;
}

/// Version 1 held one wrap, its members among the header's.
std::optional<KeyWrap> wrapOfVersion1(Json json)
{
    json.set(u"by"_s, json[u"wrap"_s]);
    json.remove(u"secret"_s);
    return wrapFrom(json);
}

std::optional<RecoveryWrap> recoveryFrom(const Json &json)
{
    const auto installation = InstallationId::fromString(json[u"installation"_s].toString());
    const QByteArray key = fromBase64(json[u"key"_s]), box = fromBase64(json[u"box"_s]);
    if (!installation || key.size() != crypto_box_PUBLICKEYBYTES || box.isEmpty())
        return std::nullopt;
    return RecoveryWrap { key, *installation, box };
}

/// A whole header's JSON; none: damaged.
std::optional<Json> wholeHeader(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray bytes = file.read(headerBytesMax + 1);
    auto json = parseJson(bytes, { headerBytesMax, 4 });
    if (!json || !json->isObject() || (*json)[u"check"_s].toString() != checkOf(*json))
        return std::nullopt;
    return *std::move(json);
}

/// What a box is bound to: the store and everything of its wrap but the box itself.
QByteArray boundTo(const KeyWrap &wrap, const KeyHeader &header)
{
    Json of = wrapJson(wrap);
    of.remove(u"box"_s);
    if (header.version != 1)
        return writeJson(Json::object({ { u"v"_s, header.version }, { u"store"_s, header.store }, { u"salt"_s, base64(header.salt) }, { u"wrap"_s, of } }));
    Json first = headerJson(header);
    for (const QString &later : { u"check"_s, u"daily"_s })
        first.remove(later);
    first.set(u"wrap"_s, of[u"by"_s]);
    first.set(u"nonce"_s, of[u"nonce"_s]);
    if (wrap.cost)
        first.set(u"argon2id"_s, of[u"argon2id"_s]);
    return writeJson(first);
}

} // namespace

QString secretNameOf(const KeyHeader &header) { return u"sightline/"_s + header.store; }

Result<std::optional<KeyHeader>> readKeyHeader(const QStringList &paths)
{
    std::optional<Json> newest;
    bool isAny = false;
    for (const QString &path : paths) {
        isAny = isAny || QFile::exists(path);
        auto json = wholeHeader(path);
        if (json && (!newest || (*json)[u"generation"_s].toInteger() > (*newest)[u"generation"_s].toInteger()))
            newest = std::move(json);
    }
    if (!isAny)
        return std::optional<KeyHeader>();
    if (!newest)
        return Error { ErrorCode::Corrupt, u"Both copies of the store's key header are damaged. Bring key.1.json back from a backup of this folder."_s };
    const Json &json = *newest;
    KeyHeader header { json[u"v"_s].toInteger(), json[u"generation"_s].toInteger(), json[u"store"_s].toString(), fromBase64(json[u"salt"_s]), {}, {}, {} };
    if (header.version != 1 && header.version != 2)
        return Error { ErrorCode::UnsupportedVersion, u"This store's key was written by a newer Sightline. Update this program."_s };
    header.daily = header.version == 1 ? wrapOfVersion1(json) : wrapFrom(json[u"daily"_s]);
    header.biometric = wrapFrom(json[u"biometric"_s]);
    header.recovery = recoveryFrom(json[u"recovery"_s]);
    const bool isDailyDamaged = !header.daily && (header.version == 1 || json[u"daily"_s].isObject());
    if (header.salt.size() != DatabaseKey::saltBytes || isDailyDamaged)
        return Error { ErrorCode::Corrupt, u"The store's key header has a part of the wrong length; it is damaged."_s };
    return std::optional(header);
}

Result<void> writeKeyHeader(const QStringList &paths, const KeyHeader &header)
{
    const QByteArray bytes = writePrettyJson(headerJson(header));
    for (const QString &path : paths) {
        if (const auto written = writeDurably(path, bytes); !written)
            return written.error();
    }
    return {};
}

Result<SecretBytes> stretch(const SecretBytes &words, const QByteArray &salt, const PassphraseCost &cost)
{
    if (salt.size() != crypto_pwhash_SALTBYTES || cost.passes < 1 || cost.passes > passesMax || cost.memoryBytes < crypto_pwhash_MEMLIMIT_MIN
        || cost.memoryBytes > memoryBytesMax)
        return Error { ErrorCode::Corrupt, u"The store's key header asks for an impossible passphrase cost; it is damaged."_s };
    SecretBytes key(wrappingBytes);
    if (crypto_pwhash(key.data(), wrappingBytes, reinterpret_cast<const char *>(words.data()), words.size(), raw(salt), cost.passes, cost.memoryBytes,
                      crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        return Error { ErrorCode::StorageFailure,
                       u"Opening the store needs %1 MiB of memory for a moment, and that is not free now."_s.arg(cost.memoryBytes / (1024 * 1024)) };
    return key;
}

void closeWrap(KeyWrap &wrap, const KeyHeader &header, const SecretBytes &key, const SecretBytes &wrapping)
{
    wrap.nonce = QByteArray(nonceBytes, Qt::Uninitialized);
    randombytes_buf(wrap.nonce.data(), nonceBytes);
    wrap.box = QByteArray(boxBytes, Qt::Uninitialized);
    const QByteArray bound = boundTo(wrap, header);
    unsigned long long length = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(reinterpret_cast<unsigned char *>(wrap.box.data()), &length, key.data(), key.size(), raw(bound),
                                               static_cast<unsigned long long>(bound.size()), nullptr, raw(wrap.nonce), wrapping.data());
}

std::optional<SecretBytes> openWrap(const KeyWrap &wrap, const KeyHeader &header, const SecretBytes &wrapping)
{
    if (wrapping.size() != wrappingBytes)
        return std::nullopt;
    SecretBytes key(DatabaseKey::keyBytes);
    const QByteArray bound = boundTo(wrap, header);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(key.data(), nullptr, nullptr, raw(wrap.box), static_cast<unsigned long long>(wrap.box.size()), raw(bound),
                                                   static_cast<unsigned long long>(bound.size()), raw(wrap.nonce), wrapping.data())
        != 0)
        return std::nullopt;
    return key;
}

} // namespace sightline
