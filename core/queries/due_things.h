#pragma once

#include "core/calendar/council_calendar.h"
#include "core/reminders/due_thing.h"
#include "core/store/store.h"

namespace sightline {

/// What the enrolled person may be reminded of on @p day: their tasks with a date that are not done and that nobody else has taken, the
/// visits of their own children, and urgent concerns that are theirs to read. Errors: those of todayBoard() and concerns(). Thread: the store's.
[[nodiscard]] Result<QList<DueThing>> dueThings(Store &store, const CouncilCalendar &calendar, QDate day);

} // namespace sightline
