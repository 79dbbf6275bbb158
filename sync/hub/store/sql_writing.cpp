#include "sync/hub/store/sql_writing.h"

#include "core/operations/apply.h"
#include "core/sqlite/connection.h"
#include "sync/hub/store/postgres_connection.h"

namespace sightline::hub {

template <typename Db>
Result<void> SqlWriting<Db>::setState(const HubState &state)
{
    return write("INSERT INTO council (id, name, epoch, seq, durable_seq, people_seq, forms_seq, chain, audit_n, audit_chain, audit_heads, "
                 "durable_at_ms, erasures) VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) "
                 "ON CONFLICT (id) DO UPDATE SET name = excluded.name, epoch = excluded.epoch, seq = excluded.seq, "
                 "durable_seq = excluded.durable_seq, people_seq = excluded.people_seq, forms_seq = excluded.forms_seq, chain = excluded.chain, "
                 "audit_n = excluded.audit_n, audit_chain = excluded.audit_chain, audit_heads = excluded.audit_heads, "
                 "durable_at_ms = excluded.durable_at_ms, erasures = excluded.erasures",
                 state.council, state.epoch, state.seq, state.durableSeq, state.peopleSeq, state.formsSeq, state.chain, state.auditN, state.auditChain,
                 state.auditHeads, state.durableAtMs, state.erasures);
}

template <typename Db>
Result<void> SqlWriting<Db>::setStream(const StreamState &stream)
{
    return write("INSERT INTO stream (id, installation, person, last_number, chain, seen_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
                 "ON CONFLICT (id) DO UPDATE SET last_number = excluded.last_number, chain = excluded.chain, seen_at_ms = excluded.seen_at_ms",
                 stream.id, stream.installation, stream.person.toString(), stream.last, stream.chain, stream.seenAtMs);
}

template <typename Db>
Result<void> SqlWriting<Db>::takeNumber(const StreamId &stream, qint64 number, const TakenNumber &taken)
{
    return writeRow(stream.toBytes() + QByteArray::number(number),
                    "INSERT INTO taken_number (stream, number, seq, chain) VALUES (?1, ?2, ?3, ?4) "
                    "ON CONFLICT (stream, number) DO UPDATE SET seq = excluded.seq, chain = excluded.chain",
                    stream, number, taken.seq, taken.chain);
}

template <typename Db>
Result<void> SqlWriting<Db>::appendOperation(const LoggedOperation &operation)
{
    return writeRow(operation.id.toBytes(),
                    "INSERT INTO op (seq, op_id, stream, person, record_id, kind, at_device_ms, at_hub_ms, body, chain, digest) "
                    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                    operation.seq, operation.id, operation.stream, operation.person.toString(), operation.record, operation.kind, operation.atDeviceMs,
                    operation.atHubMs, operation.bytes, operation.chain, operation.digest);
}

template <typename Db>
Result<void> SqlWriting<Db>::appendOutcome(const LoggedOutcome &outcome)
{
    return writeRow(QByteArray::number(outcome.operationSeq) + '/' + QByteArray::number(outcome.seq),
                    "INSERT INTO outcome (op_seq, seq, name, fields) VALUES (?1, ?2, ?3, ?4)", outcome.operationSeq, outcome.seq, outcome.name,
                    fieldNamesToText(outcome.fields));
}

template <typename Db>
Result<void> SqlWriting<Db>::park(const QString &what, qint64 operationSeq)
{
    return write("INSERT INTO parked (what, op_seq) VALUES (?1, ?2) ON CONFLICT DO NOTHING", what, operationSeq);
}

template <typename Db>
Result<void> SqlWriting<Db>::unpark(qint64 operationSeq)
{
    return write("DELETE FROM parked WHERE op_seq = ?1", operationSeq);
}

template <typename Db>
Result<void> SqlWriting<Db>::setRecord(const RecordRow &record)
{
    return writeRow(record.id.toBytes(),
                    "INSERT INTO record (id, type, form, state, rev, seq, at_hub_ms, hash, frozen, body) "
                    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) "
                    "ON CONFLICT (id) DO UPDATE SET type = excluded.type, form = excluded.form, state = excluded.state, rev = excluded.rev, "
                    "seq = excluded.seq, at_hub_ms = excluded.at_hub_ms, hash = excluded.hash, frozen = excluded.frozen, body = excluded.body",
                    record.id, record.type, record.form, record.state, record.rev, record.seq, record.atHubMs, record.hash, record.frozen, record.body);
}

template <typename Db>
Result<void> SqlWriting<Db>::setEntry(const Entry &entry)
{
    return writeRow(entry.record.toBytes() + entry.scope.toUtf8(),
                    "INSERT INTO entry (scope, record_id, seq, present) VALUES (?1, ?2, ?3, ?4) "
                    "ON CONFLICT (scope, record_id) DO UPDATE SET seq = excluded.seq, present = excluded.present",
                    entry.scope, entry.record, entry.seq, entry.present);
}

template <typename Db>
Result<void> SqlWriting<Db>::setScope(const QString &id, const ScopeRow &row)
{
    return writeRow(id.toUtf8(),
                    "INSERT INTO scope (id, n, digest) VALUES (?1, ?2, ?3) "
                    "ON CONFLICT (id) DO UPDATE SET n = excluded.n, digest = excluded.digest",
                    id, row.count, row.digest);
}

template <typename Db>
Result<void> SqlWriting<Db>::openConflict(const OpenConflict &conflict)
{
    return write("INSERT INTO conflict (record_id, field, op_seq, resolved_seq) VALUES (?1, ?2, ?3, NULL) "
                 "ON CONFLICT DO NOTHING",
                 conflict.record, conflict.field, conflict.operationSeq);
}

template <typename Db>
Result<void> SqlWriting<Db>::closeConflicts(qint64 operationSeq, qint64 resolvedSeq)
{
    return write("UPDATE conflict SET resolved_seq = ?2 WHERE op_seq = ?1 AND resolved_seq IS NULL", operationSeq, resolvedSeq);
}

template <typename Db>
Result<void> SqlWriting<Db>::setFile(const FileRow &file)
{
    return write("INSERT INTO file (sha, person, size, mime, named_at_ms, complete_seq) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
                 "ON CONFLICT (sha, person) DO UPDATE SET complete_seq = excluded.complete_seq",
                 file.sha, file.person.toString(), file.sizeBytes, file.mime, file.namedAtMs, file.completeSeq);
}

template <typename Db>
Result<void> SqlWriting<Db>::nameFile(const FileNaming &naming)
{
    return writeRow(naming.sha + naming.record.toBytes() + naming.person.toString().toUtf8(),
                    "INSERT INTO file_naming (sha, record_id, person) VALUES (?1, ?2, ?3) ON CONFLICT (sha, record_id, person) DO NOTHING", naming.sha,
                    naming.record, naming.person.toString());
}

template <typename Db>
Result<void> SqlWriting<Db>::setChunk(const QByteArray &sha, const PersonId &person, qint64 n, const StoredChunk &chunk)
{
    return write("INSERT INTO file_chunk (sha, person, n, bytes, store, name) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (sha, person, n) DO NOTHING", sha,
                 person.toString(), n, chunk.bytes, chunk.store, chunk.name);
}

template <typename Db>
Result<void> SqlWriting<Db>::setFileStore(const FileStoreRow &row)
{
    return write("INSERT INTO file_store (n, place, since_ms) VALUES (?1, ?2, ?3) ON CONFLICT (n) DO UPDATE SET place = excluded.place", row.n, row.place,
                 row.sinceMs);
}

template <typename Db>
Result<void> SqlWriting<Db>::dropChunks(const QByteArray &sha, const PersonId &person)
{
    return write("DELETE FROM file_chunk WHERE sha = ?1 AND person = ?2", sha, person.toString());
}

template <typename Db>
Result<void> SqlWriting<Db>::forgetEnrolments(qint64 beforeMs)
{
    return write("DELETE FROM enrolment WHERE expires_at_ms < ?1", beforeMs);
}

template <typename Db>
Result<void> SqlWriting<Db>::useUpEnrolmentsOf(const PersonId &person, qint64 atMs)
{
    return write("UPDATE enrolment SET used_at_ms = ?2 WHERE person = ?1 AND used_at_ms = 0", person.toString(), atMs);
}

template <typename Db>
Result<void> SqlWriting<Db>::setEnrolment(const EnrolmentRow &row)
{
    return write("INSERT INTO enrolment (code_hash, person, expires_at_ms, used_at_ms) VALUES (?1, ?2, ?3, ?4) "
                 "ON CONFLICT (code_hash) DO UPDATE SET used_at_ms = excluded.used_at_ms",
                 row.codeHash, row.person.toString(), row.expiresAtMs, row.usedAtMs);
}

template <typename Db>
Result<void> SqlWriting<Db>::setInstallation(const InstallationRow &row)
{
    return write("INSERT INTO installation (id, person, public_key, enrolled_at_ms, revoked_at_ms, forgotten_restore_at_ms) "
                 "VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
                 "ON CONFLICT (id) DO UPDATE SET public_key = excluded.public_key, enrolled_at_ms = excluded.enrolled_at_ms, "
                 "revoked_at_ms = excluded.revoked_at_ms, forgotten_restore_at_ms = excluded.forgotten_restore_at_ms",
                 row.id, row.person.toString(), row.publicKey, row.enrolledAtMs, row.revokedAtMs, row.forgottenRestoreAtMs);
}

template <typename Db>
Result<void> SqlWriting<Db>::setContact(const ContactRow &row)
{
    const wire::Remaining remaining = row.remaining.value_or(wire::Remaining {});
    return write("INSERT INTO contact (installation, at_ms, said, records, drafts, files, file_bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
                 "ON CONFLICT (installation) DO UPDATE SET at_ms = excluded.at_ms, said = CASE WHEN excluded.said = 1 THEN 1 ELSE contact.said END, "
                 "records = CASE WHEN excluded.said = 1 THEN excluded.records ELSE contact.records END, "
                 "drafts = CASE WHEN excluded.said = 1 THEN excluded.drafts ELSE contact.drafts END, "
                 "files = CASE WHEN excluded.said = 1 THEN excluded.files ELSE contact.files END, "
                 "file_bytes = CASE WHEN excluded.said = 1 THEN excluded.file_bytes ELSE contact.file_bytes END "
                 "WHERE excluded.at_ms >= contact.at_ms",
                 row.installation, row.atMs, row.remaining ? qint64 { 1 } : qint64 { 0 }, remaining.records, remaining.drafts, remaining.files,
                 remaining.fileBytes);
}

template <typename Db>
Result<void> SqlWriting<Db>::setToken(const TokenRow &row)
{
    return write("INSERT INTO token (hash, is_refresh, installation, family, generation, expires_at_ms, used_at_ms, revoked_at_ms) "
                 "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) "
                 "ON CONFLICT (hash) DO UPDATE SET used_at_ms = excluded.used_at_ms, revoked_at_ms = excluded.revoked_at_ms",
                 row.hash, row.refresh, row.installation, row.family, row.generation, row.expiresAtMs, row.usedAtMs, row.revokedAtMs);
}

template <typename Db>
Result<void> SqlWriting<Db>::forgetTokens(const QByteArray &family, qint64 accessBeforeMs, qint64 refreshBeforeMs)
{
    const auto access = write("DELETE FROM token WHERE family = ?1 AND is_refresh = 0 AND expires_at_ms < ?2", family, accessBeforeMs);
    if (!access)
        return access;
    // Reading every refresh token of a half year at each renewal would cost more than it saves; the oldest few are enough.
    return write("DELETE FROM token WHERE expires_at_ms < ?2 AND hash IN "
                 "(SELECT hash FROM token WHERE family = ?1 AND is_refresh = 1 ORDER BY generation LIMIT 8)",
                 family, refreshBeforeMs);
}

template <typename Db>
Result<void> SqlWriting<Db>::revokeTokensOf(const InstallationId &installation, qint64 atMs)
{
    return write("UPDATE token SET revoked_at_ms = ?2 WHERE installation = ?1 AND revoked_at_ms = 0", installation, atMs);
}

template <typename Db>
Result<void> SqlWriting<Db>::setCalendarAddress(const CalendarAddressRow &row)
{
    return write("INSERT INTO calendar_address (person, token_hash, made_at_ms, revoked_at_ms) VALUES (?1, ?2, ?3, ?4) "
                 "ON CONFLICT (person) DO UPDATE SET token_hash = excluded.token_hash, made_at_ms = excluded.made_at_ms, "
                 "revoked_at_ms = excluded.revoked_at_ms",
                 row.person.toString(), row.tokenHash, row.madeAtMs, row.revokedAtMs);
}

template <typename Db>
Result<void> SqlWriting<Db>::appendAudit(const AuditRow &row)
{
    return write("INSERT INTO audit (n, at_ms, line, chain) VALUES (?1, ?2, ?3, ?4)", row.n, row.atMs, row.line, row.chain);
}

template <typename Db>
Result<void> SqlWriting<Db>::appendAuditHead(const AuditHeadRow &row)
{
    return write("INSERT INTO audit_head (n, at_ms, epoch, audit_n, audit_chain, seq, chain, signature) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", row.n,
                 row.atMs, row.epoch, row.auditN, row.auditChain, row.seq, row.chain, row.signature);
}

template <typename Db>
Result<void> SqlWriting<Db>::setReadingTaken(const InstallationId &installation, qint64 n)
{
    return write("INSERT INTO reading_taken (installation, last_n) VALUES (?1, ?2) ON CONFLICT (installation) DO UPDATE SET last_n = excluded.last_n",
                 installation, n);
}

template <typename Db>
Result<void> SqlWriting<Db>::setEventSource(const EventSourceRow &row)
{
    return write("INSERT INTO event_source (name, token_hash, made_at_ms, revoked_at_ms) VALUES (?1, ?2, ?3, ?4) "
                 "ON CONFLICT (name) DO UPDATE SET token_hash = excluded.token_hash, made_at_ms = excluded.made_at_ms, "
                 "revoked_at_ms = excluded.revoked_at_ms",
                 row.name, row.tokenHash, row.madeAtMs, row.revokedAtMs);
}

template <typename Db>
Result<void> SqlWriting<Db>::setLocalAccount(const LocalAccountRow &row)
{
    return write("INSERT INTO local_account (person, password_hash, sealed_seed, recovery_hashes, last_step, failures, closed_until_ms, made_at_ms, "
                 "disabled_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) "
                 "ON CONFLICT (person) DO UPDATE SET password_hash = excluded.password_hash, sealed_seed = excluded.sealed_seed, "
                 "recovery_hashes = excluded.recovery_hashes, last_step = excluded.last_step, failures = excluded.failures, "
                 "closed_until_ms = excluded.closed_until_ms, made_at_ms = excluded.made_at_ms, disabled_at_ms = excluded.disabled_at_ms",
                 row.person.toString(), row.passwordHash, row.sealedSeed, row.recoveryHashes, row.lastStep, row.failures, row.closedUntilMs, row.madeAtMs,
                 row.disabledAtMs);
}

template <typename Db>
Result<void> SqlWriting<Db>::addErasure(const ErasureRow &row)
{
    return write("INSERT INTO erasure (id, at_ms, audit_n) VALUES (?1, ?2, ?3)", row.id, row.atMs, row.auditN);
}

template <typename Db>
Result<void> SqlWriting<Db>::eraseRecord(const ErasedRecord &record, const QString &erasure)
{
    const auto noted = write("INSERT INTO erased_record (record_id, type, hash, erasure) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (record_id) DO NOTHING", record.id,
                             record.type, record.hash, erasure);
    if (!noted)
        return noted;
    if (const auto settled = write("DELETE FROM conflict WHERE record_id = ?1", record.id); !settled)
        return settled;
    return write("DELETE FROM record WHERE id = ?1", record.id);
}

template <typename Db>
Result<void> SqlWriting<Db>::eraseOperation(const ErasedOperation &operation, const QString &erasure)
{
    const auto noted = write("INSERT INTO erased_operation (op_id, digest, erasure) VALUES (?1, ?2, ?3) ON CONFLICT (op_id) DO NOTHING", operation.id,
                             operation.digest, erasure);
    if (!noted)
        return noted;
    if (const auto blanked = write("UPDATE op SET body = ?2, digest = ?3 WHERE op_id = ?1 AND body <> ?2", operation.id, QByteArray(""), operation.digest);
        !blanked)
        return blanked;
    const auto freed = write("DELETE FROM parked WHERE op_seq IN (SELECT seq FROM op WHERE op_id = ?1)", operation.id);
    if (!freed)
        return freed;
    return write("UPDATE outcome SET fields = '' WHERE fields <> '' AND op_seq IN (SELECT seq FROM op WHERE op_id = ?1)", operation.id);
}

template <typename Db>
Result<void> SqlWriting<Db>::unnameFile(const FileNaming &naming)
{
    return write("DELETE FROM file_naming WHERE sha = ?1 AND record_id = ?2 AND person = ?3", naming.sha, naming.record, naming.person.toString());
}

template <typename Db>
Result<void> SqlWriting<Db>::dropFile(const QByteArray &sha, const PersonId &person)
{
    if (const auto dropped = dropChunks(sha, person); !dropped)
        return dropped;
    return write("DELETE FROM file WHERE sha = ?1 AND person = ?2", sha, person.toString());
}

template <typename Db>
Result<void> SqlWriting<Db>::noteDone(const QString &what)
{
    return write("INSERT INTO done (what) VALUES (?1) ON CONFLICT (what) DO NOTHING", what);
}

template <typename Db>
Result<void> SqlWriting<Db>::mark()
{
    return m_db.execute("SAVEPOINT request");
}

template <typename Db>
Result<void> SqlWriting<Db>::keepSinceMark()
{
    return m_db.execute("RELEASE request");
}

template <typename Db>
Result<void> SqlWriting<Db>::undoToMark()
{
    return m_db.execute("ROLLBACK TO request; RELEASE request;");
}

template class SqlWriting<Connection>;
template class SqlWriting<PostgresConnection>;

} // namespace sightline::hub
