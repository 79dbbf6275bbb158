#pragma once

#include "sync/hub/store/hub_store.h"

#include <functional>

namespace sightline::hub {

/// How long the trail goes without a head while something is added to it, in milliseconds: an hour (issue of the audit trail: hourly).
inline constexpr qint64 auditHeadEveryMs = 60LL * 60 * 1000;

/// Signs with the hub's key, which is not in its database (HubKeys::sign).
using SignBytes = std::function<QByteArray(QByteArrayView)>;

/// Writes a head, and a line that says so, where the newest is older than @p everyMs and the trail or the log has gone on since. True: one
/// was written. Errors: the database's.
[[nodiscard]] Result<bool> signAuditHead(HubTransaction &transaction, Instant at, const SignBytes &sign, qint64 everyMs = auditHeadEveryMs);

/// What the signature of a head is over.
[[nodiscard]] QByteArray auditHeadBytes(const AuditHeadRow &head);

} // namespace sightline::hub
