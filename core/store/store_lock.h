#pragma once

#include "core/sqlite/connection.h"

namespace sightline {

/// The exclusive lock on a store's folder, held while this lives and let go by the system if the program dies. It is an
/// exclusive transaction on an empty database file of its own, so that it works wherever SQLite does.
class StoreLock {
public:
    /// Errors: StorageLocked ("Sightline is open on this store."), StorageFailure.
    [[nodiscard]] static Result<std::unique_ptr<StoreLock>> take(const QString &directory);

private:
    explicit StoreLock(std::unique_ptr<Connection> lock) : m_lock(std::move(lock)) { }
    std::unique_ptr<Connection> m_lock;
};

} // namespace sightline
