#pragma once

#include "core/people/council.h"
#include "core/schedule/compiled_activity.h"

namespace sightline {

/// A whole council for @p framework, made up: a director and service directors; in every service a head, a service manager, two teams with
/// their managers, and whoever holds the other roles that its rows name; then practitioners, service by service, until there are @p people
/// (or more, where the roles alone are more). With @p placesEach places in each service of every kind that its counts are spread over:
/// areas, providers. Everybody is named by role; the same arguments give the same council. For rehearsals, measurements and tests: the demo
/// council (demo_council.h) is for looking at. Thread: any.
[[nodiscard]] Council madeUpCouncil(const CompiledFramework &framework, int people, int placesEach);

} // namespace sightline
