#pragma once

#include "sync/client/store_access.h"
#include "sync/client/transport.h"

namespace sightline::sync {

/// Asks the hub when the devices of those this person answers for last had contact with it, and keeps what it says on this device, so that it
/// can be read without a connection, with the time it is of (core/queries/team_board.h). Waits for the hub; not on the interface's thread.
/// Errors: those of askHub(); HubRefused also where what it says cannot be read.
[[nodiscard]] Result<void> fetchTeamContacts(StoreAccess &access, Transport &transport, const std::atomic<bool> *givenUp = nullptr);

} // namespace sightline::sync
