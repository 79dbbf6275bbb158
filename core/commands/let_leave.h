#pragma once

#include "core/store/store.h"

namespace sightline {

/// Says that @p leaver leaves after @p lastDay, and that their work is @p heir's from then on: one durable transaction of what the hub
/// needs for both, a table of one person and an absence without an end. It counts for everybody once the hub has taken it. What they did
/// stays theirs.
/// Errors: NotAllowed (this person does not keep the council's people, or may not enter this absence, or it is themselves; in words), InvalidInput (nobody this
/// device knows, one and the same, an heir who is not here then, no day), NotEnrolled, those of the database. Thread: the store's.
[[nodiscard]] Result<void> letLeave(Store &store, const PersonId &leaver, QDate lastDay, const PersonId &heir);

} // namespace sightline
