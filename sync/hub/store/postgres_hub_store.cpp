#include "sync/hub/store/postgres_hub_store.h"

#include "sync/hub/store/copy_council.h"
#include "sync/hub/store/postgres_listener.h"
#include "sync/hub/store/postgres_migrator.h"
#include "sync/hub/store/sql_writing.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <optional>
#include <thread>
#include <utility>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// A snapshot's work between two statements is short; what reads everything (export) may wait for whoever reads it.
constexpr std::chrono::milliseconds readerIdle { 10 * 60'000 };
/// A dead hub must not hold a council.
constexpr std::chrono::milliseconds writerIdle { 10'000 };
constexpr std::chrono::seconds readerWait { 5 };

/// Between two questions whether a server that was away is back.
constexpr std::chrono::milliseconds breathe { 200 };

Error moved() { return { ErrorCode::StorageFailure, u"The database is not the one this hub was opened on any more; it has to be started again."_s }; }

int readersFor(int wanted)
{
    if (wanted > 0)
        return wanted;
    return std::max(4, 2 * static_cast<int>(std::thread::hardware_concurrency()));
}

} // namespace

/// A snapshot: a reader and its transaction.
class PostgresHubReading final : public ReadsThrough<HubSnapshot, PostgresConnection> {
public:
    PostgresHubReading(PostgresHubStore &store, std::unique_ptr<PostgresConnection> reader) : ReadsThrough(*reader), m_store(store), m_reader(std::move(reader))
    {
    }
    ~PostgresHubReading() override
    {
        // A reader that cannot even end its transaction is thrown away by whoever takes it next.
        static_cast<void>(m_reader->execute("ROLLBACK"));
        m_store.giveBack(std::move(m_reader));
    }

private:
    PostgresHubStore &m_store;
    std::unique_ptr<PostgresConnection> m_reader;
};

class PostgresHubWriting final : public SqlWriting<PostgresConnection> {
public:
    PostgresHubWriting(PostgresConnection &db, std::unique_lock<std::mutex> lock, QString &notedEpoch)
        : SqlWriting(db), m_lock(std::move(lock)), m_notedEpoch(notedEpoch), m_epoch(notedEpoch)
    {
    }
    ~PostgresHubWriting() override
    {
        if (!m_isOver)
            m_db.rollBack();
    }

    // Nobody else writes while this transaction holds the council's row, so what it once saw, or wrote itself, need not be asked for
    // again: each question is a journey to the server and back, and a council's pushes wait for one another's.
    Result<void> expect(const Expected &expected) override;
    Result<HubState> state() override
    {
        if (m_state)
            return *m_state;
        auto read = SqlWriting::state();
        if (read)
            m_state = *read;
        return read;
    }
    Result<ScopeRow> scope(const QString &id) override
    {
        if (const auto known = m_scopes.constFind(id); known != m_scopes.constEnd())
            return *known;
        auto read = SqlWriting::scope(id);
        if (read)
            m_scopes.insert(id, *read);
        return read;
    }
    Result<std::optional<LoggedOperation>> operation(const OperationId &id) override
    {
        return m_absentOperations.contains(id) ? std::optional<LoggedOperation>() : SqlWriting::operation(id);
    }
    Result<std::optional<RecordRow>> record(const RecordId &id) override
    {
        return m_absentRecords.contains(id) ? std::optional<RecordRow>() : SqlWriting::record(id);
    }
    Result<QList<qint64>> parkedFor(const QString &what) override { return m_nothingParkedFor.contains(what) ? QList<qint64>() : SqlWriting::parkedFor(what); }
    // The council's row and the scopes' change with every push: what they are in the end is written once, with the commit.
    Result<void> setScope(const QString &id, const ScopeRow &row) override
    {
        m_scopes.insert(id, row);
        m_changedScopes.insert(id);
        return {};
    }
    Result<void> appendOperation(const LoggedOperation &operation) override
    {
        m_absentOperations.remove(operation.id);
        return SqlWriting::appendOperation(operation);
    }
    Result<void> setRecord(const RecordRow &record) override
    {
        m_absentRecords.remove(record.id);
        return SqlWriting::setRecord(record);
    }
    Result<void> park(const QString &what, qint64 operationSeq) override
    {
        m_nothingParkedFor.remove(what);
        return SqlWriting::park(what, operationSeq);
    }

    Result<void> setState(const HubState &state) override
    {
        m_state = state;
        m_isStateChanged = true;
        if (state.epoch == m_epoch)
            return {};
        m_epoch = state.epoch;
        return write("INSERT INTO home (epoch, identity, since_seq) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING", state.epoch, m_db.identity(), state.seq);
    }
    Result<QStringList> scopeIds() override
    {
        const auto written = writeChanged();
        return written ? SqlWriting::scopeIds() : written.error();
    }
    Result<void> mark() override
    {
        m_marked = { m_state, m_scopes, m_changedScopes, m_isStateChanged, m_epoch };
        return m_db.send("SAVEPOINT request");
    }
    Result<void> keepSinceMark() override
    {
        const auto sent = m_db.send("RELEASE request");
        return sent ? m_db.settle() : sent;
    }
    Result<void> undoToMark() override
    {
        m_db.forgetGathered();   // what was written since the mark is not
        m_state = m_marked.state;
        m_scopes = m_marked.scopes;
        m_changedScopes = m_marked.changedScopes;
        m_isStateChanged = m_marked.isStateChanged;
        m_epoch = m_marked.epoch;
        static_cast<void>(m_db.settle());   // its fault is why
        return SqlWriting::undoToMark();
    }
    Result<void> commit() override
    {
        m_isOver = true;
        auto committed = writeChanged();
        if (committed)
            committed = m_db.commit();
        if (committed)
            m_notedEpoch = m_epoch;
        else
            m_db.rollBack();
        return committed;
    }

private:
    Result<void> writeChanged()
    {
        for (const QString &id : std::exchange(m_changedScopes, {})) {
            if (const auto set = SqlWriting::setScope(id, m_scopes.value(id)); !set)
                return set;
        }
        return std::exchange(m_isStateChanged, false) ? SqlWriting::setState(*m_state) : Result<void>();
    }

    /// What is not written yet, or known, at the mark.
    struct Marked {
        std::optional<HubState> state;
        QHash<QString, ScopeRow> scopes;
        QSet<QString> changedScopes;
        bool isStateChanged = false;
        QString epoch;
    };

    std::unique_lock<std::mutex> m_lock;
    QString &m_notedEpoch;   // the store's: committed
    QString m_epoch;         // noted in this transaction or before it
    bool m_isOver = false;
    std::optional<HubState> m_state;
    QHash<QString, ScopeRow> m_scopes;
    QSet<QString> m_changedScopes;   // in m_scopes, and not written
    bool m_isStateChanged = false;   // m_state, and not written
    Marked m_marked;
    QSet<OperationId> m_absentOperations;
    QSet<RecordId> m_absentRecords;
    QSet<QString> m_nothingParkedFor;
};

Result<void> PostgresHubWriting::expect(const Expected &expected)
{
    QByteArray operations, records;   // 16 bytes each, one after another
    for (const OperationId &id : expected.operations)
        operations += id.toBytes();
    for (const RecordId &id : expected.records)
        records += id.toBytes();
    QSet<OperationId> absentOperations(expected.operations.cbegin(), expected.operations.cend());
    QSet<RecordId> absentRecords(expected.records.cbegin(), expected.records.cend());
    QSet<QString> nothingParkedFor(expected.parkedFor.cbegin(), expected.parkedFor.cend());
    const auto asked = m_db.each(
        "SELECT 1, op_id FROM op WHERE op_id = ANY(ARRAY(SELECT substr(?1, 16 * n + 1, 16) FROM generate_series(0, length(?1) / 16 - 1) AS n)) "
        "UNION ALL "
        "SELECT 2, id FROM record WHERE id = ANY(ARRAY(SELECT substr(?2, 16 * n + 1, 16) FROM generate_series(0, length(?2) / 16 - 1) AS n)) "
        "UNION ALL "
        "SELECT 3, convert_to(what, 'UTF8') FROM parked WHERE what = ANY(string_to_array(?3, ' '))",
        [&](const PostgresRow &row) {
            const QByteArray found = row.blob(1);
            if (row.integer(0) == 3) {
                nothingParkedFor.remove(QString::fromUtf8(found));
            } else if (row.integer(0) == 2) {
                if (const auto id = RecordId::fromBytes(found))
                    absentRecords.remove(*id);
            } else if (const auto id = OperationId::fromBytes(found)) {
                absentOperations.remove(*id);
            }
        },
        operations, records, expected.parkedFor.join(u' '));
    if (!asked)
        return asked;
    m_absentOperations |= absentOperations;
    m_absentRecords |= absentRecords;
    m_nothingParkedFor |= nothingParkedFor;
    return {};
}

PostgresHubStore::PostgresHubStore(PostgresHubOptions options) : m_options(std::move(options)) { m_options.readersMax = readersFor(m_options.readersMax); }

PostgresHubStore::~PostgresHubStore() = default;

Result<std::unique_ptr<PostgresHubStore>> PostgresHubStore::open(const PostgresHubOptions &options)
{
    std::unique_ptr<PostgresHubStore> store(new PostgresHubStore(options));
    if (const auto prepared = store->prepare(); !prepared)
        return prepared.error();
    return store;
}

Result<void> PostgresHubStore::prepare()
{
    auto writer = connectToWrite();
    if (!writer)
        return writer.error();
    m_writer = std::move(*writer);
    if (!m_options.mayCreate) {
        const auto version = postgresSchemaVersion(*m_writer);
        if (!version)
            return version.error();
        if (*version == 0)
            return Error { ErrorCode::NotFound, u"The schema %1 of this database holds no council's records."_s.arg(m_writer->schema()) };
    }
    if (const auto migrated = migratePostgres(*m_writer); !migrated)
        return migrated.error();
    if (m_options.guards)
        return {};
    return m_writer->execute("DROP TRIGGER IF EXISTS record_frozen ON record; DROP TRIGGER IF EXISTS outcome_no_update ON outcome;");
}

Result<std::unique_ptr<PostgresConnection>> PostgresHubStore::connect(std::chrono::milliseconds idleInTransaction)
{
    const bool wasAway = m_isAway;
    if (wasAway && !mayAsk())
        return Error { ErrorCode::StorageFailure, u"PostgreSQL is away; it is asked again in a moment."_s };
    auto made = PostgresConnection::open(m_options.target, { idleInTransaction, m_options.lockWait, m_options.connectWait });
    const std::lock_guard lock(m_reading);
    m_isAway = !made;
    m_asksAgainAt = std::chrono::steady_clock::now() + breathe;
    if (wasAway)
        m_isAsking = false;
    if (!made)
        return made;
    if (m_identity.isEmpty())
        m_identity = (*made)->identity();
    if ((*made)->identity() == m_identity)
        return made;
    m_hasMoved = true;
    return moved();
}

/// A transaction's questions are all for a few rows by their key. A plan is kept as long as its connection, and one that was made while a
/// table was nearly empty may read the whole of it for ever; where whole tables are dear to the planner, none does.
Result<std::unique_ptr<PostgresConnection>> PostgresHubStore::connectToWrite()
{
    auto made = connect(writerIdle);
    if (!made)
        return made;
    const auto set = (*made)->execute("SET enable_seqscan = off; SET jit = off");
    return set ? std::move(made) : set.error();
}

/// While the server is away one asks after it at a time, and not at once again: everybody else would only wait for the same.
bool PostgresHubStore::mayAsk()
{
    const std::lock_guard lock(m_reading);
    if (m_isAsking || std::chrono::steady_clock::now() < m_asksAgainAt)
        return false;
    m_isAsking = true;
    return true;
}

Result<std::unique_ptr<PostgresConnection>> PostgresHubStore::takeReader()
{
    {
        std::unique_lock lock(m_reading);
        const auto isOneFree = [this] { return !m_idleReaders.empty() || m_readers < m_options.readersMax; };
        if (!m_readerCameBack.wait_for(lock, readerWait, isOneFree))
            return Error { ErrorCode::StorageLocked, u"Every connection to PostgreSQL is in use."_s };
        if (!m_idleReaders.empty()) {
            auto reader = std::move(m_idleReaders.back());
            m_idleReaders.pop_back();
            return reader;
        }
        ++m_readers;
    }
    auto reader = connect(readerIdle);
    if (!reader)
        giveBack(nullptr);
    return reader;
}

/// None for one that is gone.
void PostgresHubStore::giveBack(std::unique_ptr<PostgresConnection> reader)
{
    {
        const std::lock_guard lock(m_reading);
        if (reader && reader->isIdle())
            m_idleReaders.push_back(std::move(reader));
        else
            --m_readers;
    }
    m_readerCameBack.notify_one();
}

void PostgresHubStore::forgetIdleReaders()
{
    std::vector<std::unique_ptr<PostgresConnection>> gone;
    {
        const std::lock_guard lock(m_reading);
        gone.swap(m_idleReaders);
        m_readers -= static_cast<int>(gone.size());
    }
    m_readerCameBack.notify_all();
}

Result<std::unique_ptr<PostgresConnection>> PostgresHubStore::beginReading()
{
    auto reader = takeReader();
    if (!reader)
        return reader;
    // The first statement takes the snapshot, so that the moment is now and not when somebody first asks.
    const auto begun = (*reader)->execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1");
    if (begun)
        return reader;
    giveBack(std::move(*reader));
    return begun.error();
}

Result<std::unique_ptr<HubSnapshot>> PostgresHubStore::snapshot()
{
    auto reader = beginReading();
    if (!reader && reader.error().code == ErrorCode::StorageFailure) {
        // The server went away while its connections were idle: they are all like that, and a new one may do.
        forgetIdleReaders();
        reader = beginReading();
    }
    if (!reader)
        return reader.error();
    return std::unique_ptr<HubSnapshot>(new PostgresHubReading(*this, std::move(*reader)));
}

/// Takes the council's row, or where there is none yet the table, so that every decision is serial.
Result<void> PostgresHubStore::lockCouncil()
{
    static const QString takeRow = u"SELECT 1 FROM council WHERE id = 1 AND quote_ident(current_schema())::regnamespace::oid::bigint = %1 FOR UPDATE"_s;
    const std::string take = takeRow.arg(m_writer->schemaNumber()).toStdString();
    const auto found = m_writer->script("BEGIN ISOLATION LEVEL READ COMMITTED; " + take);
    if (!found || *found > 0)
        return found ? Result<void>() : found.error();
    // No row yet; or, where a restore came between, not in the schema this connection was opened on.
    const auto present = m_writer->integer("SELECT quote_ident(current_schema())::regnamespace::oid::bigint");
    if (!present)
        return present.error();
    if (*present != m_writer->schemaNumber()) {
        m_hasMoved = true;
        return moved();
    }
    if (const auto locked = m_writer->execute("LOCK TABLE council IN SHARE ROW EXCLUSIVE MODE"); !locked)
        return locked;
    return m_writer->execute(take);   // somebody may have written it while we waited
}

Result<std::unique_ptr<HubTransaction>> PostgresHubStore::begin()
{
    std::unique_lock lock(m_writing);
    Error fault { ErrorCode::StorageFailure, {} };
    for (int attempt = 0; attempt < 2; ++attempt) {   // twice: the connection may have been lost while it was idle
        if (!m_writer || !m_writer->isIdle()) {
            m_writer.reset();
            auto made = connectToWrite();
            if (!made)
                return made.error();
            m_writer = std::move(*made);
        }
        const auto locked = lockCouncil();
        if (locked)
            return std::unique_ptr<HubTransaction>(new PostgresHubWriting(*m_writer, std::move(lock), m_notedEpoch));
        fault = locked.error();
        if (!m_writer->isBroken()) {
            static_cast<void>(m_writer->execute("ROLLBACK"));   // the fault is what is told
            return fault;
        }
        m_writer.reset();
    }
    return fault;
}

Result<qint64> PostgresHubStore::bytesOnDisk()
{
    auto reader = takeReader();
    if (!reader)
        return reader.error();
    const auto bytes = (*reader)->integer("SELECT CAST(COALESCE(SUM(pg_total_relation_size(oid)), 0) AS BIGINT) FROM pg_class "
                                          "WHERE relnamespace = quote_ident(current_schema())::regnamespace AND relkind IN ('r', 'm')");
    giveBack(std::move(*reader));
    return bytes ? Result<qint64>(bytes->value_or(0)) : bytes.error();
}

Result<QString> PostgresHubStore::integrityCheck()
{
    // By table: a trigger of that name elsewhere guards nothing.
    static const QStringList wanted { u"audit.audit_no_delete"_s,
                                      u"audit.audit_no_truncate"_s,
                                      u"audit.audit_no_update"_s,
                                      u"audit_head.audit_head_no_delete"_s,
                                      u"audit_head.audit_head_no_truncate"_s,
                                      u"audit_head.audit_head_no_update"_s,
                                      u"erased_operation.erased_operation_no_delete"_s,
                                      u"erased_operation.erased_operation_no_truncate"_s,
                                      u"erased_operation.erased_operation_no_update"_s,
                                      u"erased_record.erased_record_no_delete"_s,
                                      u"erased_record.erased_record_no_truncate"_s,
                                      u"erased_record.erased_record_no_update"_s,
                                      u"erasure.erasure_no_delete"_s,
                                      u"erasure.erasure_no_truncate"_s,
                                      u"erasure.erasure_no_update"_s,
                                      u"file.file_no_delete"_s,
                                      u"file.file_no_truncate"_s,
                                      u"file_chunk.file_chunk_no_truncate"_s,
                                      u"file_chunk.file_chunk_no_update"_s,
                                      u"file_chunk.file_chunk_stays"_s,
                                      u"file_naming.file_naming_no_truncate"_s,
                                      u"file_naming.file_naming_stays"_s,
                                      u"file_store.file_store_no_delete"_s,
                                      u"file_store.file_store_no_truncate"_s,
                                      u"op.op_no_delete"_s,
                                      u"op.op_no_truncate"_s,
                                      u"op.op_no_update"_s,
                                      u"outcome.outcome_no_delete"_s,
                                      u"outcome.outcome_no_truncate"_s,
                                      u"outcome.outcome_no_update"_s,
                                      u"record.record_frozen"_s,
                                      u"record.record_no_delete"_s,
                                      u"record.record_no_truncate"_s };
    auto reader = takeReader();
    if (!reader)
        return reader.error();
    QStringList present;
    const auto read = (*reader)->each("SELECT relname || '.' || tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
                                      "WHERE relnamespace = quote_ident(current_schema())::regnamespace AND tgenabled IN ('O', 'A')",
                                      [&present](const PostgresRow &row) { present.append(row.text(0)); });
    giveBack(std::move(*reader));
    if (!read)
        return read.error();
    for (const QString &name : wanted) {
        if (!present.contains(name))
            return u"the trigger %1 is missing or switched off"_s.arg(name);
    }
    return u"ok"_s;
}

/// Where the history @p epoch was begun; none if it never was here.
Result<std::optional<QString>> PostgresHubStore::homeOf(const QString &epoch)
{
    auto reader = takeReader();
    if (!reader)
        return reader.error();
    std::optional<QString> home;
    const auto read = (*reader)->each(
        "SELECT identity FROM home WHERE epoch = ?1", [&home](const PostgresRow &row) { home = row.text(0); }, epoch);
    giveBack(std::move(*reader));
    if (!read)
        return read.error();
    return home;
}

Result<bool> PostgresHubStore::knowsHistory(const QString &epoch)
{
    if (epoch.isEmpty())
        return true;   // its home tells
    const auto home = homeOf(epoch);
    if (!home)
        return home.error();
    return home->has_value();
}

Result<bool> PostgresHubStore::isHomeOf(const QString &epoch)
{
    const auto home = homeOf(epoch);
    if (!home)
        return home.error();
    return *home == m_identity;
}

Result<void> PostgresHubStore::copyTo(const QString &path, const DatabaseKey &key)
{
    auto reader = beginReading();
    if (!reader)
        return reader.error();
    const auto copied = copyCouncil(**reader, path, key);
    const auto ended = (*reader)->execute("ROLLBACK");
    giveBack(std::move(*reader));
    return copied ? ended : copied;
}

std::unique_ptr<OtherHubs> PostgresHubStore::otherHubs(std::function<void(const Commit &)> heard)
{
    return std::make_unique<PostgresListener>(m_options.target, std::move(heard));
}

} // namespace sightline::hub
