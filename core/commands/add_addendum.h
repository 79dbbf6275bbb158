#pragma once

#include "core/store/store.h"

namespace sightline {

/// Adds a correction or a further note to a completed record: a step of its own with author, time and the hash of the body its
/// author saw (decisions 1). The first capture stays as it was. Durable when it returns.
/// Errors: NotFound (no such record here), NotAllowed (a draft, or not a form), InvalidInput (no text), TooLarge (over
/// limits::answerBytesMax), NotEnrolled, those of the database. Thread: the store's.
[[nodiscard]] Result<RecordId> addAddendum(Store &store, const RecordId &record, const QString &text);

} // namespace sightline
