#pragma once

#include "core/store/store.h"

namespace sightline {

/// Whether this device has been away from its hub for longer than the hub allows: past the lease of its last answer, by the hub's clock as
/// it was measured then, or with a clock that stands more than an hour before that answer. One set back to after it is believed: this closes
/// what was forgotten in a drawer, and is no lock against who can change the clock. Records are then closed to
/// reading until the next answer; capture and own unsent work stay open, nothing is deleted. Never before the first answer.
/// Thread: the store's. Source: decisions 9.
[[nodiscard]] Result<bool> isReadingClosed(Store &store);

/// The hub has refused this device's key: records are closed to reading until it takes the device again, as after revoking a lost one.
/// Durable when it returns. Thread: the store's. Errors: those of the database. Source: sync.md B10.
[[nodiscard]] Result<void> closeReading(Store &store);

/// Nothing where @p record may be read now: always a draft, and what the hub has not answered yet. Errors: LeaseOver, NotFound (its class is not
/// for this person, core/store/class_gate), those of the database.
/// Thread: the store's.
[[nodiscard]] Result<void> checkMayRead(Store &store, const RecordId &record);

} // namespace sightline
