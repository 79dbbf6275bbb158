#pragma once

#include "core/records/record.h"
#include "core/store/store.h"

namespace sightline {

/// How a draft's copy stands between this device and the hub (core/commands/draft_copies).
struct CopyStanding {
    std::optional<RecordBody> body = {};       ///< as this device shows it; none: out of reach
    bool hasOwn = false;                       ///< something of this device's making is kept for it
    bool isSettled = true;                     ///< the hub has answered all of that, and its row is of the hub's present history
    QMap<QString, Json> refused = {};          ///< fields that the hub did not take from here: what they were to say
    QList<OperationId> conflicts = {};         ///< operations whose fields another device had set by then, and nothing has settled
    QList<OperationId> held = {};              ///< operations that the hub keeps unapplied, and nothing has settled
    bool isAnswered = true;                    ///< the hub has answered all that this device made for it
};

/// Errors: those of the database; Corrupt where the copy or an operation on it cannot be read.
[[nodiscard]] Result<CopyStanding> copyStanding(Store &store, const RecordId &copy);

} // namespace sightline
