#pragma once

#include "core/people/council.h"

namespace sightline {

/// The built-in demo council: two teams of Early Support with their managers, Assessment and Intervention, Quality
/// Assurance, Fostering, and the leadership above them. Everybody is named by role; nobody is real. Thread: any.
[[nodiscard]] const Council &demoCouncil();

/// The pack as it is in the program, for `user list`, `init --demo` and tests.
[[nodiscard]] QByteArray demoCouncilPack();

} // namespace sightline
