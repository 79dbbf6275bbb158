#pragma once

#include "core/store/store.h"
#include "core/tasks/fact.h"
#include "core/tasks/waiver.h"

namespace sightline {

/// What the plan is made from beside framework, people and facts, as the records of this device say it. Read anew with each call: the plan
/// made from it is kept (currentPlan). What is void or cannot be read is left out. Thread: the store's. Errors: the database's.

/// Waivers in the order in which they were asked for, each with the last answer to it.
[[nodiscard]] Result<QList<Waiver>> knownWaivers(Store &store);
/// Tasks that were passed on, in the order in which that happened.
[[nodiscard]] Result<QList<Passing>> knownPassings(Store &store);
[[nodiscard]] Result<QList<OpenEvent>> knownEvents(Store &store);

} // namespace sightline
