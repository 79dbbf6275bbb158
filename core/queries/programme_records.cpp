#include "core/queries/programme_records.h"

#include "core/records/event_record.h"
#include "core/records/waiver_record.h"

#include <QMap>

#include <algorithm>

namespace sightline {

namespace {

/// The rows of @p type that stand: what the hub keeps and did not apply counts on no device, also not on its author's.
Result<QList<ViewRow>> rowsInForce(Store &store, RecordType type)
{
    auto rows = store.view().ofType(type);
    if (rows)
        rows->removeIf([](const ViewRow &row) { return row.sync == RecordSync::Kept || row.sync == RecordSync::Conflict; });
    return rows;
}

/// The rows of @p type with their bodies, in the order in which they were made.
Result<QList<std::pair<ViewRow, RecordBody>>> readInOrder(Store &store, RecordType type)
{
    auto rows = rowsInForce(store, type);
    if (!rows)
        return rows.error();
    std::sort(rows->begin(), rows->end(), [](const ViewRow &a, const ViewRow &b) { return std::pair(a.madeAtMs, a.id) < std::pair(b.madeAtMs, b.id); });
    QList<std::pair<ViewRow, RecordBody>> all;
    for (const ViewRow &row : *rows) {
        auto body = store.view().body(row.id);
        if (!body)
            return body.error();
        if (*body)
            all.append({ row, std::move(**body) });
    }
    return all;
}

QDate dayOf(const QString &text) { return QDate::fromString(text, Qt::ISODate); }

} // namespace

Result<QList<Waiver>> knownWaivers(Store &store)
{
    const auto all = readInOrder(store, RecordType::Waiver);
    if (!all)
        return all.error();
    QList<Waiver> waivers;
    QMap<RecordId, qsizetype> at;
    for (const auto &[row, body] : *all) {
        if (const auto entry = waiverEntryOf(body)) {
            at.insert(row.id, waivers.size());
            waivers.append({ row.id,
                             body.task->activity,
                             body.task->unit,
                             dayOf(body.task->periodStart),
                             body.author,
                             entry->on,
                             entry->isDeferral ? Waiver::Kind::Defer : Waiver::Kind::Waive,
                             entry->reason,
                             entry->until,
                             entry->isDecided,
                             {},
                             body.service });
        }
    }
    for (const auto &[row, body] : *all) {
        const auto answer = waiverAnswerOf(body);
        const auto asked = answer ? at.constFind(*body.about) : at.cend();
        if (asked == at.cend())
            continue;
        waivers[*asked].answers.append({ body.author, answer->on, answer->approves, answer->reason });
    }
    return waivers;
}

Result<QList<Passing>> knownPassings(Store &store)
{
    auto rows = rowsInForce(store, RecordType::Claim);
    if (!rows)
        return rows.error();
    std::sort(rows->begin(), rows->end(), [](const ViewRow &a, const ViewRow &b) { return std::pair(a.madeAtMs, a.id) < std::pair(b.madeAtMs, b.id); });
    QList<Passing> passings;
    for (const ViewRow &row : *rows) {
        if (row.task && row.observed)
            passings.append({ row.id, row.task->activity, row.task->unit, dayOf(row.task->periodStart), row.author, *row.observed, row.service });
    }
    return passings;
}

Result<QList<OpenEvent>> knownEvents(Store &store)
{
    const auto all = readInOrder(store, RecordType::Event);
    if (!all)
        return all.error();
    QList<OpenEvent> events;
    for (const auto &[row, body] : *all) {
        if (const auto entry = eventEntryOf(body))
            events.append({ row.id, entry->activity, entry->service, entry->title, entry->on, entry->due });
    }
    return events;
}

} // namespace sightline
