#pragma once

#include "core/records/record.h"
#include "core/sqlite/connection.h"
#include "core/store/changes.h"

namespace sightline {

/// A file on its way to the hub, or from it.
struct TravellingFile {
    QByteArray sha;              ///< 32 bytes
    qint64 sizeBytes = 0;
    friend bool operator==(const TravellingFile &, const TravellingFile &) = default;
};

/// A file of a record that is not here and was asked for.
struct FileToFetch {
    QByteArray sha;
    RecordId record;
    qint64 sizeBytes = 0;
    QString mime;
    friend bool operator==(const FileToFetch &, const FileToFetch &) = default;
};

/// How much is left to send.
struct FilesToSend {
    qint64 files = 0;
    qint64 bytes = 0;
    friend bool operator==(const FilesToSend &, const FilesToSend &) = default;
};

/// Tables `file_at_hub` and `file_wanted`, and the chunks of files that are still coming: what sync needs to know of files (sync.md B11).
/// Every call that writes belongs into a transaction. Thread: the store's. Errors of all: those of the database.
class FileTravelTable {
public:
    FileTravelTable(Connection &db, Changes &changes) : m_db(db), m_changes(changes) { }

    /// Files that a record of ours names, that the hub has not, and whose text it has: smallest first.
    [[nodiscard]] Result<QList<TravellingFile>> toSend();
    /// The same whether or not the text has gone: what a lost tablet would lose.
    [[nodiscard]] Result<FilesToSend> unsent();
    /// Files that nobody but this device has: those of records, and @p named (by drafts; none given: all). Smallest first.
    [[nodiscard]] Result<QList<TravellingFile>> onlyHere(const std::optional<QSet<QByteArray>> &named);
    /// How many of these @p record names.
    [[nodiscard]] Result<qint64> unsentOf(const RecordId &record);
    /// A chunk of a file that is here; none if it is not.
    [[nodiscard]] Result<std::optional<QByteArray>> chunk(const QByteArray &sha, qint64 n);
    /// The hub has our file whole since @p seq: our copy may go once its backup has it too.
    [[nodiscard]] Result<void> arrived(const QByteArray &sha, qint64 seq);
    /// Ours is damaged here and cannot be sent: whoever shows files asks again. Returns the records that name it.
    [[nodiscard]] Result<QList<RecordId>> cannotBeSent(const QByteArray &sha);
    /// Whether the hub is known to have it.
    [[nodiscard]] Result<bool> isAtHub(const QByteArray &sha);

    /// Asks for a file of a record that is here, unless it is here itself or is ours to send.
    [[nodiscard]] Result<void> want(const FileToFetch &file);
    [[nodiscard]] Result<QList<FileToFetch>> wanted();
    /// Whether @p file is still asked for, for that record.
    [[nodiscard]] Result<bool> isWanted(const FileToFetch &file);
    [[nodiscard]] Result<QList<qint64>> chunksHere(const QByteArray &sha);
    [[nodiscard]] Result<void> putChunk(const QByteArray &sha, qint64 n, const QByteArray &bytes);
    /// All chunks are here: proves the whole and makes it a file of its record. False, and the chunks are gone, if it is not what was named.
    [[nodiscard]] Result<bool> finish(const FileToFetch &file, Instant at);
    /// Nobody asks for it any more.
    [[nodiscard]] Result<void> giveUp(const QByteArray &sha);

    /// Another history of the hub began: what it had of ours it may not have (R14).
    [[nodiscard]] Result<void> beginHistory();
    /// Files, and half of files, of records that are no longer here go: of ours only those that the hub's backup up to @p durableSeq holds.
    [[nodiscard]] Result<void> dropOrphans(qint64 durableSeq);
    /// Keeps copies of what the hub has within @p bytesMax, the oldest going first; ours only where a backup up to @p durableSeq has them,
    /// and none that a draft names (@p named). Returns how many went.
    [[nodiscard]] Result<qint64> makeRoom(qint64 bytesMax, qint64 durableSeq, const QSet<QByteArray> &named);

private:
    [[nodiscard]] Result<void> remove(const QByteArray &sha);

    Connection &m_db;
    Changes &m_changes;
};

} // namespace sightline
