#pragma once

#include "sync/hub/store/hub_store.h"

namespace sightline::hub {

/// Hands every question on to another snapshot: for tests that count them, or answer some otherwise.
class ForwardingSnapshot : public HubSnapshot {
public:
    explicit ForwardingSnapshot(HubSnapshot &to) : m_to(to) { }

    Result<HubState> state() override { return told(m_to.state()); }
    Result<std::optional<StreamState>> stream(const StreamId &id) override { return told(m_to.stream(id)); }
    Result<std::optional<TakenNumber>> takenNumber(const StreamId &id, qint64 n) override { return told(m_to.takenNumber(id, n)); }
    Result<std::optional<LoggedOperation>> operation(const OperationId &id) override { return told(m_to.operation(id)); }
    Result<std::optional<LoggedOperation>> operationAt(qint64 seq) override { return told(m_to.operationAt(seq)); }
    Result<QList<LoggedOperation>> operationsOf(const RecordId &id) override { return told(m_to.operationsOf(id)); }
    Result<QList<qint64>> parkedFor(const QString &what) override { return told(m_to.parkedFor(what)); }
    Result<QList<LoggedOutcome>> outcomesOf(qint64 seq) override { return told(m_to.outcomesOf(seq)); }
    Result<std::optional<RecordRow>> record(const RecordId &id) override { return told(m_to.record(id)); }
    Result<QStringList> scopeIds() override { return told(m_to.scopeIds()); }
    Result<QList<RecordId>> recordIds(const QString &type) override { return told(m_to.recordIds(type)); }
    Result<QList<RecordForm>> recordsAfter(const QString &type, const QByteArray &after, int limit) override
    {
        return told(m_to.recordsAfter(type, after, limit));
    }
    Result<QList<RecordId>> loggedRecordIds() override { return told(m_to.loggedRecordIds()); }
    Result<QList<Entry>> entriesOf(const RecordId &id) override { return told(m_to.entriesOf(id)); }
    Result<QList<Entry>> entriesAfter(const QString &scope, qint64 after, int limit) override { return told(m_to.entriesAfter(scope, after, limit)); }
    Result<ScopeRow> scope(const QString &id) override { return told(m_to.scope(id)); }
    Result<bool> hasOpenConflict(const RecordId &id) override { return told(m_to.hasOpenConflict(id)); }
    Result<std::optional<FileRow>> file(const QByteArray &sha, const PersonId &person) override { return told(m_to.file(sha, person)); }
    Result<QList<FileRow>> files() override { return told(m_to.files()); }
    Result<QList<FileNaming>> namingsOf(const QByteArray &sha) override { return told(m_to.namingsOf(sha)); }
    Result<QList<FileNaming>> namingsIn(const RecordId &id) override { return told(m_to.namingsIn(id)); }
    Result<QList<ChunkPlace>> chunksOf(const QByteArray &sha, const PersonId &person) override { return told(m_to.chunksOf(sha, person)); }
    Result<std::optional<StoredChunk>> chunk(const QByteArray &sha, const PersonId &person, qint64 n) override { return told(m_to.chunk(sha, person, n)); }
    Result<QList<FileStoreRow>> fileStores() override { return told(m_to.fileStores()); }
    Result<QStringList> chunkNames(qint64 store) override { return told(m_to.chunkNames(store)); }
    Result<std::optional<EnrolmentRow>> enrolment(const QByteArray &hash) override { return told(m_to.enrolment(hash)); }
    Result<std::optional<InstallationRow>> installation(const InstallationId &id) override { return told(m_to.installation(id)); }
    Result<QList<InstallationRow>> installationsOf(const PersonId &person) override { return told(m_to.installationsOf(person)); }
    Result<QList<DeviceRow>> devices() override { return told(m_to.devices()); }
    Result<std::optional<TokenRow>> token(const QByteArray &hash) override { return told(m_to.token(hash)); }
    Result<std::optional<TokenRow>> newestRefresh(const QByteArray &family) override { return told(m_to.newestRefresh(family)); }
    Result<HubTotals> totals(qint64 heardSinceMs) override { return told(m_to.totals(heardSinceMs)); }
    Result<bool> isDone(const QString &what) override { return told(m_to.isDone(what)); }
    Result<std::optional<ErasureRow>> erasure(const QString &id) override { return told(m_to.erasure(id)); }
    Result<std::optional<ErasedRecord>> erasedRecord(const RecordId &id) override { return told(m_to.erasedRecord(id)); }
    Result<std::optional<std::pair<QByteArray, QString>>> erasedOperation(const OperationId &id) override { return told(m_to.erasedOperation(id)); }
    Result<QList<RecordRow>> recordRowsAfter(const QString &type, const QByteArray &after, int limit) override
    {
        return told(m_to.recordRowsAfter(type, after, limit));
    }
    Result<std::optional<CalendarAddressRow>> calendarAddress(const QByteArray &tokenHash) override { return told(m_to.calendarAddress(tokenHash)); }
    Result<std::optional<CalendarAddressRow>> calendarAddressOf(const PersonId &person) override { return told(m_to.calendarAddressOf(person)); }
    Result<QList<CalendarAddressRow>> calendarAddresses() override { return told(m_to.calendarAddresses()); }
    Result<QList<AuditRow>> auditAfter(qint64 after, int limit) override { return told(m_to.auditAfter(after, limit)); }
    Result<QList<AuditHeadRow>> auditHeadsAfter(qint64 after, int limit) override { return told(m_to.auditHeadsAfter(after, limit)); }
    Result<std::optional<AuditHeadRow>> newestAuditHead() override { return told(m_to.newestAuditHead()); }
    Result<qint64> readingTaken(const InstallationId &installation) override { return told(m_to.readingTaken(installation)); }
    Result<std::optional<EventSourceRow>> eventSource(const QByteArray &tokenHash) override { return told(m_to.eventSource(tokenHash)); }
    Result<QList<EventSourceRow>> eventSources() override { return told(m_to.eventSources()); }
    Result<std::optional<LocalAccountRow>> localAccount(const PersonId &person) override { return told(m_to.localAccount(person)); }
    Result<QList<LocalAccountRow>> localAccounts() override { return told(m_to.localAccounts()); }

protected:
    /// A question was asked.
    virtual void asked() { }

private:
    template <typename T>
    T told(T result)
    {
        asked();
        return result;
    }
    HubSnapshot &m_to;
};

} // namespace sightline::hub
