#include "sync/hub/auth/hub_keys.h"

#include "core/base/json.h"

#include <sodium.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QFile>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 keyFileBytesMax = 4096;
const QString format = u"sightline-hub-key/1"_s;

const unsigned char *bytesOf(QByteArrayView view) { return reinterpret_cast<const unsigned char *>(view.data()); }

struct SigningPair {
    SecretBytes secret { crypto_sign_SECRETKEYBYTES };
    QByteArray publicKey { crypto_sign_PUBLICKEYBYTES, '\0' };
};

SigningPair signingPairOf(const SecretBytes &seed)
{
    SigningPair pair;
    crypto_sign_seed_keypair(reinterpret_cast<unsigned char *>(pair.publicKey.data()), pair.secret.data(), seed.data());
    return pair;
}

/// A secret of exactly @p size bytes; empty if the member is anything else.
SecretBytes secretOf(const Json &json, std::size_t size)
{
    QByteArray raw = QByteArray::fromHex(json.toString().toLatin1());
    SecretBytes secret = static_cast<std::size_t>(raw.size()) == size ? SecretBytes::copyOf(raw) : SecretBytes();
    sodium_memzero(raw.data(), static_cast<std::size_t>(raw.size()));
    return secret;
}

QString hexOf(const SecretBytes &secret) { return QString::fromLatin1(secret.view().toByteArray().toHex()); }

Error notAKeyFile() { return { ErrorCode::InvalidInput, u"The key file is not one of a Sightline hub, or is damaged. Give the file that \"init\" wrote."_s }; }

} // namespace

HubKeys::HubKeys(DatabaseKey database, SecretBytes signingSeed, SecretBytes recoverySecret)
    : m_database(std::move(database)), m_signingSeed(std::move(signingSeed)), m_recoverySecret(std::move(recoverySecret))
{
}

HubKeys HubKeys::random() { return HubKeys(DatabaseKey::random(), SecretBytes::random(crypto_sign_SEEDBYTES), SecretBytes::random(crypto_box_SECRETKEYBYTES)); }

Result<HubKeys> HubKeys::load(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return Error { ErrorCode::NotFound, u"There is no key file at \"%1\". Name it with --key-file."_s.arg(path) };
    struct stat status { };
    if (!file.open(QIODevice::ReadOnly) || fstat(file.handle(), &status) != 0)
        return Error { ErrorCode::StorageFailure, u"The key file at \"%1\" cannot be read."_s.arg(path) };
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return Error { ErrorCode::NotAllowed, u"Others may read the key file at \"%1\". Run: chmod 600 on it."_s.arg(path) };
    QByteArray text = file.read(keyFileBytesMax);
    const auto json = parseJson(text);
    sodium_memzero(text.data(), static_cast<std::size_t>(text.size()));
    if (!json || (*json)[u"format"_s].toString() != format)
        return notAKeyFile();
    SecretBytes key = secretOf((*json)[u"database_key"_s], DatabaseKey::keyBytes);
    const QByteArray salt = QByteArray::fromHex((*json)[u"database_salt"_s].toString().toLatin1());
    SecretBytes seed = secretOf((*json)[u"signing_seed"_s], crypto_sign_SEEDBYTES);
    SecretBytes recovery = secretOf((*json)[u"recovery_secret"_s], crypto_box_SECRETKEYBYTES);
    if (key.isEmpty() || salt.size() != DatabaseKey::saltBytes || seed.isEmpty() || recovery.isEmpty())
        return notAKeyFile();
    return HubKeys(DatabaseKey(std::move(key), salt), std::move(seed), std::move(recovery));
}

Result<void> HubKeys::save(const QString &path) const
{
    const QByteArray text = writePrettyJson(Json::object({
        { u"format"_s, format },
        { u"database_key"_s, hexOf(m_database.key()) },
        { u"database_salt"_s, QString::fromLatin1(m_database.salt().toHex()) },
        { u"signing_seed"_s, hexOf(m_signingSeed) },
        { u"recovery_secret"_s, hexOf(m_recoverySecret) },
    }));
    const int handle = ::open(path.toLocal8Bit().constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (handle < 0 && errno == EEXIST)
        return Error { ErrorCode::AlreadyExists, u"There is a file at \"%1\" already; a key file is never written over."_s.arg(path) };
    if (handle < 0)
        return Error { ErrorCode::StorageFailure, u"The key file cannot be written at \"%1\"."_s.arg(path) };
    QFile file;
    const bool written =
        file.open(handle, QIODevice::WriteOnly, QFileDevice::AutoCloseHandle) && file.write(text) == text.size() && file.flush() && ::fsync(handle) == 0;
    if (!written)
        return Error { ErrorCode::StorageFailure, u"The key file cannot be written at \"%1\"."_s.arg(path) };
    return {};
}

SecretBytes HubKeys::keyFor(std::string_view purpose) const
{
    SecretBytes key(DatabaseKey::keyBytes);
    crypto_generichash(key.data(), key.size(), reinterpret_cast<const unsigned char *>(purpose.data()), purpose.size(), m_database.key().data(),
                       m_database.key().size());
    return key;
}

SecretBytes HubKeys::files() const { return keyFor("sightline-hub files 1"); }

SecretBytes HubKeys::accounts() const { return keyFor("sightline-hub accounts 1"); }

QByteArray HubKeys::recoveryPublicKey() const
{
    QByteArray key(crypto_box_PUBLICKEYBYTES, '\0');
    crypto_scalarmult_base(reinterpret_cast<unsigned char *>(key.data()), m_recoverySecret.data());
    return key;
}

Result<QByteArray> HubKeys::openSealed(QByteArrayView sealed) const
{
    const Error unreadable { ErrorCode::WrongKey, u"The file was not sealed to this hub's recovery key, or is damaged."_s };
    if (sealed.size() < qsizetype(crypto_box_SEALBYTES))
        return unreadable;
    QByteArray open(sealed.size() - qsizetype(crypto_box_SEALBYTES), '\0');
    const QByteArray publicKey = recoveryPublicKey();
    const int failed = crypto_box_seal_open(reinterpret_cast<unsigned char *>(open.data()), bytesOf(sealed), static_cast<unsigned long long>(sealed.size()),
                                            bytesOf(publicKey), m_recoverySecret.data());
    return failed ? Result<QByteArray>(unreadable) : Result<QByteArray>(open);
}

Result<SecretBytes> HubKeys::openSealedSecret(QByteArrayView sealed) const
{
    const Error unreadable { ErrorCode::WrongKey, u"This was not sealed to this hub's recovery key, or is damaged."_s };
    if (sealed.size() <= qsizetype(crypto_box_SEALBYTES))
        return unreadable;
    SecretBytes open(static_cast<std::size_t>(sealed.size()) - crypto_box_SEALBYTES);
    const QByteArray publicKey = recoveryPublicKey();
    const int failed =
        crypto_box_seal_open(open.data(), bytesOf(sealed), static_cast<unsigned long long>(sealed.size()), bytesOf(publicKey), m_recoverySecret.data());
    if (failed)
        return unreadable;
    return open;
}

QByteArray HubKeys::sign(QByteArrayView message) const
{
    const SigningPair pair = signingPairOf(m_signingSeed);
    QByteArray signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(reinterpret_cast<unsigned char *>(signature.data()), nullptr, bytesOf(message), static_cast<unsigned long long>(message.size()),
                         pair.secret.data());
    return signature;
}

bool HubKeys::isSigned(QByteArrayView message, QByteArrayView signature) const
{
    return isSignedBy(signingPairOf(m_signingSeed).publicKey, message, signature.toByteArray());
}

bool isSignedBy(const QByteArray &publicKey, QByteArrayView message, const QByteArray &signature)
{
    if (publicKey.size() != qsizetype(crypto_sign_PUBLICKEYBYTES) || signature.size() != qsizetype(crypto_sign_BYTES))
        return false;
    return crypto_sign_verify_detached(bytesOf(signature), bytesOf(message), static_cast<unsigned long long>(message.size()), bytesOf(publicKey)) == 0;
}

} // namespace sightline::hub
