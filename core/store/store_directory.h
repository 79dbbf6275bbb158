#pragma once

#include "core/store/key_vault.h"
#include "core/store/store.h"

namespace sightline {

/// A store as real files in a folder of its own: `store.db` (with -wal and -shm), `key.1.json`, `key.2.json`, `lock`.
class StoreDirectory {
public:
    explicit StoreDirectory(QString path) : m_path(std::move(path)) { }

    /// True if a store has been provisioned here (whole or damaged).
    [[nodiscard]] bool exists() const;

    /// Makes an empty store: database under another name, WAL, checkpoint, flush, rename, flush of the folder, and only then
    /// the key header, so that a power cut at any point leaves a store or none (assurance.md B1). A database without a key
    /// header is what such a cut leaves; it is put aside, never deleted.
    /// Errors: AlreadyExists, StorageLocked, InvalidInput (no credentials, or a passphrase of fewer than 12 characters), StorageFull, StorageFailure.
    [[nodiscard]] Result<void> provision(const StoreCredentials &credentials, const Clock &clock, RandomSource &random);

    /// Opens the store and holds the folder's lock until the store is destroyed: a second program is told
    /// "Sightline is open on this store." (decisions 17). May take half a second (passphrase). Thread: the store's.
    /// A damaged database is mended first: all that can be read goes into a new one, which tells of it (Store::mended). Where something
    /// of this person's own could not be read the damaged one stays beside it as `store.db.damaged-N`. Damage that a request finds later
    /// is noted in the folder and mended at the next opening.
    /// Errors: NotFound, StorageLocked, WrongKey, Corrupt, UnsupportedVersion, StorageFailure.
    [[nodiscard]] Result<std::unique_ptr<Store>> open(const StoreCredentials &credentials, const Clock &clock, RandomSource &random) const;

    [[nodiscard]] QString databasePath() const;
    [[nodiscard]] QString path() const { return m_path; }

private:
    QString m_path;
};

} // namespace sightline
