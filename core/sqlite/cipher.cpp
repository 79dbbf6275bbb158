#include "core/sqlite/cipher.h"

#include "core/sqlite/sqlite_error.h"

#include <sqlite3.h>

#include <mutex>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// The cipher writes its own lines to the terminal for every wrong key and damaged page; we report those as errors.
void quietCipher()
{
    static std::once_flag once;
    std::call_once(once, [] {
        sqlite3 *db = nullptr;
        if (sqlite3_open(":memory:", &db) == SQLITE_OK)
            sqlite3_exec(db, "PRAGMA cipher_log_level = NONE", nullptr, nullptr, nullptr);
        sqlite3_close(db);
    });
}

} // namespace

DatabaseKey::DatabaseKey(SecretBytes key, QByteArray salt) : m_key(std::move(key)), m_salt(std::move(salt))
{
    Q_ASSERT(m_key.size() == keyBytes && m_salt.size() == saltBytes);
}

DatabaseKey DatabaseKey::random()
{
    const SecretBytes salt = SecretBytes::random(static_cast<std::size_t>(saltBytes));
    return DatabaseKey(SecretBytes::random(keyBytes), salt.view().toByteArray());
}

Result<void> unlockDatabase(sqlite3 *db, const DatabaseKey &key)
{
    quietCipher();
    // x'<64 hex><32 hex>': raw key and salt, so that no passphrase is stretched and the file's first page holds no salt.
    static constexpr char digits[] = "0123456789abcdef";
    SecretBytes text((DatabaseKey::keyBytes + static_cast<std::size_t>(DatabaseKey::saltBytes)) * 2 + 3);
    std::size_t at = 0;
    const auto put = [&text, &at](unsigned char byte) { text.data()[at++] = byte; };
    const auto putHex = [&put](unsigned char byte) {
        put(static_cast<unsigned char>(digits[byte >> 4]));
        put(static_cast<unsigned char>(digits[byte & 0x0f]));
    };
    put('x');
    put('\'');
    for (std::size_t i = 0; i < key.key().size(); ++i)
        putHex(key.key().data()[i]);
    for (const char byte : key.salt())
        putHex(static_cast<unsigned char>(byte));
    put('\'');
    const int code = sqlite3_key_v2(db, "main", text.data(), static_cast<int>(text.size()));
    if (code != SQLITE_OK)
        return sqliteError(code, db, u"Unlocking the database");
    return {};
}

QString databaseLibraryText()
{
    QString cipher = u"no cipher"_s;
    sqlite3 *db = nullptr;
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_open(":memory:", &db) == SQLITE_OK && sqlite3_prepare_v2(db, "PRAGMA cipher_version", -1, &statement, nullptr) == SQLITE_OK
        && sqlite3_step(statement) == SQLITE_ROW) {
        const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(statement, 0));
        cipher = u"SQLCipher "_s + QString::fromLatin1(text ? text : "?");
    }
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return cipher + u", SQLite "_s + QString::fromLatin1(sqlite3_libversion());
}

} // namespace sightline
