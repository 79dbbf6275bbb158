#pragma once

#include "core/operations/operation.h"
#include "sync/protocol/messages.h"

#include <memory>
#include <optional>

namespace sightline::hub {

/// The council's one row. `seq` numbers every operation and every late outcome, in commit order (R1).
struct HubState {
    QString council;               ///< its name, as enrolment shows it
    QString epoch;                 ///< random name of this history (R14)
    qint64 seq = 0;
    qint64 durableSeq = 0;         ///< a verified backup holds everything up to here (R13)
    qint64 peopleSeq = 0;          ///< seq of the latest person or team: what rights are derived from
    qint64 formsSeq = 0;           ///< seq of the latest form definition
    QByteArray chain;              ///< hash chain over every operation of the council, in order
    qint64 auditN = 0;             ///< lines of the audit trail
    QByteArray auditChain = {};    ///< hash chain over them; empty: there are none
    qint64 auditHeads = 0;         ///< signed heads of it
    qint64 durableAtMs = 0;        ///< when the newest verified backup was made, by the hub's clock; 0: none was, as far as is known
    qint64 erasures = 0;           ///< that were carried out here; 0: nothing has to be asked about them
    friend bool operator==(const HubState &, const HubState &) = default;
};

/// A numbering stream and how far it has come (decisions 10).
struct StreamState {
    StreamId id;
    InstallationId installation;
    PersonId person;
    qint64 last = 0;               ///< highest number taken
    QByteArray chain;              ///< chain after it (R3)
    qint64 seenAtMs = 0;
};

/// An operation as the log keeps it, for good.
struct LoggedOperation {
    qint64 seq = 0;
    OperationId id;
    StreamId stream;
    PersonId person;
    RecordId record;
    QString kind;
    qint64 atDeviceMs = 0;
    qint64 atHubMs = 0;
    QByteArray bytes;              ///< canonical bytes; empty: they were erased
    QByteArray chain;              ///< the council's chain after it
    QByteArray digest = {};        ///< SHA-256 of the bytes that were erased; empty: they are here
    [[nodiscard]] bool isErased() const { return !digest.isEmpty(); }
};

/// What became of an operation, from a seq on. The first has the operation's own seq; a later one (a waiting operation
/// replayed, a held one adopted) is appended, never written over.
struct LoggedOutcome {
    qint64 operationSeq = 0;
    qint64 seq = 0;
    QString name;                  ///< "applied", "conflict", "waiting", "held:<reason>"
    QStringList fields;
};

/// A record that was erased by law: what is left of it.
struct ErasedRecord {
    RecordId id;
    QString type;                  ///< empty: only operations that were never applied were about it
    QByteArray hash;               ///< of its body, as devices had it; empty likewise
    friend bool operator==(const ErasedRecord &, const ErasedRecord &) = default;
};

/// An operation whose words were erased by law.
struct ErasedOperation {
    OperationId id;
    QByteArray digest;             ///< SHA-256 of its bytes
    friend bool operator==(const ErasedOperation &, const ErasedOperation &) = default;
};

/// An erasure that was carried out in this database.
struct ErasureRow {
    QString id;
    qint64 atMs = 0;               ///< by the hub's clock
    qint64 auditN = 0;             ///< the line of the audit trail that tells of it
    friend bool operator==(const ErasureRow &, const ErasureRow &) = default;
};

/// A number of a stream that has been taken.
struct TakenNumber {
    qint64 seq = 0;
    QByteArray chain;
};

struct RecordRow {
    RecordId id;
    QString type;
    QString form;
    QString state;
    qint64 rev = 0;
    qint64 seq = 0;                ///< of its latest change
    qint64 atHubMs = 0;            ///< of its latest change
    QByteArray hash;               ///< SHA-256 of body, 32 bytes
    QByteArray body;               ///< canonical bytes
    QByteArray frozen;             ///< SHA-256 of the answers' canonical bytes: what a trigger guards once completed
};

/// A record, and what it is written with.
struct RecordForm {
    RecordId id;
    QString form;
};

/// A record's place in a scope: the unit of the pull (R7).
struct Entry {
    QString scope;
    RecordId record;
    qint64 seq = 0;
    bool present = false;
    friend bool operator==(const Entry &, const Entry &) = default;
};

/// Count and digest of a scope's present rows (R15).
struct ScopeRow {
    qint64 count = 0;
    QByteArray digest;
};

/// A field that was offered and not applied, until an operation settles it.
struct OpenConflict {
    RecordId record;
    QString field;
    qint64 operationSeq = 0;
};

/// A one-time code, by its hash.
struct EnrolmentRow {
    QByteArray codeHash;
    PersonId person;
    qint64 expiresAtMs = 0;
    qint64 usedAtMs = 0;           ///< 0: not used
};

struct InstallationRow {
    InstallationId id;
    PersonId person;
    QByteArray publicKey;          ///< Ed25519, 32 bytes
    qint64 enrolledAtMs = 0;
    qint64 revokedAtMs = 0;        ///< 0: in use
    qint64 forgottenRestoreAtMs = 0;   ///< when it last claimed a cursor above our seq (R14)
};

/// What a device last said of itself. Nobody's right and no record rests on it.
struct ContactRow {
    InstallationId installation;
    qint64 atMs = 0;                          ///< when it was last heard, by the hub's clock
    std::optional<wire::Remaining> remaining; ///< what it still had to hand in then; none: it is of a version that does not say
    friend bool operator==(const ContactRow &, const ContactRow &) = default;
};

/// An installation and when it was last heard; no contact: not since this hub keeps them.
struct DeviceRow {
    InstallationRow installation;
    std::optional<ContactRow> contact;
};

/// The private address under which somebody's own calendar asks for their tasks, by the hash of its token. One a person: a new one
/// ends the one before.
struct CalendarAddressRow {
    PersonId person;
    QByteArray tokenHash;          ///< SHA-256, 32 bytes
    qint64 madeAtMs = 0;
    qint64 revokedAtMs = 0;        ///< 0: good
    friend bool operator==(const CalendarAddressRow &, const CalendarAddressRow &) = default;
};

/// A line of the audit trail (sync/hub/audit).
struct AuditRow {
    qint64 n = 0;                  ///< counts up from 1
    qint64 atMs = 0;               ///< by the hub's clock
    QByteArray line;               ///< canonical JSON
    QByteArray chain;              ///< SHA-256 of the chain before it and the line
    friend bool operator==(const AuditRow &, const AuditRow &) = default;
};

/// How far the audit trail and the log had come at one moment, signed with the hub's key.
struct AuditHeadRow {
    qint64 n = 0;                  ///< counts up from 1
    qint64 atMs = 0;
    QString epoch;
    qint64 auditN = 0;
    QByteArray auditChain;
    qint64 seq = 0;
    QByteArray chain;
    QByteArray signature;          ///< Ed25519, 64 bytes
    friend bool operator==(const AuditHeadRow &, const AuditHeadRow &) = default;
};

/// A system of the council's that tells of events (POST /v1/events), by the hash of its token. One token a name: a new one ends the one before.
struct EventSourceRow {
    QString name;                  ///< "case system"; what its events name as their source
    QByteArray tokenHash;          ///< SHA-256, 32 bytes
    qint64 madeAtMs = 0;
    qint64 revokedAtMs = 0;        ///< 0: good
    friend bool operator==(const EventSourceRow &, const EventSourceRow &) = default;
};

/// An account of the hub's own, for trials and for when the council's sign-in is down (sync/hub/auth/local_accounts.h). One a person.
struct LocalAccountRow {
    PersonId person;
    QString passwordHash;          ///< as libsodium's crypto_pwhash_str writes it
    QByteArray sealedSeed;         ///< of the six-digit codes, closed by a key outside the database
    QByteArray recoveryHashes;     ///< SHA-256 of each recovery code that is not used, one behind the other
    qint64 lastStep = 0;           ///< the half minute of the last six-digit code that was taken: none is taken twice
    qint64 failures = 0;           ///< tries since the last that was right
    qint64 closedUntilMs = 0;      ///< no try is looked at before then
    qint64 madeAtMs = 0;
    qint64 disabledAtMs = 0;       ///< 0: in use
    friend bool operator==(const LocalAccountRow &, const LocalAccountRow &) = default;
};

/// An access or refresh token, by its hash. A family is everything that grew from one proof.
struct TokenRow {
    QByteArray hash;
    bool refresh = false;
    InstallationId installation;
    QByteArray family;             ///< random, 16 bytes
    qint64 generation = 0;         ///< counts up within a family
    qint64 expiresAtMs = 0;
    qint64 usedAtMs = 0;           ///< refresh: when it was exchanged; 0: not yet
    qint64 revokedAtMs = 0;
};

/// A file (photo, drawing, document) as one person gives it: named by an operation of theirs, sent by them chunk by chunk. Two people who
/// name the same bytes are two rows: that somebody knows a hash gives them nothing of what another sent under it.
struct FileRow {
    QByteArray sha;                ///< SHA-256 of the whole, 32 bytes
    PersonId person;               ///< whose operation names it
    qint64 sizeBytes = 0;          ///< as that operation says
    QString mime;                  ///< likewise
    qint64 namedAtMs = 0;
    qint64 completeSeq = 0;        ///< the council's seq when its last chunk came and the whole was proven; 0: not whole here
    friend bool operator==(const FileRow &, const FileRow &) = default;
};

/// A place for chunks beside the database, as it is listed.
struct FileStoreRow {
    qint64 n = 0;                  ///< counts up from 1; new chunks go to the highest
    QString place;                 ///< "database", "directory:/…" or "s3:…" (OPERATING.md, section 8)
    qint64 sinceMs = 0;
    friend bool operator==(const FileStoreRow &, const FileStoreRow &) = default;
};

/// A chunk's row: its bytes, or where they lie.
struct StoredChunk {
    QByteArray bytes;              ///< empty where a file store has them
    qint64 store = 0;              ///< a row of FileStoreRow; 0: `bytes`
    QString name;                  ///< in that store
    friend bool operator==(const StoredChunk &, const StoredChunk &) = default;
};

/// Where one chunk of a file lies.
struct ChunkPlace {
    qint64 n = 0;                  ///< which chunk
    qint64 store = 0;
    QString name;
    friend bool operator==(const ChunkPlace &, const ChunkPlace &) = default;
};

/// How much there is, for whoever watches over the hub: numbers alone.
struct HubTotals {
    qint64 devices = 0;            ///< enrolled and not withdrawn
    qint64 devicesHeard = 0;       ///< those heard since the moment asked about
    qint64 files = 0;
    qint64 filesWhole = 0;         ///< those of which every byte is here
    qint64 fileBytes = 0;          ///< of the whole ones
    qint64 conflicts = 0;          ///< fields that were offered, were not applied, and nobody has settled
    friend bool operator==(const HubTotals &, const HubTotals &) = default;
};

/// That an operation of `person` about `record` names a file.
struct FileNaming {
    QByteArray sha;
    PersonId person;
    RecordId record;
    friend bool operator==(const FileNaming &, const FileNaming &) = default;
};

/// The hub's data at one moment. Every answer is made from one of these. Thread: the one that made it.
/// Errors of every call: StorageFailure, Corrupt.
class HubSnapshot {
public:
    virtual ~HubSnapshot() = default;

    [[nodiscard]] virtual Result<HubState> state() = 0;
    [[nodiscard]] virtual Result<std::optional<StreamState>> stream(const StreamId &id) = 0;
    [[nodiscard]] virtual Result<std::optional<TakenNumber>> takenNumber(const StreamId &stream, qint64 number) = 0;

    [[nodiscard]] virtual Result<std::optional<LoggedOperation>> operation(const OperationId &id) = 0;
    [[nodiscard]] virtual Result<std::optional<LoggedOperation>> operationAt(qint64 seq) = 0;
    /// Operations that name @p record, in order of seq.
    [[nodiscard]] virtual Result<QList<LoggedOperation>> operationsOf(const RecordId &record) = 0;
    /// Seqs of the operations that wait for @p what ("record:<id>", "form:T03@1.0", "kind:<word>"), in order.
    [[nodiscard]] virtual Result<QList<qint64>> parkedFor(const QString &what) = 0;
    /// In order of seq; never empty for an operation that is in the log.
    [[nodiscard]] virtual Result<QList<LoggedOutcome>> outcomesOf(qint64 operationSeq) = 0;

    [[nodiscard]] virtual Result<std::optional<RecordRow>> record(const RecordId &id) = 0;
    /// Ids of all scopes that ever held a record.
    [[nodiscard]] virtual Result<QStringList> scopeIds() = 0;
    /// Ids of all records ("" for @p type), or of those of one type, in order of id.
    [[nodiscard]] virtual Result<QList<RecordId>> recordIds(const QString &type) = 0;
    /// Records of @p type with an id above @p after (16 bytes), in order of id, at most @p limit.
    [[nodiscard]] virtual Result<QList<RecordForm>> recordsAfter(const QString &type, const QByteArray &after, int limit) = 0;
    /// The same, whole.
    [[nodiscard]] virtual Result<QList<RecordRow>> recordRowsAfter(const QString &type, const QByteArray &after, int limit) = 0;
    /// Ids of everything an operation was ever about, whether it came to a record or not, in order of id.
    [[nodiscard]] virtual Result<QList<RecordId>> loggedRecordIds() = 0;
    [[nodiscard]] virtual Result<QList<Entry>> entriesOf(const RecordId &record) = 0;
    /// Entries of @p scope with a seq above @p after, in order of seq, at most @p limit.
    [[nodiscard]] virtual Result<QList<Entry>> entriesAfter(const QString &scope, qint64 after, int limit) = 0;
    [[nodiscard]] virtual Result<ScopeRow> scope(const QString &id) = 0;
    [[nodiscard]] virtual Result<bool> hasOpenConflict(const RecordId &record) = 0;

    [[nodiscard]] virtual Result<std::optional<FileRow>> file(const QByteArray &sha, const PersonId &person) = 0;
    /// Every file there is, in order of sha and person.
    [[nodiscard]] virtual Result<QList<FileRow>> files() = 0;
    /// Who named @p sha in what, in order of record and person.
    [[nodiscard]] virtual Result<QList<FileNaming>> namingsOf(const QByteArray &sha) = 0;
    /// What operations about @p record name, in order of sha and person.
    [[nodiscard]] virtual Result<QList<FileNaming>> namingsIn(const RecordId &record) = 0;
    /// The chunks that are here, in order.
    [[nodiscard]] virtual Result<QList<ChunkPlace>> chunksOf(const QByteArray &sha, const PersonId &person) = 0;
    [[nodiscard]] virtual Result<std::optional<StoredChunk>> chunk(const QByteArray &sha, const PersonId &person, qint64 n) = 0;
    /// The file stores, in order of n; none: everything is in the database.
    [[nodiscard]] virtual Result<QList<FileStoreRow>> fileStores() = 0;
    /// Names of the chunks that lie in file store @p store, in order.
    [[nodiscard]] virtual Result<QStringList> chunkNames(qint64 store) = 0;

    [[nodiscard]] virtual Result<std::optional<EnrolmentRow>> enrolment(const QByteArray &codeHash) = 0;
    [[nodiscard]] virtual Result<std::optional<InstallationRow>> installation(const InstallationId &id) = 0;
    [[nodiscard]] virtual Result<QList<InstallationRow>> installationsOf(const PersonId &person) = 0;
    /// Every installation, in order of person and enrolment.
    [[nodiscard]] virtual Result<QList<DeviceRow>> devices() = 0;
    [[nodiscard]] virtual Result<std::optional<TokenRow>> token(const QByteArray &hash) = 0;
    /// The newest refresh token of a family; of a generation that was issued anew, the one that is good.
    [[nodiscard]] virtual Result<std::optional<TokenRow>> newestRefresh(const QByteArray &family) = 0;
    [[nodiscard]] virtual Result<std::optional<CalendarAddressRow>> calendarAddress(const QByteArray &tokenHash) = 0;
    [[nodiscard]] virtual Result<std::optional<CalendarAddressRow>> calendarAddressOf(const PersonId &person) = 0;
    /// Those that are good, in order of person.
    [[nodiscard]] virtual Result<QList<CalendarAddressRow>> calendarAddresses() = 0;
    /// Lines of the audit trail above @p after, in order, at most @p limit.
    [[nodiscard]] virtual Result<QList<AuditRow>> auditAfter(qint64 after, int limit) = 0;
    [[nodiscard]] virtual Result<QList<AuditHeadRow>> auditHeadsAfter(qint64 after, int limit) = 0;
    [[nodiscard]] virtual Result<std::optional<AuditHeadRow>> newestAuditHead() = 0;
    /// Number of the last reading that @p installation has handed in; 0: none.
    [[nodiscard]] virtual Result<qint64> readingTaken(const InstallationId &installation) = 0;
    [[nodiscard]] virtual Result<std::optional<EventSourceRow>> eventSource(const QByteArray &tokenHash) = 0;
    /// Every one, in order of name.
    [[nodiscard]] virtual Result<QList<EventSourceRow>> eventSources() = 0;
    /// @p heardSinceMs: since when a device must have been heard to be counted as heard.
    [[nodiscard]] virtual Result<HubTotals> totals(qint64 heardSinceMs) = 0;
    [[nodiscard]] virtual Result<std::optional<LocalAccountRow>> localAccount(const PersonId &person) = 0;
    /// Every one, in order of person.
    [[nodiscard]] virtual Result<QList<LocalAccountRow>> localAccounts() = 0;
    [[nodiscard]] virtual Result<std::optional<ErasureRow>> erasure(const QString &id) = 0;
    /// None where it was not erased.
    [[nodiscard]] virtual Result<std::optional<ErasedRecord>> erasedRecord(const RecordId &id) = 0;
    /// SHA-256 of the bytes that @p id had, and which erasure took them; also where this database never had it. None: it was not erased.
    [[nodiscard]] virtual Result<std::optional<std::pair<QByteArray, QString>>> erasedOperation(const OperationId &id) = 0;
    /// Whether @p what, which is done once over everything, was (noteDone).
    [[nodiscard]] virtual Result<bool> isDone(const QString &what) = 0;
};

/// What a transaction is about to be asked for.
struct Expected {
    QList<OperationId> operations;
    QList<RecordId> records;
    QStringList parkedFor;   ///< without spaces
};

/// The one write transaction there is at a time: it holds the council's row from the start to the commit (R1), so that
/// every decision is serial. Dropped without commit(), nothing of it happened. A write may go on before the database has answered it: its
/// error is then that of a later call, of keepSinceMark() or commit() at the latest, and all that can follow is undoing.
class HubTransaction : public HubSnapshot {
public:
    /// Lets a database that is not in this process be asked once for what will be asked one by one. Changes nothing else.
    [[nodiscard]] virtual Result<void> expect(const Expected &expected)
    {
        Q_UNUSED(expected)
        return {};
    }
    [[nodiscard]] virtual Result<void> setState(const HubState &state) = 0;
    [[nodiscard]] virtual Result<void> setStream(const StreamState &stream) = 0;
    [[nodiscard]] virtual Result<void> takeNumber(const StreamId &stream, qint64 number, const TakenNumber &taken) = 0;
    [[nodiscard]] virtual Result<void> appendOperation(const LoggedOperation &operation) = 0;
    [[nodiscard]] virtual Result<void> appendOutcome(const LoggedOutcome &outcome) = 0;
    /// @p operationSeq is tried again when @p what comes.
    [[nodiscard]] virtual Result<void> park(const QString &what, qint64 operationSeq) = 0;
    [[nodiscard]] virtual Result<void> unpark(qint64 operationSeq) = 0;
    [[nodiscard]] virtual Result<void> setRecord(const RecordRow &record) = 0;
    [[nodiscard]] virtual Result<void> setEntry(const Entry &entry) = 0;
    [[nodiscard]] virtual Result<void> setScope(const QString &id, const ScopeRow &row) = 0;
    [[nodiscard]] virtual Result<void> openConflict(const OpenConflict &conflict) = 0;
    /// Settles the conflicts that operation @p operationSeq opened.
    [[nodiscard]] virtual Result<void> closeConflicts(qint64 operationSeq, qint64 resolvedSeq) = 0;

    [[nodiscard]] virtual Result<void> setFile(const FileRow &file) = 0;
    /// Notes it once, however often it is said.
    [[nodiscard]] virtual Result<void> nameFile(const FileNaming &naming) = 0;
    /// One that is here already stays as it is.
    [[nodiscard]] virtual Result<void> setChunk(const QByteArray &sha, const PersonId &person, qint64 n, const StoredChunk &chunk) = 0;
    /// All of them: what came is not what was named.
    [[nodiscard]] virtual Result<void> dropChunks(const QByteArray &sha, const PersonId &person) = 0;
    /// A new file store, or a new place of one that is listed.
    [[nodiscard]] virtual Result<void> setFileStore(const FileStoreRow &row) = 0;

    [[nodiscard]] virtual Result<void> setEnrolment(const EnrolmentRow &row) = 0;
    /// Deletes codes that ran out before @p beforeMs, used or not.
    [[nodiscard]] virtual Result<void> forgetEnrolments(qint64 beforeMs) = 0;
    /// Makes every unused code of @p person useless.
    [[nodiscard]] virtual Result<void> useUpEnrolmentsOf(const PersonId &person, qint64 atMs) = 0;
    [[nodiscard]] virtual Result<void> setInstallation(const InstallationRow &row) = 0;
    /// An earlier contact than the one that is here stays out; one that does not say what remains leaves what was said before.
    [[nodiscard]] virtual Result<void> setContact(const ContactRow &row) = 0;
    [[nodiscard]] virtual Result<void> setToken(const TokenRow &row) = 0;
    /// Deletes what ran out before the moments given. Refresh tokens at most eight at a time, oldest first: a renewal adds one.
    [[nodiscard]] virtual Result<void> forgetTokens(const QByteArray &family, qint64 accessBeforeMs, qint64 refreshBeforeMs) = 0;
    [[nodiscard]] virtual Result<void> revokeTokensOf(const InstallationId &installation, qint64 atMs) = 0;

    [[nodiscard]] virtual Result<void> setCalendarAddress(const CalendarAddressRow &row) = 0;
    /// Only through appendAudit() and signAuditHead() (sync/hub/audit), which chain and sign.
    [[nodiscard]] virtual Result<void> appendAudit(const AuditRow &row) = 0;
    [[nodiscard]] virtual Result<void> appendAuditHead(const AuditHeadRow &row) = 0;
    [[nodiscard]] virtual Result<void> setReadingTaken(const InstallationId &installation, qint64 n) = 0;
    [[nodiscard]] virtual Result<void> setEventSource(const EventSourceRow &row) = 0;
    [[nodiscard]] virtual Result<void> setLocalAccount(const LocalAccountRow &row) = 0;

    /// Only through eraseRecords() (sync/hub/service), which knows what belongs together and tells the audit trail.
    [[nodiscard]] virtual Result<void> addErasure(const ErasureRow &row) = 0;
    /// Takes the record's row and its conflicts away; its places stay, as those of a record that left.
    [[nodiscard]] virtual Result<void> eraseRecord(const ErasedRecord &record, const QString &erasure) = 0;
    /// Takes the words of an operation, if it is in the log, and notes it as erased either way.
    [[nodiscard]] virtual Result<void> eraseOperation(const ErasedOperation &operation, const QString &erasure) = 0;
    /// Of an erased record alone; after dropFile(), where nothing else names the file.
    [[nodiscard]] virtual Result<void> unnameFile(const FileNaming &naming) = 0;
    /// A file that erased records alone name, with its chunks' rows.
    [[nodiscard]] virtual Result<void> dropFile(const QByteArray &sha, const PersonId &person) = 0;

    /// Notes it once, however often it is said.
    [[nodiscard]] virtual Result<void> noteDone(const QString &what) = 0;

    /// A point to come back to, so that one request of a group that fails takes nothing of the others with it.
    [[nodiscard]] virtual Result<void> mark() = 0;
    [[nodiscard]] virtual Result<void> keepSinceMark() = 0;
    [[nodiscard]] virtual Result<void> undoToMark() = 0;

    /// Durable when it returns (synchronous=EXTRA; PostgreSQL: synchronous_commit=on). Errors: StorageFailure, StorageFull: nothing of it
    /// happened; but where the way to PostgreSQL was lost on the commit itself, all of it may have, which a repetition finds out (R3).
    [[nodiscard]] virtual Result<void> commit() = 0;
};

/// Where the hub keeps a council's records: embedded SQLite, or PostgreSQL. Every decision is C++ under the lock, SQL is one text in
/// the subset that both read alike (no JSON, no sequences, no now()). Source: sync.md B5, B12.
class HubStore {
public:
    virtual ~HubStore() = default;
    /// One consistent moment. Thread: any; several at once.
    [[nodiscard]] virtual Result<std::unique_ptr<HubSnapshot>> snapshot() = 0;
    /// Thread: any, one at a time.
    [[nodiscard]] virtual Result<std::unique_ptr<HubTransaction>> begin() = 0;
};

} // namespace sightline::hub
