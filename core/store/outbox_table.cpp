#include "core/store/outbox_table.h"

#include "core/base/limits.h"
#include "core/forms/named_files.h"
#include "core/sqlite/sql_text.h"
#include "core/store/stored_operation.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

// The present stream lives in `meta` beside the rows it numbers; both change in the same transaction.
constexpr std::string_view readMeta = "SELECT v FROM meta WHERE k = ?";
constexpr std::string_view writeMeta = "INSERT INTO meta (k, v) VALUES (?1, ?2) ON CONFLICT (k) DO UPDATE SET v = excluded.v";
const QString streamKey = u"stream.id"_s;
const QString nextKey = u"stream.next"_s;
const QString chainKey = u"stream.chain"_s;
const QString ackedKey = u"stream.acked"_s;

/// Levels that a push wraps an operation in: the message, its push, the list. Kept free, so that what is stored can be sent.
constexpr int pushDepth = 3;

constexpr std::string_view readColumns =
    "SELECT n, op, coalesce(number, 0), sent_at_ms, ack_seq, coalesce(ack_hub_time_ms, 0), outcome, detail, held_until_ms, "
    "urgent, op_id, record_id FROM outbox LEFT JOIN outbox_body USING (n) ";

/// A clock that was set back must not hold work for years: nothing is held for longer than "Done" can be taken back.
constexpr std::string_view isHeld = "held_until_ms > ?1 AND held_until_ms <= ?2";
bool isHeldBack(const OutboxEntry &entry, Instant now)
{
    return entry.heldUntilMs && *entry.heldUntilMs > now.msSinceEpoch && *entry.heldUntilMs <= now.msSinceEpoch + limits::undoCompletionMs;
}

Result<OutboxEntry> readEntry(const Statement &row)
{
    const QByteArray bytes = row.blob(1);
    auto operation = readStoredOperation(bytes, row.blob(10), row.blob(11));
    if (!operation)
        return operation.error();
    OutboxEntry entry { row.integer(0),         *std::move(operation), bytes, row.integer(2),         row.optionalInteger(3),
                        row.optionalInteger(4), row.integer(5),        {},    row.optionalInteger(8), row.integer(9) == 1 };
    if (entry.ackSeq)
        entry.outcome = outcomeFromName(row.text(6), fieldNamesFromText(row.text(7)));
    return entry;
}

QSet<QByteArray> filesOf(const Operation &operation)
{
    Answers::Fields fields = operation.head ? operation.head->answers : Answers::Fields {};
    for (auto it = operation.set.cbegin(); it != operation.set.cend(); ++it)
        fields.insert(it.key(), it->value);
    return filesNamedIn(fields);
}

} // namespace

Result<void> OutboxTable::append(const Operation &operation, std::optional<Instant> heldUntil, Turn turn)
{
    const auto bytes = operationBytes(operation);
    if (!bytes)
        return bytes.error();
    // What could not be read back would never reach the hub, nor what a push could not carry: it wraps an operation in three levels.
    const auto readBack = parseJson(*bytes, { .depthMax = limits::jsonDepthMax - pushDepth });
    const auto readable = readBack ? operationFromJson(*readBack) : Result<Operation>(readBack.error());
    if (!readable)
        return Error { ErrorCode::InvalidInput, u"This record could not be read back, so it was not stored: %1"_s.arg(readable.error().detail) };
    if (bytes->size() > limits::operationBytesMax)
        return Error {
            ErrorCode::TooLarge,
            u"This record is %1 KiB and more than %2 KiB cannot be sent; nothing was changed."_s.arg(bytes->size() / 1024).arg(limits::operationBytesMax / 1024)
        };
    std::optional<qint64> held;
    if (heldUntil)
        held = heldUntil->msSinceEpoch;
    const bool isUrgent = turn == Turn::First;
    const auto added =
        m_db.run("INSERT INTO outbox (op_id, record_id, held_until_ms, urgent) VALUES (?, ?, ?, ?)", operation.id, operation.record, held, qint64 { isUrgent });
    if (!added)
        return added.error();
    if (const auto kept = m_db.run("INSERT INTO outbox_body (n, op) VALUES (?, ?)", m_db.lastInsertRow(), *bytes); !kept)
        return kept.error();
    m_changes.outbox = true;
    m_changes.urgent = m_changes.urgent || (isUrgent && !held);
    m_changes.records.insert(operation.record);
    return m_files.keepFor(operation.record, filesOf(operation));
}

Result<void> OutboxTable::release()
{
    const auto urgent = m_db.integer("SELECT EXISTS (SELECT 1 FROM outbox WHERE held_until_ms IS NOT NULL AND urgent = 1)");
    if (!urgent)
        return urgent.error();
    const auto released = m_db.run("UPDATE outbox SET held_until_ms = NULL WHERE held_until_ms IS NOT NULL");
    if (!released)
        return released.error();
    if (*released > 0)
        m_changes.outbox = true;   // there is something to send
    m_changes.urgent = m_changes.urgent || urgent->value_or(0) == 1;
    return {};
}

Result<qint64> OutboxTable::takeBack(const RecordId &record)
{
    auto removed = remove("record_id = ?1 AND held_until_ms IS NOT NULL AND number IS NULL AND ack_seq IS NULL", record);
    if (removed && *removed > 0) {
        m_changes.outbox = true;
        m_changes.records.insert(record);
        const auto rest = m_db.integer("SELECT count(*) FROM outbox WHERE record_id = ?", record);
        if (!rest)
            return rest.error();
        if (rest->value_or(0) == 0) {   // the draft comes back and says itself what it names
            if (const auto let = m_files.letGo(record); !let)
                return let.error();
        }
    }
    return removed;
}

Result<bool> OutboxTable::hasWork(Instant now)
{
    static const std::string sql = sqlText(
        { "SELECT EXISTS (SELECT 1 FROM outbox WHERE ack_seq IS NULL AND n < coalesce((SELECT min(n) FROM outbox WHERE ", isHeld, "), 9223372036854775807)) ",
          "OR EXISTS (SELECT 1 FROM outbox WHERE urgent = 1 AND ack_seq IS NULL AND (held_until_ms IS NULL OR NOT (", isHeld, ")))" });
    const auto waits = m_db.integer(sql, now.msSinceEpoch, now.msSinceEpoch + limits::undoCompletionMs);
    if (!waits)
        return waits.error();
    return waits->value_or(0) == 1;
}

Result<StreamId> OutboxTable::stream()
{
    std::optional<QByteArray> bytes;
    if (const auto read = m_db.each(
            readMeta, [&bytes](const Statement &row) { bytes = row.blob(0); }, streamKey);
        !read)
        return read.error();
    if (!bytes)
        return Error { ErrorCode::NotEnrolled, u"This store has not been joined to a hub."_s };
    return StreamId::fromBytes(*bytes);
}

/// The places of everything that goes before the rest: what is urgent and let go, and, made earlier and unanswered, what changes the
/// same records or the records those are about. So nothing overtakes what it rests on, however it is made. Empty where all that is
/// urgent has its number already.
Result<OutboxTable::GoesFirst> OutboxTable::goesFirst(Instant now, Overtaking overtaking)
{
    GoesFirst first;
    if (overtaking == Overtaking::Never)
        return first;
    static const std::string urgent = sqlText({ readColumns, "WHERE urgent = 1 AND ack_seq IS NULL ORDER BY n" });
    static const std::string earlier = sqlText({ readColumns, "WHERE record_id = ? AND ack_seq IS NULL AND n < ? ORDER BY n" });
    struct Resting {
        RecordId record;
        qint64 before;
    };
    QList<Resting> restsOn;
    bool isAnyUnnumbered = false;
    const auto take = [&](const Statement &row) -> Result<void> {
        const auto entry = readEntry(row);
        if (!entry)
            return entry.error();
        if (first.places.contains(entry->order) || (entry->isUrgent && isHeldBack(*entry, now)))
            return {};
        first.places.insert(entry->order);
        isAnyUnnumbered = isAnyUnnumbered || (entry->isUrgent && entry->number == 0);
        restsOn.append({ entry->operation.record, entry->order });
        if (entry->operation.head && entry->operation.head->about)
            restsOn.append({ *entry->operation.head->about, entry->order });
        return {};
    };
    if (const auto read = m_db.each(urgent, take); !read)
        return read.error();
    first.isAny = !first.places.isEmpty();
    if (!isAnyUnnumbered)
        return GoesFirst { first.isAny, {} };
    while (!restsOn.isEmpty() && overtaking == Overtaking::WithWhatTheyRestOn) {
        const Resting resting = restsOn.takeLast();
        if (const auto read = m_db.each(earlier, take, resting.record, resting.before); !read)
            return read.error();
    }
    return first;
}

Result<bool> OutboxTable::needsStreamToOvertake(Instant now, Overtaking overtaking)
{
    const auto first = goesFirst(now, overtaking);
    if (!first)
        return first.error();
    bool isInTheWay = false;
    if (first->places.isEmpty())
        return isInTheWay;
    const auto read = m_db.each("SELECT n FROM outbox WHERE number IS NOT NULL AND ack_seq IS NULL",
                                [&](const Statement &row) { isInTheWay = isInTheWay || !first->places.contains(row.integer(0)); });
    return read ? Result<bool>(isInTheWay) : read.error();
}

/// Fills @p batch: what has a number already, beyond @p after and in that order; then what goes @p first, or where there is none of that the rest.
Result<void> OutboxTable::readBatch(OutboxBatch &batch, const GoesFirst &first, int operationsMax, qint64 bytesMax, Instant now, qint64 after)
{
    static const std::string numberedOnes = sqlText({ readColumns, "WHERE number > ? AND ack_seq IS NULL ORDER BY number" });
    static const std::string others = sqlText({ readColumns, "WHERE number IS NULL AND ack_seq IS NULL ORDER BY n" });
    qint64 bytes = 0;
    for (const std::string *sql : { &numberedOnes, &others }) {
        if (sql == &others && first.isAny && first.places.isEmpty())
            break;   // what is urgent has its number and no answer yet: it stays alone
        auto rows = m_db.prepare(*sql);
        if (!rows)
            return rows.error();
        if (sql == &numberedOnes)
            rows->bind(0, after);
        for (;;) {
            const auto stepped = rows->step();
            if (!stepped)
                return stepped.error();
            if (!*stepped)
                break;
            if (sql == &others && first.isAny && !first.places.contains(rows->integer(0)))
                continue;
            auto entry = readEntry(*rows);
            if (!entry)
                return entry.error();
            if (!first.isAny && isHeldBack(*entry, now))
                return {};   // and all that was made after it: order of making is order of sending
            bytes += entry->bytes.size();
            if (!batch.entries.isEmpty() && (batch.entries.size() >= operationsMax || bytes > bytesMax)) {
                batch.more = true;
                return {};
            }
            batch.entries.append(*std::move(entry));
        }
    }
    return {};
}

Result<OutboxBatch> OutboxTable::nextBatch(int operationsMax, qint64 bytesMax, Instant now, Overtaking overtaking, qint64 after)
{
    const auto present = stream();
    if (!present)
        return present.error();
    const auto next = m_db.integer(readMeta, nextKey);
    const auto acked = m_db.integer(readMeta, ackedKey);
    if (!next || !acked)
        return next ? acked.error() : next.error();
    OutboxBatch batch { *present, chainStart(), {}, acked->value_or(0), false };
    QByteArray head = chainStart();
    if (const auto read = m_db.each(
            readMeta, [&head](const Statement &row) { head = row.blob(0); }, chainKey);
        !read)
        return read.error();
    batch.previousChain = head;
    qint64 number = next->value_or(1);

    const auto first = goesFirst(now, overtaking);
    if (!first)
        return first.error();
    const bool isToWait = after > 0 && first->isAny;
    if (const auto read = isToWait ? Result<void>() : readBatch(batch, *first, operationsMax, bytesMax, now, after); !read)
        return read.error();
    if (batch.entries.isEmpty())
        return batch;
    bool numbered = false;
    for (OutboxEntry &entry : batch.entries) {
        if (entry.number != 0)
            continue;
        const auto set =
            m_db.run("UPDATE outbox SET stream = ?2, number = ?3, prev = ?4, held_until_ms = NULL WHERE n = ?1", entry.order, *present, number, head);
        if (!set)
            return set.error();
        entry.number = number++;
        head = chainLink(head, entry.bytes);
        numbered = true;
    }
    if (numbered) {
        if (const auto set = m_db.run(writeMeta, nextKey, number); !set)
            return set.error();
        if (const auto set = m_db.run(writeMeta, chainKey, head); !set)
            return set.error();
    }
    const auto before = m_db.each(
        "SELECT prev FROM outbox WHERE n = ?", [&batch](const Statement &row) { batch.previousChain = row.blob(0); }, batch.entries.first().order);
    if (!before)
        return before.error();
    return batch;
}

Result<void> OutboxTable::markSent(const StreamId &stream, qint64 number, qint64 atMs)
{
    const auto touched = m_db.each(
        "SELECT record_id FROM outbox WHERE stream = ? AND number <= ? AND ack_seq IS NULL AND sent_at_ms IS NULL",
        [this](const Statement &row) {
            if (const auto id = RecordId::fromBytes(row.blob(0)))
                m_changes.records.insert(*id);
        },
        stream, number);
    if (!touched)
        return touched.error();
    const auto set =
        m_db.run("UPDATE outbox SET sent_at_ms = ?3 WHERE stream = ?1 AND number <= ?2 AND ack_seq IS NULL AND sent_at_ms IS NULL", stream, number, atMs);
    if (!set)
        return set.error();
    if (*set > 0)
        m_changes.outbox = true;
    return {};
}

Result<bool> OutboxTable::recordAnswer(const StreamId &stream, qint64 number, qint64 seq, const Outcome &outcome, qint64 hubTimeMs)
{
    std::optional<QByteArray> record;
    const auto found = m_db.each(
        "SELECT record_id FROM outbox WHERE stream = ? AND number = ? AND ack_seq IS NOT ?", [&record](const Statement &row) { record = row.blob(0); }, stream,
        number, seq);
    if (!found)
        return found.error();
    if (!record)
        return false;
    const auto set = m_db.run("UPDATE outbox SET ack_seq = ?3, ack_hub_time_ms = ?4, outcome = ?5, detail = ?6 WHERE stream = ?1 AND number = ?2", stream,
                              number, seq, hubTimeMs, outcomeName(outcome), fieldNamesToText(outcome.fields));
    if (!set)
        return set.error();
    const auto acked = m_db.run("INSERT INTO meta (k, v) VALUES (?1, ?2) ON CONFLICT (k) DO UPDATE SET v = max(v, excluded.v)", ackedKey, number);
    if (!acked)
        return acked.error();
    const auto id = RecordId::fromBytes(*record);
    if (!id)
        return id.error();
    m_changes.records.insert(*id);
    m_changes.outbox = true;
    return true;
}

Result<bool> OutboxTable::resendFrom(const StreamId &stream, qint64 from)
{
    const auto next = m_db.integer(readMeta, nextKey);
    if (!next)
        return next.error();
    const auto first = m_db.integer("SELECT EXISTS (SELECT 1 FROM outbox WHERE stream = ? AND number = ?)", stream, from);
    if (!first)
        return first.error();
    const bool isForgotten = next->value_or(1) > from && first->value_or(0) == 0;
    if (isForgotten)
        return false;
    const auto touched = m_db.each(
        "SELECT record_id FROM outbox WHERE stream = ? AND number >= ? AND ack_seq IS NOT NULL",
        [this](const Statement &row) {
            if (const auto id = RecordId::fromBytes(row.blob(0)))
                m_changes.records.insert(*id);
        },
        stream, from);
    if (!touched)
        return touched.error();
    const auto cleared = m_db.run("UPDATE outbox SET ack_seq = NULL, ack_hub_time_ms = NULL, outcome = NULL, detail = NULL, sent_at_ms = NULL "
                                  "WHERE stream = ? AND number >= ?",
                                  stream, from);
    if (!cleared)
        return cleared.error();
    const auto acked = m_db.run("UPDATE meta SET v = min(v, ?2) WHERE k = ?1", ackedKey, from - 1);
    if (!acked)
        return acked.error();
    m_changes.outbox = true;
    return true;
}

Result<void> OutboxTable::restartStream(const StreamId &fresh, Offer offer)
{
    const auto touched = m_db.each("SELECT DISTINCT record_id FROM outbox", [this](const Statement &row) {
        if (const auto id = RecordId::fromBytes(row.blob(0)))
            m_changes.records.insert(*id);
    });
    if (!touched)
        return touched.error();
    const auto cleared = offer == Offer::Everything
        ? m_db.run("UPDATE outbox SET stream = NULL, number = NULL, prev = NULL, sent_at_ms = NULL, ack_seq = NULL, ack_hub_time_ms = NULL, "
                   "outcome = NULL, detail = NULL")
        : m_db.run("UPDATE outbox SET stream = NULL, number = NULL, prev = NULL, sent_at_ms = NULL WHERE ack_seq IS NULL");
    if (!cleared)
        return cleared.error();
    if (const auto set = m_db.run(writeMeta, streamKey, fresh.toBytes()); !set)
        return set.error();
    if (const auto set = m_db.run(writeMeta, nextKey, qint64 { 1 }); !set)
        return set.error();
    if (const auto set = m_db.run(writeMeta, chainKey, chainStart()); !set)
        return set.error();
    if (const auto set = m_db.run(writeMeta, ackedKey, qint64 { 0 }); !set)
        return set.error();
    m_changes.outbox = true;
    return {};
}

Result<qint64> OutboxTable::dropDurable(qint64 durableSeq, Unapplied unapplied)
{
    if (durableSeq <= 0)
        return qint64 { 0 };
    // What was not applied stays until its notice is closed, so that its author sees it here.
    static constexpr std::string_view settled =
        "ack_seq <= ?1 AND (outcome = 'applied' OR ?2 = 1 OR EXISTS "
        "(SELECT 1 FROM view WHERE view.target_op = outbox.op_id AND view.type = 'notice' AND view.open_outcome IS NULL))";
    static const std::string selecting = sqlText({ "SELECT record_id FROM outbox WHERE ", settled });
    const int all = unapplied == Unapplied::Drop ? 1 : 0;
    const auto touched = m_db.each(
        selecting,
        [this](const Statement &row) {
            if (const auto id = RecordId::fromBytes(row.blob(0)))
                m_changes.records.insert(*id);
        },
        durableSeq, all);
    if (!touched)
        return touched.error();
    auto dropped = remove(settled, durableSeq, all);
    if (dropped && *dropped > 0)
        m_changes.outbox = true;
    return dropped;
}

/// Removes the rows where @p which holds, and the bodies with them. A body that the disk does not give back stays where it is: it must
/// not keep the hub's answer out, and mending the store leaves it behind.
template <typename... Arguments>
Result<qint64> OutboxTable::remove(std::string_view which, const Arguments &...arguments)
{
    QList<qint64> places;
    const auto listed = m_db.each(
        sqlText({ "SELECT n FROM outbox WHERE ", which }), [&places](const Statement &row) { places.append(row.integer(0)); }, arguments...);
    if (!listed)
        return listed.error();
    for (const qint64 place : std::as_const(places)) {
        if (const auto removed = m_db.run("DELETE FROM outbox WHERE n = ?", place); !removed)
            return removed.error();
        const auto forgotten = m_db.run("DELETE FROM outbox_body WHERE n = ?", place);
        if (!forgotten && forgotten.error().code != ErrorCode::Corrupt)
            return forgotten.error();
    }
    return qint64 { places.size() };
}

template <typename... Arguments>
Result<QList<OutboxEntry>> OutboxTable::read(std::string_view which, const Arguments &...arguments)
{
    static const std::string one = sqlText({ readColumns, "WHERE n = ?" });
    QList<qint64> places;
    const auto listed = m_db.each(
        sqlText({ "SELECT n FROM outbox ", which, " ORDER BY n" }), [&places](const Statement &row) { places.append(row.integer(0)); }, arguments...);
    if (!listed)
        return listed.error();
    QList<OutboxEntry> entries;
    for (const qint64 place : std::as_const(places)) {
        // Row by row: one that is damaged, or that a failing disk does not give, hides no other. nextBatch() finds it, and from then on
        // it is kept apart and named (DamagedTable).
        const auto each = [&entries](const Statement &row) {
            if (auto entry = readEntry(row))
                entries.append(*std::move(entry));
        };
        const auto done = m_db.each(one, each, place);
        if (!done && done.error().code != ErrorCode::Corrupt)
            return done.error();
    }
    return entries;
}

Result<QList<OutboxEntry>> OutboxTable::ofRecord(const RecordId &record) { return read("WHERE record_id = ?", record); }

Result<QList<OutboxStamp>> OutboxTable::stampsOf(const RecordId &record)
{
    QList<OutboxStamp> stamps;
    const auto read = m_db.each(
        "SELECT op_id, sent_at_ms, ack_seq, outcome FROM outbox WHERE record_id = ? ORDER BY n",
        [&stamps](const Statement &row) -> Result<void> {
            const auto id = OperationId::fromBytes(row.blob(0));
            if (!id)
                return id.error();
            OutboxStamp stamp { *id, row.optionalInteger(1), row.optionalInteger(2) };
            if (stamp.ackSeq)
                stamp.outcome = outcomeFromName(row.text(3), {}).code;
            stamps.append(stamp);
            return {};
        },
        record);
    if (!read)
        return read.error();
    return stamps;
}

Result<std::optional<OutboxEntry>> OutboxTable::find(const OperationId &id)
{
    const auto found = read("WHERE op_id = ?", id);
    if (!found)
        return found.error();
    return found->isEmpty() ? std::nullopt : std::optional(found->first());
}

Result<QList<OutboxEntry>> OutboxTable::all(bool unansweredOnly) { return read(unansweredOnly ? "WHERE ack_seq IS NULL" : ""); }

Result<qint64> OutboxTable::recordsBehind(qint64 number)
{
    const auto count = m_db.integer("SELECT count(DISTINCT record_id) FROM outbox LEFT JOIN view v ON v.id = record_id "
                                    "WHERE ack_seq IS NULL AND (number IS NULL OR number > ?1) AND coalesce(v.type, '') NOT IN ('fact', 'draft')",
                                    number);
    return count ? Result<qint64>(count->value_or(0)) : count.error();
}

Result<OutboxCounts> OutboxTable::counts()
{
    OutboxCounts counts;
    // A fact travels with its record and a step is a record of its own; people are told of what they wrote, not of facts,
    // nor of the copies of drafts, which are no records yet.
    const auto read = m_db.each("SELECT count(*) FILTER (WHERE ack_seq IS NULL), "
                                "count(DISTINCT CASE WHEN ack_seq IS NULL AND coalesce(v.type, '') NOT IN ('fact', 'draft') THEN record_id END), "
                                "count(*) FILTER (WHERE ack_seq IS NOT NULL AND outcome <> 'applied'), count(*) "
                                "FROM outbox LEFT JOIN view v ON v.id = record_id",
                                [&counts](const Statement &row) {
                                    counts = { row.integer(0), row.integer(1), row.integer(2), row.integer(3) };
                                });
    if (!read)
        return read.error();
    return counts;
}

} // namespace sightline
