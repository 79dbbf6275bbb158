#pragma once

#include "core/base/json.h"
#include "core/records/record.h"
#include "core/store/store.h"

namespace sightline {

/// Fills named columns of @p body from its answers, as the form's meta says (@p columns: which question names the observed person, the
/// team it is about). A team is taken only where the author may write, or the hub would hold the record.
/// Errors: NotEnrolled, those of the database. Thread: the store's.
[[nodiscard]] Result<void> fillColumns(Store &store, const Json &columns, RecordBody &body);

} // namespace sightline
