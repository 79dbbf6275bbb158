#pragma once

#include "sync/protocol/messages.h"

/// The messages' bytes: JSON, gzip both ways over HTTP. Every decoder is strict, bounded, and names the member that is wrong.
/// Errors: InvalidInput, TooLarge, UnsupportedVersion. Thread: any.
namespace sightline::wire {

[[nodiscard]] QByteArray encode(const SyncRequest &request);
[[nodiscard]] Result<SyncRequest> decodeSyncRequest(QByteArrayView bytes);

/// Bodies are copied into the page byte for byte, never written again (sync.md B2).
[[nodiscard]] QByteArray encode(const SyncAnswer &answer);
/// A row whose body does not match its hash, or cannot be read, is returned with an empty body and its record in
/// @p damaged, so that one bad row never blocks the others. An answer without its closing `"end":true` is refused (R9).
[[nodiscard]] Result<SyncAnswer> decodeSyncAnswer(QByteArrayView bytes, QList<RecordId> *damaged = nullptr);

[[nodiscard]] QByteArray encode(const EnrolRequest &request);
[[nodiscard]] Result<EnrolRequest> decodeEnrolRequest(QByteArrayView bytes);
[[nodiscard]] QByteArray encode(const EnrolAnswer &answer);
[[nodiscard]] Result<EnrolAnswer> decodeEnrolAnswer(QByteArrayView bytes);
[[nodiscard]] QByteArray encode(const RefreshRequest &request);
[[nodiscard]] Result<RefreshRequest> decodeRefreshRequest(QByteArrayView bytes);

/// gzip; of a long message faster and a little less tight. Errors of gunzip: InvalidInput (broken or cut off), TooLarge (counted
/// while inflating).
[[nodiscard]] QByteArray gzip(QByteArrayView bytes);
[[nodiscard]] Result<QByteArray> gunzip(QByteArrayView bytes, qint64 inflatedBytesMax);

} // namespace sightline::wire
