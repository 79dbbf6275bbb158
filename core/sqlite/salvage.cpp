#include "core/sqlite/salvage.h"

#include "core/sqlite/sqlite_error.h"
#include "core/sqlite/transaction.h"

#include <sqlite3.h>

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QtEndian>

#include <algorithm>
#include <limits>
#include <memory>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Rows that a damaged page hides are passed one number at a time so far, and from there in steps that double.
constexpr int singleStepsMax = 5000;

struct Finalize {
    void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};
using Compiled = std::unique_ptr<sqlite3_stmt, Finalize>;

QString quoted(const QString &name) { return u'"' + QString(name).replace(u'"', u"\"\""_s) + u'"'; }

bool isDamage(int code) { return (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB; }

Result<Compiled> compile(Connection &db, const QString &sql)
{
    sqlite3_stmt *statement = nullptr;
    const QByteArray text = sql.toUtf8();
    if (const int code = sqlite3_prepare_v2(db.handle(), text.constData(), static_cast<int>(text.size()), &statement, nullptr); code != SQLITE_OK)
        return sqliteError(code, db.handle(), u"Preparing a database request");
    return Compiled(statement);
}

/// A table as the schema describes it.
struct Table {
    QString name;
    QStringList columns;
    QStringList key;          ///< of a table without row numbers: the columns it is ordered by
    bool hasRowNumber = true;
};

/// Copies one table. Values go over as they are, whatever their kind.
class Copying {
public:
    Copying(Connection &from, Connection &to, Table table) : m_from(from), m_to(to), m_table(std::move(table)) { }

    Result<SalvagedTable> run()
    {
        QStringList names, places;
        for (const QString &column : m_table.columns) {
            names.append(quoted(column));
            places.append(u"?"_s);
        }
        m_columns = names.join(u", "_s);
        auto insert = compile(m_to, u"INSERT OR IGNORE INTO %1 (%2) VALUES (%3)"_s.arg(quoted(m_table.name), m_columns, places.join(u", "_s)));
        if (!insert)
            return insert.error();
        m_insert = std::move(insert).value();
        const auto copied = m_table.hasRowNumber ? byRowNumber() : fromBothEnds();
        return copied ? Result<SalvagedTable>(m_copied) : copied.error();
    }

private:
    /// SQLITE_DONE at the end of what @p rows gives, or the code of the damage that stopped it.
    Result<int> copyWhileReadable(sqlite3_stmt *rows, int firstColumn)
    {
        for (;;) {
            const int code = sqlite3_step(rows);
            if (code == SQLITE_DONE || isDamage(code))
                return code;
            if (code != SQLITE_ROW)
                return sqliteError(code, m_from.handle(), u"Reading the damaged database");
            if (firstColumn > 0)
                m_next = sqlite3_column_int64(rows, 0) + 1;
            for (int i = 0; i < m_table.columns.size(); ++i)
                sqlite3_bind_value(m_insert.get(), i + 1, sqlite3_column_value(rows, i + firstColumn));
            const int put = sqlite3_step(m_insert.get());
            sqlite3_reset(m_insert.get());
            sqlite3_clear_bindings(m_insert.get());
            if (put != SQLITE_DONE)
                return sqliteError(put, m_to.handle(), u"Writing the mended database");
            m_copied.rows += sqlite3_changes64(m_to.handle());
        }
    }

    Result<void> byRowNumber()
    {
        auto rows = compile(m_from, u"SELECT rowid, %2 FROM %1 NOT INDEXED WHERE rowid >= ?1 ORDER BY rowid"_s.arg(quoted(m_table.name), m_columns));
        auto probe = compile(m_from, u"SELECT rowid FROM %1 NOT INDEXED WHERE rowid >= ?1 ORDER BY rowid LIMIT 1"_s.arg(quoted(m_table.name)));
        if (!rows || !probe)
            return rows ? probe.error() : rows.error();
        for (;;) {
            sqlite3_bind_int64(rows->get(), 1, m_next);
            const auto ended = copyWhileReadable(rows->get(), 1);
            sqlite3_reset(rows->get());
            if (!ended)
                return ended.error();
            if (*ended == SQLITE_DONE)
                return {};
            m_copied.isWhole = false;
            if (!passDamage(probe->get()))
                return {};
        }
    }

    /// Where @p probe finds a row from @p number on; none where damage hides what is there.
    static std::optional<qint64> foundFrom(sqlite3_stmt *probe, qint64 number, bool &isEnd)
    {
        sqlite3_bind_int64(probe, 1, number);
        const int code = sqlite3_step(probe);
        const auto found = code == SQLITE_ROW ? std::optional(sqlite3_column_int64(probe, 0)) : std::nullopt;
        isEnd = code == SQLITE_DONE;
        sqlite3_reset(probe);
        return found;
    }

    /// Moves past what cannot be read at m_next; false where nothing is left behind it.
    bool passDamage(sqlite3_stmt *probe)
    {
        bool isEnd = false;
        // A row that is in reach while its tail is not: the next one may be whole.
        if (const auto torn = foundFrom(probe, m_next, isEnd)) {
            m_next = *torn + 1;
            return true;
        }
        qint64 stride = 1;
        for (int steps = 0; !isEnd; ++steps) {
            const qint64 hidden = m_next;
            if (steps >= singleStepsMax)
                stride *= 2;
            if (m_next > std::numeric_limits<qint64>::max() / 2 - stride)
                return false;
            m_next += stride;
            if (foundFrom(probe, m_next, isEnd)) {
                firstInReach(probe, hidden);
                return true;
            }
        }
        if (stride > 1)
            firstInReach(probe, m_next - stride);
        return stride > 1;
    }

    /// The last step was a wide one from @p hidden: rows in reach may lie within it.
    void firstInReach(sqlite3_stmt *probe, qint64 hidden)
    {
        bool isEnd = false;
        while (m_next - hidden > 1) {
            const qint64 middle = hidden + (m_next - hidden) / 2;
            const bool isInReach = foundFrom(probe, middle, isEnd).has_value() || isEnd;
            (isInReach ? m_next : hidden) = middle;
        }
    }

    /// Without row numbers there is no asking for what lies behind the damage, except from the other end.
    Result<void> fromBothEnds()
    {
        QStringList backwards;
        for (const QString &column : m_table.key)
            backwards.append(quoted(column) + u" DESC"_s);
        const QString all = u"SELECT %2 FROM %1 NOT INDEXED"_s.arg(quoted(m_table.name), m_columns);
        for (const QString &sql : { all, u"%1 ORDER BY %2"_s.arg(all, backwards.join(u", "_s)) }) {
            auto rows = compile(m_from, sql);
            if (!rows)
                return rows.error();
            const auto ended = copyWhileReadable(rows->get(), 0);
            if (!ended)
                return ended.error();
            if (*ended == SQLITE_DONE)
                return {};
            m_copied.isWhole = false;
        }
        return {};
    }

    Connection &m_from;
    Connection &m_to;
    Table m_table;
    QString m_columns;
    Compiled m_insert;
    qint64 m_next = 1;        ///< the lowest row number not looked at yet
    SalvagedTable m_copied;
};

Result<QList<Table>> ordinaryTables(Connection &db)
{
    QList<Table> tables;
    const auto listed = db.each("SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
                                [&tables](const Statement &row) {
                                    tables.append({ row.text(0), {}, {}, row.integer(1) == 0 });
                                });
    if (!listed)
        return listed.error();
    for (Table &table : tables) {
        QMap<qint64, QString> key;
        const auto described = db.each(
            "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid",
            [&](const Statement &row) {
                table.columns.append(row.text(0));
                if (row.integer(1) > 0)
                    key.insert(row.integer(1), row.text(0));
            },
            table.name);
        if (!described)
            return described.error();
        table.key = key.values();
    }
    return tables;
}

/// The schema's own words, of @p kind, for tables that are @p wanted.
Result<QStringList> schemaText(Connection &db, const QString &kind, const QSet<QString> &wanted)
{
    QStringList texts;
    const auto read = db.each(
        "SELECT sql, tbl_name FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL ORDER BY rowid",
        [&](const Statement &row) {
            if (wanted.contains(row.text(1)))
                texts.append(row.text(0));
        },
        kind);
    if (!read)
        return read.error();
    return texts;
}

Result<void> executeAll(Connection &db, const QStringList &texts)
{
    for (const QString &text : texts) {
        if (const auto done = db.execute(text.toStdString()); !done)
            return done.error();
    }
    return {};
}

/// Numbers that were given once are never given again.
Result<void> copyCounters(Connection &from, Connection &to)
{
    QMap<QString, qint64> counters;
    const auto read = from.each("SELECT name, seq FROM sqlite_sequence", [&](const Statement &row) { counters.insert(row.text(0), row.integer(1)); });
    if (!read && read.error().code != ErrorCode::Corrupt)
        return read.error();
    for (auto it = counters.cbegin(); it != counters.cend(); ++it) {
        const auto raised = to.run("UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1", it.key(), it.value());
        if (!raised)
            return raised.error();
        const auto made = *raised > 0 ? Result<qint64>(0) : to.run("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", it.key(), it.value());
        if (!made)
            return made.error();
    }
    return {};
}

constexpr qint64 pageBytes = 8192;

/// How many pages the database of @p db says it has, though its file may be shorter; 0 where it does not say. Leaves the WAL as it is.
qint64 pagesSaid(sqlite3 *db)
{
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    // SQLite opens no file that is shorter than it says, but for somebody who repairs.
    if (sqlite3_exec(db, "PRAGMA writable_schema = ON", nullptr, nullptr, nullptr) != SQLITE_OK)
        return 0;
    sqlite3_stmt *prepared = nullptr;
    if (sqlite3_prepare_v2(db, "SELECT data FROM sqlite_dbpage WHERE pgno = 1", -1, &prepared, nullptr) != SQLITE_OK)
        return 0;
    const Compiled statement(prepared);
    constexpr int countAt = 28;   // of the file format's header
    const bool isRead = sqlite3_step(prepared) == SQLITE_ROW && sqlite3_column_bytes(prepared, 0) >= countAt + 4;
    return isRead ? qFromBigEndian<quint32>(static_cast<const char *>(sqlite3_column_blob(prepared, 0)) + countAt) : 0;
}

/// Numbers of the pages whose seal is broken, as the cipher itself finds them, and of those that are cut off, without opening the database.
Result<QList<qint64>> damagedPages(const QString &path, const DatabaseKey &key)
{
    sqlite3 *raw = nullptr;
    const int code = sqlite3_open_v2(path.toUtf8().constData(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    const std::unique_ptr<sqlite3, int (*)(sqlite3 *)> db(raw, sqlite3_close_v2);
    if (code != SQLITE_OK)
        return sqliteError(code, raw, u"Opening the damaged database");
    if (const auto unlocked = unlockDatabase(raw, key); !unlocked)
        return unlocked.error();
    QList<qint64> pages;
    for (const char *sql : { "PRAGMA cipher_page_size = 8192", "PRAGMA cipher_integrity_check" }) {
        sqlite3_stmt *prepared = nullptr;
        if (const int failed = sqlite3_prepare_v2(raw, sql, -1, &prepared, nullptr); failed != SQLITE_OK)
            return sqliteError(failed, raw, u"Looking for damage");
        const Compiled statement(prepared);
        int stepped = SQLITE_ROW;
        while ((stepped = sqlite3_step(prepared)) == SQLITE_ROW) {
            // "HMAC verification failed for page 7", or of a page that is cut off: its number comes after the word either way.
            static const QRegularExpression number(u"page (\\d+)"_s);
            const auto found = number.match(QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(prepared, 0))));
            if (found.hasMatch())
                pages.append(found.captured(1).toLongLong());
        }
        if (stepped != SQLITE_DONE)
            return sqliteError(stepped, raw, u"Looking for damage");
    }
    // What a file with a WAL lacks at its end may be in the WAL.
    const bool hasWal = QFileInfo(path + u"-wal"_s).size() > 0;
    const qint64 said = hasWal || pages.contains(1) ? 0 : pagesSaid(raw);
    if (said > 0) {
        const qint64 lastWhole = QFileInfo(path).size() / pageBytes;
        pages.removeIf([lastWhole](qint64 page) { return page > lastWhole; });   // torn by the cut: it is among those that follow
        for (qint64 page = lastWhole + 1; page <= said; ++page)
            pages.append(page);
    }
    return pages;
}

/// A database under @p key of which every page from the second to @p last is empty.
Result<void> makeBlank(const QString &path, const DatabaseKey &key, qint64 last)
{
    QFile::remove(path);
    const auto db = Connection::open({ .path = path, .key = &key });
    if (!db)
        return db.error();
    for (const std::string_view sql : { "CREATE TABLE blank (bytes BLOB)", "INSERT INTO blank VALUES (zeroblob(?))" }) {
        const auto done = sql.starts_with("INSERT") ? (*db)->run(sql, (last + 1) * pageBytes) : (*db)->run(sql);
        if (!done)
            return done.error();
    }
    if (const auto dropped = (*db)->execute("DROP TABLE blank"); !dropped)   // secure_delete leaves zeros
        return dropped;
    return (*db)->checkpoint();
}

} // namespace

Result<qint64> blankDamagedPages(const QString &path, const DatabaseKey &key, const QString &scratch)
{
    const auto pages = damagedPages(path, key);
    if (!pages)
        return pages.error();
    if (pages->isEmpty())
        return qint64 { 0 };
    if (pages->contains(1))
        return Error { ErrorCode::Corrupt, u"The first page of the database is damaged."_s };
    const auto made = makeBlank(scratch, key, *std::max_element(pages->cbegin(), pages->cend()));
    const Error failed { ErrorCode::StorageFailure, u"A damaged page cannot be set apart in %1."_s.arg(path) };
    bool isDone = made.hasValue();
    {
        QFile blank(scratch), file(path);
        isDone = isDone && blank.open(QIODevice::ReadOnly) && file.open(QIODevice::ReadWrite);
        for (const qint64 page : *pages) {
            const qint64 at = (page - 1) * pageBytes;
            isDone = isDone && blank.seek(at) && file.seek(at) && file.write(blank.read(pageBytes)) == pageBytes;
        }
        isDone = isDone && file.flush();
    }
    for (const QString &part : { QString(), u"-wal"_s, u"-shm"_s })
        QFile::remove(scratch + part);
    if (!made)
        return made.error();
    return isDone ? Result<qint64>(pages->size()) : failed;
}

Result<QMap<QString, SalvagedTable>> salvage(Connection &from, Connection &to)
{
    const auto tables = ordinaryTables(from);
    const auto version = from.integer("PRAGMA user_version");
    if (!tables || !version)
        return tables ? version.error() : tables.error();
    QSet<QString> names, virtualNames;
    for (const Table &table : *tables)
        names.insert(table.name);
    const auto listed = from.each("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'virtual'",
                                  [&](const Statement &row) { virtualNames.insert(row.text(0)); });
    if (!listed)
        return listed.error();
    const auto made = schemaText(from, u"table"_s, names | virtualNames);
    const auto indexes = schemaText(from, u"index"_s, names);
    const auto triggers = schemaText(from, u"trigger"_s, names);
    for (const auto *text : { &made, &indexes, &triggers }) {
        if (!*text)
            return text->error();
    }
    auto transaction = Transaction::begin(to);
    if (!transaction)
        return transaction.error();
    if (const auto done = executeAll(to, *made); !done)
        return done.error();
    QMap<QString, SalvagedTable> salvaged;
    for (const Table &table : *tables) {
        const auto copied = Copying(from, to, table).run();
        if (!copied)
            return copied.error();
        salvaged.insert(table.name, *copied);
    }
    if (const auto counted = copyCounters(from, to); !counted)
        return counted.error();
    // Triggers guard rows against what must not happen to them; copying is none of that.
    if (const auto done = executeAll(to, *indexes + *triggers); !done)
        return done.error();
    if (const auto noted = to.execute("PRAGMA user_version = " + std::to_string(version->value_or(0))); !noted)
        return noted.error();
    if (const auto committed = transaction->commit(); !committed)
        return committed.error();
    return salvaged;
}

void watchForDamage(Connection &db, std::function<void()> told)
{
    using Told = std::function<void()>;
    sqlite3_set_clientdata(db.handle(), damageWatch, std::make_unique<Told>(std::move(told)).release(),
                           [](void *watch) { const std::unique_ptr<Told> owned(static_cast<Told *>(watch)); });
}

} // namespace sightline
