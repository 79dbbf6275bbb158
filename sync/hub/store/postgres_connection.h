#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QSet>
#include <QString>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

struct pg_conn;
struct pg_result;

namespace sightline::hub {

/// Where a council's records are in PostgreSQL: what libpq reads, and never a password (that stands in a password file, PGPASSFILE).
struct PostgresTarget {
    QString conninfo;   ///< "postgresql://host/database" or "service=council"; one schema of it holds one council

    /// From "postgresql://…" or "postgresql:" and a connection string ("postgresql:service=council").
    /// Errors: InvalidInput (not readable, or it holds a password). No part of @p argument is repeated in an error.
    [[nodiscard]] static Result<PostgresTarget> fromArgument(const QString &argument);
};

/// The parameters of one statement, in order, as PostgreSQL's binary format has them.
class PostgresParameters {
public:
    void add(qint64 value);
    void add(const QString &value);
    void add(const QByteArray &value);   ///< a null array is an empty BYTEA
    void addNull();
    template <typename T>
        requires(std::is_integral_v<T> || std::is_enum_v<T>)
    void add(T value)
    {
        add(static_cast<qint64>(value));
    }
    template <typename T>
        requires requires(const T &id) {
            {
                id.toBytes()
            };
        }
    void add(const T &id)
    {
        add(id.toBytes());
    }

private:
    friend class PostgresConnection;
    friend class PostgresRows;
    std::vector<std::optional<QByteArray>> m_values;   ///< none: NULL
    std::vector<unsigned> m_types;
};

/// Rows of one INSERT that wait to be written together: a statement costs the server far more than a row does. Each column becomes an array.
class PostgresRows {
public:
    /// "INSERT … VALUES (?1, ?2, …) …".
    explicit PostgresRows(std::string_view insert) : m_insert(insert) { }

    /// False where a row of that @p key waits already: what is waiting has to go first, since one statement writes a row once.
    [[nodiscard]] bool add(const QByteArray &key, PostgresParameters row);
    [[nodiscard]] bool isEmpty() const { return m_rows.empty(); }
    [[nodiscard]] qint64 bytes() const { return m_bytes; }

private:
    friend class PostgresConnection;
    [[nodiscard]] std::string together() const;
    [[nodiscard]] PostgresParameters columns() const;

    std::string m_insert;
    std::vector<PostgresParameters> m_rows;
    QSet<QByteArray> m_keys;
    qint64 m_bytes = 0;
};

/// One row of a result, as Statement gives it for SQLite. Columns begin at 0.
class PostgresRow {
public:
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArray blob(int column) const;
    [[nodiscard]] std::optional<qint64> optionalInteger(int column) const;

private:
    friend class PostgresConnection;
    PostgresRow(const pg_result *result, int row) : m_result(result), m_row(row) { }
    const pg_result *m_result;
    int m_row;
};

/// One connection to PostgreSQL with our settings, and the same few calls as `Connection` has for SQLite, so that one text of SQL
/// serves both ("?1" is written "$1" on the way). Statements are prepared once and kept; words and bytes travel in binary form.
/// No error says anything of a row: the server's own text may quote one, so of a failed statement only its SQLSTATE is told.
/// Thread: one at a time.
class PostgresConnection {
public:
    struct Options {
        /// How long the server lets a transaction of this connection stand idle before it ends it: a hub that died or hangs must not
        /// hold a council.
        std::chrono::milliseconds idleInTransaction { 10'000 };
        /// How long a statement waits for a lock.
        std::chrono::milliseconds lockWait { 5'000 };
        /// How long a server may take to let us in.
        std::chrono::milliseconds connectWait { 15'000 };
    };

    /// Connects, looks at the server and refuses one that could lose or betray what it is given: fsync, full_page_writes or
    /// synchronous_commit off, a standby, another encoding than UTF8, and a server that is neither on this machine nor proven by TLS
    /// (sslmode verify-full or verify-ca). Errors: InvalidInput, NotAllowed (refused), StorageFailure (no connection).
    [[nodiscard]] static Result<std::unique_ptr<PostgresConnection>> open(const PostgresTarget &target, const Options &options);
    ~PostgresConnection();
    PostgresConnection(const PostgresConnection &) = delete;
    PostgresConnection &operator=(const PostgresConnection &) = delete;

    /// Runs statements without parameters. Returns the number of rows of the last.
    [[nodiscard]] Result<qint64> script(std::string_view sql);
    [[nodiscard]] Result<void> execute(std::string_view sql);
    /// Sends a statement that gives no rows and goes on without its answer, so that what a transaction writes travels together. The next
    /// call that is not send() waits for it and gives its error. Only within a transaction.
    template <typename... Arguments>
    [[nodiscard]] Result<void> send(std::string_view sql, const Arguments &...arguments)
    {
        return enqueue(sql, parameters(arguments...));
    }
    /// send() for a row of an "INSERT … VALUES (…)" whose order among rows of other statements means nothing: it waits for others of its kind and
    /// goes with them in one statement, before anything else is asked or sent. @p key: what is written once by it.
    template <typename... Arguments>
    [[nodiscard]] Result<void> sendTogether(const QByteArray &key, std::string_view insert, const Arguments &...arguments)
    {
        return gather(key, insert, parameters(arguments...));
    }
    /// Forgets what sendTogether() has not sent yet: it is of work that is undone.
    void forgetGathered() { m_gathered.clear(); }
    /// Waits for the answers to everything sent.
    [[nodiscard]] Result<void> settle();

    /// ROLLBACK, whatever became of what was sent. Of a connection that is lost the server does so itself.
    void rollBack();
    /// COMMIT. An error too where PostgreSQL answers with ROLLBACK, and no error, because a statement had failed; and where it committed
    /// with a warning, which says that a standby may not have it (a cancelled wait for synchronous replication). After any error but the
    /// first, and after a lost connection, whether it was committed is not known.
    [[nodiscard]] Result<void> commit();

    /// Runs a statement with parameters made beforehand. Returns the number of rows it changed.
    [[nodiscard]] Result<qint64> runWith(std::string_view sql, const PostgresParameters &given)
    {
        const auto result = query(sql, given);
        return result ? Result<qint64>(changedRows(**result)) : result.error();
    }

    /// Runs a statement. Returns the number of rows it changed.
    template <typename... Arguments>
    [[nodiscard]] Result<qint64> run(std::string_view sql, const Arguments &...arguments)
    {
        return runWith(sql, parameters(arguments...));
    }

    /// Calls @p row for each row. @p row takes `const PostgresRow &` and returns void, or Result<void> to stop with an error.
    template <typename RowFunction, typename... Arguments>
    [[nodiscard]] Result<void> each(std::string_view sql, RowFunction &&row, const Arguments &...arguments)
    {
        const auto result = query(sql, parameters(arguments...));
        if (!result)
            return result.error();
        const int count = rowCount(**result);
        for (int n = 0; n < count; ++n) {
            const PostgresRow present(result->get(), n);
            if constexpr (std::is_void_v<std::invoke_result_t<RowFunction &, const PostgresRow &>>) {
                row(present);
            } else if (const Result<void> read = row(present); !read) {
                return read.error();
            }
        }
        return {};
    }

    /// The integer in the first column of the first row; none without a row or where it is NULL.
    template <typename... Arguments>
    [[nodiscard]] Result<std::optional<qint64>> integer(std::string_view sql, const Arguments &...arguments)
    {
        const auto result = query(sql, parameters(arguments...));
        if (!result)
            return result.error();
        return rowCount(**result) > 0 ? PostgresRow(result->get(), 0).optionalInteger(0) : std::nullopt;
    }

    /// True once the server or the way to it is gone: nothing more can be asked of this connection.
    [[nodiscard]] bool isBroken() const;
    /// Looks whether the server has ended this connection, which stands idle, without asking it anything.
    [[nodiscard]] bool hasEnded();
    /// True between transactions: what comes next stands in none that was left behind.
    [[nodiscard]] bool isIdle() const;
    /// Reads the identity anew: the schema was made anew over this connection.
    [[nodiscard]] Result<void> identify();
    /// Cluster, timeline, database and schema: another identity is another history's home.
    [[nodiscard]] const QString &identity() const { return m_identity; }
    /// The schema of the council, quoted as SQL wants it.
    [[nodiscard]] const QString &schema() const { return m_schema; }
    /// The number of that schema, when it was last looked at: one that was made anew under its name has another.
    [[nodiscard]] qint64 schemaNumber() const { return m_schemaNumber; }
    /// Where hubs over one council tell each other what they committed.
    [[nodiscard]] QString channel() const;
    /// libpq's, for waiting for notices.
    [[nodiscard]] pg_conn *handle() const { return m_connection; }

private:
    struct FreeResult {
        void operator()(pg_result *result) const;
    };
    using ResultPointer = std::unique_ptr<pg_result, FreeResult>;

    explicit PostgresConnection(pg_conn *connection) : m_connection(connection) { }
    static void receiveNotice(void *connection, const pg_result *notice);
    [[nodiscard]] Result<void> configure(const Options &options);
    void forgetStrayStatements();
    [[nodiscard]] Result<std::string> prepared(std::string_view sql, const PostgresParameters &parameters);
    [[nodiscard]] Result<void> enqueue(std::string_view sql, const PostgresParameters &parameters);
    [[nodiscard]] Result<void> gather(const QByteArray &key, std::string_view insert, PostgresParameters row);
    [[nodiscard]] Result<void> sendGathered();
    [[nodiscard]] Result<ResultPointer> lastOfPipeline();
    [[nodiscard]] Result<ResultPointer> query(std::string_view sql, const PostgresParameters &parameters);
    [[nodiscard]] Result<ResultPointer> checked(pg_result *result) const;
    [[nodiscard]] static qint64 changedRows(const pg_result &result);
    [[nodiscard]] static int rowCount(const pg_result &result);
    template <typename... Arguments>
    [[nodiscard]] static PostgresParameters parameters(const Arguments &...arguments)
    {
        PostgresParameters all;
        (all.add(arguments), ...);
        return all;
    }

    pg_conn *m_connection;
    QString m_identity;
    QString m_schema;
    qint64 m_schemaNumber = 0;
    struct TextHash {
        using is_transparent = void;
        size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    bool m_wasWarned = false;            ///< by the server, since it was last set
    bool m_hasStrayStatements = false;   ///< the server knows prepared statements that m_prepared does not
    int m_unanswered = 0;      ///< statements sent in the present pipeline; 0: there is none
    int m_names = 0;           ///< given to statements so far
    std::vector<PostgresRows> m_gathered;   ///< by statement, in the order they came
    std::unordered_map<std::string, std::string, TextHash, std::equal_to<>> m_prepared;   ///< names of statements by their text
};

} // namespace sightline::hub
