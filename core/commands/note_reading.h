#pragma once

#include "core/store/reading_table.h"
#include "core/store/store.h"

namespace sightline {

/// Notes for the council's audit trail that whoever holds this device opened or printed @p record, where it holds child and family data or
/// what is restricted (classes P3 and P4): its form is of such a class, or it answers a question that is. Of a form that is not here
/// anything may be, so that is noted too. False: nothing of it is of such a class, or it is no record yet. Who, is the device's person.
/// Errors: those of the database. Thread: the store's. Source: domain.md A7.
[[nodiscard]] Result<bool> noteReading(Store &store, const RecordId &record, Reading::How how);

} // namespace sightline
