#include "core/store/draft_table.h"

#include "core/forms/named_files.h"
#include "core/sqlite/sql_text.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

constexpr std::string_view draftColumns = "SELECT id, body, focus, saved_at_ms, discarded_at_ms FROM draft ";

Result<Draft> readDraft(const Statement &row)
{
    const auto id = RecordId::fromBytes(row.blob(0));
    if (!id)
        return id.error();
    auto body = bodyFromBytes(row.blob(1));
    if (!body)
        return body.error();
    return Draft { *id, *std::move(body), row.text(2), row.integer(3), row.optionalInteger(4) };
}

} // namespace

Result<void> DraftTable::save(const Draft &draft)
{
    Q_ASSERT(draft.body.state == RecordState::Draft);
    const auto body = bodyBytes(draft.body);
    if (!body)
        return body.error();
    static constexpr std::string_view sql = "INSERT INTO draft (id, form, body, focus, saved_at_ms, discarded_at_ms) VALUES (?, ?, ?, ?, ?, ?) "
                                            "ON CONFLICT (id) DO UPDATE SET form = excluded.form, body = excluded.body, focus = excluded.focus, "
                                            "saved_at_ms = excluded.saved_at_ms, discarded_at_ms = excluded.discarded_at_ms";
    const auto saved = m_db.run(sql, draft.id, draft.body.form, *body, draft.focus, draft.savedAtMs, draft.discardedAtMs);
    if (!saved)
        return saved.error();
    m_changes.drafts = true;
    return {};
}

Result<std::optional<Draft>> DraftTable::find(const RecordId &id)
{
    static const std::string sql = sqlText({ draftColumns, "WHERE id = ? AND completed_at_ms IS NULL" });
    std::optional<Draft> found;
    const auto read = m_db.each(
        sql,
        [&found](const Statement &row) -> Result<void> {
            auto draft = readDraft(row);
            if (!draft)
                return draft.error();
            found = *std::move(draft);
            return {};
        },
        id);
    if (!read)
        return read.error();
    return found;
}

Result<DraftStanding> DraftTable::standing(const RecordId &id)
{
    DraftStanding standing = DraftStanding::Absent;
    const auto read = m_db.each(
        "SELECT discarded_at_ms, completed_at_ms FROM draft WHERE id = ?",
        [&standing](const Statement &row) {
            standing = !row.isNull(1) ? DraftStanding::Aside : !row.isNull(0) ? DraftStanding::Discarded : DraftStanding::Open;
        },
        id);
    return read ? Result<DraftStanding>(standing) : read.error();
}

Result<QList<Draft>> DraftTable::list(Which which)
{
    static constexpr std::string_view open = "SELECT n FROM draft WHERE discarded_at_ms IS NULL AND completed_at_ms IS NULL ORDER BY saved_at_ms DESC, n DESC";
    static constexpr std::string_view discarded = "SELECT n FROM draft WHERE discarded_at_ms IS NOT NULL ORDER BY discarded_at_ms DESC, n DESC";
    static const std::string one = sqlText({ draftColumns, "WHERE n = ?" });
    QList<qint64> places;
    if (const auto listed = m_db.each(which == Which::Open ? open : discarded, [&places](const Statement &row) { places.append(row.integer(0)); }); !listed)
        return listed.error();
    QList<Draft> drafts;
    for (const qint64 place : std::as_const(places)) {
        const auto read = m_db.each(
            one,
            [&drafts](const Statement &row) {
                if (auto draft = readDraft(row))
                    drafts.append(*std::move(draft));
            },
            place);
        if (!read && read.error().code != ErrorCode::Corrupt)
            return read.error();
    }
    return drafts;
}

/// Row by row: where the disk does not give one, the others still come.
Result<QList<DamagedDraft>> DraftTable::damaged()
{
    static const std::string one = sqlText({ draftColumns, "WHERE n = ?" });
    QList<std::pair<qint64, QByteArray>> places;
    const auto listed = m_db.each("SELECT n, id FROM draft ORDER BY n", [&places](const Statement &row) { places.append({ row.integer(0), row.blob(1) }); });
    if (!listed)
        return listed.error();
    QList<DamagedDraft> damaged;
    for (const auto &[place, id] : std::as_const(places)) {
        bool isReadable = false;
        QByteArray bytes;
        const auto read = m_db.each(
            one,
            [&](const Statement &row) {
                bytes = row.blob(1);
                isReadable = readDraft(row).hasValue();
            },
            place);
        if (!read && read.error().code != ErrorCode::Corrupt)
            return read.error();
        if (!isReadable)
            damaged.append({ id, bytes });
    }
    return damaged;
}

Result<qint64> DraftTable::count()
{
    const auto count = m_db.integer("SELECT count(*) FROM draft WHERE discarded_at_ms IS NULL AND completed_at_ms IS NULL");
    if (!count)
        return count.error();
    return count->value_or(0);
}

Result<QSet<QByteArray>> DraftTable::filesNamed()
{
    QSet<QByteArray> files;
    const auto read = m_db.each(draftColumns, [&files](const Statement &row) -> Result<void> {
        const auto draft = readDraft(row);
        if (!draft)
            return draft.error();   // what cannot be read may name anything: nothing is removed
        files.unite(filesNamedIn(draft->body.answers));
        return {};
    });
    if (!read)
        return read.error();
    return files;
}

namespace {
/// Removes the drafts for which @p which holds. Copies of them on other devices are over, for the reason @p why.
template <typename... Arguments>
Result<qint64> removeThose(Connection &db, std::string_view why, std::string_view which, const Arguments &...arguments)
{
    const std::string over = sqlText({ "UPDATE draft_copy SET over = '", why, "' WHERE over = '' AND draft_id IN (SELECT id FROM draft WHERE ", which, ")" });
    if (const auto ended = db.run(over, arguments...); !ended)
        return ended;
    return db.run(sqlText({ "DELETE FROM draft WHERE ", which }), arguments...);
}

Result<void> oneDraft(const Result<qint64> &changed, Changes &changes)
{
    if (!changed)
        return changed.error();
    if (*changed == 0)
        return Error { ErrorCode::NotFound, u"There is no such draft on this device."_s };
    changes.drafts = true;
    return {};
}
}

Result<void> DraftTable::discard(const RecordId &id, Instant at)
{
    return oneDraft(m_db.run("UPDATE draft SET discarded_at_ms = ?2 WHERE id = ?1 AND discarded_at_ms IS NULL", id, at.msSinceEpoch), m_changes);
}

Result<void> DraftTable::restore(const RecordId &id)
{
    return oneDraft(m_db.run("UPDATE draft SET discarded_at_ms = NULL WHERE id = ? AND discarded_at_ms IS NOT NULL", id), m_changes);
}

Result<void> DraftTable::remove(const RecordId &id) { return oneDraft(removeThose(m_db, "completed", "id = ?", id), m_changes); }

Result<void> DraftTable::keepAside(const RecordId &id, Instant at)
{
    return oneDraft(m_db.run("UPDATE draft SET completed_at_ms = ?2, discarded_at_ms = NULL WHERE id = ?1", id, at.msSinceEpoch), m_changes);
}

Result<void> DraftTable::bringBack(const RecordId &id)
{
    return oneDraft(m_db.run("UPDATE draft SET completed_at_ms = NULL WHERE id = ? AND completed_at_ms IS NOT NULL", id), m_changes);
}

Result<qint64> DraftTable::removeCompleted() { return removeThose(m_db, "completed", "completed_at_ms IS NOT NULL"); }

Result<qint64> DraftTable::purgeDiscarded(Instant before)
{
    auto purged = removeThose(m_db, "deleted", "discarded_at_ms < ?", before.msSinceEpoch);
    if (purged && *purged > 0)
        m_changes.drafts = true;
    return purged;
}

} // namespace sightline
