#pragma once

#include "sync/hub/service/hub_service.h"
#include "sync/hub/service/knowledge.h"

namespace sightline::hub {

/// One page from one snapshot: every scope the caller may read, rows in whole seqs, digests when complete (R7, R8, R10, R15).
[[nodiscard]] Result<wire::SyncAnswer> makePage(HubSnapshot &snapshot, const HubState &state, const Rights &rights, const HubRules &rules,
                                                const wire::SyncRequest &request, const Caller &caller);

/// Leaves out of @p answer the bodies that the operations of @p request created just so: its device has them (createdBy).
/// @p acks are the answers to those operations. Does nothing unless the request says that it may.
void leaveOutOwn(wire::SyncAnswer &answer, const wire::SyncRequest &request, const QList<wire::Ack> &acks);

/// R15's repair: see HubService::digest. @p readable: the caller's scopes.
[[nodiscard]] Result<Json> makeDigest(HubSnapshot &snapshot, const HubState &state, const QStringList &readable, const QString &scope, const QString &prefix);

} // namespace sightline::hub
