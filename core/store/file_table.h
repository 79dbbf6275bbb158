#pragma once

#include "core/base/instant.h"
#include "core/records/record.h"
#include "core/sqlite/connection.h"

#include <QSet>

namespace sightline {

/// What is known of a stored file without reading it.
struct StoredFile {
    QByteArray sha;              ///< SHA-256 of what it holds: its name, 32 bytes
    QString mime;
    qint64 sizeBytes = 0;
    friend bool operator==(const StoredFile &, const StoredFile &) = default;
};

/// Tables `file`, `file_chunk` and `file_record`: photos, drawings and files as bytes of the encrypted database (decisions 16). A file
/// is stored in the caller's transaction, so it is whole or not there. Thread: the store's. Errors of all: those of the database.
class FileTable {
public:
    explicit FileTable(Connection &db) : m_db(db) { }

    /// Stores @p bytes under their SHA-256; what is stored already stays as it is and counts as stored @p at. Within a transaction.
    [[nodiscard]] Result<StoredFile> put(QByteArrayView bytes, const QString &mime, Instant at);
    [[nodiscard]] Result<std::optional<StoredFile>> find(const QByteArray &sha);
    /// The whole file, proven by its name. Errors: NotFound, Corrupt (what is stored is not what was named).
    [[nodiscard]] Result<QByteArray> bytes(const QByteArray &sha);
    /// Notes that @p record names those of @p files that are stored here: they stay. Called by whoever makes the operation.
    [[nodiscard]] Result<void> keepFor(const RecordId &record, const QSet<QByteArray> &files);
    /// @p record was taken back before it was anybody's: its draft alone says what it names.
    [[nodiscard]] Result<void> letGo(const RecordId &record);
    /// Files stored before @p before that no record names, less @p named (by drafts). Returns how many were removed.
    [[nodiscard]] Result<qint64> removeUnnamed(const QSet<QByteArray> &named, Instant before);

private:
    Connection &m_db;
};

} // namespace sightline
