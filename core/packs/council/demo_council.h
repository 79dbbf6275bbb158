#pragma once

#include "core/people/council.h"
#include "core/records/child_pointer.h"

namespace sightline {

/// The built-in demo council: two teams of Early Support with their managers, Assessment and Intervention, Quality
/// Assurance, Fostering, and the leadership above them. Everybody is named by role; nobody is real. Thread: any.
[[nodiscard]] const Council &demoCouncil();

/// The pack as it is in the program, for `user list`, `init --demo` and tests.
[[nodiscard]] QByteArray demoCouncilPack();

/// Made-up children on the lists of its practitioners, as of @p today: on each list one whose visit is late, one whose visit is due within
/// days, and one who was not seen twice running. Numbers, initials and age bands, no names (domain.md A7). Thread: any.
[[nodiscard]] QList<ChildPointer> demoChildren(QDate today);

/// How often children are visited until a council gives its own rules (README.md): the law's intervals, and usual ones marked as
/// assumptions. Thread: any.
[[nodiscard]] const Json &builtInVisitRules();

} // namespace sightline
