#pragma once

#include "core/store/store.h"

namespace sightline {

/// Begins an amended version of a completed record of one's own: a draft with its answers, without its signature, that names the record
/// and the hash of its body. The first stays as it was (decisions 1); completing the draft answers a return, and then counts in
/// its place. If one has been begun already it is given again.
/// Errors: NotFound (no such record here, its form is not known), NotAllowed (another's, not completed, answered already),
/// NotEnrolled, those of the database. Thread: the store's.
[[nodiscard]] Result<Draft> amendRecord(Store &store, const RecordId &record, QDate today);

} // namespace sightline
