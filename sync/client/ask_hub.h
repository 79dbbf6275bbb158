#pragma once

#include "core/base/json.h"
#include "sync/client/store_access.h"
#include "sync/client/transport.h"

namespace sightline::sync {

/// What the hub said to a question beside the exchange.
struct HubSaid {
    QString hubUrl;
    Json said;
};

/// Asks the hub for @p path with this device's access token. Waits for it; not on the interface's thread. The token is renewed by the exchange
/// alone, so nothing is renewed here. Errors: NotEnrolled; HubUnreachable; NotAllowed (the token has run out: sync, then again);
/// HubRefused (it does not do that, or not now); those of the database. Each in words for a person.
[[nodiscard]] Result<HubSaid> askHub(StoreAccess &access, Transport &transport, Call::Method method, const QString &path,
                                     const std::atomic<bool> *givenUp = nullptr);

} // namespace sightline::sync
