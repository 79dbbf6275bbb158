#include "sync/hub/store/sqlite_hub_store.h"

#include "core/operations/apply.h"
#include "core/sqlite/copy_database.h"
#include "core/sqlite/migrator.h"
#include "sync/hub/store/migrations.h"
#include "sync/hub/store/sqlite_reading.h"

#include <QFile>
#include <QFileInfo>

namespace sightline::hub {

using namespace Qt::StringLiterals;

/// A snapshot: a reader and its read transaction; in memory the one connection, under its lock.
class SqliteHubReading final : public ReadsThrough<HubSnapshot> {
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

class SqliteHubWriting final : public ReadsThrough<HubTransaction> {
public:
    SqliteHubWriting(Connection &db, std::unique_lock<std::mutex> lock, Transaction transaction)
        : ReadsThrough(db), m_db(db), m_lock(std::move(lock)), m_transaction(std::move(transaction))
    {
    }

    Result<void> setState(const HubState &state) override;
    Result<void> setStream(const StreamState &stream) override;
    Result<void> takeNumber(const StreamId &stream, qint64 number, const TakenNumber &taken) override;
    Result<void> appendOperation(const LoggedOperation &operation) override;
    Result<void> appendOutcome(const LoggedOutcome &outcome) override;
    Result<void> park(const QString &what, qint64 operationSeq) override;
    Result<void> unpark(qint64 operationSeq) override;
    Result<void> setRecord(const RecordRow &record) override;
    Result<void> setEntry(const Entry &entry) override;
    Result<void> setScope(const QString &id, const ScopeRow &row) override;
    Result<void> openConflict(const OpenConflict &conflict) override;
    Result<void> closeConflicts(qint64 operationSeq, qint64 resolvedSeq) override;
    Result<void> setFile(const FileRow &file) override;
    Result<void> nameFile(const FileNaming &naming) override;
    Result<void> setChunk(const QByteArray &sha, const PersonId &person, qint64 n, const QByteArray &bytes) override;
    Result<void> dropChunks(const QByteArray &sha, const PersonId &person) override;
    Result<void> setEnrolment(const EnrolmentRow &row) override;
    Result<void> forgetEnrolments(qint64 beforeMs) override;
    Result<void> useUpEnrolmentsOf(const PersonId &person, qint64 atMs) override;
    Result<void> setInstallation(const InstallationRow &row) override;
    Result<void> setToken(const TokenRow &row) override;
    Result<void> forgetTokens(const QByteArray &family, qint64 accessBeforeMs, qint64 refreshBeforeMs) override;
    Result<void> revokeTokensOf(const InstallationId &installation, qint64 atMs) override;
    Result<void> mark() override { return m_db.execute("SAVEPOINT request"); }
    Result<void> keepSinceMark() override { return m_db.execute("RELEASE request"); }
    Result<void> undoToMark() override { return m_db.execute("ROLLBACK TO request; RELEASE request;"); }
    Result<void> commit() override { return m_transaction.commit(); }

private:
    template <typename... Arguments>
    Result<void> write(std::string_view sql, const Arguments &...arguments)
    {
        const auto changed = m_db.run(sql, arguments...);
        return changed ? Result<void>() : changed.error();
    }

    Connection &m_db;
    std::unique_lock<std::mutex> m_lock;   // outlives the transaction, which is rolled back if it was not committed
    Transaction m_transaction;
};

Result<void> SqliteHubWriting::setState(const HubState &state)
{
    return write("INSERT INTO council (id, name, epoch, seq, durable_seq, people_seq, forms_seq, chain) VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7) "
                 "ON CONFLICT (id) DO UPDATE SET name = excluded.name, epoch = excluded.epoch, seq = excluded.seq, "
                 "durable_seq = excluded.durable_seq, people_seq = excluded.people_seq, forms_seq = excluded.forms_seq, chain = excluded.chain",
                 state.council, state.epoch, state.seq, state.durableSeq, state.peopleSeq, state.formsSeq, state.chain);
}

Result<void> SqliteHubWriting::setStream(const StreamState &stream)
{
    return write("INSERT INTO stream (id, installation, person, last_number, chain, seen_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
                 "ON CONFLICT (id) DO UPDATE SET last_number = excluded.last_number, chain = excluded.chain, seen_at_ms = excluded.seen_at_ms",
                 stream.id, stream.installation, stream.person.toString(), stream.last, stream.chain, stream.seenAtMs);
}

Result<void> SqliteHubWriting::takeNumber(const StreamId &stream, qint64 number, const TakenNumber &taken)
{
    return write("INSERT INTO taken_number (stream, number, seq, chain) VALUES (?1, ?2, ?3, ?4) "
                 "ON CONFLICT (stream, number) DO UPDATE SET seq = excluded.seq, chain = excluded.chain",
                 stream, number, taken.seq, taken.chain);
}

Result<void> SqliteHubWriting::appendOperation(const LoggedOperation &operation)
{
    return write("INSERT INTO op (seq, op_id, stream, person, record_id, kind, at_device_ms, at_hub_ms, body, chain) "
                 "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                 operation.seq, operation.id, operation.stream, operation.person.toString(), operation.record, operation.kind, operation.atDeviceMs,
                 operation.atHubMs, operation.bytes, operation.chain);
}

Result<void> SqliteHubWriting::appendOutcome(const LoggedOutcome &outcome)
{
    return write("INSERT INTO outcome (op_seq, seq, name, fields) VALUES (?1, ?2, ?3, ?4)", outcome.operationSeq, outcome.seq, outcome.name,
                 fieldNamesToText(outcome.fields));
}

Result<void> SqliteHubWriting::park(const QString &what, qint64 operationSeq)
{
    return write("INSERT INTO parked (what, op_seq) VALUES (?1, ?2) ON CONFLICT (what, op_seq) DO NOTHING", what, operationSeq);
}

Result<void> SqliteHubWriting::unpark(qint64 operationSeq) { return write("DELETE FROM parked WHERE op_seq = ?1", operationSeq); }

Result<void> SqliteHubWriting::setRecord(const RecordRow &record)
{
    return write("INSERT INTO record (id, type, form, state, rev, seq, at_hub_ms, hash, frozen, body) "
                 "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) "
                 "ON CONFLICT (id) DO UPDATE SET type = excluded.type, form = excluded.form, state = excluded.state, rev = excluded.rev, "
                 "seq = excluded.seq, at_hub_ms = excluded.at_hub_ms, hash = excluded.hash, frozen = excluded.frozen, body = excluded.body",
                 record.id, record.type, record.form, record.state, record.rev, record.seq, record.atHubMs, record.hash, record.frozen, record.body);
}

Result<void> SqliteHubWriting::setEntry(const Entry &entry)
{
    return write("INSERT INTO entry (scope, record_id, seq, present) VALUES (?1, ?2, ?3, ?4) "
                 "ON CONFLICT (scope, record_id) DO UPDATE SET seq = excluded.seq, present = excluded.present",
                 entry.scope, entry.record, entry.seq, entry.present);
}

Result<void> SqliteHubWriting::setScope(const QString &id, const ScopeRow &row)
{
    return write("INSERT INTO scope (id, n, digest) VALUES (?1, ?2, ?3) "
                 "ON CONFLICT (id) DO UPDATE SET n = excluded.n, digest = excluded.digest",
                 id, row.count, row.digest);
}

Result<void> SqliteHubWriting::openConflict(const OpenConflict &conflict)
{
    return write("INSERT INTO conflict (record_id, field, op_seq, resolved_seq) VALUES (?1, ?2, ?3, NULL) "
                 "ON CONFLICT (record_id, field, op_seq) DO NOTHING",
                 conflict.record, conflict.field, conflict.operationSeq);
}

Result<void> SqliteHubWriting::closeConflicts(qint64 operationSeq, qint64 resolvedSeq)
{
    return write("UPDATE conflict SET resolved_seq = ?2 WHERE op_seq = ?1 AND resolved_seq IS NULL", operationSeq, resolvedSeq);
}

Result<void> SqliteHubWriting::setFile(const FileRow &file)
{
    return write("INSERT INTO file (sha, person, size, mime, named_at_ms, complete_seq) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
                 "ON CONFLICT (sha, person) DO UPDATE SET complete_seq = excluded.complete_seq",
                 file.sha, file.person.toString(), file.sizeBytes, file.mime, file.namedAtMs, file.completeSeq);
}

Result<void> SqliteHubWriting::nameFile(const FileNaming &naming)
{
    return write("INSERT INTO file_naming (sha, record_id, person) VALUES (?1, ?2, ?3) ON CONFLICT (sha, record_id, person) DO NOTHING", naming.sha,
                 naming.record, naming.person.toString());
}

Result<void> SqliteHubWriting::setChunk(const QByteArray &sha, const PersonId &person, qint64 n, const QByteArray &bytes)
{
    return write("INSERT INTO file_chunk (sha, person, n, bytes) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (sha, person, n) DO NOTHING", sha, person.toString(), n,
                 bytes);
}

Result<void> SqliteHubWriting::dropChunks(const QByteArray &sha, const PersonId &person)
{
    return write("DELETE FROM file_chunk WHERE sha = ?1 AND person = ?2", sha, person.toString());
}

Result<void> SqliteHubWriting::forgetEnrolments(qint64 beforeMs) { return write("DELETE FROM enrolment WHERE expires_at_ms < ?1", beforeMs); }

Result<void> SqliteHubWriting::useUpEnrolmentsOf(const PersonId &person, qint64 atMs)
{
    return write("UPDATE enrolment SET used_at_ms = ?2 WHERE person = ?1 AND used_at_ms = 0", person.toString(), atMs);
}

Result<void> SqliteHubWriting::setEnrolment(const EnrolmentRow &row)
{
    return write("INSERT INTO enrolment (code_hash, person, expires_at_ms, used_at_ms) VALUES (?1, ?2, ?3, ?4) "
                 "ON CONFLICT (code_hash) DO UPDATE SET used_at_ms = excluded.used_at_ms",
                 row.codeHash, row.person.toString(), row.expiresAtMs, row.usedAtMs);
}

Result<void> SqliteHubWriting::setInstallation(const InstallationRow &row)
{
    return write("INSERT INTO installation (id, person, public_key, enrolled_at_ms, revoked_at_ms, forgotten_restore_at_ms) "
                 "VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
                 "ON CONFLICT (id) DO UPDATE SET public_key = excluded.public_key, enrolled_at_ms = excluded.enrolled_at_ms, "
                 "revoked_at_ms = excluded.revoked_at_ms, forgotten_restore_at_ms = excluded.forgotten_restore_at_ms",
                 row.id, row.person.toString(), row.publicKey, row.enrolledAtMs, row.revokedAtMs, row.forgottenRestoreAtMs);
}

Result<void> SqliteHubWriting::setToken(const TokenRow &row)
{
    return write("INSERT INTO token (hash, is_refresh, installation, family, generation, expires_at_ms, used_at_ms, revoked_at_ms) "
                 "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) "
                 "ON CONFLICT (hash) DO UPDATE SET used_at_ms = excluded.used_at_ms, revoked_at_ms = excluded.revoked_at_ms",
                 row.hash, row.refresh, row.installation, row.family, row.generation, row.expiresAtMs, row.usedAtMs, row.revokedAtMs);
}

Result<void> SqliteHubWriting::forgetTokens(const QByteArray &family, qint64 accessBeforeMs, qint64 refreshBeforeMs)
{
    const auto access = write("DELETE FROM token WHERE family = ?1 AND is_refresh = 0 AND expires_at_ms < ?2", family, accessBeforeMs);
    if (!access)
        return access;
    // Reading every refresh token of a half year at each renewal would cost more than it saves; the oldest few are enough.
    return write("DELETE FROM token WHERE expires_at_ms < ?2 AND hash IN "
                 "(SELECT hash FROM token WHERE family = ?1 AND is_refresh = 1 ORDER BY generation LIMIT 8)",
                 family, refreshBeforeMs);
}

Result<void> SqliteHubWriting::revokeTokensOf(const InstallationId &installation, qint64 atMs)
{
    return write("UPDATE token SET revoked_at_ms = ?2 WHERE installation = ?1 AND revoked_at_ms = 0", installation, atMs);
}

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

Result<void> SqliteHubStore::copyTo(const QString &path)
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

Result<QString> SqliteHubStore::integrityCheck()
{
    const std::lock_guard lock(m_writing);
    return m_writer->integrityCheck();
}

} // namespace sightline::hub
