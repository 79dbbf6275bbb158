#include "core/commands/undo_completion.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

Error tooLate() { return { ErrorCode::NotAllowed, u"It is too late to take this back; mark it as entered in error, or add to it."_s }; }

/// The records that completing made a moment ago: @p record, its fact, and what is kept apart from it.
/// Only one completion is held back at a time. Empty where the offer is over or something was made about one of them since.
Result<QList<RecordId>> canBeTakenBack(Store &store, const RecordId &record)
{
    const auto unanswered = store.outbox().all(true);
    if (!unanswered)
        return unanswered.error();
    const qint64 now = store.clock().now().msSinceEpoch;
    QList<RecordId> held, made;
    for (const OutboxEntry &entry : *unanswered) {
        if (entry.heldUntilMs && entry.number == 0 && now <= *entry.heldUntilMs)
            held.append(entry.operation.record);
        if (entry.heldUntilMs && entry.operation.kind == OperationKind::Create)
            made.append(entry.operation.record);
    }
    if (!held.contains(record))
        return QList<RecordId>();
    for (const RecordId &id : std::as_const(made)) {
        const auto own = store.outbox().ofRecord(id);
        const auto about = store.view().about(id);
        if (!own || !about)
            return own ? about.error() : own.error();
        const bool isAllHeld = own->size() == 1
            && std::all_of(about->cbegin(), about->cend(), [&](const ViewRow &row) { return held.contains(row.id) || row.type == RecordType::Draft; });
        if (!isAllHeld)
            return QList<RecordId>();
    }
    return held;
}

} // namespace

Result<void> undoCompletion(Store &store, const RecordId &record)
{
    return store.transact([&]() -> Result<void> {
        const auto held = canBeTakenBack(store, record);
        if (!held)
            return held.error();
        if (held->isEmpty())
            return tooLate();
        for (const RecordId &id : *held) {
            const auto taken = store.outbox().takeBack(id);
            if (!taken)
                return taken.error();
            if (*taken == 0)
                return tooLate();
        }
        return store.drafts().bringBack(record);
    });
}

} // namespace sightline
