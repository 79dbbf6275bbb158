#pragma once

#include "sync/hub/store/history_mark.h"
#include "sync/hub/store/hub_store.h"

#include <functional>

namespace sightline::hub {

/// What reading the audit trail whole came to.
struct AuditCheck {
    qint64 lines = 0;
    qint64 operations = 0;     ///< of the log, whose chain the heads hold too
    qint64 heads = 0;
    qint64 afterHead = 0;      ///< lines and operations that no head has signed yet
    QStringList problems;      ///< empty: nothing was changed, taken out, put in, exchanged or cut off
    qint64 erased = 0;         ///< operations whose words an erasure took; their hashes are in the chain
};

/// True if the hub signed these bytes (HubKeys::isSigned).
using IsSigned = std::function<bool(QByteArrayView message, QByteArrayView signature)>;

/// Reads the audit trail, the log's chain and the heads, and says what does not agree: each line's number, time and chain, the council's
/// row against the last of them, each head's signature and the chains at the place it names. @p witness: what lies beside the keys;
/// of the same history it notices what was cut off or changed after the newest head. What is put in behind both, chained as it must be, nobody can tell
/// from what the hub wrote. Errors: storage only.
[[nodiscard]] Result<AuditCheck> verifyAudit(HubSnapshot &snapshot, const IsSigned &isSigned, const std::optional<HistoryMark> &witness);

/// Whether the line of the trail that @p witness knows is what it was; true where it knows none of this history.
[[nodiscard]] Result<bool> isTrailAsKnown(HubSnapshot &snapshot, const std::optional<HistoryMark> &witness);

} // namespace sightline::hub
