#pragma once

#include "core/base/id.h"
#include "sync/client/enrol.h"
#include "sync/client/join_proof.h"

namespace sightline::sync {

/// The key pair's public half and the installation that are to be enrolled.
struct Newcomer {
    QByteArray publicKey;
    InstallationId installation;
};

/// What the hub is sent to enrol them.
struct Showing {
    QString path;
    QByteArray body;
};

/// Turns @p proof into what the hub is sent. A code and an account are at hand; for the council's sign-in the hub is asked where it is, the browser is sent
/// there, and this waits until it comes back. Errors, with @p watch told which: HubUnreachable, HubRefused, NotAllowed (given up in the browser, or
/// not offered), Cancelled.
[[nodiscard]] Result<Showing> showWho(const JoinProof &proof, const Newcomer &newcomer, Transport &transport, const EnrolWatch &watch);

} // namespace sightline::sync
