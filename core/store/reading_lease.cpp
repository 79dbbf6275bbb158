#include "core/store/reading_lease.h"

#include "core/store/class_gate.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

Result<bool> isReadingClosed(Store &store)
{
    constexpr qint64 setBackMs = 3'600'000;   // clocks are corrected by less
    const auto state = store.meta().syncState();
    if (!state)
        return state.error();
    if (state->leaseUntilMs == 0)
        return false;
    const qint64 now = store.clock().now().msSinceEpoch;
    const bool wasSetBack = state->lastContactMs && now + setBackMs < *state->lastContactMs;
    return wasSetBack || now + state->hubClockAheadMs > state->leaseUntilMs;
}

Result<void> closeReading(Store &store)
{
    return store.transact([&]() -> Result<void> {
        auto state = store.meta().syncState();
        if (!state)
            return state.error();
        state->leaseUntilMs = 1;   // long over; the next answer brings a new one
        return store.meta().setSyncState(*state);
    });
}

Result<void> checkMayRead(Store &store, const RecordId &record)
{
    const auto isOfTheirClass = classLetsRead(store, record);
    if (!isOfTheirClass)
        return isOfTheirClass.error();
    if (!*isOfTheirClass)
        return Error { ErrorCode::NotFound, u"There is no such record for you on this device."_s };
    const auto isClosed = isReadingClosed(store);
    if (!isClosed)
        return isClosed.error();
    if (!*isClosed)
        return {};
    const auto draft = store.drafts().find(record);
    const auto own = store.outbox().ofRecord(record);
    if (!draft || !own)
        return draft ? own.error() : draft.error();
    const bool isUnsent =
        std::any_of(own->cbegin(), own->cend(), [](const OutboxEntry &entry) { return entry.operation.kind == OperationKind::Create && !entry.ackSeq; });
    if (*draft || isUnsent)
        return {};
    return Error { ErrorCode::LeaseOver,
                   u"Records on this device are closed until the hub takes it again: it has been away for longer than the hub allows, or was signed out. "
                   "Nothing is lost; sync once and they open. Your drafts and unsent work stay open, and you can go on writing."_s };
}

} // namespace sightline
