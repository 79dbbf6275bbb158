#pragma once

#include "sync/hub/files/chunk_seal.h"
#include "sync/hub/files/chunk_store.h"
#include "sync/hub/store/hub_store.h"

#include <QMap>

#include <functional>
#include <memory>
#include <mutex>

namespace sightline::hub {

/// Makes the store at a place ("directory:/…", "s3:…"); tests give their own.
using OpenChunkStore = std::function<Result<std::unique_ptr<ChunkStore>>(const QString &place)>;

/// The council's file stores as the database lists them: seals what goes into the newest, and opens what is in any of them. Each is opened
/// when it is first needed, and only used where it carries this council's mark, so that a disk that is not mounted, or another
/// council's bucket, is never written to. Thread: any.
class FileStores {
public:
    /// @p key: 32 bytes, the council's. @p credentialsFile: of S3 stores, read when one is opened.
    FileStores(const SecretBytes &key, const QString &credentialsFile);
    FileStores(const SecretBytes &key, OpenChunkStore open);

    /// Puts @p chunk where new ones go by @p rows, and gives what its row says. Errors: StorageFailure, StorageFull.
    [[nodiscard]] Result<StoredChunk> keep(const QList<FileStoreRow> &rows, const QByteArray &chunk);
    /// The bytes of @p chunk, proven; none where its store has lost it. Errors: StorageFailure (the store cannot be asked), Corrupt.
    [[nodiscard]] Result<std::optional<QByteArray>> read(const QList<FileStoreRow> &rows, const StoredChunk &chunk);
    /// Lets the bytes of a chunk go that no row has any more.
    [[nodiscard]] Result<void> remove(const QList<FileStoreRow> &rows, const ChunkPlace &place);
    /// Bytes free where new chunks go; none where nobody can say, or they go into the database.
    [[nodiscard]] std::optional<qint64> freeBytes(const QList<FileStoreRow> &rows);

    /// The store at @p place, which carries the council's mark. Errors: InvalidInput, NotFound (it is not there, or has no mark), StorageFailure.
    [[nodiscard]] Result<std::shared_ptr<ChunkStore>> at(const QString &place);
    /// Makes @p place a store of this council: marks it, and proves that it gives back what is put there. A directory is made; a bucket must be
    /// there. Again is harmless. Errors: NotAllowed (another council's), and as at().
    [[nodiscard]] Result<void> found(const QString &place);
    /// Copies what is in @p from under @p name into @p to, unless it is there. Errors: Corrupt (@p from has lost it).
    [[nodiscard]] Result<void> copy(ChunkStore &from, ChunkStore &to, const QString &name);
    /// From now on everything is read from @p place, whatever the rows say: a backup's own directory.
    void readFrom(const QString &place) { m_instead = place; }

    /// The name of the mark in each store: no chunk's.
    static const QString markName;

private:
    [[nodiscard]] Result<std::shared_ptr<ChunkStore>> storeOf(const QList<FileStoreRow> &rows, qint64 store);

    ChunkSeal m_seal;
    OpenChunkStore m_open;
    QString m_instead;
    std::mutex m_mutex;
    QMap<QString, std::shared_ptr<ChunkStore>> m_stores;   ///< by place; under m_mutex
};

/// Where new chunks go by @p rows; none: into the database.
[[nodiscard]] std::optional<FileStoreRow> presentStore(const QList<FileStoreRow> &rows);

} // namespace sightline::hub
