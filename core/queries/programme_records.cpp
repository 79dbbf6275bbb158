#include "core/queries/programme_records.h"

#include "core/programme/plan_records.h"

namespace sightline {

namespace {

/// The records of @p type that stand: what the hub keeps and did not apply counts on no device, also not on its author's.
Result<QList<PlanRecord>> recordsInForce(Store &store, RecordType type)
{
    const auto rows = store.view().ofType(type);
    if (!rows)
        return rows.error();
    QList<PlanRecord> records;
    for (const ViewRow &row : *rows) {
        if (row.sync == RecordSync::Kept || row.sync == RecordSync::Conflict)
            continue;
        auto body = store.view().body(row.id);
        if (!body)
            return body.error();
        if (*body)
            records.append({ row.id, std::move(**body) });
    }
    return records;
}

} // namespace

Result<QList<Waiver>> knownWaivers(Store &store)
{
    auto records = recordsInForce(store, RecordType::Waiver);
    return records ? Result<QList<Waiver>>(waiversFrom(*std::move(records))) : records.error();
}

Result<QList<Passing>> knownPassings(Store &store)
{
    auto records = recordsInForce(store, RecordType::Claim);
    return records ? Result<QList<Passing>>(passingsFrom(*std::move(records))) : records.error();
}

Result<QList<OpenEvent>> knownEvents(Store &store)
{
    auto records = recordsInForce(store, RecordType::Event);
    return records ? Result<QList<OpenEvent>>(eventsFrom(*std::move(records))) : records.error();
}

} // namespace sightline
