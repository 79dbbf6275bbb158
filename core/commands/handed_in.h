#pragma once

#include "core/store/store.h"

namespace sightline {

/// Whether the hub has everything of this person's that is on this device: every operation answered, every draft with words shared as it is
/// now, every file sent, and nothing that cannot be read. Puts drafts forward that are not shared yet; then it is false, and true once the hub has
/// answered. What never leaves its device (words on a record's page, a template being made) keeps it false. Not inside a transaction.
/// Thread: the store's. Errors: those of the database.
[[nodiscard]] Result<bool> isEverythingHandedIn(Store &store);

} // namespace sightline
