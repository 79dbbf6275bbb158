#include "core/sqlite/connection.h"

#include "core/sqlite/sqlite_error.h"

#include <sqlite3.h>

#include <utility>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

int openFlags(OpenMode mode)
{
    constexpr int always = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;   // one thread at a time is our promise
    switch (mode) {
    case OpenMode::ReadWriteCreate: return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | always;
    case OpenMode::ReadWrite: return SQLITE_OPEN_READWRITE | always;
    case OpenMode::ReadOnly: return SQLITE_OPEN_READONLY | always;
    }
    return always;
}

} // namespace

Result<std::unique_ptr<Connection>> Connection::open(const ConnectionOptions &options)
{
    if (!isLibraryNewEnough())
        return Error { ErrorCode::UnsupportedVersion,
                       u"The SQLite library %1 is too old to keep data safe; 3.51.3 is needed."_s.arg(QString::fromLatin1(sqlite3_libversion())) };
    sqlite3 *db = nullptr;
    const int code =
        sqlite3_open_v2(options.path.toUtf8().constData(), &db, openFlags(options.mode), options.vfs.isEmpty() ? nullptr : options.vfs.constData());
    std::unique_ptr<Connection> connection(new Connection(db));
    if (code != SQLITE_OK)
        return sqliteError(code, db, u"Opening the database");
    if (const auto configured = connection->configure(options); !configured)
        return configured.error();
    return connection;
}

Result<void> Connection::configure(const ConnectionOptions &options)
{
    sqlite3_busy_timeout(m_db, options.busyTimeoutMs);
    if (options.isScratch)
        return {};
    sqlite3_db_config(m_db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(m_db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    // Plans rest on the text alone: else a kept statement with "LIMIT ?" is compiled anew each time another value is bound to it.
    sqlite3_db_config(m_db, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
    if (options.key) {
        if (const auto unlocked = unlockDatabase(m_db, *options.key); !unlocked)
            return unlocked.error();
        if (const auto sized = execute("PRAGMA cipher_page_size = 8192"); !sized)
            return sized.error();
    } else if (const auto sized = execute("PRAGMA page_size = 8192"); !sized) {
        return sized.error();
    }
    // The first read: a wrong key is found here, before anything could be written.
    if (const auto proven = integer("SELECT count(*) FROM sqlite_schema"); !proven)
        return proven.error();
    if (options.mode != OpenMode::ReadOnly) {
        if (const auto set = execute("PRAGMA synchronous = EXTRA; PRAGMA journal_mode = WAL; PRAGMA secure_delete = ON;"); !set)
            return set.error();
    }
    // fullfsync makes Apple's fsync reach the disk; elsewhere it changes nothing.
    if (const auto set = execute("PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON; PRAGMA fullfsync = ON; "
                                 "PRAGMA checkpoint_fullfsync = ON; PRAGMA mmap_size = 0;");
        !set)
        return set.error();
    return setCacheKib(options.cacheKib);
}

Connection::~Connection() { letGo(); }

void Connection::letGo()
{
    for (const auto &[sql, statement] : m_compiled)
        sqlite3_finalize(statement);
    m_compiled.clear();
    sqlite3_close_v2(std::exchange(m_db, nullptr));
}

void Connection::close()
{
    letGo();
    sqlite3_open(":memory:", &m_db);
}

Result<void> Connection::reopen(const ConnectionOptions &options)
{
    close();
    const auto fresh = open(options);
    if (!fresh)
        return fresh.error();
    std::swap(m_db, (*fresh)->m_db);
    std::swap(m_compiled, (*fresh)->m_compiled);
    std::swap(m_durability, (*fresh)->m_durability);
    return {};
}

Result<void> Connection::execute(std::string_view sql)
{
    const std::string text(sql);
    if (const int code = sqlite3_exec(m_db, text.c_str(), nullptr, nullptr, nullptr); code != SQLITE_OK)
        return sqliteError(sqlite3_extended_errcode(m_db), m_db, u"A database request");
    return {};
}

Result<Statement> Connection::take(std::string_view sql)
{
    auto found = m_compiled.find(sql);
    if (found == m_compiled.end())
        found = m_compiled.emplace(std::string(sql), nullptr).first;
    if (sqlite3_stmt *statement = std::exchange(found->second, nullptr))
        return Statement(*this, statement, &found->second);
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v3(m_db, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK)
        return sqliteError(code, m_db, u"Preparing a database request");
    return Statement(*this, statement, &found->second);
}

void Connection::giveBack(sqlite3_stmt *statement, sqlite3_stmt **place)
{
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);   // no text of a record outlives its use
    if (!*place)
        *place = statement;
    else
        sqlite3_finalize(statement);     // the same text was in use twice; one copy is enough
}

qint64 Connection::changedRows() const { return sqlite3_changes64(m_db); }

qint64 Connection::lastInsertRow() const { return sqlite3_last_insert_rowid(m_db); }

bool Connection::isInTransaction() const { return sqlite3_get_autocommit(m_db) == 0; }

Result<void> Connection::setDurability(Durability durability)
{
    Q_ASSERT(!isInTransaction());
    if (durability == m_durability)
        return {};
    const auto set = execute(durability == Durability::Extra ? "PRAGMA synchronous = EXTRA" : "PRAGMA synchronous = NORMAL");
    if (set)
        m_durability = durability;
    return set;
}

Result<void> Connection::setCacheKib(int kib)
{
    return execute("PRAGMA cache_size = -" + std::to_string(kib));   // a number of ours, not a parameter: pragmas take none
}

Result<void> Connection::checkpoint()
{
    const int code = sqlite3_wal_checkpoint_v2(m_db, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    if (code != SQLITE_OK)
        return sqliteError(code, m_db, u"Moving saved work into the database file");
    return {};
}

Result<QString> Connection::integrityCheck()
{
    QString first;
    const auto read = each("PRAGMA integrity_check(1)", [&first](const Statement &row) {
        if (first.isEmpty())
            first = row.text(0);
    });
    if (!read)
        return read.error();
    return first;
}

} // namespace sightline
