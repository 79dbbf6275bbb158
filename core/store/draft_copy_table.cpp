#include "core/store/draft_copy_table.h"

#include "core/base/canonical_json.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

Result<DraftCopy> readCopy(const Statement &row)
{
    const auto draft = RecordId::fromBytes(row.blob(0));
    const auto copy = RecordId::fromBytes(row.blob(1));
    const auto agreed = parseJson(row.blob(2));
    if (!draft || !copy || !agreed)
        return Error { ErrorCode::Corrupt, u"What a draft's copy held cannot be read."_s };
    return DraftCopy { *draft, *copy, agreed->toObject(), row.text(3) };
}

} // namespace

Result<void> DraftCopyTable::put(const DraftCopy &copy)
{
    const auto agreed = canonicalJson(Json(copy.agreed));
    if (!agreed)
        return agreed.error();
    const auto put = m_db.run("INSERT INTO draft_copy (draft_id, copy_id, agreed, over) VALUES (?, ?, ?, ?) "
                              "ON CONFLICT (draft_id) DO UPDATE SET copy_id = excluded.copy_id, agreed = excluded.agreed, over = excluded.over",
                              copy.draft, copy.copy, *agreed, copy.over);
    return put ? Result<void>() : put.error();
}

Result<std::optional<DraftCopy>> DraftCopyTable::find(const RecordId &draft)
{
    std::optional<DraftCopy> found;
    const auto read = m_db.each(
        "SELECT draft_id, copy_id, agreed, over FROM draft_copy WHERE draft_id = ?",
        [&found](const Statement &row) -> Result<void> {
            auto copy = readCopy(row);
            if (!copy)
                return copy.error();
            found = *std::move(copy);
            return {};
        },
        draft);
    if (!read)
        return read.error();
    return found;
}

Result<QList<DraftCopy>> DraftCopyTable::all()
{
    QList<DraftCopy> copies;
    const auto read = m_db.each("SELECT draft_id, copy_id, agreed, over FROM draft_copy ORDER BY draft_id", [&copies](const Statement &row) {
        if (auto copy = readCopy(row))
            copies.append(*std::move(copy));
    });
    if (!read)
        return read.error();
    return copies;
}

Result<void> DraftCopyTable::remove(const RecordId &draft)
{
    const auto removed = m_db.run("DELETE FROM draft_copy WHERE draft_id = ?", draft);
    return removed ? Result<void>() : removed.error();
}

} // namespace sightline
