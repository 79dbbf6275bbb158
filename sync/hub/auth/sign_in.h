#pragma once

#include "sync/hub/auth/local_accounts.h"
#include "sync/hub/auth/sign_in_provider.h"

namespace sightline::hub {

/// The ways in that a hub offers beside one-time codes; null: not that one. What is named outlives whoever holds this.
struct SignInDoors {
    LocalAccounts *accounts = nullptr;
    SignInProvider *provider = nullptr;
};

} // namespace sightline::hub
