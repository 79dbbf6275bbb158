#include "core/store/base_table.h"

#include "core/records/record_head.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

Result<BaseRow> readRow(const Statement &row)
{
    const auto id = RecordId::fromBytes(row.blob(0));
    const auto type = recordTypeFromName(row.text(1));
    const auto state = recordStateFromName(row.text(2));
    if (!id || !type || !state)
        return Error { ErrorCode::Corrupt, u"A stored record's type or state is damaged."_s };
    return BaseRow { *id, *type, *state, row.integer(3), row.integer(4), row.integer(5), row.integer(6) != 0, row.blob(7), row.blob(8) };
}

} // namespace

Result<void> BaseTable::put(const BaseRow &row, std::shared_ptr<const RecordBody> head)
{
    m_heads.remove(row.id);
    static constexpr std::string_view sql =
        "INSERT INTO base (id, type, state, rev, seq, hub_time_ms, provisional, hash, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET type = excluded.type, state = excluded.state, rev = excluded.rev, seq = excluded.seq, "
        "hub_time_ms = excluded.hub_time_ms, provisional = excluded.provisional, hash = excluded.hash, body = excluded.body";
    const auto put = m_db.run(sql, row.id, recordTypeName(row.type), recordStateName(row.state), row.rev, row.seq, row.hubTimeMs, row.provisional ? 1 : 0,
                              row.hash, row.body);
    if (!put)
        return put.error();
    if (head)
        m_heads.insert(row.id, { row.seq, row.provisional, std::move(head) });
    m_changes.records.insert(row.id);
    m_changes.types.insert(row.type);
    return {};
}

Result<void> BaseTable::remove(const RecordId &id)
{
    m_heads.remove(id);
    const auto removed = m_db.run("DELETE FROM base WHERE id = ?", id);
    if (!removed)
        return removed.error();
    m_changes.records.insert(id);
    return {};
}

Result<std::optional<BaseRow>> BaseTable::find(const RecordId &id)
{
    std::optional<BaseRow> found;
    const auto read = m_db.each(
        "SELECT id, type, state, rev, seq, hub_time_ms, provisional, hash, body FROM base WHERE id = ?",
        [&found](const Statement &row) -> Result<void> {
            auto base = readRow(row);
            if (!base)
                return base.error();
            found = *std::move(base);
            return {};
        },
        id);
    if (!read)
        return read.error();
    return found;
}

Result<std::optional<BaseRow>> BaseTable::findStamp(const RecordId &id)
{
    std::optional<BaseRow> found;
    const auto read = m_db.each(
        "SELECT id, type, state, rev, seq, hub_time_ms, provisional, hash, x'' FROM base WHERE id = ?",
        [&found](const Statement &row) -> Result<void> {
            auto base = readRow(row);
            if (!base)
                return base.error();
            found = *std::move(base);
            return {};
        },
        id);
    if (!read)
        return read.error();
    return found;
}

Result<std::optional<BaseHead>> BaseTable::head(const RecordId &id)
{
    if (const auto fresh = m_heads.constFind(id); fresh != m_heads.cend())
        return std::optional(*fresh);
    const auto row = find(id);
    if (!row && row.error().code != ErrorCode::Corrupt)
        return row.error();
    if (!row || !*row)
        return std::optional<BaseHead>();
    auto body = headFromBytes((*row)->body);
    if (!body)
        return body.error().code == ErrorCode::Corrupt ? Result<std::optional<BaseHead>>(std::nullopt) : body.error();
    return std::optional(BaseHead { (*row)->seq, (*row)->provisional, std::make_shared<const RecordBody>(*std::move(body)) });
}

Result<qint64> BaseTable::count()
{
    const auto count = m_db.integer("SELECT count(*) FROM base");
    if (!count)
        return count.error();
    return count->value_or(0);
}

Result<QList<RecordId>> BaseTable::after(qint64 &place, int rowsMax)
{
    QList<RecordId> found;
    const auto read = m_db.each(
        "SELECT n, id FROM base WHERE n > ? ORDER BY n LIMIT ?",
        [&](const Statement &row) -> Result<void> {
            const auto id = RecordId::fromBytes(row.blob(1));
            if (!id)
                return id.error();
            place = row.integer(0);
            found.append(*id);
            return {};
        },
        place, rowsMax);
    if (!read)
        return read.error();
    return found;
}

/// With them what the view derived from a row that is gone, and has no own work to stand on: its words must not be found once nobody
/// here may read it, and no answer of the hub will ever name it.
Result<QList<RecordId>> BaseTable::strays()
{
    QList<RecordId> found;
    const auto read = m_db.each("SELECT id FROM base WHERE provisional = 0 AND NOT EXISTS (SELECT 1 FROM in_scope WHERE in_scope.id = base.id) "
                                "UNION SELECT id FROM view WHERE body IS NULL AND NOT EXISTS (SELECT 1 FROM base WHERE base.id = view.id)",
                                [&found](const Statement &row) -> Result<void> {
                                    const auto id = RecordId::fromBytes(row.blob(0));
                                    if (!id)
                                        return id.error();
                                    found.append(*id);
                                    return {};
                                });
    if (!read)
        return read.error();
    return found;
}

Result<void> BaseTable::markAllProvisional()
{
    m_heads.clear();
    const auto marked = m_db.run("UPDATE base SET provisional = 1");
    return marked ? Result<void>() : marked.error();
}

Result<QList<RecordId>> BaseTable::sweepProvisional()
{
    QList<RecordId> removed;
    const auto read = m_db.each("SELECT id FROM base WHERE provisional = 1", [&removed](const Statement &row) -> Result<void> {
        const auto id = RecordId::fromBytes(row.blob(0));
        if (!id)
            return id.error();
        removed.append(*id);
        return {};
    });
    if (!read)
        return read.error();
    m_heads.clear();
    const auto left = m_db.run("DELETE FROM in_scope WHERE id IN (SELECT id FROM base WHERE provisional = 1)");
    if (!left)
        return left.error();
    const auto swept = m_db.run("DELETE FROM base WHERE provisional = 1");
    if (!swept)
        return swept.error();
    for (const RecordId &id : removed)
        m_changes.records.insert(id);
    return removed;
}

} // namespace sightline
