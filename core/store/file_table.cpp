#include "core/store/file_table.h"

#include "core/base/digest.h"
#include "core/base/limits.h"

namespace sightline {

using namespace Qt::StringLiterals;

Result<StoredFile> FileTable::put(QByteArrayView bytes, const QString &mime, Instant at)
{
    const StoredFile file { sha256(bytes), mime, bytes.size() };
    const auto present = find(file.sha);
    if (!present)
        return present.error();
    if (*present) {
        // Taken again: its time begins anew, so that what cleans up leaves it to the answer that is about to name it. A file row
        // never changes, so it is written again; of one that a record names the time no longer matters.
        const auto renewed = m_db.run("DELETE FROM file WHERE sha = ?1 AND NOT EXISTS (SELECT 1 FROM file_record WHERE sha = ?1)", file.sha);
        if (!renewed)
            return renewed.error();
        if (*renewed == 0) {
            const auto own = m_db.run("DELETE FROM file_at_hub WHERE sha = ? AND is_own = 0", file.sha);
            return own ? Result<StoredFile>(**present) : own.error();
        }
    }
    for (qint64 from = 0, n = 0; !*present && from < bytes.size(); from += limits::fileChunkBytes, ++n) {
        const auto chunk = bytes.sliced(from, qMin(limits::fileChunkBytes, bytes.size() - from)).toByteArray();
        if (const auto stored = m_db.run("INSERT OR REPLACE INTO file_chunk (sha, n, bytes) VALUES (?, ?, ?)", file.sha, n, chunk); !stored)
            return stored.error();
    }
    // Whoever adds it has it themselves: that a copy came with a colleague's record says nothing any more.
    if (const auto own = m_db.run("DELETE FROM file_at_hub WHERE sha = ? AND is_own = 0", file.sha); !own)
        return own.error();
    const auto stored = m_db.run("INSERT INTO file (sha, mime, size, stored_at_ms) VALUES (?, ?, ?, ?)", file.sha, mime, file.sizeBytes, at.msSinceEpoch);
    if (!stored)
        return stored.error();
    return file;
}

Result<std::optional<StoredFile>> FileTable::find(const QByteArray &sha)
{
    std::optional<StoredFile> found;
    const auto read = m_db.each(
        "SELECT sha, mime, size FROM file WHERE sha = ?",
        [&found](const Statement &row) {
            found = StoredFile { row.blob(0), row.text(1), row.integer(2) };
        },
        sha);
    if (!read)
        return read.error();
    return found;
}

Result<QByteArray> FileTable::bytes(const QByteArray &sha)
{
    const auto file = find(sha);
    if (!file)
        return file.error();
    if (!*file)
        return Error { ErrorCode::NotFound, u"This file is not on this device."_s };
    QByteArray bytes;
    bytes.reserve((*file)->sizeBytes);
    const auto read = m_db.each(
        "SELECT bytes FROM file_chunk WHERE sha = ? ORDER BY n", [&bytes](const Statement &row) { bytes += row.blob(0); }, sha);
    if (!read)
        return read.error();
    if (sha256(bytes) != sha)
        return Error { ErrorCode::Corrupt, u"A stored file is damaged."_s };
    return bytes;
}

Result<void> FileTable::keepFor(const RecordId &record, const QSet<QByteArray> &files)
{
    for (const QByteArray &sha : files) {
        const auto kept = m_db.run("INSERT OR IGNORE INTO file_record (sha, record_id) SELECT sha, ?2 FROM file WHERE sha = ?1", sha, record);
        if (!kept)
            return kept.error();
        // The hub has it from somebody else, perhaps: from this person it has to come too (PROTOCOL.md, "Files").
        if (const auto own = m_db.run("DELETE FROM file_at_hub WHERE sha = ? AND is_own = 0", sha); !own)
            return own.error();
    }
    return {};
}

Result<void> FileTable::letGo(const RecordId &record)
{
    const auto let = m_db.run("DELETE FROM file_record WHERE record_id = ?", record);
    return let ? Result<void>() : let.error();
}

Result<qint64> FileTable::removeUnnamed(const QSet<QByteArray> &named, Instant before)
{
    QList<QByteArray> unnamed;
    const auto read = m_db.each(
        "SELECT sha FROM file WHERE stored_at_ms < ? AND NOT EXISTS (SELECT 1 FROM file_record WHERE file_record.sha = file.sha)",
        [&](const Statement &row) {
            if (!named.contains(row.blob(0)))
                unnamed.append(row.blob(0));
        },
        before.msSinceEpoch);
    if (!read)
        return read.error();
    for (const QByteArray &sha : std::as_const(unnamed)) {
        if (const auto removed = m_db.run("DELETE FROM file WHERE sha = ?", sha); !removed)
            return removed.error();
        if (const auto removed = m_db.run("DELETE FROM file_chunk WHERE sha = ?", sha); !removed)
            return removed.error();
    }
    return unnamed.size();
}

} // namespace sightline
