#pragma once

#include "sync/hub/ops/seed.h"

namespace sightline::hub {

/// The council's day now.
[[nodiscard]] QDate councilToday();
/// An edition that counts from @p from counts today.
[[nodiscard]] bool hasBegun(QDate from);
/// An edition in force is immutable: tasks were planned and records written by it. One that has not begun yet may still be put right, and
/// none takes the place of what was in force on days that are over. @p isFirst: the council has none yet.
/// Errors: AlreadyExists, InvalidInput, those of the store.
[[nodiscard]] Result<void> checkMayReplace(HubSnapshot &snapshot, const Publication &edition, QDate from, bool isFirst);

} // namespace sightline::hub
