#pragma once

#include "sync/hub/store/sql_reading.h"

namespace sightline::hub {

/// The writes of a transaction, over the connection that holds it: one text of SQL for SQLite and PostgreSQL, as SqlReads. How it
/// begins and commits is each store's own.
template <typename Db>
class SqlWriting : public ReadsThrough<HubTransaction, Db> {
public:
    explicit SqlWriting(Db &db) : ReadsThrough<HubTransaction, Db>(db), m_db(db) { }

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
    Result<void> setChunk(const QByteArray &sha, const PersonId &person, qint64 n, const StoredChunk &chunk) override;
    Result<void> dropChunks(const QByteArray &sha, const PersonId &person) override;
    Result<void> setFileStore(const FileStoreRow &row) override;
    Result<void> setEnrolment(const EnrolmentRow &row) override;
    Result<void> forgetEnrolments(qint64 beforeMs) override;
    Result<void> useUpEnrolmentsOf(const PersonId &person, qint64 atMs) override;
    Result<void> setInstallation(const InstallationRow &row) override;
    Result<void> setContact(const ContactRow &row) override;
    Result<void> setToken(const TokenRow &row) override;
    Result<void> forgetTokens(const QByteArray &family, qint64 accessBeforeMs, qint64 refreshBeforeMs) override;
    Result<void> revokeTokensOf(const InstallationId &installation, qint64 atMs) override;
    Result<void> setCalendarAddress(const CalendarAddressRow &row) override;
    Result<void> appendAudit(const AuditRow &row) override;
    Result<void> appendAuditHead(const AuditHeadRow &row) override;
    Result<void> setReadingTaken(const InstallationId &installation, qint64 n) override;
    Result<void> setEventSource(const EventSourceRow &row) override;
    Result<void> setLocalAccount(const LocalAccountRow &row) override;
    Result<void> addErasure(const ErasureRow &row) override;
    Result<void> eraseRecord(const ErasedRecord &record, const QString &erasure) override;
    Result<void> eraseOperation(const ErasedOperation &operation, const QString &erasure) override;
    Result<void> unnameFile(const FileNaming &naming) override;
    Result<void> dropFile(const QByteArray &sha, const PersonId &person) override;
    Result<void> noteDone(const QString &what) override;
    Result<void> mark() override;
    Result<void> keepSinceMark() override;
    Result<void> undoToMark() override;

protected:
    template <typename... Arguments>
    Result<void> write(std::string_view sql, const Arguments &...arguments)
    {
        if constexpr (requires { m_db.send(sql, arguments...); }) {
            return m_db.send(sql, arguments...);
        } else {
            const auto changed = m_db.run(sql, arguments...);
            return changed ? Result<void>() : changed.error();
        }
    }

    /// The same for an "INSERT … VALUES (…)" of a row that is told from others of its table by @p key: a database that is not in this process
    /// may be given many such together.
    template <typename... Arguments>
    Result<void> writeRow(const QByteArray &key, std::string_view sql, const Arguments &...arguments)
    {
        if constexpr (requires { m_db.sendTogether(key, sql, arguments...); })
            return m_db.sendTogether(key, sql, arguments...);
        else
            return write(sql, arguments...);
    }

    Db &m_db;
};

extern template class SqlWriting<Connection>;
extern template class SqlWriting<PostgresConnection>;

} // namespace sightline::hub
