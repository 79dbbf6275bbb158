#include "sync/hub/store/sqlite_hub_store.h"

#include "core/sqlite/copy_database.h"
#include "core/sqlite/migrator.h"
#include "core/sqlite/transaction.h"
#include "sync/hub/store/migrations.h"
#include "sync/hub/store/sql_writing.h"

#include <QFile>
#include <QFileInfo>

namespace sightline::hub {

using namespace Qt::StringLiterals;

/// A snapshot: a reader and its read transaction; in memory the one connection, under its lock.
class SqliteHubReading final : public ReadsThrough<HubSnapshot, Connection> {
public:
    SqliteHubReading(SqliteHubStore &store, std::unique_ptr<Connection> reader, std::unique_lock<std::mutex> lock, Connection &db, Transaction transaction)
        : ReadsThrough(db), m_store(store), m_reader(std::move(reader)), m_lock(std::move(lock)), m_transaction(std::move(transaction))
    {
    }
    ~SqliteHubReading() override
    {
        m_transaction.reset();
        if (m_reader)
            m_store.giveBack(std::move(m_reader));
    }

private:
    SqliteHubStore &m_store;
    std::unique_ptr<Connection> m_reader;
    std::unique_lock<std::mutex> m_lock;
    std::optional<Transaction> m_transaction;
};

class SqliteHubWriting final : public SqlWriting<Connection> {
public:
    SqliteHubWriting(Connection &db, std::unique_lock<std::mutex> lock, Transaction transaction)
        : SqlWriting(db), m_lock(std::move(lock)), m_transaction(std::move(transaction))
    {
    }

    Result<void> commit() override { return m_transaction.commit(); }

private:
    std::unique_lock<std::mutex> m_lock;   // outlives the transaction, which is rolled back if it was not committed
    Transaction m_transaction;
};

SqliteHubStore::SqliteHubStore(const SqliteHubOptions &options) : m_options(options)
{
    if (options.key)
        m_key = options.key->clone();
    m_options.key = nullptr;
}

Result<std::unique_ptr<SqliteHubStore>> SqliteHubStore::open(const SqliteHubOptions &options)
{
    std::unique_ptr<SqliteHubStore> store(new SqliteHubStore(options));
    const bool isThere = store->isInMemory() || !options.vfs.isEmpty() || QFileInfo::exists(options.path);
    if (!isThere && !options.mayCreate)
        return Error { ErrorCode::NotFound, u"There is no database at the path given."_s };
    if (const auto prepared = store->prepare(); !prepared)
        return prepared.error();
    return store;
}

Result<void> SqliteHubStore::prepare()
{
    auto writer = openConnection(m_options.mayCreate || isInMemory() ? OpenMode::ReadWriteCreate : OpenMode::ReadWrite);
    if (!writer)
        return writer.error();
    m_writer = std::move(*writer);
    const auto migrated = migrate(*m_writer, hubMigrations());
    if (!migrated)
        return migrated.error();
    if (m_options.guards)
        return {};
    return m_writer->execute("DROP TRIGGER IF EXISTS record_frozen; DROP TRIGGER IF EXISTS outcome_no_update;");
}

Result<std::unique_ptr<Connection>> SqliteHubStore::openConnection(OpenMode mode) const
{
    ConnectionOptions options;
    options.path = m_options.path;
    options.key = m_key ? &*m_key : nullptr;
    options.mode = mode;
    options.vfs = m_options.vfs;
    options.busyTimeoutMs = m_options.busyTimeoutMs;
    return Connection::open(options);
}

Result<std::unique_ptr<Connection>> SqliteHubStore::takeReader()
{
    {
        const std::lock_guard lock(m_reading);
        if (!m_idleReaders.empty()) {
            auto reader = std::move(m_idleReaders.back());
            m_idleReaders.pop_back();
            return reader;
        }
    }
    return openConnection(OpenMode::ReadOnly);
}

void SqliteHubStore::giveBack(std::unique_ptr<Connection> reader)
{
    const std::lock_guard lock(m_reading);
    m_idleReaders.push_back(std::move(reader));
}

Result<std::unique_ptr<HubSnapshot>> SqliteHubStore::snapshot()
{
    std::unique_ptr<Connection> reader;
    std::unique_lock<std::mutex> lock;
    if (isInMemory()) {
        lock = std::unique_lock(m_writing);
    } else {
        auto taken = takeReader();
        if (!taken)
            return taken.error();
        reader = std::move(*taken);
    }
    Connection &db = reader ? *reader : *m_writer;
    auto transaction = Transaction::begin(db, Transaction::Kind::Read);
    if (!transaction)
        return transaction.error();
    return std::unique_ptr<HubSnapshot>(new SqliteHubReading(*this, std::move(reader), std::move(lock), db, std::move(*transaction)));
}

Result<std::unique_ptr<HubTransaction>> SqliteHubStore::begin()
{
    std::unique_lock lock(m_writing);
    auto transaction = Transaction::begin(*m_writer);
    if (!transaction)
        return transaction.error();
    return std::unique_ptr<HubTransaction>(new SqliteHubWriting(*m_writer, std::move(lock), std::move(*transaction)));
}

Result<void> SqliteHubStore::copyTo(const QString &path, const DatabaseKey &)
{
    if (QFileInfo::exists(path))
        return Error { ErrorCode::AlreadyExists, u"There is a file at the path for the copy already."_s };
    const auto copied = writeCopy(path);
    if (!copied) {
        // Half a copy would be taken for a backup one day.
        for (const QString &part : { QString(), u"-wal"_s, u"-shm"_s })
            QFile::remove(path + part);
    }
    return copied;
}

Result<void> SqliteHubStore::writeCopy(const QString &path)
{
    const auto reader = takeReader();
    if (!reader)
        return reader.error();
    ConnectionOptions options;
    options.path = path;
    options.key = m_key ? &*m_key : nullptr;
    const auto copy = Connection::open(options);
    if (!copy)
        return copy.error();
    if (const auto copied = copyDatabase(**reader, **copy); !copied)
        return copied;
    return (*copy)->checkpoint();
}

Result<bool> SqliteHubStore::knowsHistory(const QString &epoch)
{
    const auto present = snapshot();
    const auto state = present ? (*present)->state() : Result<HubState>(present.error());
    if (!state)
        return state.error();
    return state->epoch == epoch;
}

Result<qint64> SqliteHubStore::bytesOnDisk()
{
    qint64 bytes = 0;   // of one in memory: none
    for (const QString &part : { QString(), QStringLiteral("-wal"), QStringLiteral("-shm") })
        bytes += QFileInfo(m_options.path + part).size();
    return bytes;
}

Result<CouncilStore::Scrubbed> SqliteHubStore::scrub(bool anySize)
{
    // The copy that SQLite makes of the database lies in memory (temporary files would hold words), so a large one waits for a quiet hour.
    static constexpr qint64 besideServingMax = 512LL * 1024 * 1024;
    const auto bytes = bytesOnDisk();
    if (!bytes)
        return bytes.error();
    if (!anySize && *bytes > besideServingMax)
        return Scrubbed::NotNow;
    const std::lock_guard lock(m_writing);
    {
        const std::lock_guard reading(m_reading);
        m_idleReaders.clear();
    }
    const auto rewritten = m_writer->execute("VACUUM");
    const auto emptied = rewritten ? m_writer->checkpoint() : rewritten;
    if (!emptied && emptied.error().code == ErrorCode::StorageLocked)
        return Scrubbed::NotNow;
    return emptied ? Result<Scrubbed>(Scrubbed::Whole) : emptied.error();
}

Result<QString> SqliteHubStore::integrityCheck()
{
    const std::lock_guard lock(m_writing);
    return m_writer->integrityCheck();
}

} // namespace sightline::hub
