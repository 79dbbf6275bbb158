#pragma once

#include "core/records/event_table.h"
#include "core/schedule/compiled_activity.h"

namespace sightline {

/// The activities of @p framework that events ask for, in its order: one rule of each that is no mere refinement is set off by something that
/// happens. Thread: any.
[[nodiscard]] QList<EventActivity> eventActivitiesOf(const CompiledFramework &framework);

} // namespace sightline
