#pragma once

#include "sync/hub/service/ledger.h"
#include "sync/protocol/files.h"

namespace sightline::hub {

/// False for an operation that names no file for sure, found out cheaply.
[[nodiscard]] bool mayNameFiles(const QByteArray &operationBytes);

/// Notes what @p operation, by @p person about @p record, names: from now on they may send it (sync.md B11). Also where it is not
/// applied: what is kept is kept with its pictures. Sizes over limits::fileBytesMax are no file of ours.
[[nodiscard]] Result<void> nameFiles(Ledger &ledger, const QByteArray &operationBytes, const PersonId &person, const RecordId &record);

/// What sending one chunk came to.
struct TakenChunk {
    wire::FileState state;
    bool wasWrong = false;   ///< all chunks were here and do not make the file that was named: none of them was kept
};

/// Keeps chunk @p n of file @p sha, which @p person gives; one that is here already is as good. The last to come proves the whole; the
/// records that name it get a new seq, so that their readers learn of it, and what waited for it is tried again.
/// Errors: NotFound (no operation of theirs names it), InvalidInput (no such chunk, or of another length).
[[nodiscard]] Result<TakenChunk> takeChunk(Ledger &ledger, const QByteArray &sha, qint64 n, const QByteArray &bytes, const PersonId &person);

/// What is still missing of file @p sha as @p person gives it. Errors: NotFound.
[[nodiscard]] Result<wire::FileState> fileStateOf(HubSnapshot &snapshot, const QByteArray &sha, const PersonId &person);

/// Chunk @p n of file @p sha, for somebody who may read one of the records in which whoever sent it names it.
/// Errors: NotFound, alike for what there is not, what is not whole here yet, and what is not theirs.
[[nodiscard]] Result<QByteArray> readChunk(HubSnapshot &snapshot, const QByteArray &sha, qint64 n, const Readable &readable, bool isGuarded = true);

/// The first file, but for those in @p except, that @p record names in @p body and that is not whole here; none if all are.
[[nodiscard]] Result<std::optional<QByteArray>> firstMissingFile(HubSnapshot &snapshot, const RecordId &record, const RecordBody &body,
                                                                 const QSet<QByteArray> &except);

/// Under what a step is parked that waits for file @p sha.
[[nodiscard]] QString fileKey(const QByteArray &sha);

} // namespace sightline::hub
