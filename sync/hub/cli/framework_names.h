#pragma once

#include "core/people/council.h"
#include "sync/hub/store/hub_store.h"

namespace sightline::hub {

/// Whether @p person's roles and services are ones that the framework in @p snapshot names, or that somebody of @p council has already:
/// with others nothing would ever be theirs to do. A council without a framework yet may name any.
/// Errors: InvalidInput (which, and what there is instead), Corrupt.
[[nodiscard]] Result<void> checkNamesOf(HubSnapshot &snapshot, const Council &council, const Person &person);

} // namespace sightline::hub
