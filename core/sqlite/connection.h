#pragma once

#include "core/sqlite/cipher.h"
#include "core/sqlite/statement.h"

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>

namespace sightline {

/// How much a commit waits for. EXTRA is ours everywhere; NORMAL only for the application of pulled pages that purge
/// nothing: a lost page rolls back with its cursor and is pulled again (decisions 16).
enum class Durability { Extra, Normal };

enum class OpenMode { ReadWriteCreate, ReadWrite, ReadOnly };

struct ConnectionOptions {
    QString path = {};                  ///< a file, or ":memory:" (tests)
    const DatabaseKey *key = nullptr;   ///< null opens without encryption: the simulator, the canary test's planted presence, lock files
    OpenMode mode = OpenMode::ReadWriteCreate;
    QByteArray vfs = {};                   ///< a registered SQLite VFS; empty for the system's
    int cacheKib = 32 * 1024;           ///< page cache; 8 MiB while pulling (decisions 16)
    int busyTimeoutMs = 0;              ///< the hub's readers may wait; the device never does
    bool isScratch = false;             ///< no WAL and no settings on the file: lock files
};

/// One SQLite connection with our settings: encrypted, WAL, synchronous=EXTRA, page size 8192, secure_delete, STRICT-friendly.
/// Not copyable; use from one thread at a time. The device has one that writes, on the store thread.
class Connection {
public:
    /// Opens, unlocks and proves the key by reading the first page.
    /// Errors: WrongKey, StorageLocked, StorageFull, Corrupt, StorageFailure, UnsupportedVersion (library too old).
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const ConnectionOptions &options);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// Runs a script of statements without parameters (migrations, pragmas).
    [[nodiscard]] Result<void> execute(std::string_view sql);

    /// A statement with its parameters bound in order. Compiled once and kept: @p sql should be a constant.
    template <typename... Arguments>
    [[nodiscard]] Result<Statement> prepare(std::string_view sql, const Arguments &...arguments)
    {
        auto statement = take(sql);
        if (!statement)
            return statement.error();
        int index = 0;
        (statement->bind(index++, arguments), ...);
        return statement;
    }

    /// Runs a statement that gives no rows. Returns the number of rows it changed.
    template <typename... Arguments>
    [[nodiscard]] Result<qint64> run(std::string_view sql, const Arguments &...arguments)
    {
        auto statement = prepare(sql, arguments...);
        if (!statement)
            return statement.error();
        if (const auto stepped = statement->step(); !stepped)
            return stepped.error();
        return changedRows();
    }

    /// Calls @p row for each row. @p row takes `const Statement &` and returns void, or Result<void> to stop with an error.
    template <typename RowFunction, typename... Arguments>
    [[nodiscard]] Result<void> each(std::string_view sql, RowFunction &&row, const Arguments &...arguments)
    {
        auto statement = prepare(sql, arguments...);
        if (!statement)
            return statement.error();
        for (;;) {
            const auto stepped = statement->step();
            if (!stepped)
                return stepped.error();
            if (!*stepped)
                return {};
            if constexpr (std::is_void_v<std::invoke_result_t<RowFunction &, const Statement &>>) {
                row(std::as_const(*statement));
            } else if (const Result<void> read = row(std::as_const(*statement)); !read) {
                return read.error();
            }
        }
    }

    /// The integer in the first column of the first row; none without a row or where it is NULL.
    template <typename... Arguments>
    [[nodiscard]] Result<std::optional<qint64>> integer(std::string_view sql, const Arguments &...arguments)
    {
        std::optional<qint64> found;
        const auto read = each(
            sql,
            [&found](const Statement &row) {
                if (!found)
                    found = row.optionalInteger(0);
            },
            arguments...);
        if (!read)
            return read.error();
        return found;
    }

    /// What the next transactions' commits wait for. Not within a transaction.
    [[nodiscard]] Result<void> setDurability(Durability durability);
    [[nodiscard]] Result<void> setCacheKib(int kib);
    /// Moves the whole WAL into the database and empties it: after a purge, before a file is copied or renamed.
    [[nodiscard]] Result<void> checkpoint();
    /// Closes the database, in whose place an empty one in memory stands until reopen(): every request fails. No statement is in use.
    void close();
    /// Closes the database and opens @p options in its place, for a file that was mended. Errors: those of open(); then as after close().
    [[nodiscard]] Result<void> reopen(const ConnectionOptions &options);
    /// "ok", or the first problem found in the file's structure.
    [[nodiscard]] Result<QString> integrityCheck();
    [[nodiscard]] bool isInTransaction() const;
    [[nodiscard]] qint64 lastInsertRow() const;
    /// For hooks and backups inside core/sqlite and the hub's backup only.
    [[nodiscard]] sqlite3 *handle() const { return m_db; }

private:
    friend class Statement;
    explicit Connection(sqlite3 *db) : m_db(db) { }

    [[nodiscard]] Result<void> configure(const ConnectionOptions &options);
    [[nodiscard]] Result<Statement> take(std::string_view sql);
    void letGo();
    void giveBack(sqlite3_stmt *statement, sqlite3_stmt **place);
    [[nodiscard]] qint64 changedRows() const;

    sqlite3 *m_db;
    struct TextHash {
        using is_transparent = void;
        size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    /// Compiled statements by their text; null while in use. Its places stay where they are, so a statement knows its own.
    std::unordered_map<std::string, sqlite3_stmt *, TextHash, std::equal_to<>> m_compiled;
    Durability m_durability = Durability::Extra;
};

} // namespace sightline
