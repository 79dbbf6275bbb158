#pragma once

#include "sync/hub/files/file_stores.h"
#include "sync/hub/service/ledger.h"
#include "sync/protocol/files.h"

namespace sightline::hub {

/// False for an operation that names no file for sure, found out cheaply.
[[nodiscard]] bool mayNameFiles(const QByteArray &operationBytes);

/// Notes what @p operation, by @p person about @p record, names: from now on they may send it (sync.md B11). Also where it is not
/// applied: what is kept is kept with its pictures. Sizes over limits::fileBytesMax are no file of ours.
[[nodiscard]] Result<void> nameFiles(Ledger &ledger, const QByteArray &operationBytes, const PersonId &person, const RecordId &record);

/// What a chunk's row will say, before any transaction: its bytes are where new ones go. None: the chunk is here already, or its file whole.
/// Errors: NotFound (no operation of theirs names it), InvalidInput (no such chunk, or of another length), StorageFailure, StorageFull.
[[nodiscard]] Result<std::optional<StoredChunk>> keepChunk(HubSnapshot &snapshot, FileStores *stores, const QByteArray &sha, qint64 n, const QByteArray &bytes,
                                                           const PersonId &person);

/// What sending one chunk came to.
struct TakenChunk {
    wire::FileState state;
    bool wasWrong = false;        ///< all chunks were here and do not make the file that was named: none of them was kept
    bool isToProve = false;       ///< all are here, and some outside the database: the whole has to be read outside the transaction
    QList<ChunkPlace> dropped;    ///< what lies outside the database and has no row any more: once this is committed it can go
};

/// Notes chunk @p n of file @p sha, which @p person gives, as keepChunk() left it; one that is here already is as good. Where all are here in
/// the database itself, the last to come proves the whole and settles it as settleFile() does. Errors: NotFound.
[[nodiscard]] Result<TakenChunk> takeChunk(Ledger &ledger, const QByteArray &sha, qint64 n, const std::optional<StoredChunk> &chunk, const PersonId &person);

/// Reads every chunk of @p file and compares the whole with its name: one that is lost or damaged makes it another. Errors: StorageFailure.
[[nodiscard]] Result<FileProof> proveFile(HubStore &store, FileStores *stores, const FileRow &file);

/// Makes of @p proof what it says: where the file is whole, the records that name it get a new seq, so that their readers learn of it, and what
/// waited for it is tried again; where it is not, no chunk of it stays. Nothing where it is settled already, or other chunks are here now.
[[nodiscard]] Result<TakenChunk> settleFile(Ledger &ledger, const QByteArray &sha, const PersonId &person, const FileProof &proof);

/// What is still missing of file @p sha as @p person gives it. Errors: NotFound.
[[nodiscard]] Result<wire::FileState> fileStateOf(HubSnapshot &snapshot, const QByteArray &sha, const PersonId &person);

/// The row of chunk @p n of file @p sha, for somebody who may read one of the records in which whoever sent it names it.
/// Errors: NotFound, alike for what there is not, what is not whole here yet, and what is not theirs.
[[nodiscard]] Result<FoundChunk> findChunk(HubSnapshot &snapshot, const QByteArray &sha, qint64 n, const Readable &readable, bool isGuarded = true);

/// The row of one chunk with all that its bytes are found by; none: there is no such row.
[[nodiscard]] Result<std::optional<FoundChunk>> chunkAt(HubSnapshot &snapshot, const QByteArray &sha, const PersonId &person, qint64 n);

/// The bytes of @p found. Asks no database. Errors: Corrupt (its store has lost it, or gives something else), StorageFailure.
[[nodiscard]] Result<QByteArray> bytesOf(FileStores *stores, const FoundChunk &found);

/// The first file, but for those in @p except, that @p record names in @p body and that is not whole here; none if all are.
[[nodiscard]] Result<std::optional<QByteArray>> firstMissingFile(HubSnapshot &snapshot, const RecordId &record, const RecordBody &body,
                                                                 const QSet<QByteArray> &except);

/// Under what a step is parked that waits for file @p sha.
[[nodiscard]] QString fileKey(const QByteArray &sha);

} // namespace sightline::hub
