#pragma once

#include "core/base/instant.h"
#include "core/operations/apply.h"
#include "core/operations/operation.h"
#include "core/sqlite/connection.h"
#include "core/store/changes.h"
#include "core/store/file_table.h"

namespace sightline {

/// An own operation as the store holds it.
struct OutboxEntry {
    qint64 order = 0;                        ///< order of making; never changes
    Operation operation;
    QByteArray bytes;                        ///< the operation's canonical bytes: what the chain covers
    qint64 number = 0;                       ///< in the present stream; 0: not numbered yet
    std::optional<qint64> sentAtMs;
    std::optional<qint64> ackSeq;            ///< the hub's seq, once answered
    qint64 ackHubTimeMs = 0;
    Outcome outcome;                         ///< once answered
    std::optional<qint64> heldUntilMs;       ///< not offered to the hub before then; may still be taken back
    bool isUrgent = false;                   ///< goes before what was made earlier
};

/// Where an own operation stands, without reading it.
struct OutboxStamp {
    OperationId id;
    std::optional<qint64> sentAtMs;
    std::optional<qint64> ackSeq;
    Outcome::Code outcome = Outcome::Code::Applied;   ///< once answered
};

/// Whether an operation goes in its turn or before all others (PROTOCOL.md, "Urgent").
enum class Turn { InOrder, First };

/// How urgent operations overtake. Anything but the first is for the simulator, to show that it notices.
enum class Overtaking { WithWhatTheyRestOn, Alone, Never };

/// What goes into one request: numbered without a gap.
struct OutboxBatch {
    StreamId stream;
    QByteArray previousChain;                ///< chain before the first operation (R3); 32 bytes
    QList<OutboxEntry> entries;              ///< none: nothing waits
    qint64 acked = 0;                        ///< highest number of the stream that has an answer (R16)
    bool more = false;                       ///< further operations wait behind these
};

struct OutboxCounts {
    qint64 operationsToSend = 0;             ///< without an answer
    qint64 recordsToSend = 0;                ///< records they belong to: what people are told (decisions 14)
    qint64 unsettled = 0;                    ///< answered otherwise than `applied`
    qint64 kept = 0;                         ///< all rows
};

/// Tables `outbox` and `outbox_body`: every own operation, from the transaction that made it until the hub's backup holds it (R13).
/// Its bytes are written once; where it stands changes beside them. Immutable; the database itself refuses to change one or to delete
/// an unanswered one. Thread: the store's.
class OutboxTable {
public:
    OutboxTable(Connection &db, Changes &changes, FileTable &files) : m_db(db), m_changes(changes), m_files(files) { }

    /// Adds @p operation, not yet numbered. With @p heldUntil it is durable as any other but not offered to the hub before then, so
    /// that it can be taken back (decisions 4); what is made later waits behind it, since operations go in the order of making.
    /// The files it names stay with its record from then on. One whose turn is First is let by by all others once it is not held back.
    /// Errors: AlreadyExists (this operation is there), TooLarge (over operationBytesMax), InvalidInput (it could not be read back).
    [[nodiscard]] Result<void> append(const Operation &operation, std::optional<Instant> heldUntil = {}, Turn turn = Turn::InOrder);
    /// Nothing is held back any more: it goes with the next request.
    [[nodiscard]] Result<void> release();
    /// Removes what is still held back of @p record. Returns how many operations; 0: none is, or they may have been sent.
    [[nodiscard]] Result<qint64> takeBack(const RecordId &record);

    /// The next operations to send, at least one if any waits, at most @p operationsMax and @p bytesMax bytes (of one may be
    /// more). Numbers those that have no number yet and extends the chain: call it inside a transaction. Stops before what is held
    /// back beyond @p now. Where something urgent waits, it and what it rests on go alone, and the rest follows. With @p after, what follows
    /// on that number, which is under way already; nothing where something urgent waits.
    /// Errors: Corrupt (one cannot be read: DamagedTable::takeFromOutbox, then again).
    [[nodiscard]] Result<OutboxBatch> nextBatch(int operationsMax, qint64 bytesMax, Instant now, Overtaking overtaking = Overtaking::WithWhatTheyRestOn,
                                                qint64 after = 0);
    /// Whether something urgent has no number yet and what has one, unanswered, is in its way: only in a new stream (restartStream,
    /// Offer::Unanswered) can it go first, because numbers are never given anew within one (R3).
    [[nodiscard]] Result<bool> needsStreamToOvertake(Instant now, Overtaking overtaking = Overtaking::WithWhatTheyRestOn);
    /// Whether nextBatch() would find anything.
    [[nodiscard]] Result<bool> hasWork(Instant now);
    /// Notes that numbers up to @p number left in a request: their records are `sent` until answered.
    [[nodiscard]] Result<void> markSent(const StreamId &stream, qint64 number, qint64 atMs);
    /// Stores the hub's answer to @p number. False if there is no such operation, or it is answered already with that seq.
    [[nodiscard]] Result<bool> recordAnswer(const StreamId &stream, qint64 number, qint64 seq, const Outcome &outcome, qint64 hubTimeMs);
    /// R16: answers to numbers from @p from on are forgotten; they are offered again. False, and nothing changed, where operation
    /// @p from is not kept here any more: this stream can then never follow on what the hub has of it.
    [[nodiscard]] Result<bool> resendFrom(const StreamId &stream, qint64 from);

    enum class Offer {
        Unanswered,   ///< R17 (forked): only what has no answer
        Everything,   ///< R14 (new epoch): all that is kept, in order of making, answered or not
    };
    /// Begins stream @p fresh: numbers, chain and (for Everything) answers are emptied, and filled again by nextBatch.
    [[nodiscard]] Result<void> restartStream(const StreamId &fresh, Offer offer);

    enum class Unapplied {
        KeepUntilSettled,   ///< conflict, waiting and held stay until their notice is closed, so their author sees them
        Drop,               ///< this person may read nothing any more (B10 drop-box): everything durable goes
    };
    /// R13: forgets answered operations whose seq the hub's verified backup holds. Returns how many.
    [[nodiscard]] Result<qint64> dropDurable(qint64 durableSeq, Unapplied unapplied = Unapplied::KeepUntilSettled);

    [[nodiscard]] Result<QList<OutboxEntry>> ofRecord(const RecordId &record);   ///< in order of making
    [[nodiscard]] Result<QList<OutboxStamp>> stampsOf(const RecordId &record);   ///< in order of making
    [[nodiscard]] Result<std::optional<OutboxEntry>> find(const OperationId &id);
    /// All that is kept and can be read, in order of making: for export_unsent and tests. @p unansweredOnly leaves out what the hub
    /// has. What cannot be read: DamagedTable.
    [[nodiscard]] Result<QList<OutboxEntry>> all(bool unansweredOnly = false);
    [[nodiscard]] Result<OutboxCounts> counts();
    /// Of `recordsToSend`, those with something that has no number of the present stream up to @p number. Reads what is unanswered, not all
    /// that is kept.
    [[nodiscard]] Result<qint64> recordsBehind(qint64 number);

    /// The present stream: made at provisioning or enrolment. Errors: NotEnrolled.
    [[nodiscard]] Result<StreamId> stream();

private:
    template <typename... Arguments>
    [[nodiscard]] Result<QList<OutboxEntry>> read(std::string_view which, const Arguments &...arguments);
    template <typename... Arguments>
    [[nodiscard]] Result<qint64> remove(std::string_view which, const Arguments &...arguments);
    struct GoesFirst {
        bool isAny = false;      ///< something urgent is let go and has no answer
        QSet<qint64> places;     ///< of it and what it rests on; empty where all that is urgent has its number
    };
    [[nodiscard]] Result<GoesFirst> goesFirst(Instant now, Overtaking overtaking);
    [[nodiscard]] Result<void> readBatch(OutboxBatch &batch, const GoesFirst &first, int operationsMax, qint64 bytesMax, Instant now, qint64 after);
    Connection &m_db;
    Changes &m_changes;
    FileTable &m_files;
};

} // namespace sightline
