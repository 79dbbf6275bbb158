#include "core/commands/copy_standing.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

bool isRefusal(const Outcome &outcome) { return outcome.code == Outcome::Code::Conflict || outcome.code == Outcome::Code::Held; }

/// Operations that another one has settled, unless that was refused itself.
QSet<OperationId> settledOf(const QList<OutboxEntry> &own)
{
    QSet<OperationId> settled;
    for (const OutboxEntry &entry : own) {
        const bool settles = entry.operation.kind == OperationKind::Resolve || entry.operation.kind == OperationKind::Dismiss;
        if (settles && entry.operation.target && !(entry.ackSeq && isRefusal(entry.outcome)))
            settled.insert(*entry.operation.target);
    }
    return settled;
}

/// Operations of which the hub said later what came of them: one that waited for its record (R4) and then met another device's words.
Result<QSet<OperationId>> conflictsTold(Store &store, const RecordId &copy)
{
    const auto rows = store.view().about(copy);
    if (!rows)
        return rows.error();
    QSet<OperationId> told;
    for (const ViewRow &row : *rows) {
        if (row.type == RecordType::Notice && row.openOutcome == u"conflict"_s && row.target)
            told.insert(*row.target);
    }
    return told;
}

} // namespace

Result<CopyStanding> copyStanding(Store &store, const RecordId &copy)
{
    auto body = store.view().body(copy);
    if (!body)
        return body.error();
    const auto base = store.base().head(copy);
    const auto stamps = store.outbox().stampsOf(copy);
    if (!base || !stamps)
        return !base ? base.error() : stamps.error();
    CopyStanding standing { .body = *std::move(body) };
    standing.hasOwn = !stamps->isEmpty();
    standing.isAnswered = std::all_of(stamps->cbegin(), stamps->cend(), [](const OutboxStamp &stamp) { return stamp.ackSeq.has_value(); });
    standing.isSettled = standing.isAnswered && (!*base || !(*base)->provisional);
    const bool isPlain =
        std::all_of(stamps->cbegin(), stamps->cend(), [](const OutboxStamp &stamp) { return !stamp.ackSeq || stamp.outcome == Outcome::Code::Applied; });
    if (isPlain)
        return standing;
    const auto own = store.outbox().ofRecord(copy);
    const auto told = conflictsTold(store, copy);
    if (!own || !told)
        return !own ? own.error() : told.error();
    const QSet<OperationId> settled = settledOf(*own);
    for (const OutboxEntry &entry : *own) {
        const Operation &operation = entry.operation;
        const bool isLate = entry.ackSeq && entry.outcome.code == Outcome::Code::Waiting && told->contains(operation.id);
        const bool isConflict = isLate || (entry.ackSeq && entry.outcome.code == Outcome::Code::Conflict);
        const bool isHeld = entry.ackSeq && entry.outcome.code == Outcome::Code::Held;
        if (settled.contains(operation.id) || !(isConflict || isHeld))
            continue;
        (isConflict ? standing.conflicts : standing.held).append(operation.id);
        const QStringList fields = isConflict && !isLate ? entry.outcome.fields : operation.set.keys();
        for (const QString &field : fields)
            standing.refused.insert(field, operation.set.value(field).value);
    }
    return standing;
}

} // namespace sightline
