#pragma once

#include "sync/hub/auth/doorkeeper.h"
#include "sync/hub/auth/sign_in_provider.h"

namespace sightline::hub {

/// What became of somebody whom the council's sign-in has named.
struct ProviderAdmission {
    Admission admission;
    bool isUnknown = false;    ///< they are who they say, and not (or no longer, or in no role) among this council's people
    Touched touched;           ///< what their roles and teams changed
};

/// Enrols @p request's installation for the person that @p identified is, with the roles and teams that the provider says of them, where the settings
/// have it say so: what it says nothing of stays as the council's own table has it; a team that is not there is left out. Errors: storage only; the caller
/// commits whatever is answered. Thread: as HubService.
[[nodiscard]] Result<ProviderAdmission> admitIdentified(HubTransaction &transaction, HubService &service, Doorkeeper &door, const Clock &clock,
                                                        const Identified &identified, const wire::ProviderSignIn &request);

} // namespace sightline::hub
