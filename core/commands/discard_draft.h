#pragma once

#include "core/store/store.h"

namespace sightline {

/// Puts a draft away; its author can bring it back for limits::discardedDraftDays (decisions 4). Errors: NotFound.
[[nodiscard]] Result<void> discardDraft(Store &store, const RecordId &draft);
/// Brings a discarded draft back. Errors: NotFound (never was, or its days are over).
[[nodiscard]] Result<void> restoreDraft(Store &store, const RecordId &draft);
/// Removes drafts whose days are over: called at each start. Returns how many.
[[nodiscard]] Result<qint64> purgeDiscardedDrafts(Store &store);

} // namespace sightline
