#pragma once

#include "sync/hub/ops/open_hub.h"

namespace sightline::hub {

/// How long ago a device may have been heard to count as heard, in milliseconds: each asks at least this often while its app is open.
inline constexpr qint64 heardWithinMs = 15LL * 60 * 1000;

/// How a hub stands at one moment, for whoever watches over it: numbers alone.
struct HubGauges {
    HubTotals totals;
    qint64 operations = 0;                         ///< of the log
    qint64 unbackedOperations = 0;                 ///< those that no verified backup holds
    std::optional<qint64> backupAgeMs = {};        ///< none: no backup was made, as far as is known
    qint64 auditLines = 0;
    qint64 unsignedAuditLines = 0;                 ///< since the newest head
    std::optional<qint64> auditHeadAgeMs = {};     ///< none: no head was signed yet
    qint64 databaseBytes = 0;
    std::optional<qint64> diskFreeBytes = {};
};

/// Errors: the database's. Thread: any.
[[nodiscard]] Result<HubGauges> readGauges(OpenHub &hub);

} // namespace sightline::hub
