#include "core/store/heard_table.h"

namespace sightline {

Result<void> HeardTable::append(const QByteArray &place, const QByteArray &page)
{
    const auto kept = m_db.run("INSERT INTO file_chunk (sha, n, bytes) SELECT ?1, count(*), ?2 FROM file_chunk WHERE sha = ?1", place, page);
    return kept ? Result<void>() : kept.error();
}

Result<qint64> HeardTable::sizeBytes(const QByteArray &place)
{
    const auto size = m_db.integer("SELECT coalesce(sum(length(bytes)), 0) FROM file_chunk WHERE sha = ?", place);
    return size ? Result<qint64>(size->value_or(0)) : size.error();
}

Result<QByteArray> HeardTable::bytes(const QByteArray &place)
{
    QByteArray bytes;
    const auto read = m_db.each(
        "SELECT bytes FROM file_chunk WHERE sha = ? ORDER BY n", [&bytes](const Statement &row) { bytes += row.blob(0); }, place);
    return read ? Result<QByteArray>(bytes) : read.error();
}

Result<void> HeardTable::remove(const QByteArray &place)
{
    const auto removed = m_db.run("DELETE FROM file_chunk WHERE sha = ?", place);
    return removed ? Result<void>() : removed.error();
}

} // namespace sightline
