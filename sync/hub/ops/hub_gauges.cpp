#include "sync/hub/ops/hub_gauges.h"

#include <algorithm>

namespace sightline::hub {

Result<HubGauges> readGauges(OpenHub &hub)
{
    const qint64 now = hub.clock().now().msSinceEpoch;
    const auto snapshot = hub.store().snapshot();
    if (!snapshot)
        return snapshot.error();
    const auto state = (*snapshot)->state();
    const auto totals = (*snapshot)->totals(now - heardWithinMs);
    const auto head = (*snapshot)->newestAuditHead();
    if (!state || !totals || !head)
        return !state ? state.error() : !totals ? totals.error() : head.error();
    const auto bytes = hub.store().bytesOnDisk();
    if (!bytes)
        return bytes.error();
    HubGauges gauges;
    gauges.totals = *totals;
    gauges.operations = state->seq;
    gauges.unbackedOperations = state->seq - state->durableSeq;
    if (state->durableAtMs > 0)
        gauges.backupAgeMs = std::max<qint64>(0, now - state->durableAtMs);
    gauges.auditLines = state->auditN;
    gauges.unsignedAuditLines = state->auditN - (*head ? (*head)->auditN : 0);
    if (*head)
        gauges.auditHeadAgeMs = std::max<qint64>(0, now - (*head)->atMs);
    gauges.databaseBytes = *bytes;
    gauges.diskFreeBytes = hub.freeBytes();
    return gauges;
}

} // namespace sightline::hub
