#include "core/store/damaged_table.h"

#include "core/store/stored_operation.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

/// Row by row: where the disk does not give one, the others still come.
Result<QList<DamagedOperation>> DamagedTable::inOutbox()
{
    QList<qint64> places;
    const auto listed = m_db.each("SELECT n FROM outbox WHERE ack_seq IS NULL ORDER BY n", [&places](const Statement &row) { places.append(row.integer(0)); });
    if (!listed)
        return listed.error();
    QList<DamagedOperation> damaged;
    for (const qint64 place : std::as_const(places)) {
        DamagedOperation operation { place, {}, {}, {}, {} };
        const auto named = m_db.each(
            "SELECT op_id, record_id FROM outbox WHERE n = ?",
            [&operation](const Statement &row) {
                operation.id = row.blob(0);
                operation.record = row.blob(1);
            },
            place);
        const auto read = m_db.each(
            "SELECT op FROM outbox_body WHERE n = ?", [&operation](const Statement &row) { operation.bytes = row.blob(0); }, place);
        if (!named && named.error().code != ErrorCode::Corrupt)
            return named.error();
        if (!read && read.error().code != ErrorCode::Corrupt)
            return read.error();
        if (named && read && readStoredOperation(operation.bytes, operation.id, operation.record))
            continue;
        const auto looked = m_db.each(
            "SELECT body FROM view WHERE id = ? AND body IS NOT NULL", [&operation](const Statement &row) { operation.shown = row.blob(0); }, operation.record);
        if (!looked && looked.error().code != ErrorCode::Corrupt)
            return looked.error();
        damaged.append(operation);
    }
    return damaged;
}

Result<DamagedTable::Moved> DamagedTable::takeFromOutbox(Instant now)
{
    const auto damaged = inOutbox();
    if (!damaged)
        return damaged.error();
    Moved moved;
    for (const DamagedOperation &operation : *damaged) {
        if (operation.id.isEmpty())
            continue;
        const auto number = m_db.integer("SELECT number FROM outbox WHERE n = ?", operation.order);
        if (!number)
            return number.error();
        const auto shown = operation.shown.isEmpty() ? std::nullopt : std::optional(operation.shown);
        const auto kept = m_db.run("INSERT INTO damaged_operation (n, op_id, record_id, op, found_at_ms, shown) VALUES (?, ?, ?, ?, ?, ?)", operation.order,
                                   operation.id, operation.record, operation.bytes, now.msSinceEpoch, shown);
        if (!kept)
            return kept.error();
        if (const auto left = m_db.run("DELETE FROM outbox WHERE n = ?", operation.order); !left)
            return left.error();
        const auto forgotten = m_db.run("DELETE FROM outbox_body WHERE n = ?", operation.order);
        if (!forgotten && forgotten.error().code != ErrorCode::Corrupt)
            return forgotten.error();
        moved.count += 1;
        moved.hadNumber = moved.hadNumber || number->has_value();
        m_changes.outbox = true;
        if (const auto record = RecordId::fromBytes(operation.record))
            m_changes.records.insert(*record);
    }
    return moved;
}

Result<QList<DamagedOperation>> DamagedTable::moved()
{
    QList<DamagedOperation> operations;
    const auto read = m_db.each("SELECT n, op_id, record_id, op, shown FROM damaged_operation ORDER BY n", [&operations](const Statement &row) {
        operations.append({ row.integer(0), row.blob(1), row.blob(2), row.blob(3), row.blob(4) });
    });
    if (!read)
        return read.error();
    return operations;
}

Result<std::optional<QByteArray>> DamagedTable::shownOf(const RecordId &record)
{
    std::optional<QByteArray> shown;
    const auto read = m_db.each(
        "SELECT shown FROM damaged_operation WHERE record_id = ? AND shown IS NOT NULL ORDER BY n", [&shown](const Statement &row) { shown = row.blob(0); },
        record);
    if (!read)
        return read.error();
    return shown;
}

Result<QList<DamagedOperation>> DamagedTable::all()
{
    auto operations = moved();
    if (!operations)
        return operations;
    const auto waiting = inOutbox();
    if (!waiting)
        return waiting;
    operations->append(*waiting);
    std::sort(operations->begin(), operations->end(), [](const DamagedOperation &a, const DamagedOperation &b) { return a.order < b.order; });
    return operations;
}

} // namespace sightline
