#pragma once

#include "core/store/store.h"

namespace sightline {

/// Marks an own record as entered in error, with a reason: it is kept, shown as such, and no longer counts, so its fact is marked
/// in the same transaction (decisions 4), and so are the records that were kept apart from it (records_apart.h). Errors: NotFound, NotAllowed (somebody else's, or a draft), InvalidInput (no reason),
/// AlreadyExists (it is marked already), NotEnrolled. Thread: the store's.
[[nodiscard]] Result<void> voidRecord(Store &store, const RecordId &record, const QString &reason);

} // namespace sightline
