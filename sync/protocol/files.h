#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>

#include <optional>

/// Files on the wire (sync.md B11): named by the SHA-256 of what they hold, in chunks of limits::fileChunkBytes numbered from 0, any chunk
/// in any order, as often as one likes. Pure; thread: any.
namespace sightline::wire {

/// A file, or one chunk of it, as an address names it.
struct FilePlace {
    QByteArray sha;                ///< 32 bytes
    std::optional<qint64> chunk;
    friend bool operator==(const FilePlace &, const FilePlace &) = default;
};

/// "/v1/files/<64 hex digits>" or "/v1/files/<64 hex digits>/<number>".
[[nodiscard]] QString filePath(const FilePlace &place);
/// None for any other address: each place has one way to be written.
[[nodiscard]] std::optional<FilePlace> filePlaceFromPath(QByteArrayView path);

/// How many chunks a file of @p sizeBytes has; one of no bytes has none.
[[nodiscard]] qint64 chunksIn(qint64 sizeBytes);
/// How long chunk @p n of it is, in bytes; 0 where there is no such chunk.
[[nodiscard]] qint64 chunkBytes(qint64 sizeBytes, qint64 n);

/// What the hub still lacks of a file that the caller gives.
struct FileState {
    bool complete = false;         ///< it is whole here, and proven
    qint64 completeSeq = 0;        ///< the council's seq then: once `durable` has reached it, the hub's backup holds the file too
    QList<qint64> missing;         ///< numbers of chunks, in order
    friend bool operator==(const FileState &, const FileState &) = default;
};
[[nodiscard]] QByteArray encode(const FileState &state);
/// Errors: InvalidInput, UnsupportedVersion.
[[nodiscard]] Result<FileState> decodeFileState(QByteArrayView bytes);

/// The value of a `Content-Digest` header for @p bytes (RFC 9530): what a chunk cut or changed on its way does not match.
[[nodiscard]] QByteArray contentDigest(QByteArrayView bytes);

} // namespace sightline::wire
