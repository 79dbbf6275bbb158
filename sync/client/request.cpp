#include "sync/client/request.h"

#include "core/base/digest.h"
#include "core/base/limits.h"
#include "core/store/reading_table.h"
#include "sync/protocol/limits.h"

#include <algorithm>

namespace sightline::sync {

namespace {

/// The record a person counts: a fact travels with its record, so it counts as that (decisions 14). None for a draft's copy, which is no
/// record yet.
Result<std::optional<RecordId>> recordCounted(Store &store, const Operation &operation)
{
    const auto counted = [&operation](RecordType type, const std::optional<RecordId> &about) -> std::optional<RecordId> {
        if (type == RecordType::Draft)
            return std::nullopt;
        return type == RecordType::Fact && about ? *about : operation.record;
    };
    if (const auto &head = operation.head)
        return counted(head->type, head->about);
    const auto row = store.view().find(operation.record);
    if (!row)
        return row.error();
    return *row ? counted((*row)->type, (*row)->about) : std::optional(operation.record);
}

/// What a request holds beside its operations, in bytes: envelope, numbers, and the cursors of some hundred scopes.
constexpr qint64 envelopeBytesMax = 64 * 1024;

/// While whole pushes of a long backlog follow one another, what is left is counted once in so many operations: counting reads all of it.
constexpr qint64 operationsBetweenCounts = 10'000;

/// None where the backlog was counted a moment ago: the hub keeps what it was told.
Result<std::optional<wire::Remaining>> remainingNow(Store &store, const OutboxBatch &batch)
{
    const qint64 first = batch.entries.isEmpty() ? 0 : batch.entries.first().number;
    const qint64 last = batch.entries.isEmpty() ? batch.acked : batch.entries.last().number;
    const bool wasJustCounted = batch.more && first % operationsBetweenCounts > wire::operationsPerPushMax;
    if (wasJustCounted)
        return std::optional<wire::Remaining>();
    const auto records = store.outbox().recordsBehind(last);
    const auto drafts = store.drafts().count();
    const auto files = store.fileTravel().unsent();
    if (!records || !drafts || !files)
        return !records ? records.error() : !drafts ? drafts.error() : files.error();
    return std::optional(wire::Remaining { *records, *drafts, files->files, files->bytes });
}

Result<BuiltRequest> build(Store &store, const RequestSize &size)
{
    const Instant now = store.clock().now();
    // Nothing is held back for longer than that.
    const Instant letGoUntil { now.msSinceEpoch + (size.sendsHeldBack ? sightline::limits::undoCompletionMs : 0) };
    const bool isAhead = size.after > 0;
    const auto isBehind = isAhead ? Result<bool>(false) : store.outbox().needsStreamToOvertake(letGoUntil, size.overtaking);
    if (!isBehind)
        return isBehind.error();
    if (*isBehind) {
        const auto fresh = newId<StreamId>(store.clock(), store.random());
        if (const auto opened = store.outbox().restartStream(fresh, OutboxTable::Offer::Unanswered); !opened)
            return opened.error();
    }
    const auto batch = store.outbox().nextBatch(size.operationsMax, wire::pushInflatedBytesMax - envelopeBytesMax, letGoUntil, size.overtaking, size.after);
    if (!batch)
        return batch.error();
    const auto state = store.meta().syncState();
    if (!state)
        return state.error();
    const auto scopes = store.scopes().all();
    if (!scopes)
        return scopes.error();

    BuiltRequest built { { .epoch = state->epoch, .stream = batch->stream }, { batch->stream, state->epoch, {}, {} }, batch->more };
    built.message.clockMs = now.msSinceEpoch;
    built.message.previousChain = batch->previousChain;
    built.message.acked = batch->acked;
    built.message.limit = size.pageSize;
    built.message.waitSeconds = batch->entries.isEmpty() ? size.waitSeconds : 0;
    for (const OutboxEntry &entry : batch->entries) {
        built.message.operations.append({ entry.number, entry.operation, entry.bytes });
        const auto counted = recordCounted(store, entry.operation);
        if (!counted)
            return counted.error();
        built.sent.records.insert(entry.number, *counted);
        if (size.leavesOutOwn && entry.operation.head)
            built.sent.created.insert(entry.number, std::make_shared<const RecordBody>(*entry.operation.head));
    }
    built.message.leavesOutOwn = !built.sent.created.isEmpty();
    const auto remaining = remainingNow(store, *batch);
    if (!remaining)
        return remaining.error();
    built.message.remaining = *remaining;
    // What was read goes with the request that is under way.
    const auto readings = isAhead ? Result<QList<Reading>>(QList<Reading>()) : ReadingTable(store.db()).oldest(wire::readingsPerRequestMax);
    if (!readings)
        return readings.error();
    for (const Reading &reading : *readings)
        built.message.readings.append({ reading.n, reading.record, readingWord(reading.how), reading.atMs });
    for (const ScopeRow &scope : *scopes)
        built.message.cursors.insert(scope.id, scope.cursor);
    return built;
}

} // namespace

Result<BuiltRequest> buildRequest(Store &store, const RequestSize &size)
{
    auto built = store.transact([&] { return build(store, size); });
    if (built || built.error().code != ErrorCode::Corrupt)
        return built;
    // One damaged operation stops no other: it is kept apart, and a damaged file is mended before that.
    const auto moved = store.transact([&] { return store.isolateDamaged(); });
    if (!moved)
        return moved.error();
    return store.transact([&] { return build(store, size); });
}

bool putInOwn(wire::SyncAnswer &answer, const SentRequest &sent)
{
    return std::all_of(answer.rows.begin(), answer.rows.end(), [&sent](wire::Row &row) {
        if (row.createdBy == 0)
            return true;
        const auto head = sent.created.value(row.createdBy);
        const auto bytes = head ? bodyBytes(*head) : Result<QByteArray>(Error { ErrorCode::NotFound, {} });
        if (!bytes || sha256(*bytes) != row.hash)
            return false;
        row.body = *bytes;
        row.head = head;
        row.createdBy = 0;
        return true;
    });
}

Result<void> markSent(Store &store, const SentRequest &sent)
{
    if (sent.records.isEmpty())
        return {};
    return store.transact([&] { return store.outbox().markSent(sent.stream, sent.records.lastKey(), store.clock().now().msSinceEpoch); });
}

} // namespace sightline::sync
