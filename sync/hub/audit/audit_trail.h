#pragma once

#include "sync/hub/audit/audit_entry.h"
#include "sync/hub/store/hub_store.h"

namespace sightline::hub {

/// Appends @p entry to the council's audit trail inside @p transaction, chained to the line before it. It is there if, and only if, the
/// transaction is committed: what is done in the same one is never done unseen. Errors: the database's.
[[nodiscard]] Result<void> appendAudit(HubTransaction &transaction, Instant at, const AuditEntry &entry);

/// The chain after @p line.
[[nodiscard]] QByteArray auditLink(QByteArrayView before, QByteArrayView line);

} // namespace sightline::hub
