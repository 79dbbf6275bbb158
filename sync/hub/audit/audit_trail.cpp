#include "sync/hub/audit/audit_trail.h"

#include "core/base/digest.h"

namespace sightline::hub {

QByteArray auditLink(QByteArrayView before, QByteArrayView line)
{
    return sha256(QByteArray("sightline-audit\n").append(before.toByteArray()).append(line.toByteArray()));
}

Result<void> appendAudit(HubTransaction &transaction, Instant at, const AuditEntry &entry)
{
    auto state = transaction.state();
    if (!state)
        return state.error();
    const qint64 n = state->auditN + 1;
    const QByteArray line = auditLine(n, at, entry);
    const AuditRow row { n, at.msSinceEpoch, line, auditLink(state->auditChain, line) };
    if (const auto appended = transaction.appendAudit(row); !appended)
        return appended;
    state->auditN = row.n;
    state->auditChain = row.chain;
    return transaction.setState(*state);
}

} // namespace sightline::hub
