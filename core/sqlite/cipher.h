#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <QByteArray>

struct sqlite3;

namespace sightline {

/// What opens an encrypted database: a raw 32-byte key and an explicit 16-byte salt. Without the salt outside the file, one
/// torn first sector loses the whole database (assurance.md section 0, finding 2).
class DatabaseKey {
public:
    static constexpr std::size_t keyBytes = 32;
    static constexpr qsizetype saltBytes = 16;

    /// Both lengths are our own promise and are asserted.
    DatabaseKey(SecretBytes key, QByteArray salt);

    [[nodiscard]] static DatabaseKey random();
    [[nodiscard]] DatabaseKey clone() const { return DatabaseKey(m_key.clone(), m_salt); }
    [[nodiscard]] const SecretBytes &key() const { return m_key; }
    [[nodiscard]] const QByteArray &salt() const { return m_salt; }

private:
    SecretBytes m_key;
    QByteArray m_salt;
};

/// Gives @p key to a freshly opened connection, before anything is read. The only place that knows the cipher's interface.
[[nodiscard]] Result<void> unlockDatabase(sqlite3 *db, const DatabaseKey &key);

/// "SQLCipher 4.14.0, SQLite 3.51.3": for the page "About" and for logs.
[[nodiscard]] QString databaseLibraryText();

} // namespace sightline
