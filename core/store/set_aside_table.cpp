#include "core/store/set_aside_table.h"

namespace sightline {

Result<void> SetAsideTable::put(const SetAsideRow &row)
{
    const auto put = m_db.run("INSERT INTO set_aside (id, seq, rev, hub_time_ms, hash, body, reason) VALUES (?, ?, ?, ?, ?, ?, ?) "
                              "ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, rev = excluded.rev, hub_time_ms = excluded.hub_time_ms, "
                              "hash = excluded.hash, body = excluded.body, reason = excluded.reason",
                              row.id, row.seq, row.rev, row.hubTimeMs, row.hash, row.body, row.reason);
    return put ? Result<void>() : put.error();
}

Result<void> SetAsideTable::remove(const RecordId &id)
{
    const auto removed = m_db.run("DELETE FROM set_aside WHERE id = ?", id);
    return removed ? Result<void>() : removed.error();
}

Result<QList<SetAsideRow>> SetAsideTable::all()
{
    QList<SetAsideRow> rows;
    const auto read =
        m_db.each("SELECT id, seq, rev, hub_time_ms, hash, body, reason FROM set_aside ORDER BY seq", [&rows](const Statement &row) -> Result<void> {
            const auto id = RecordId::fromBytes(row.blob(0));
            if (!id)
                return id.error();
            rows.append({ *id, row.integer(1), row.integer(2), row.integer(3), row.blob(4), row.blob(5), row.text(6) });
            return {};
        });
    if (!read)
        return read.error();
    return rows;
}

Result<qint64> SetAsideTable::count()
{
    const auto count = m_db.integer("SELECT count(*) FROM set_aside");
    if (!count)
        return count.error();
    return count->value_or(0);
}

} // namespace sightline
