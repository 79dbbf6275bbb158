#pragma once

#include "sync/hub/service/hub_service.h"
#include "sync/hub/service/knowledge.h"
#include "sync/hub/service/readership.h"
#include "sync/hub/service/standing_still.h"

namespace sightline::hub {

/// What an answer is made from: the hub at one moment.
struct Moment {
    HubSnapshot &snapshot;
    const HubState &state;
    const Rights &rights;
    const HubRules &rules;
    const Readership *unfollowed;   ///< while records have still to follow the council's switches; else null
    StandingStill &still;
    const ClassGate &gate;
};

/// One page from one snapshot: every scope the caller may read, rows in whole seqs, digests when complete (R7, R8, R10, R15). While records have
/// still to leave scopes they are told of as having left, and no digest is given: it would be of what is withheld.
[[nodiscard]] Result<wire::SyncAnswer> makePage(const Moment &now, const wire::SyncRequest &request, const Caller &caller);

/// Leaves out of @p answer the bodies that the operations of @p request created just so: its device has them (createdBy).
/// @p acks are the answers to those operations. Does nothing unless the request says that it may.
void leaveOutOwn(wire::SyncAnswer &answer, const wire::SyncRequest &request, const QList<wire::Ack> &acks);

/// R15's repair: see HubService::digest. @p readable: what the caller may read.
[[nodiscard]] Result<Json> makeDigest(HubSnapshot &snapshot, const HubState &state, const Readable &readable, const QString &scope, const QString &prefix);

} // namespace sightline::hub
