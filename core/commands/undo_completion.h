#pragma once

#include "core/store/store.h"

namespace sightline {

/// Takes "Done" back within limits::undoCompletionMs (decisions 4): in one transaction the record, its fact and their operations go,
/// and the draft is there again word for word, with the field that was in use. Only while nothing of it can have been sent, which
/// CompleteOptions::Undo::Offered sees to and the database's own triggers guard. After it, or a kill at any moment, there is either
/// the draft or the record, never both and never neither.
/// Errors: NotAllowed (too late, sent, never offered, or something was made about it since), those of the database. Thread: the store's.
[[nodiscard]] Result<void> undoCompletion(Store &store, const RecordId &record);

} // namespace sightline
