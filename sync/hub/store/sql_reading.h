#pragma once

#include "sync/hub/store/hub_store.h"

namespace sightline {
class Connection;
}

namespace sightline::hub {

class PostgresConnection;

/// The reads of a snapshot and of a transaction, over whichever connection holds it: one text of SQL for SQLite (`Connection`) and
/// PostgreSQL (`PostgresConnection`), in the subset that means the same in both.
template <typename Db>
class SqlReads {
public:
    explicit SqlReads(Db &db) : m_db(db) { }

    [[nodiscard]] Result<HubState> state();
    [[nodiscard]] Result<std::optional<StreamState>> stream(const StreamId &id);
    [[nodiscard]] Result<std::optional<TakenNumber>> takenNumber(const StreamId &stream, qint64 number);
    [[nodiscard]] Result<std::optional<LoggedOperation>> operation(const OperationId &id);
    [[nodiscard]] Result<std::optional<LoggedOperation>> operationAt(qint64 seq);
    [[nodiscard]] Result<QList<LoggedOperation>> operationsOf(const RecordId &record);
    [[nodiscard]] Result<QList<qint64>> parkedFor(const QString &what);
    [[nodiscard]] Result<QList<LoggedOutcome>> outcomesOf(qint64 operationSeq);
    [[nodiscard]] Result<std::optional<RecordRow>> record(const RecordId &id);
    [[nodiscard]] Result<QStringList> scopeIds();
    [[nodiscard]] Result<QList<RecordId>> recordIds(const QString &type);
    [[nodiscard]] Result<QList<RecordForm>> recordsAfter(const QString &type, const QByteArray &after, int limit);
    [[nodiscard]] Result<QList<RecordRow>> recordRowsAfter(const QString &type, const QByteArray &after, int limit);
    [[nodiscard]] Result<QList<RecordId>> loggedRecordIds();
    [[nodiscard]] Result<QList<Entry>> entriesOf(const RecordId &record);
    [[nodiscard]] Result<QList<Entry>> entriesAfter(const QString &scope, qint64 after, int limit);
    [[nodiscard]] Result<ScopeRow> scope(const QString &id);
    [[nodiscard]] Result<bool> hasOpenConflict(const RecordId &record);
    [[nodiscard]] Result<std::optional<FileRow>> file(const QByteArray &sha, const PersonId &person);
    [[nodiscard]] Result<QList<FileRow>> files();
    [[nodiscard]] Result<QList<FileNaming>> namingsOf(const QByteArray &sha);
    [[nodiscard]] Result<QList<FileNaming>> namingsIn(const RecordId &record);
    [[nodiscard]] Result<QList<ChunkPlace>> chunksOf(const QByteArray &sha, const PersonId &person);
    [[nodiscard]] Result<std::optional<StoredChunk>> chunk(const QByteArray &sha, const PersonId &person, qint64 n);
    [[nodiscard]] Result<QList<FileStoreRow>> fileStores();
    [[nodiscard]] Result<QStringList> chunkNames(qint64 store);
    [[nodiscard]] Result<std::optional<EnrolmentRow>> enrolment(const QByteArray &codeHash);
    [[nodiscard]] Result<std::optional<InstallationRow>> installation(const InstallationId &id);
    [[nodiscard]] Result<QList<InstallationRow>> installationsOf(const PersonId &person);
    [[nodiscard]] Result<QList<DeviceRow>> devices();
    [[nodiscard]] Result<std::optional<TokenRow>> token(const QByteArray &hash);
    [[nodiscard]] Result<std::optional<TokenRow>> newestRefresh(const QByteArray &family);
    [[nodiscard]] Result<std::optional<CalendarAddressRow>> calendarAddress(const QByteArray &tokenHash);
    [[nodiscard]] Result<std::optional<CalendarAddressRow>> calendarAddressOf(const PersonId &person);
    [[nodiscard]] Result<QList<CalendarAddressRow>> calendarAddresses();
    [[nodiscard]] Result<QList<AuditRow>> auditAfter(qint64 after, int limit);
    [[nodiscard]] Result<QList<AuditHeadRow>> auditHeadsAfter(qint64 after, int limit);
    [[nodiscard]] Result<std::optional<AuditHeadRow>> newestAuditHead();
    [[nodiscard]] Result<qint64> readingTaken(const InstallationId &installation);
    [[nodiscard]] Result<std::optional<EventSourceRow>> eventSource(const QByteArray &tokenHash);
    [[nodiscard]] Result<QList<EventSourceRow>> eventSources();
    [[nodiscard]] Result<HubTotals> totals(qint64 heardSinceMs);
    [[nodiscard]] Result<std::optional<LocalAccountRow>> localAccount(const PersonId &person);
    [[nodiscard]] Result<QList<LocalAccountRow>> localAccounts();
    [[nodiscard]] Result<bool> isDone(const QString &what);
    [[nodiscard]] Result<std::optional<ErasureRow>> erasure(const QString &id);
    [[nodiscard]] Result<std::optional<ErasedRecord>> erasedRecord(const RecordId &id);
    [[nodiscard]] Result<std::optional<std::pair<QByteArray, QString>>> erasedOperation(const OperationId &id);

private:
    Db &m_db;
};

/// Base of a snapshot or a transaction: hands every read to SqlReads.
template <typename Interface, typename Db>
class ReadsThrough : public Interface {
public:
    explicit ReadsThrough(Db &db) : m_reads(db) { }

    Result<HubState> state() override { return m_reads.state(); }
    Result<std::optional<StreamState>> stream(const StreamId &id) override { return m_reads.stream(id); }
    Result<std::optional<TakenNumber>> takenNumber(const StreamId &stream, qint64 number) override { return m_reads.takenNumber(stream, number); }
    Result<std::optional<LoggedOperation>> operation(const OperationId &id) override { return m_reads.operation(id); }
    Result<std::optional<LoggedOperation>> operationAt(qint64 seq) override { return m_reads.operationAt(seq); }
    Result<QList<LoggedOperation>> operationsOf(const RecordId &record) override { return m_reads.operationsOf(record); }
    Result<QList<qint64>> parkedFor(const QString &what) override { return m_reads.parkedFor(what); }
    Result<QList<LoggedOutcome>> outcomesOf(qint64 operationSeq) override { return m_reads.outcomesOf(operationSeq); }
    Result<std::optional<RecordRow>> record(const RecordId &id) override { return m_reads.record(id); }
    Result<QStringList> scopeIds() override { return m_reads.scopeIds(); }
    Result<QList<RecordId>> recordIds(const QString &type) override { return m_reads.recordIds(type); }
    Result<QList<RecordForm>> recordsAfter(const QString &type, const QByteArray &after, int limit) override
    {
        return m_reads.recordsAfter(type, after, limit);
    }
    Result<QList<RecordRow>> recordRowsAfter(const QString &type, const QByteArray &after, int limit) override
    {
        return m_reads.recordRowsAfter(type, after, limit);
    }
    Result<QList<RecordId>> loggedRecordIds() override { return m_reads.loggedRecordIds(); }
    Result<QList<Entry>> entriesOf(const RecordId &record) override { return m_reads.entriesOf(record); }
    Result<QList<Entry>> entriesAfter(const QString &scope, qint64 after, int limit) override { return m_reads.entriesAfter(scope, after, limit); }
    Result<ScopeRow> scope(const QString &id) override { return m_reads.scope(id); }
    Result<bool> hasOpenConflict(const RecordId &record) override { return m_reads.hasOpenConflict(record); }
    Result<std::optional<FileRow>> file(const QByteArray &sha, const PersonId &person) override { return m_reads.file(sha, person); }
    Result<QList<FileRow>> files() override { return m_reads.files(); }
    Result<QList<FileNaming>> namingsOf(const QByteArray &sha) override { return m_reads.namingsOf(sha); }
    Result<QList<FileNaming>> namingsIn(const RecordId &record) override { return m_reads.namingsIn(record); }
    Result<QList<ChunkPlace>> chunksOf(const QByteArray &sha, const PersonId &person) override { return m_reads.chunksOf(sha, person); }
    Result<std::optional<StoredChunk>> chunk(const QByteArray &sha, const PersonId &person, qint64 n) override { return m_reads.chunk(sha, person, n); }
    Result<QList<FileStoreRow>> fileStores() override { return m_reads.fileStores(); }
    Result<QStringList> chunkNames(qint64 store) override { return m_reads.chunkNames(store); }
    Result<std::optional<EnrolmentRow>> enrolment(const QByteArray &codeHash) override { return m_reads.enrolment(codeHash); }
    Result<std::optional<InstallationRow>> installation(const InstallationId &id) override { return m_reads.installation(id); }
    Result<QList<InstallationRow>> installationsOf(const PersonId &person) override { return m_reads.installationsOf(person); }
    Result<QList<DeviceRow>> devices() override { return m_reads.devices(); }
    Result<std::optional<TokenRow>> token(const QByteArray &hash) override { return m_reads.token(hash); }
    Result<std::optional<TokenRow>> newestRefresh(const QByteArray &family) override { return m_reads.newestRefresh(family); }
    Result<std::optional<CalendarAddressRow>> calendarAddress(const QByteArray &tokenHash) override { return m_reads.calendarAddress(tokenHash); }
    Result<std::optional<CalendarAddressRow>> calendarAddressOf(const PersonId &person) override { return m_reads.calendarAddressOf(person); }
    Result<QList<CalendarAddressRow>> calendarAddresses() override { return m_reads.calendarAddresses(); }
    Result<QList<AuditRow>> auditAfter(qint64 after, int limit) override { return m_reads.auditAfter(after, limit); }
    Result<QList<AuditHeadRow>> auditHeadsAfter(qint64 after, int limit) override { return m_reads.auditHeadsAfter(after, limit); }
    Result<std::optional<AuditHeadRow>> newestAuditHead() override { return m_reads.newestAuditHead(); }
    Result<qint64> readingTaken(const InstallationId &installation) override { return m_reads.readingTaken(installation); }
    Result<std::optional<EventSourceRow>> eventSource(const QByteArray &tokenHash) override { return m_reads.eventSource(tokenHash); }
    Result<QList<EventSourceRow>> eventSources() override { return m_reads.eventSources(); }
    Result<HubTotals> totals(qint64 heardSinceMs) override { return m_reads.totals(heardSinceMs); }
    Result<std::optional<LocalAccountRow>> localAccount(const PersonId &person) override { return m_reads.localAccount(person); }
    Result<QList<LocalAccountRow>> localAccounts() override { return m_reads.localAccounts(); }
    Result<bool> isDone(const QString &what) override { return m_reads.isDone(what); }
    Result<std::optional<ErasureRow>> erasure(const QString &id) override { return m_reads.erasure(id); }
    Result<std::optional<ErasedRecord>> erasedRecord(const RecordId &id) override { return m_reads.erasedRecord(id); }
    Result<std::optional<std::pair<QByteArray, QString>>> erasedOperation(const OperationId &id) override { return m_reads.erasedOperation(id); }

private:
    SqlReads<Db> m_reads;
};

extern template class SqlReads<Connection>;
extern template class SqlReads<PostgresConnection>;

} // namespace sightline::hub
