#pragma once

#include "sync/hub/service/hub_service.h"
#include "sync/hub/service/ledger.h"

namespace sightline::hub {

/// Takes the operations of @p request in order until one cannot be taken yet, and says why (R2, R3, R4, R16).
/// The caller closes the ledger and commits.
[[nodiscard]] Result<PushResult> acceptOperations(Ledger &ledger, const wire::SyncRequest &request, const Caller &caller);

/// True if @p request claims to have seen more than this history holds (R14): a restore its operator forgot, or a forgery.
[[nodiscard]] bool isAheadOf(const wire::SyncRequest &request, const HubState &state);

} // namespace sightline::hub
