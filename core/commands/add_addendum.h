#pragma once

#include "core/store/store.h"

namespace sightline {

/// Adds a correction or a further note to a completed record: a step of its own with author, time and the hash of the body its
/// author saw (decisions 1). The first capture stays as it was. What was begun of it goes in the same transaction. Durable when it
/// returns.
/// Errors: NotFound (no such record here), NotAllowed (a draft, or not a form), InvalidInput (no text), TooLarge (over
/// limits::answerBytesMax), NotEnrolled, those of the database. Thread: the store's.
[[nodiscard]] Result<RecordId> addAddendum(Store &store, const RecordId &record, const QString &text);

/// Keeps what is being typed to be added to @p record, as a draft on this device alone; empty: nothing is kept any more. A text over
/// limits::answerBytesMax is kept as well; only adding refuses it. Durable when it returns.
/// Errors: as addAddendum; StorageFull.
[[nodiscard]] Result<void> keepAddendum(Store &store, const RecordId &record, const QString &text);

} // namespace sightline
