#pragma once

#include "core/people/council.h"

namespace sightline {

/// Whether @p person decides alone on @p day that something of @p service is put off or left out: they oversee it, lead one of its teams or
/// are somebody's line manager in it. Everybody else needs a manager's approval.
[[nodiscard]] bool decidesAlone(const Council &council, const PersonId &person, const ServiceId &service, QDate day);

/// Whether @p person may approve on @p day what @p author asked for in @p service: never their own; they stand above the author, oversee the
/// service or are its head. What law asks for (@p isStatutory) only those decide who oversee the service or are its head.
[[nodiscard]] bool mayApprove(const Council &council, const PersonId &person, const PersonId &author, const ServiceId &service, bool isStatutory, QDate day);

/// Whether @p person may say on @p day that @p who is away, and who covers: themselves, whoever stands above them, and whoever oversees
/// their service.
[[nodiscard]] bool mayEnterAbsence(const Council &council, const PersonId &person, const PersonId &who);

/// Whether @p person answers for what @p who has to do: they stand above them, manage a team of theirs, or oversee their service; never
/// themselves, and an elected member for nobody. Of those a manager is told when their devices last had contact with the hub.
[[nodiscard]] bool answersFor(const Council &council, const PersonId &person, const PersonId &who);

} // namespace sightline
