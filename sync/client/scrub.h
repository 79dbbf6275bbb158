#pragma once

#include "core/store/store.h"

namespace sightline::sync {

/// What a scrub found.
struct ScrubReport {
    qint64 rows = 0;              ///< read and hashed
    qint64 damaged = 0;           ///< removed: their bytes are not what their hash says; the hub gives them again
    QStringList scopes;           ///< whose digest was not that of their rows: compared, and repaired, at the next complete answer
};

/// Reads every row this device holds, and puts right what it can: rows whose bytes do not match their hash go, and each scope's
/// count and digest become those of its rows, so that a dying disk is noticed and repaired from the hub (R15). Own work is never
/// touched. One transaction. Thread: the store's; about a second for 100,000 rows.
[[nodiscard]] Result<ScrubReport> scrub(Store &store);

/// After an update: rows that an older version could not read are asked for again. Returns how many.
[[nodiscard]] Result<qint64> retrySetAside(Store &store);

} // namespace sightline::sync
