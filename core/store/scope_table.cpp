#include "core/store/scope_table.h"

namespace sightline {

Result<QList<ScopeRow>> ScopeTable::all()
{
    QList<ScopeRow> scopes;
    const auto read = m_db.each("SELECT id, cursor, n, digest FROM scope ORDER BY id", [&scopes](const Statement &row) {
        scopes.append({ row.text(0), row.integer(1), row.integer(2), row.blob(3) });
    });
    if (!read)
        return read.error();
    return scopes;
}

Result<std::optional<ScopeRow>> ScopeTable::find(const QString &id)
{
    std::optional<ScopeRow> found;
    const auto read = m_db.each(
        "SELECT id, cursor, n, digest FROM scope WHERE id = ?",
        [&found](const Statement &row) {
            found = ScopeRow { row.text(0), row.integer(1), row.integer(2), row.blob(3) };
        },
        id);
    if (!read)
        return read.error();
    return found;
}

Result<void> ScopeTable::put(const ScopeRow &row)
{
    const auto put = m_db.run("INSERT INTO scope (id, cursor, n, digest) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
                              "cursor = excluded.cursor, n = excluded.n, digest = excluded.digest",
                              row.id, row.cursor, row.count, row.digest);
    if (!put)
        return put.error();
    m_changes.scopes = true;
    return {};
}

Result<bool> ScopeTable::enter(const QString &scope, const RecordId &record)
{
    const auto added = m_db.run("INSERT INTO in_scope (scope, id) VALUES (?, ?) ON CONFLICT DO NOTHING", scope, record);
    if (!added)
        return added.error();
    return *added == 1;
}

Result<bool> ScopeTable::leave(const QString &scope, const RecordId &record)
{
    const auto removed = m_db.run("DELETE FROM in_scope WHERE scope = ? AND id = ?", scope, record);
    if (!removed)
        return removed.error();
    return *removed == 1;
}

Result<QStringList> ScopeTable::scopesOf(const RecordId &record)
{
    QStringList scopes;
    const auto read = m_db.each(
        "SELECT scope FROM in_scope WHERE id = ? ORDER BY scope", [&scopes](const Statement &row) { scopes.append(row.text(0)); }, record);
    if (!read)
        return read.error();
    return scopes;
}

Result<QList<RecordId>> ScopeTable::recordsIn(const QString &scope)
{
    QList<RecordId> records;
    const auto read = m_db.each(
        "SELECT id FROM in_scope WHERE scope = ?",
        [&records](const Statement &row) -> Result<void> {
            const auto id = RecordId::fromBytes(row.blob(0));
            if (!id)
                return id.error();
            records.append(*id);
            return {};
        },
        scope);
    if (!read)
        return read.error();
    return records;
}

Result<QList<RecordId>> ScopeTable::drop(const QString &scope)
{
    const auto held = recordsIn(scope);
    if (!held)
        return held.error();
    if (const auto left = m_db.run("DELETE FROM in_scope WHERE scope = ?", scope); !left)
        return left.error();
    if (const auto gone = m_db.run("DELETE FROM scope WHERE id = ?", scope); !gone)
        return gone.error();
    m_changes.scopes = true;
    QList<RecordId> orphans;
    for (const RecordId &record : *held) {
        const auto others = m_db.integer("SELECT count(*) FROM in_scope WHERE id = ?", record);
        if (!others)
            return others.error();
        if (others->value_or(0) == 0)
            orphans.append(record);
    }
    return orphans;
}

} // namespace sightline
