#include "core/store/key_vault.h"

#include "core/base/canonical_json.h"
#include "core/base/digest.h"
#include "core/base/id.h"
#include "core/store/durable_file.h"
#include "core/store/wrapping_key.h"

#include <QDir>
#include <QFile>

#include <sodium.h>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 headerVersion = 1;
constexpr qint64 headerBytesMax = 16 * 1024;
// A header that asks for more than any of ours would is damaged or hostile; obeying it would stop the device.
constexpr quint64 passesMax = 16;
constexpr quint64 memoryBytesMax = 2ULL * 1024 * 1024 * 1024;
constexpr auto keyBytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr auto nonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr auto tagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr qsizetype boxBytes = static_cast<qsizetype>(DatabaseKey::keyBytes) + static_cast<qsizetype>(tagBytes);

const unsigned char *bytesOf(const QByteArray &array) { return reinterpret_cast<const unsigned char *>(array.constData()); }

Json base64(const QByteArray &bytes) { return QString::fromLatin1(bytes.toBase64()); }

QByteArray fromBase64(const Json &json) { return QByteArray::fromBase64(json.toString().toLatin1()); }

QByteArray randomBytes(qsizetype count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    randombytes_buf(bytes.data(), static_cast<size_t>(count));
    return bytes;
}

Result<SecretBytes> stretch(const SecretBytes &passphrase, const QByteArray &salt, const PassphraseCost &cost)
{
    if (salt.size() != crypto_pwhash_SALTBYTES || cost.passes < 1 || cost.passes > passesMax || cost.memoryBytes < crypto_pwhash_MEMLIMIT_MIN
        || cost.memoryBytes > memoryBytesMax)
        return Error { ErrorCode::Corrupt, u"The store's key header asks for an impossible passphrase cost; it is damaged."_s };
    SecretBytes key(keyBytes);
    if (crypto_pwhash(key.data(), keyBytes, reinterpret_cast<const char *>(passphrase.data()), passphrase.size(), bytesOf(salt), cost.passes, cost.memoryBytes,
                      crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        return Error { ErrorCode::StorageFailure,
                       u"Opening the store needs %1 MiB of memory for the passphrase, and that is not free now."_s.arg(cost.memoryBytes / (1024 * 1024)) };
    return key;
}

/// The member `check` is the SHA-256 of the rest, so that damage is told from a wrong passphrase.
QString checkOf(Json header)
{
    header.remove(u"check"_s);
    return toHex(sha256(writeJson(header)));
}

/// What the box is bound to: everything but the box itself.
QByteArray boundBytes(Json header)
{
    header.remove(u"check"_s);
    header.remove(u"box"_s);
    return writeJson(header);
}

std::optional<Json> readHeader(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray bytes = file.read(headerBytesMax + 1);
    const auto json = parseJson(bytes, { headerBytesMax, 4 });
    if (!json || !json->isObject() || (*json)[u"check"_s].toString() != checkOf(*json))
        return std::nullopt;
    return *json;
}

QString secretName(const Json &header) { return u"sightline/"_s + header[u"store"_s].toString(); }

} // namespace

QString wrappingKeyName(const QString &directory)
{
    for (const QString &path : KeyVault(directory).files()) {
        const auto header = readHeader(path);
        if (header && (*header)[u"wrap"_s].toString() == u"system"_s)
            return secretName(*header);
    }
    return {};
}

QStringList KeyVault::files() const
{
    const QDir directory(m_directory);
    return { directory.filePath(u"key.1.json"_s), directory.filePath(u"key.2.json"_s) };
}

bool KeyVault::exists() const
{
    const QStringList paths = files();
    return QFile::exists(paths.at(0)) || QFile::exists(paths.at(1));
}

Result<void> KeyVault::write(const DatabaseKey &key, const StoreCredentials &credentials)
{
    const bool hasPassphrase = !credentials.passphrase.isEmpty();
    if (!hasPassphrase && !credentials.secretStore)
        return Error { ErrorCode::InvalidInput, u"A store needs a passphrase, or a system that keeps secrets; neither was given."_s };
    qint64 generation = 1;
    for (const QString &path : files()) {
        if (const auto present = readHeader(path))
            generation = qMax(generation, (*present)[u"generation"_s].toInteger() + 1);
    }
    Json header = Json::object({ { u"v"_s, headerVersion },
                                 { u"generation"_s, generation },
                                 { u"store"_s, QUuid::createUuid().toString(QUuid::WithoutBraces) },
                                 { u"cipher"_s, u"sqlcipher-4"_s },
                                 { u"salt"_s, base64(key.salt()) },
                                 { u"wrap"_s, hasPassphrase ? u"passphrase"_s : u"system"_s } });
    SecretBytes wrapping;
    if (hasPassphrase) {
        const QByteArray salt = randomBytes(crypto_pwhash_SALTBYTES);
        header.set(u"argon2id"_s,
                   Json::object({ { u"passes"_s, static_cast<qint64>(credentials.cost.passes) },
                                  { u"memory"_s, static_cast<qint64>(credentials.cost.memoryBytes) },
                                  { u"salt"_s, base64(salt) } }));
        auto stretched = stretch(credentials.passphrase, salt, credentials.cost);
        if (!stretched)
            return stretched.error();
        wrapping = std::move(stretched).value();
    } else {
        wrapping = SecretBytes::random(keyBytes);
        if (const auto kept = credentials.secretStore->write(secretName(header), wrapping); !kept)
            return kept.error();
    }
    const QByteArray nonce = randomBytes(nonceBytes);
    header.set(u"nonce"_s, base64(nonce));
    QByteArray box(boxBytes, Qt::Uninitialized);
    const QByteArray bound = boundBytes(header);
    unsigned long long length = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(reinterpret_cast<unsigned char *>(box.data()), &length, key.key().data(), key.key().size(), bytesOf(bound),
                                               static_cast<unsigned long long>(bound.size()), nullptr, bytesOf(nonce), wrapping.data());
    header.set(u"box"_s, base64(box));
    header.set(u"check"_s, checkOf(header));
    // One after the other: at every moment one of the two is whole.
    for (const QString &path : files()) {
        if (const auto written = writeDurably(path, writePrettyJson(header)); !written)
            return written.error();
    }
    return {};
}

Result<DatabaseKey> KeyVault::read(const StoreCredentials &credentials) const
{
    if (!exists())
        return Error { ErrorCode::NotFound, u"There is no store in this folder."_s };
    std::optional<Json> newest;
    for (const QString &path : files()) {
        const auto header = readHeader(path);
        if (header && (!newest || (*header)[u"generation"_s].toInteger() > (*newest)[u"generation"_s].toInteger()))
            newest = header;
    }
    if (!newest)
        return Error { ErrorCode::Corrupt, u"Both copies of the store's key header are damaged. Bring key.1.json back from a backup of this folder."_s };
    const Json &header = *newest;
    if (header[u"v"_s].toInteger() != headerVersion)
        return Error { ErrorCode::UnsupportedVersion, u"This store's key was written by a newer Sightline. Update this program."_s };
    const QByteArray salt = fromBase64(header[u"salt"_s]), nonce = fromBase64(header[u"nonce"_s]), box = fromBase64(header[u"box"_s]);
    if (salt.size() != DatabaseKey::saltBytes || nonce.size() != static_cast<qsizetype>(nonceBytes) || box.size() != boxBytes)
        return Error { ErrorCode::Corrupt, u"The store's key header has a part of the wrong length; it is damaged."_s };

    SecretBytes wrapping;
    if (header[u"wrap"_s].toString() == u"passphrase"_s) {
        if (credentials.passphrase.isEmpty())
            return Error { ErrorCode::InvalidInput, u"This store is protected by a passphrase. Give the file that holds it."_s };
        const Json &argon = header[u"argon2id"_s];
        auto stretched = stretch(credentials.passphrase, fromBase64(argon[u"salt"_s]),
                                 { static_cast<quint64>(argon[u"passes"_s].toInteger()), static_cast<quint64>(argon[u"memory"_s].toInteger()) });
        if (!stretched)
            return stretched.error();
        wrapping = std::move(stretched).value();
    } else {
        if (!credentials.secretStore)
            return Error { ErrorCode::InvalidInput, u"This store's key is kept by the system's secret store, and this program was told not to use it."_s };
        auto kept = credentials.secretStore->read(secretName(header));
        if (!kept)
            return kept.error();
        if (!kept->has_value() || (**kept).size() != keyBytes)
            return Error { ErrorCode::WrongKey, u"The system's secret store holds no key for this store."_s };
        wrapping = std::move(**kept);
    }
    SecretBytes key(DatabaseKey::keyBytes);
    const QByteArray bound = boundBytes(header);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(key.data(), nullptr, nullptr, bytesOf(box), static_cast<unsigned long long>(box.size()), bytesOf(bound),
                                                   static_cast<unsigned long long>(bound.size()), bytesOf(nonce), wrapping.data())
        != 0)
        return Error { ErrorCode::WrongKey, u"The passphrase does not open this store."_s };
    return DatabaseKey(std::move(key), salt);
}

} // namespace sightline
