#pragma once

#include "core/ports/secret_store.h"
#include "core/sqlite/cipher.h"

namespace sightline {

/// What stretching a passphrase costs (Argon2id). A port: real in the programs, low in tests (decisions 18). The cost is kept
/// in the key header, so a store opens with the cost it was made with.
struct PassphraseCost {
    quint64 passes = 3;
    quint64 memoryBytes = 256ULL * 1024 * 1024;   ///< 459 ms on one core as measured (assurance.md B2)
    friend bool operator==(const PassphraseCost &, const PassphraseCost &) = default;
};

/// What protects the data key: a passphrase, or a wrapping key in the system's secret store.
struct StoreCredentials {
    SecretBytes passphrase;               ///< not empty: this protects the key
    SecretStore *secretStore = nullptr;   ///< otherwise this does; null: neither, which is refused
    PassphraseCost cost;                  ///< for a new key header
};

/// The key header: the data key, wrapped, and the database's salt, in two generations beside the database. The data key is
/// random, in guarded memory only, and never beside the data in the clear (assurance.md B2). Losing both generations loses the data.
class KeyVault {
public:
    explicit KeyVault(QString directory) : m_directory(std::move(directory)) { }

    [[nodiscard]] bool exists() const;   ///< at least one generation is there

    /// Wraps @p key and writes both generations, durably. Errors: StorageFailure, StorageFull, InvalidInput (no credentials).
    [[nodiscard]] Result<void> write(const DatabaseKey &key, const StoreCredentials &credentials);

    /// Reads the newest whole generation and unwraps the key.
    /// Errors: NotFound (no header), WrongKey (wrong passphrase, or the secret store has no key for this store), Corrupt (no
    /// generation is readable), UnsupportedVersion, InvalidInput (the store needs a passphrase and none was given, or the reverse).
    [[nodiscard]] Result<DatabaseKey> read(const StoreCredentials &credentials) const;

    /// Both files, newest generation first, for tests and backups of the folder.
    [[nodiscard]] QStringList files() const;

private:
    QString m_directory;
};

} // namespace sightline
