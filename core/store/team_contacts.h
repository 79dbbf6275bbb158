#pragma once

#include "core/store/store.h"

namespace sightline {

/// A device of somebody this person answers for, as the hub spoke of it.
struct DeviceContact {
    PersonId person;
    std::optional<qint64> atMs;     ///< when the hub last heard it, by its clock; none: not yet
    std::optional<qint64> left;     ///< records it still had to hand in then; none: it did not say
    friend bool operator==(const DeviceContact &, const DeviceContact &) = default;
};

/// What the hub said of them, and when.
struct TeamContacts {
    qint64 asOfMs = 0;              ///< by the hub's clock
    QList<DeviceContact> devices;
    friend bool operator==(const TeamContacts &, const TeamContacts &) = default;
};

/// What `GET /v1/contacts` answers (PROTOCOL.md, section 7b). Errors: InvalidInput.
[[nodiscard]] Result<TeamContacts> teamContactsFromJson(const Json &json);
/// Keeps them in place of what was kept before; within a transaction. Thread: the store's. Errors: those of the database.
[[nodiscard]] Result<void> keepTeamContacts(Store &store, const TeamContacts &contacts);
/// What was kept last; none where the hub was never asked. Thread and errors: as keepTeamContacts().
[[nodiscard]] Result<std::optional<TeamContacts>> keptTeamContacts(Store &store);

} // namespace sightline
