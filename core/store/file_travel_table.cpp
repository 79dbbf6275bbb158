#include "core/store/file_travel_table.h"

#include <QCryptographicHash>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Files of ours that the hub is not known to have. Where mending has lost which record names which file, every file counts as named by a
/// record of zeroes (mend_store.cpp): offered, but nobody's to worry about.
constexpr std::string_view unsentCount = "SELECT count(*), coalesce(sum(size), 0) FROM file WHERE sha NOT IN (SELECT sha FROM file_at_hub) "
                                         "AND EXISTS (SELECT 1 FROM file_record WHERE file_record.sha = file.sha AND record_id <> zeroblob(16))";

Result<void> done(const Result<qint64> &changed) { return changed ? Result<void>() : changed.error(); }

} // namespace

Result<QList<TravellingFile>> FileTravelTable::toSend()
{
    QList<TravellingFile> files;
    const auto read = m_db.each(
        "SELECT sha, size FROM file WHERE sha NOT IN (SELECT sha FROM file_at_hub) AND EXISTS (SELECT 1 FROM file_record WHERE file_record.sha = file.sha "
        "AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.record_id = file_record.record_id AND outbox.ack_seq IS NULL)) ORDER BY size, sha",
        [&files](const Statement &row) {
            files.append({ row.blob(0), row.integer(1) });
        });
    if (!read)
        return read.error();
    return files;
}

Result<FilesToSend> FileTravelTable::unsent()
{
    FilesToSend left;
    const auto read = m_db.each(unsentCount, [&left](const Statement &row) { left = { row.integer(0), row.integer(1) }; });
    if (!read)
        return read.error();
    return left;
}

Result<QList<TravellingFile>> FileTravelTable::onlyHere(const std::optional<QSet<QByteArray>> &named)
{
    QList<TravellingFile> files;
    const auto read = m_db.each("SELECT sha, size, EXISTS (SELECT 1 FROM file_record WHERE file_record.sha = file.sha) FROM file "
                                "WHERE sha NOT IN (SELECT sha FROM file_at_hub) ORDER BY size, sha",
                                [&](const Statement &row) {
                                    if (!named || row.integer(2) == 1 || named->contains(row.blob(0)))
                                        files.append({ row.blob(0), row.integer(1) });
                                });
    if (!read)
        return read.error();
    return files;
}

Result<qint64> FileTravelTable::unsentOf(const RecordId &record)
{
    const auto count = m_db.integer("SELECT count(*) FROM file_record JOIN file ON file.sha = file_record.sha WHERE file_record.record_id = ? "
                                    "AND file.sha NOT IN (SELECT sha FROM file_at_hub)",
                                    record);
    return count ? Result<qint64>(count->value_or(0)) : count.error();
}

Result<std::optional<QByteArray>> FileTravelTable::chunk(const QByteArray &sha, qint64 n)
{
    std::optional<QByteArray> bytes;
    const auto read = m_db.each(
        "SELECT bytes FROM file_chunk WHERE sha = ? AND n = ?", [&bytes](const Statement &row) { bytes = row.blob(0); }, sha, n);
    if (!read)
        return read.error();
    return bytes;
}

Result<void> FileTravelTable::arrived(const QByteArray &sha, qint64 seq)
{
    const auto kept = m_db.run("INSERT OR REPLACE INTO file_at_hub (sha, seq, is_own) VALUES (?, ?, 1)", sha, seq);
    if (!kept)
        return kept.error();
    const auto read = m_db.each(
        "SELECT record_id FROM file_record WHERE sha = ?",
        [this](const Statement &row) {
            if (const auto record = RecordId::fromBytes(row.blob(0)))
                m_changes.records.insert(*record);   // its page says what is still to go
        },
        sha);
    m_changes.files = true;
    return read ? Result<void>() : read.error();
}

Result<QList<RecordId>> FileTravelTable::cannotBeSent(const QByteArray &sha)
{
    QList<RecordId> records;
    const auto read = m_db.each(
        "SELECT record_id FROM file_record WHERE sha = ? AND record_id <> zeroblob(16)",
        [&records](const Statement &row) {
            if (const auto record = RecordId::fromBytes(row.blob(0)))
                records.append(*record);
        },
        sha);
    if (!read)
        return read.error();
    m_changes.files = true;
    return records;
}

Result<bool> FileTravelTable::isAtHub(const QByteArray &sha)
{
    const auto found = m_db.integer("SELECT 1 FROM file_at_hub WHERE sha = ?", sha);
    return found ? Result<bool>(found->has_value()) : found.error();
}

Result<void> FileTravelTable::want(const FileToFetch &file)
{
    const auto asked = m_db.run("INSERT OR IGNORE INTO file_wanted (sha, record_id, size, mime) SELECT ?1, ?2, ?3, ?4 "
                                "WHERE NOT EXISTS (SELECT 1 FROM file WHERE sha = ?1) AND EXISTS (SELECT 1 FROM base WHERE id = ?2)",
                                file.sha, file.record, file.sizeBytes, file.mime);
    m_changes.files = m_changes.files || (asked && *asked > 0);
    return done(asked);
}

Result<QList<FileToFetch>> FileTravelTable::wanted()
{
    QList<FileToFetch> files;
    std::optional<Error> damaged;
    const auto read =
        m_db.each("SELECT sha, record_id, size, mime FROM file_wanted WHERE sha NOT IN (SELECT sha FROM file) ORDER BY size, sha", [&](const Statement &row) {
            const auto record = RecordId::fromBytes(row.blob(1));
            if (record)
                files.append({ row.blob(0), *record, row.integer(2), row.text(3) });
            else
                damaged = record.error();
        });
    if (!read)
        return read.error();
    if (damaged)
        return *damaged;
    return files;
}

Result<bool> FileTravelTable::isWanted(const FileToFetch &file)
{
    const auto found = m_db.integer("SELECT 1 FROM file_wanted WHERE sha = ? AND record_id = ?", file.sha, file.record);
    return found ? Result<bool>(found->has_value()) : found.error();
}

Result<QList<qint64>> FileTravelTable::chunksHere(const QByteArray &sha)
{
    QList<qint64> numbers;
    const auto read = m_db.each(
        "SELECT n FROM file_chunk WHERE sha = ? ORDER BY n", [&numbers](const Statement &row) { numbers.append(row.integer(0)); }, sha);
    if (!read)
        return read.error();
    return numbers;
}

Result<void> FileTravelTable::putChunk(const QByteArray &sha, qint64 n, const QByteArray &bytes)
{
    return done(m_db.run("INSERT OR IGNORE INTO file_chunk (sha, n, bytes) VALUES (?, ?, ?)", sha, n, bytes));
}

Result<bool> FileTravelTable::finish(const FileToFetch &file, Instant at)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    qint64 sizeBytes = 0;
    const auto read = m_db.each(
        "SELECT bytes FROM file_chunk WHERE sha = ? ORDER BY n",
        [&](const Statement &row) {
            const QByteArray bytes = row.blob(0);
            hash.addData(bytes);
            sizeBytes += bytes.size();
        },
        file.sha);
    if (!read)
        return read.error();
    if (hash.result() != file.sha) {
        if (const auto dropped = m_db.run("DELETE FROM file_chunk WHERE sha = ?", file.sha); !dropped)
            return dropped.error();
        return false;
    }
    // What another record keeps here already, or somebody took here meanwhile, stays as it is.
    const auto kept =
        m_db.run("INSERT OR IGNORE INTO file (sha, mime, size, stored_at_ms) VALUES (?, ?, ?, ?)", file.sha, file.mime, sizeBytes, at.msSinceEpoch);
    if (!kept)
        return kept.error();
    if (const auto named = m_db.run("INSERT OR IGNORE INTO file_record (sha, record_id) VALUES (?, ?)", file.sha, file.record); !named)
        return named.error();
    if (const auto noted = *kept == 0 ? Result<qint64>(0) : m_db.run("INSERT OR IGNORE INTO file_at_hub (sha, seq, is_own) VALUES (?, 0, 0)", file.sha); !noted)
        return noted.error();
    m_changes.records.insert(file.record);
    m_changes.files = true;
    if (const auto given = giveUp(file.sha); !given)
        return given.error();
    return true;
}

Result<void> FileTravelTable::giveUp(const QByteArray &sha)
{
    if (const auto gone = m_db.run("DELETE FROM file_wanted WHERE sha = ?", sha); !gone)
        return gone.error();
    return done(m_db.run("DELETE FROM file_chunk WHERE sha = ?1 AND NOT EXISTS (SELECT 1 FROM file WHERE sha = ?1)", sha));
}

Result<void> FileTravelTable::beginHistory() { return done(m_db.run("DELETE FROM file_at_hub WHERE is_own = 1")); }

Result<void> FileTravelTable::remove(const QByteArray &sha)
{
    for (const std::string_view sql : { "DELETE FROM file WHERE sha = ?", "DELETE FROM file_chunk WHERE sha = ?" }) {
        if (const auto gone = m_db.run(sql, sha); !gone)
            return gone.error();
    }
    return {};
}

Result<void> FileTravelTable::dropOrphans(qint64 durableSeq)
{
    const auto let = m_db.run("DELETE FROM file_record WHERE sha IN (SELECT sha FROM file_at_hub WHERE is_own = 0 OR seq <= ?) "
                              "AND record_id NOT IN (SELECT id FROM base) AND record_id NOT IN (SELECT record_id FROM outbox)",
                              durableSeq);
    if (!let)
        return let.error();
    QList<QByteArray> orphans, unwanted;
    const auto read = m_db.each(
        "SELECT sha FROM file_at_hub WHERE (is_own = 0 OR seq <= ?) AND NOT EXISTS (SELECT 1 FROM file_record WHERE file_record.sha = file_at_hub.sha)",
        [&orphans](const Statement &row) { orphans.append(row.blob(0)); }, durableSeq);
    const auto asked = m_db.each("SELECT sha FROM file_wanted WHERE record_id NOT IN (SELECT id FROM base)",
                                 [&unwanted](const Statement &row) { unwanted.append(row.blob(0)); });
    if (!read || !asked)
        return read ? asked.error() : read.error();
    for (const QByteArray &sha : std::as_const(orphans)) {
        if (const auto removed = remove(sha); !removed)
            return removed;
        if (const auto forgotten = m_db.run("DELETE FROM file_at_hub WHERE sha = ?", sha); !forgotten)
            return forgotten.error();
    }
    for (const QByteArray &sha : std::as_const(unwanted)) {
        if (const auto given = giveUp(sha); !given)
            return given;
    }
    return {};
}

Result<qint64> FileTravelTable::makeRoom(qint64 bytesMax, qint64 durableSeq, const QSet<QByteArray> &named)
{
    struct Copy {
        QByteArray sha;
        qint64 sizeBytes;
        bool mayGo;
    };
    QList<Copy> copies;
    qint64 bytes = 0;
    const auto read = m_db.each(
        "SELECT file.sha, size, is_own = 0 OR seq <= ? FROM file JOIN file_at_hub ON file_at_hub.sha = file.sha ORDER BY stored_at_ms, file.sha",
        [&](const Statement &row) {
            copies.append({ row.blob(0), row.integer(1), row.integer(2) == 1 && !named.contains(row.blob(0)) });
            bytes += row.integer(1);
        },
        durableSeq);
    if (!read)
        return read.error();
    qint64 gone = 0;
    for (const Copy &copy : std::as_const(copies)) {
        if (bytes <= bytesMax)
            break;
        if (!copy.mayGo)
            continue;
        if (const auto removed = remove(copy.sha); !removed)   // that the hub has it stays known
            return removed.error();
        bytes -= copy.sizeBytes;
        gone += 1;
    }
    return gone;
}

} // namespace sightline
