#include "sync/hub/store/sql_reading.h"

#include "core/operations/apply.h"
#include "core/sqlite/connection.h"
#include "sync/hub/store/postgres_connection.h"
#include "sync/protocol/messages.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

template <typename T, typename Db, typename Read, typename... Arguments>
Result<QList<T>> many(Db &db, std::string_view sql, Read read, const Arguments &...arguments)
{
    QList<T> all;
    const auto done = db.each(
        sql,
        [&](const auto &row) -> Result<void> {
            Result<T> value = read(row);
            if (!value)
                return value.error();
            all.append(std::move(*value));
            return {};
        },
        arguments...);
    if (!done)
        return done.error();
    return all;
}

/// The first row; none if there is none. For statements that give one at most.
template <typename T, typename Db, typename Read, typename... Arguments>
Result<std::optional<T>> one(Db &db, std::string_view sql, Read read, const Arguments &...arguments)
{
    auto all = many<T>(db, sql, read, arguments...);
    if (!all)
        return all.error();
    return all->isEmpty() ? std::optional<T>() : std::optional<T>(std::move(all->first()));
}

constexpr auto readStream = [](const auto &row) -> Result<StreamState> {
    const auto id = StreamId::fromBytes(row.blob(0));
    const auto installation = InstallationId::fromBytes(row.blob(1));
    if (!id || !installation)
        return id ? installation.error() : id.error();
    return StreamState { *id, *installation, PersonId(row.text(2)), row.integer(3), row.blob(4), row.integer(5) };
};

constexpr auto readOperation = [](const auto &row) -> Result<LoggedOperation> {
    const auto id = OperationId::fromBytes(row.blob(1));
    const auto stream = StreamId::fromBytes(row.blob(2));
    const auto record = RecordId::fromBytes(row.blob(4));
    if (!id || !stream || !record)
        return Error { ErrorCode::Corrupt, u"Operation %1 of the log has a damaged identifier."_s.arg(row.integer(0)) };
    return LoggedOperation { row.integer(0), *id,         *stream,     PersonId(row.text(3)), *record, row.text(5), row.integer(6),
                             row.integer(7), row.blob(8), row.blob(9), row.blob(10) };
};

constexpr auto readOutcome = [](const auto &row) -> Result<LoggedOutcome> {
    const QString fields = row.text(3);
    return LoggedOutcome { row.integer(0), row.integer(1), row.text(2), fieldNamesFromText(fields) };
};

constexpr auto readRecord = [](const auto &row) -> Result<RecordRow> {
    const auto id = RecordId::fromBytes(row.blob(0));
    if (!id)
        return id.error();
    return RecordRow { *id, row.text(1), row.text(2), row.text(3), row.integer(4), row.integer(5), row.integer(6), row.blob(7), row.blob(8), row.blob(9) };
};

constexpr auto readEventSource = [](const auto &row) -> Result<EventSourceRow> {
    return EventSourceRow { row.text(0), row.blob(1), row.integer(2), row.integer(3) };
};

constexpr auto readLocalAccount = [](const auto &row) -> Result<LocalAccountRow> {
    return LocalAccountRow { PersonId(row.text(0)), row.text(1),    row.blob(2),    row.blob(3),   row.integer(4),
                             row.integer(5),        row.integer(6), row.integer(7), row.integer(8) };
};

constexpr auto readCalendarAddress = [](const auto &row) -> Result<CalendarAddressRow> {
    return CalendarAddressRow { PersonId(row.text(0)), row.blob(1), row.integer(2), row.integer(3) };
};

constexpr auto readAudit = [](const auto &row) -> Result<AuditRow> { return AuditRow { row.integer(0), row.integer(1), row.blob(2), row.blob(3) }; };

constexpr auto readAuditHead = [](const auto &row) -> Result<AuditHeadRow> {
    return AuditHeadRow { row.integer(0), row.integer(1), row.text(2), row.integer(3), row.blob(4), row.integer(5), row.blob(6), row.blob(7) };
};

constexpr auto readEntry = [](const auto &row) -> Result<Entry> {
    const auto record = RecordId::fromBytes(row.blob(1));
    if (!record)
        return record.error();
    return Entry { row.text(0), *record, row.integer(2), row.integer(3) != 0 };
};

constexpr auto readInstallation = [](const auto &row) -> Result<InstallationRow> {
    const auto id = InstallationId::fromBytes(row.blob(0));
    if (!id)
        return id.error();
    return InstallationRow { *id, PersonId(row.text(1)), row.blob(2), row.integer(3), row.integer(4), row.integer(5) };
};

/// An installation's columns, then those of its contact, which may all be NULL.
constexpr auto readDevice = [](const auto &row) -> Result<DeviceRow> {
    const auto installation = readInstallation(row);
    if (!installation)
        return installation.error();
    DeviceRow device { *installation, {} };
    if (row.isNull(6))
        return device;
    device.contact = ContactRow { installation->id, row.integer(6), {} };
    if (row.integer(7) != 0)
        device.contact->remaining = wire::Remaining { row.integer(8), row.integer(9), row.integer(10), row.integer(11) };
    return device;
};

constexpr auto readToken = [](const auto &row) -> Result<TokenRow> {
    const auto installation = InstallationId::fromBytes(row.blob(2));
    if (!installation)
        return installation.error();
    return TokenRow { row.blob(0), row.integer(1) != 0, *installation, row.blob(3), row.integer(4), row.integer(5), row.integer(6), row.integer(7) };
};

constexpr auto readFile = [](const auto &row) -> Result<FileRow> {
    return FileRow { row.blob(0), PersonId(row.text(1)), row.integer(2), row.text(3), row.integer(4), row.integer(5) };
};

constexpr auto readNaming = [](const auto &row) -> Result<FileNaming> {
    const auto record = RecordId::fromBytes(row.blob(2));
    if (!record)
        return record.error();
    return FileNaming { row.blob(0), PersonId(row.text(1)), *record };
};

} // namespace

template <typename Db>
Result<HubState> SqlReads<Db>::state()
{
    const auto found = one<HubState>(m_db,
                                     "SELECT name, epoch, seq, durable_seq, people_seq, forms_seq, chain, audit_n, audit_chain, audit_heads, durable_at_ms, "
                                     "erasures FROM council",
                                     [](const auto &row) -> Result<HubState> {
                                         return HubState { row.text(0), row.text(1),    row.integer(2), row.integer(3), row.integer(4),  row.integer(5),
                                                           row.blob(6), row.integer(7), row.blob(8),    row.integer(9), row.integer(10), row.integer(11) };
                                     });
    if (!found)
        return found.error();
    return found->value_or(HubState {});
}

template <typename Db>
Result<std::optional<StreamState>> SqlReads<Db>::stream(const StreamId &id)
{
    return one<StreamState>(m_db, "SELECT id, installation, person, last_number, chain, seen_at_ms FROM stream WHERE id = ?1", readStream, id);
}

template <typename Db>
Result<std::optional<TakenNumber>> SqlReads<Db>::takenNumber(const StreamId &stream, qint64 number)
{
    return one<TakenNumber>(
        m_db, "SELECT seq, chain FROM taken_number WHERE stream = ?1 AND number = ?2",
        [](const auto &row) -> Result<TakenNumber> {
            return TakenNumber { row.integer(0), row.blob(1) };
        },
        stream, number);
}

template <typename Db>
Result<std::optional<LoggedOperation>> SqlReads<Db>::operation(const OperationId &id)
{
    return one<LoggedOperation>(m_db,
                                "SELECT seq, op_id, stream, person, record_id, kind, at_device_ms, at_hub_ms, body, chain, digest "
                                "FROM op WHERE op_id = ?1",
                                readOperation, id);
}

template <typename Db>
Result<std::optional<LoggedOperation>> SqlReads<Db>::operationAt(qint64 seq)
{
    return one<LoggedOperation>(m_db,
                                "SELECT seq, op_id, stream, person, record_id, kind, at_device_ms, at_hub_ms, body, chain, digest "
                                "FROM op WHERE seq = ?1",
                                readOperation, seq);
}

template <typename Db>
Result<QList<LoggedOperation>> SqlReads<Db>::operationsOf(const RecordId &record)
{
    return many<LoggedOperation>(m_db,
                                 "SELECT seq, op_id, stream, person, record_id, kind, at_device_ms, at_hub_ms, body, chain, digest "
                                 "FROM op WHERE record_id = ?1 ORDER BY seq",
                                 readOperation, record);
}

template <typename Db>
Result<QList<qint64>> SqlReads<Db>::parkedFor(const QString &what)
{
    return many<qint64>(
        m_db, "SELECT op_seq FROM parked WHERE what = ?1 ORDER BY op_seq", [](const auto &row) -> Result<qint64> { return row.integer(0); }, what);
}

template <typename Db>
Result<QList<LoggedOutcome>> SqlReads<Db>::outcomesOf(qint64 operationSeq)
{
    return many<LoggedOutcome>(m_db, "SELECT op_seq, seq, name, fields FROM outcome WHERE op_seq = ?1 ORDER BY seq", readOutcome, operationSeq);
}

template <typename Db>
Result<std::optional<RecordRow>> SqlReads<Db>::record(const RecordId &id)
{
    return one<RecordRow>(m_db, "SELECT id, type, form, state, rev, seq, at_hub_ms, hash, body, frozen FROM record WHERE id = ?1", readRecord, id);
}

template <typename Db>
Result<QStringList> SqlReads<Db>::scopeIds()
{
    const auto ids = many<QString>(m_db, "SELECT id FROM scope ORDER BY id", [](const auto &row) -> Result<QString> { return row.text(0); });
    if (!ids)
        return ids.error();
    return QStringList(*ids);
}

template <typename Db>
Result<QList<RecordId>> SqlReads<Db>::recordIds(const QString &type)
{
    const auto readId = [](const auto &row) -> Result<RecordId> { return RecordId::fromBytes(row.blob(0)); };
    if (type.isEmpty())
        return many<RecordId>(m_db, "SELECT id FROM record ORDER BY id", readId);
    return many<RecordId>(m_db, "SELECT id FROM record WHERE type = ?1 ORDER BY id", readId, type);
}

template <typename Db>
Result<QList<RecordForm>> SqlReads<Db>::recordsAfter(const QString &type, const QByteArray &after, int limit)
{
    return many<RecordForm>(
        m_db, "SELECT id, form FROM record WHERE type = ?1 AND id > ?2 ORDER BY id LIMIT ?3",
        [](const auto &row) -> Result<RecordForm> {
            const auto id = RecordId::fromBytes(row.blob(0));
            return id ? Result<RecordForm>(RecordForm { *id, row.text(1) }) : id.error();
        },
        type, after, limit);
}

template <typename Db>
Result<QList<RecordRow>> SqlReads<Db>::recordRowsAfter(const QString &type, const QByteArray &after, int limit)
{
    return many<RecordRow>(m_db,
                           "SELECT id, type, form, state, rev, seq, at_hub_ms, hash, body, frozen FROM record WHERE type = ?1 AND id > ?2 ORDER BY id LIMIT ?3",
                           readRecord, type, after, limit);
}

template <typename Db>
Result<QList<RecordId>> SqlReads<Db>::loggedRecordIds()
{
    return many<RecordId>(m_db, "SELECT DISTINCT record_id FROM op ORDER BY record_id",
                          [](const auto &row) -> Result<RecordId> { return RecordId::fromBytes(row.blob(0)); });
}

template <typename Db>
Result<QList<Entry>> SqlReads<Db>::entriesOf(const RecordId &record)
{
    return many<Entry>(m_db, "SELECT scope, record_id, seq, present FROM entry WHERE record_id = ?1 ORDER BY scope", readEntry, record);
}

template <typename Db>
Result<QList<Entry>> SqlReads<Db>::entriesAfter(const QString &scope, qint64 after, int limit)
{
    return many<Entry>(m_db, "SELECT scope, record_id, seq, present FROM entry WHERE scope = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3", readEntry, scope, after,
                       limit);
}

template <typename Db>
Result<ScopeRow> SqlReads<Db>::scope(const QString &id)
{
    const auto found = one<ScopeRow>(
        m_db, "SELECT n, digest FROM scope WHERE id = ?1",
        [](const auto &row) -> Result<ScopeRow> {
            return ScopeRow { row.integer(0), row.blob(1) };
        },
        id);
    if (!found)
        return found.error();
    return found->value_or(ScopeRow { 0, wire::emptyDigest() });
}

template <typename Db>
Result<bool> SqlReads<Db>::hasOpenConflict(const RecordId &record)
{
    const auto open = m_db.integer("SELECT 1 FROM conflict WHERE record_id = ?1 AND resolved_seq IS NULL LIMIT 1", record);
    if (!open)
        return open.error();
    return open->has_value();
}

template <typename Db>
Result<std::optional<FileRow>> SqlReads<Db>::file(const QByteArray &sha, const PersonId &person)
{
    return one<FileRow>(m_db, "SELECT sha, person, size, mime, named_at_ms, complete_seq FROM file WHERE sha = ?1 AND person = ?2", readFile, sha,
                        person.toString());
}

template <typename Db>
Result<QList<FileRow>> SqlReads<Db>::files()
{
    return many<FileRow>(m_db, "SELECT sha, person, size, mime, named_at_ms, complete_seq FROM file ORDER BY sha, person", readFile);
}

template <typename Db>
Result<QList<FileNaming>> SqlReads<Db>::namingsOf(const QByteArray &sha)
{
    return many<FileNaming>(m_db, "SELECT sha, person, record_id FROM file_naming WHERE sha = ?1 ORDER BY record_id, person", readNaming, sha);
}

template <typename Db>
Result<QList<FileNaming>> SqlReads<Db>::namingsIn(const RecordId &record)
{
    return many<FileNaming>(m_db, "SELECT sha, person, record_id FROM file_naming WHERE record_id = ?1 ORDER BY sha, person", readNaming, record);
}

template <typename Db>
Result<QList<ChunkPlace>> SqlReads<Db>::chunksOf(const QByteArray &sha, const PersonId &person)
{
    return many<ChunkPlace>(
        m_db, "SELECT n, store, name FROM file_chunk WHERE sha = ?1 AND person = ?2 ORDER BY n",
        [](const auto &row) -> Result<ChunkPlace> {
            return ChunkPlace { row.integer(0), row.integer(1), row.text(2) };
        },
        sha, person.toString());
}

template <typename Db>
Result<std::optional<StoredChunk>> SqlReads<Db>::chunk(const QByteArray &sha, const PersonId &person, qint64 n)
{
    return one<StoredChunk>(
        m_db, "SELECT bytes, store, name FROM file_chunk WHERE sha = ?1 AND person = ?2 AND n = ?3",
        [](const auto &row) -> Result<StoredChunk> {
            return StoredChunk { row.blob(0), row.integer(1), row.text(2) };
        },
        sha, person.toString(), n);
}

template <typename Db>
Result<QList<FileStoreRow>> SqlReads<Db>::fileStores()
{
    return many<FileStoreRow>(m_db, "SELECT n, place, since_ms FROM file_store ORDER BY n", [](const auto &row) -> Result<FileStoreRow> {
        return FileStoreRow { row.integer(0), row.text(1), row.integer(2) };
    });
}

template <typename Db>
Result<QStringList> SqlReads<Db>::chunkNames(qint64 store)
{
    return many<QString>(
        m_db, "SELECT name FROM file_chunk WHERE store = ?1 AND store <> 0 ORDER BY name", [](const auto &row) -> Result<QString> { return row.text(0); },
        store);
}

template <typename Db>
Result<std::optional<EnrolmentRow>> SqlReads<Db>::enrolment(const QByteArray &codeHash)
{
    return one<EnrolmentRow>(
        m_db, "SELECT code_hash, person, expires_at_ms, used_at_ms FROM enrolment WHERE code_hash = ?1",
        [](const auto &row) -> Result<EnrolmentRow> {
            return EnrolmentRow { row.blob(0), PersonId(row.text(1)), row.integer(2), row.integer(3) };
        },
        codeHash);
}

template <typename Db>
Result<std::optional<InstallationRow>> SqlReads<Db>::installation(const InstallationId &id)
{
    return one<InstallationRow>(m_db,
                                "SELECT id, person, public_key, enrolled_at_ms, revoked_at_ms, forgotten_restore_at_ms FROM installation "
                                "WHERE id = ?1",
                                readInstallation, id);
}

template <typename Db>
Result<QList<InstallationRow>> SqlReads<Db>::installationsOf(const PersonId &person)
{
    return many<InstallationRow>(m_db,
                                 "SELECT id, person, public_key, enrolled_at_ms, revoked_at_ms, forgotten_restore_at_ms FROM installation "
                                 "WHERE person = ?1 ORDER BY enrolled_at_ms, id",
                                 readInstallation, person.toString());
}

template <typename Db>
Result<QList<DeviceRow>> SqlReads<Db>::devices()
{
    return many<DeviceRow>(m_db,
                           "SELECT id, person, public_key, enrolled_at_ms, revoked_at_ms, forgotten_restore_at_ms, at_ms, said, records, drafts, files, "
                           "file_bytes FROM installation LEFT JOIN contact ON contact.installation = installation.id ORDER BY person, enrolled_at_ms, id",
                           readDevice);
}

template <typename Db>
Result<std::optional<TokenRow>> SqlReads<Db>::token(const QByteArray &hash)
{
    return one<TokenRow>(m_db,
                         "SELECT hash, is_refresh, installation, family, generation, expires_at_ms, used_at_ms, revoked_at_ms FROM token "
                         "WHERE hash = ?1",
                         readToken, hash);
}

template <typename Db>
Result<std::optional<TokenRow>> SqlReads<Db>::newestRefresh(const QByteArray &family)
{
    return one<TokenRow>(m_db,
                         "SELECT hash, is_refresh, installation, family, generation, expires_at_ms, used_at_ms, revoked_at_ms FROM token "
                         "WHERE family = ?1 AND is_refresh = 1 ORDER BY generation DESC, revoked_at_ms > 0 LIMIT 1",
                         readToken, family);
}

template <typename Db>
Result<std::optional<CalendarAddressRow>> SqlReads<Db>::calendarAddress(const QByteArray &tokenHash)
{
    return one<CalendarAddressRow>(m_db, "SELECT person, token_hash, made_at_ms, revoked_at_ms FROM calendar_address WHERE token_hash = ?1",
                                   readCalendarAddress, tokenHash);
}

template <typename Db>
Result<std::optional<CalendarAddressRow>> SqlReads<Db>::calendarAddressOf(const PersonId &person)
{
    return one<CalendarAddressRow>(m_db, "SELECT person, token_hash, made_at_ms, revoked_at_ms FROM calendar_address WHERE person = ?1", readCalendarAddress,
                                   person.toString());
}

template <typename Db>
Result<QList<CalendarAddressRow>> SqlReads<Db>::calendarAddresses()
{
    return many<CalendarAddressRow>(m_db, "SELECT person, token_hash, made_at_ms, revoked_at_ms FROM calendar_address WHERE revoked_at_ms = 0 ORDER BY person",
                                    readCalendarAddress);
}

template <typename Db>
Result<QList<AuditRow>> SqlReads<Db>::auditAfter(qint64 after, int limit)
{
    return many<AuditRow>(m_db, "SELECT n, at_ms, line, chain FROM audit WHERE n > ?1 ORDER BY n LIMIT ?2", readAudit, after, limit);
}

template <typename Db>
Result<QList<AuditHeadRow>> SqlReads<Db>::auditHeadsAfter(qint64 after, int limit)
{
    return many<AuditHeadRow>(m_db, "SELECT n, at_ms, epoch, audit_n, audit_chain, seq, chain, signature FROM audit_head WHERE n > ?1 ORDER BY n LIMIT ?2",
                              readAuditHead, after, limit);
}

template <typename Db>
Result<std::optional<AuditHeadRow>> SqlReads<Db>::newestAuditHead()
{
    return one<AuditHeadRow>(m_db, "SELECT n, at_ms, epoch, audit_n, audit_chain, seq, chain, signature FROM audit_head ORDER BY n DESC LIMIT 1",
                             readAuditHead);
}

template <typename Db>
Result<qint64> SqlReads<Db>::readingTaken(const InstallationId &installation)
{
    const auto found = m_db.integer("SELECT last_n FROM reading_taken WHERE installation = ?1", installation);
    return found ? Result<qint64>(found->value_or(0)) : found.error();
}

template <typename Db>
Result<std::optional<EventSourceRow>> SqlReads<Db>::eventSource(const QByteArray &tokenHash)
{
    return one<EventSourceRow>(m_db, "SELECT name, token_hash, made_at_ms, revoked_at_ms FROM event_source WHERE token_hash = ?1", readEventSource, tokenHash);
}

template <typename Db>
Result<QList<EventSourceRow>> SqlReads<Db>::eventSources()
{
    return many<EventSourceRow>(m_db, "SELECT name, token_hash, made_at_ms, revoked_at_ms FROM event_source ORDER BY name", readEventSource);
}

template <typename Db>
Result<std::optional<LocalAccountRow>> SqlReads<Db>::localAccount(const PersonId &person)
{
    return one<LocalAccountRow>(m_db,
                                "SELECT person, password_hash, sealed_seed, recovery_hashes, last_step, failures, closed_until_ms, made_at_ms, disabled_at_ms "
                                "FROM local_account WHERE person = ?1",
                                readLocalAccount, person.toString());
}

template <typename Db>
Result<QList<LocalAccountRow>> SqlReads<Db>::localAccounts()
{
    return many<LocalAccountRow>(m_db,
                                 "SELECT person, password_hash, sealed_seed, recovery_hashes, last_step, failures, closed_until_ms, made_at_ms, disabled_at_ms "
                                 "FROM local_account ORDER BY person",
                                 readLocalAccount);
}

template <typename Db>
Result<std::optional<ErasureRow>> SqlReads<Db>::erasure(const QString &id)
{
    return one<ErasureRow>(
        m_db, "SELECT id, at_ms, audit_n FROM erasure WHERE id = ?1",
        [](const auto &row) -> Result<ErasureRow> {
            return ErasureRow { row.text(0), row.integer(1), row.integer(2) };
        },
        id);
}

template <typename Db>
Result<std::optional<ErasedRecord>> SqlReads<Db>::erasedRecord(const RecordId &id)
{
    return one<ErasedRecord>(
        m_db, "SELECT type, hash FROM erased_record WHERE record_id = ?1",
        [&id](const auto &row) -> Result<ErasedRecord> {
            return ErasedRecord { id, row.text(0), row.blob(1) };
        },
        id);
}

template <typename Db>
Result<std::optional<std::pair<QByteArray, QString>>> SqlReads<Db>::erasedOperation(const OperationId &id)
{
    return one<std::pair<QByteArray, QString>>(
        m_db, "SELECT digest, erasure FROM erased_operation WHERE op_id = ?1",
        [](const auto &row) -> Result<std::pair<QByteArray, QString>> { return std::pair(row.blob(0), row.text(1)); }, id);
}

template <typename Db>
Result<bool> SqlReads<Db>::isDone(const QString &what)
{
    const auto found = m_db.integer("SELECT 1 FROM done WHERE what = ?1", what);
    return found ? Result<bool>(found->has_value()) : found.error();
}

template <typename Db>
Result<HubTotals> SqlReads<Db>::totals(qint64 heardSinceMs)
{
    const auto devices = m_db.integer("SELECT COUNT(*) FROM installation WHERE revoked_at_ms = 0");
    const auto heard = m_db.integer("SELECT COUNT(*) FROM contact WHERE at_ms >= ?1", heardSinceMs);
    const auto conflicts = m_db.integer("SELECT COUNT(*) FROM conflict WHERE resolved_seq IS NULL");
    // PostgreSQL sums to a type of its own.
    const auto files = one<HubTotals>(
        m_db,
        "SELECT COUNT(*), COUNT(CASE WHEN complete_seq > 0 THEN 1 END), "
        "CAST(COALESCE(SUM(CASE WHEN complete_seq > 0 THEN size END), 0) AS BIGINT) FROM file",
        [](const auto &row) -> Result<HubTotals> { return HubTotals { .files = row.integer(0), .filesWhole = row.integer(1), .fileBytes = row.integer(2) }; });
    for (const auto *counted : { &devices, &heard, &conflicts }) {
        if (!*counted)
            return counted->error();
    }
    if (!files)
        return files.error();
    HubTotals totals = files->value_or(HubTotals {});
    totals.devices = devices->value_or(0);
    totals.devicesHeard = heard->value_or(0);
    totals.conflicts = conflicts->value_or(0);
    return totals;
}

template class SqlReads<Connection>;
template class SqlReads<PostgresConnection>;

} // namespace sightline::hub
