#include "core/store/key_vault.h"

#include "core/store/kept_secrets.h"
#include "core/store/wrapping_key.h"

#include <QDir>
#include <QFile>

#include <sodium.h>

#include <cstring>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

QByteArray randomSalt()
{
    QByteArray bytes(crypto_pwhash_SALTBYTES, Qt::Uninitialized);
    randombytes_buf(bytes.data(), static_cast<size_t>(bytes.size()));
    return bytes;
}

/// What the system keeps for this store. Errors: WrongKey (nothing, or nothing of ours), those of the secret store.
Result<KeptSecrets> readKept(SecretStore &store, const QString &name)
{
    auto bytes = store.read(name);
    if (!bytes)
        return bytes.error();
    auto kept = *bytes ? keptSecretsFrom(**bytes) : std::nullopt;
    if (!kept)
        return Error { ErrorCode::WrongKey, u"The system's secret store holds no key for this store."_s };
    return *std::move(kept);
}

/// BLAKE2b of the stretched PIN, keyed by the secret: neither is any use without the other.
SecretBytes joined(const SecretBytes &secret, const SecretBytes &stretched)
{
    static constexpr char purpose[] = "sightline pin key 1";
    SecretBytes text(sizeof purpose - 1 + stretched.size());
    std::memcpy(text.data(), purpose, sizeof purpose - 1);
    std::memcpy(text.data() + sizeof purpose - 1, stretched.data(), stretched.size());
    SecretBytes key(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    crypto_generichash(key.data(), key.size(), text.data(), text.size(), secret.data(), secret.size());
    return key;
}

QByteArray sealFor(const RecoveryTo &to, const DatabaseKey &key)
{
    const QByteArray id = to.installation.toBytes();
    SecretBytes content(static_cast<std::size_t>(id.size()) + DatabaseKey::keyBytes);
    std::memcpy(content.data(), id.constData(), static_cast<std::size_t>(id.size()));
    std::memcpy(content.data() + id.size(), key.key().data(), DatabaseKey::keyBytes);
    QByteArray box(static_cast<qsizetype>(content.size() + crypto_box_SEALBYTES), Qt::Uninitialized);
    const int failed = crypto_box_seal(reinterpret_cast<unsigned char *>(box.data()), content.data(), content.size(),
                                       reinterpret_cast<const unsigned char *>(to.publicKey.constData()));
    return failed ? QByteArray() : box;
}

Error waitFirst(qint64 ms)
{
    return { ErrorCode::NotAllowed,
             u"The PIN was wrong several times. The next one can be tried in %1 seconds. What is on this device is safe."_s.arg((ms + 999) / 1000) };
}

Error destroyed()
{
    return { ErrorCode::WrongKey,
             u"The PIN was wrong %1 times, so no PIN opens this store any more. What it holds is safe: the council can open it, with two people's approval."_s
                 .arg(pinTriesMax) };
}

Error wrongPin(int left)
{
    return { ErrorCode::WrongKey,
             u"That is not the PIN of this store. %1 more can be tried; after that only the council can open it. Nothing is lost."_s.arg(left) };
}

} // namespace

QString wrappingKeyName(const QString &directory)
{
    const auto header = readKeyHeader(KeyVault(directory).files());
    const bool isKept = header && *header && (*header)->daily && (*header)->daily->by != KeyWrap::By::Passphrase;
    return isKept ? secretNameOf(**header) : QString();
}

QStringList KeyVault::files() const
{
    const QDir directory(m_directory);
    return { directory.filePath(u"key.1.json"_s), directory.filePath(u"key.2.json"_s) };
}

PinTriesFile KeyVault::triesFile() const { return PinTriesFile(QDir(m_directory).filePath(u"key.tries"_s)); }

bool KeyVault::exists() const
{
    const QStringList paths = files();
    return QFile::exists(paths.at(0)) || QFile::exists(paths.at(1));
}

Result<KeyHeader> KeyVault::header() const
{
    auto header = readKeyHeader(files());
    if (!header)
        return header.error();
    if (!*header)
        return Error { ErrorCode::NotFound, u"There is no store in this folder."_s };
    return **std::move(header);
}

Result<void> KeyVault::write(const DatabaseKey &key, const StoreCredentials &credentials, const std::optional<RecoveryTo> &recovery)
{
    const bool hasPassphrase = !credentials.passphrase.isEmpty(), hasPin = !credentials.pin.isEmpty();
    if (!hasPassphrase && !credentials.secretStore)
        return Error { ErrorCode::InvalidInput, u"A store needs a passphrase, or a system that keeps secrets; neither was given."_s };
    if (hasPin && hasPassphrase)
        return Error { ErrorCode::InvalidInput, u"A PIN stands with the system's secret store; a passphrase stands alone."_s };
    // Of headers that cannot be read nothing stays; what they opened is what @p key opens.
    const auto before = readKeyHeader(files());
    const bool isAnew = !before || !*before;
    KeyHeader header { .store = isAnew ? QUuid::createUuid().toString(QUuid::WithoutBraces) : (*before)->store, .salt = key.salt() };
    header.generation = isAnew ? 1 : (*before)->generation + 1;
    if (!isAnew)
        header.recovery = (*before)->recovery;
    if (recovery) {
        const QByteArray box = recovery->publicKey.size() == crypto_box_PUBLICKEYBYTES ? sealFor(*recovery, key) : QByteArray();
        if (box.isEmpty())
            return Error { ErrorCode::InvalidInput, u"This hub's recovery key is not usable, so nobody could open the store for you. Nothing was changed."_s };
        header.recovery = RecoveryWrap { recovery->publicKey, recovery->installation, box };
    }

    KeyWrap wrap { .by = hasPassphrase ? KeyWrap::By::Passphrase : hasPin ? KeyWrap::By::Pin : KeyWrap::By::System };
    SecretBytes wrapping;
    if (hasPassphrase || hasPin) {
        wrap.cost = hasPassphrase ? credentials.cost : credentials.pinCost;
        wrap.stretchSalt = randomSalt();
        auto stretched = stretch(hasPassphrase ? credentials.passphrase : credentials.pin, wrap.stretchSalt, *wrap.cost);
        if (!stretched)
            return stretched.error();
        wrapping = std::move(stretched).value();
    }
    if (hasPassphrase) {
        closeWrap(wrap, header, key.key(), wrapping);
        header.daily = wrap;
        return writeKeyHeader(files(), header);
    }

    const QString name = secretNameOf(header);
    const auto held = credentials.secretStore->hold(name);
    if (!held)
        return held.error();
    wrap.secret = header.generation;
    const SecretBytes secret = SecretBytes::random(keptSecretBytes);
    wrapping = hasPin ? joined(secret, wrapping) : secret.clone();
    closeWrap(wrap, header, key.key(), wrapping);
    header.daily = wrap;
    // First both secrets, then the header, then the new secret alone: cut off anywhere, what is kept fits the header that is there.
    auto kept = readKept(*credentials.secretStore, name);
    if (!kept && kept.error().code != ErrorCode::WrongKey)
        return kept.error();
    KeptSecrets keeps = kept ? std::move(kept).value() : KeptSecrets();
    if (!isAnew && (*before)->daily)
        keeps.keepOnly((*before)->daily->secret);
    keeps.secrets.emplace(wrap.secret, secret.clone());
    keeps.tries.forget();
    if (const auto written = credentials.secretStore->write(name, toSecretBytes(keeps)); !written)
        return written;
    if (const auto written = writeKeyHeader(files(), header); !written)
        return written;
    keeps.keepOnly(wrap.secret);
    return credentials.secretStore->write(name, toSecretBytes(keeps));
}

/// None: it was counted, and is wrong.
Result<std::optional<SecretBytes>> KeyVault::openWithPin(const KeyHeader &header, KeptSecrets &kept, const StoreCredentials &credentials) const
{
    const KeyWrap &wrap = *header.daily;
    const SecretBytes *secret = kept.find(wrap.secret);
    if (!secret)
        return Error { ErrorCode::WrongKey, u"The system's secret store holds no key for this store."_s };
    if (const auto beside = triesFile().read(*secret))
        kept.tries = laterOf(kept.tries, *beside);
    if (kept.tries.left() == 0)
        return std::optional<SecretBytes>();
    if (!credentials.uptime || credentials.pin.isEmpty())
        return Error { ErrorCode::InvalidInput, u"This store is opened by a PIN. Give the file that holds it: --pin-file FILE"_s };
    if (const qint64 wait = kept.tries.waitMs(credentials.uptime->now()); wait > 0)
        return waitFirst(wait);
    const auto stretched = stretch(credentials.pin, wrap.stretchSalt, *wrap.cost);   // may fail, and costs no try
    if (!stretched)
        return stretched.error();
    const QString name = secretNameOf(header);
    const auto keep = [&]() -> Result<void> {
        const auto written = credentials.secretStore->write(name, toSecretBytes(kept));
        return written ? triesFile().write(kept.tries, *secret) : written;
    };
    kept.tries.count(credentials.uptime->now());
    if (const auto counted = keep(); !counted)
        return Error { counted.error().code, u"The PIN was not looked at, because the try cannot be counted: "_s + counted.error().detail };
    auto key = openWrap(wrap, header, joined(*secret, *stretched));
    if (key) {
        kept.tries.forget();
        kept.keepOnly(wrap.secret);
        // Where it cannot be forgotten (the disk is full), the owner has a try less the next time; she is not kept out for it.
        [[maybe_unused]] const auto forgotten = keep();
    }
    return key;
}

Result<void> KeyVault::destroyDaily(KeyHeader header, const StoreCredentials &credentials) const
{
    const QString name = secretNameOf(header);
    if (header.daily || header.biometric) {
        header.daily.reset();
        header.biometric.reset();
        header.generation += 1;
        if (header.version == 1)
            header.version = 2;
        if (const auto written = writeKeyHeader(files(), header); !written)
            return written;
    }
    if (credentials.biometrics && credentials.biometrics->whyNot().isEmpty()) {
        if (const auto removed = credentials.biometrics->remove(name); !removed)
            return removed;
    }
    if (credentials.secretStore) {
        if (const auto removed = credentials.secretStore->remove(name); !removed)
            return removed;
    }
    triesFile().remove();
    return {};
}

Result<DatabaseKey> KeyVault::read(const StoreCredentials &credentials) const
{
    const auto present = header();
    if (!present)
        return present.error();
    const KeyHeader &header = *present;
    if (!header.daily) {
        // Its destroying may have been cut off before what the system keeps.
        [[maybe_unused]] const auto again = destroyDaily(header, credentials);
        return destroyed();
    }
    const KeyWrap &wrap = *header.daily;
    std::optional<SecretBytes> key;
    if (wrap.by == KeyWrap::By::Passphrase) {
        if (credentials.passphrase.isEmpty())
            return Error { ErrorCode::InvalidInput, u"This store is protected by a passphrase. Give the file that holds it."_s };
        const auto stretched = stretch(credentials.passphrase, wrap.stretchSalt, *wrap.cost);
        if (!stretched)
            return stretched.error();
        key = openWrap(wrap, header, *stretched);
    } else if (wrap.by == KeyWrap::By::Pin && header.biometric && credentials.pin.isEmpty() && credentials.biometrics) {
        const auto given = credentials.biometrics->read(secretNameOf(header));
        if (!given)
            return given.error();
        if (*given)
            key = openWrap(*header.biometric, header, **given);
        if (!key)
            return Error { ErrorCode::WrongKey, u"The system has forgotten the key that it gave to your finger or face. Use the PIN."_s };
    } else {
        if (!credentials.secretStore)
            return Error { ErrorCode::InvalidInput, u"This store's key is kept by the system's secret store, and this program was told not to use it."_s };
        const QString name = secretNameOf(header);
        const auto held = credentials.secretStore->hold(name);
        if (!held)
            return held.error();
        auto kept = readKept(*credentials.secretStore, name);
        if (!kept)
            return kept.error();
        if (wrap.by == KeyWrap::By::Pin) {
            auto opened = openWithPin(header, *kept, credentials);
            if (!opened)
                return opened.error();
            key = std::move(opened).value();
            if (!key && kept->tries.left() == 0) {
                if (const auto gone = destroyDaily(header, credentials); !gone)
                    return gone.error();
                return destroyed();
            }
            if (!key)
                return wrongPin(kept->tries.left());
        } else {
            const SecretBytes *secret = kept->find(wrap.secret);
            if (!secret)
                return Error { ErrorCode::WrongKey, u"The system's secret store holds no key for this store."_s };
            key = openWrap(wrap, header, *secret);
            // A change of what opens it was cut off: what is of no use any more goes. Where it cannot, it is tried at the next opening.
            if (key && kept->keepOnly(wrap.secret)) {
                [[maybe_unused]] const auto kept1 = credentials.secretStore->write(name, toSecretBytes(*kept));
            }
        }
    }
    if (!key)
        return Error { ErrorCode::WrongKey, u"The passphrase does not open this store."_s };
    return DatabaseKey(std::move(*key), header.salt);
}

Result<KeyStanding> KeyVault::standing(const StoreCredentials &credentials) const
{
    const auto present = header();
    if (!present)
        return present.error();
    KeyStanding standing { .hasBiometric = present->biometric.has_value(), .isRecoverable = present->recovery.has_value() };
    if (!present->daily) {
        standing.opens = KeyStanding::Opens::ByNobody;
        standing.triesLeft = 0;
        return standing;
    }
    const KeyWrap &wrap = *present->daily;
    standing.opens = wrap.by == KeyWrap::By::Passphrase ? KeyStanding::Opens::ByPassphrase
        : wrap.by == KeyWrap::By::Pin                   ? KeyStanding::Opens::ByPin
                                                        : KeyStanding::Opens::BySystem;
    if (wrap.by != KeyWrap::By::Pin || !credentials.secretStore || !credentials.uptime)
        return standing;
    auto kept = readKept(*credentials.secretStore, secretNameOf(*present));
    if (!kept)
        return kept.error();
    const SecretBytes *secret = kept->find(wrap.secret);
    const auto beside = secret ? triesFile().read(*secret) : std::nullopt;
    const PinTries tries = beside ? laterOf(kept->tries, *beside) : kept->tries;
    standing.triesLeft = tries.left();
    standing.waitMs = tries.waitMs(credentials.uptime->now());
    if (standing.triesLeft == 0)
        standing.opens = KeyStanding::Opens::ByNobody;
    return standing;
}

Result<void> KeyVault::addBiometric(const DatabaseKey &key, BiometricStore &biometrics)
{
    if (const QString why = biometrics.whyNot(); !why.isEmpty())
        return Error { ErrorCode::InvalidInput, why };
    auto present = header();
    if (!present)
        return present.error();
    KeyHeader header = *std::move(present);
    if (!header.daily || header.daily->by != KeyWrap::By::Pin)
        return Error { ErrorCode::InvalidInput, u"A finger or face opens only a store that has a PIN. Choose a PIN first."_s };
    const SecretBytes secret = SecretBytes::random(keptSecretBytes);
    if (const auto written = biometrics.write(secretNameOf(header), secret); !written)
        return written;
    KeyWrap wrap { .by = KeyWrap::By::Biometric };
    closeWrap(wrap, header, key.key(), secret);
    header.biometric = wrap;
    header.generation += 1;
    return writeKeyHeader(files(), header);
}

Result<void> KeyVault::destroyAll(const StoreCredentials &credentials)
{
    auto present = header();
    if (!present)
        return present.error().code == ErrorCode::NotFound ? Result<void>() : present.error();
    KeyHeader header = *std::move(present);
    header.recovery.reset();
    header.daily.reset();
    header.biometric.reset();
    header.version = 2;
    header.generation += 1;
    if (const auto written = writeKeyHeader(files(), header); !written)
        return written;
    return destroyDaily(header, credentials);
}

Result<RecoveryWrap> KeyVault::recovery() const
{
    const auto present = header();
    if (!present)
        return present.error();
    if (!present->recovery)
        return Error { ErrorCode::NotFound, u"This store's key was never sealed to the council, so nobody can give it back."_s };
    return *present->recovery;
}

Result<DatabaseKey> KeyVault::recovered(SecretBytes bytes) const
{
    const auto present = header();
    if (!present)
        return present.error();
    if (bytes.size() != DatabaseKey::keyBytes)
        return Error { ErrorCode::InvalidInput, u"What the council gave is no key of a store."_s };
    return DatabaseKey(std::move(bytes), present->salt);
}

} // namespace sightline
