#pragma once

#include "core/ports/biometric_store.h"
#include "core/ports/secret_store.h"
#include "core/ports/uptime.h"
#include "core/store/key_header.h"
#include "core/store/pin_tries.h"

namespace sightline {

struct KeptSecrets;

/// What a PIN's stretching costs: 86 ms on one core as measured (assurance.md B2). The secret it stands with is what keeps a thief out.
inline constexpr PassphraseCost usualPinCost { 3, 64ULL * 1024 * 1024 };

/// What protects the data key: a passphrase, or a wrapping key in the system's secret store, alone or with a PIN.
struct StoreCredentials {
    SecretBytes passphrase;               ///< not empty: this protects the key
    SecretStore *secretStore = nullptr;   ///< otherwise this does; null: neither, which is refused
    PassphraseCost cost;                  ///< for a new key header
    SecretBytes pin;                      ///< with the secret store: not empty, both protect the key
    const Uptime *uptime = nullptr;       ///< measures the waits after wrong PINs; needed where there is a PIN
    BiometricStore *biometrics = nullptr; ///< opens in the PIN's place where a wrap for it was made
    PassphraseCost pinCost = usualPinCost;   ///< for a new key header
};

/// How the data key can be had now.
struct KeyStanding {
    enum class Opens { BySystem, ByPassphrase, ByPin, ByNobody };
    Opens opens = Opens::BySystem;        ///< ByNobody: too many wrong PINs
    bool hasBiometric = false;
    bool isRecoverable = false;           ///< the council can give the key back
    int triesLeft = pinTriesMax;
    qint64 waitMs = 0;                    ///< until the next PIN is looked at
    friend bool operator==(const KeyStanding &, const KeyStanding &) = default;
};

/// Whom a data key is sealed to, in case that nobody can open it any more.
struct RecoveryTo {
    QByteArray publicKey;                 ///< X25519, 32 bytes
    InstallationId installation;
};

/// The key header: the data key, wrapped, and the database's salt, in two generations beside the database. The data key is
/// random, in guarded memory only, and never beside the data in the clear (assurance.md B2). Losing both generations loses the data.
/// Waits for the disk, for stretching and for the secret store: not on the interface's thread.
class KeyVault {
public:
    explicit KeyVault(QString directory) : m_directory(std::move(directory)) { }

    [[nodiscard]] bool exists() const;   ///< at least one generation is there

    /// Wraps @p key as @p credentials say, in place of what opened it before, and writes both generations, durably. What opened it before
    /// opens nothing any more, even where its header is put back. @p recovery: sealed to them too; none: as it was.
    /// Errors: StorageFailure, StorageFull, InvalidInput (no credentials; a PIN without a secret store), those of the secret store.
    [[nodiscard]] Result<void> write(const DatabaseKey &key, const StoreCredentials &credentials, const std::optional<RecoveryTo> &recovery = {});

    /// Reads the newest whole generation and unwraps the key. A PIN is counted durably, in the secret store and beside the store, before it
    /// is looked at; after pinTriesMax wrong ones the daily and biometric wraps are destroyed, and what only they opened is left to the council.
    /// Errors: NotFound (no header), WrongKey (wrong passphrase or PIN, destroyed, or the secret store has no key for this store), NotAllowed (a PIN has
    /// to wait), Corrupt (no generation is readable), UnsupportedVersion, InvalidInput (the store needs a passphrase or PIN and none was
    /// given, or the reverse), StorageFull and StorageFailure (a try cannot be counted, so it is not looked at).
    [[nodiscard]] Result<DatabaseKey> read(const StoreCredentials &credentials) const;

    /// How things stand, without trying anything. Errors: NotFound, Corrupt, UnsupportedVersion, those of the secret store.
    [[nodiscard]] Result<KeyStanding> standing(const StoreCredentials &credentials) const;

    /// Lets @p biometrics open @p key too. Only where a PIN does. Errors: InvalidInput, those of @p biometrics and of the disk.
    [[nodiscard]] Result<void> addBiometric(const DatabaseKey &key, BiometricStore &biometrics);

    /// Destroys every wrap there is, the council's too, and what the secret store keeps: the database cannot be read any more, by anybody.
    /// The files stay. Errors: those of the disk and of the secret store; begun again it goes on.
    [[nodiscard]] Result<void> destroyAll(const StoreCredentials &credentials);

    /// What the council can open. Errors: NotFound (never sealed to it), those of reading the header.
    [[nodiscard]] Result<RecoveryWrap> recovery() const;
    /// The key of this store's database from its 32 bytes, as the council gave them back. Not proven yet. Errors: those of reading the header.
    [[nodiscard]] Result<DatabaseKey> recovered(SecretBytes bytes) const;

    /// Both files, newest generation first, for tests and backups of the folder.
    [[nodiscard]] QStringList files() const;

private:
    [[nodiscard]] Result<KeyHeader> header() const;
    [[nodiscard]] PinTriesFile triesFile() const;
    [[nodiscard]] Result<std::optional<SecretBytes>> openWithPin(const KeyHeader &header, KeptSecrets &kept, const StoreCredentials &credentials) const;
    [[nodiscard]] Result<void> destroyDaily(KeyHeader header, const StoreCredentials &credentials) const;

    QString m_directory;
};

} // namespace sightline
