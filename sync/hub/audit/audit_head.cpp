#include "sync/hub/audit/audit_head.h"

#include "core/base/digest.h"
#include "core/base/json.h"
#include "sync/hub/audit/audit_trail.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

QByteArray auditHeadBytes(const AuditHeadRow &head)
{
    const Json json = Json::object({ { u"n"_s, head.n },
                                     { u"at"_s, head.atMs },
                                     { u"epoch"_s, head.epoch },
                                     { u"audit"_s, head.auditN },
                                     { u"audit_chain"_s, toHex(head.auditChain) },
                                     { u"seq"_s, head.seq },
                                     { u"chain"_s, toHex(head.chain) } });
    return "sightline-audit-head\n" + writeJson(json);
}

Result<bool> signAuditHead(HubTransaction &transaction, Instant at, const SignBytes &sign, qint64 everyMs)
{
    const auto newest = transaction.newestAuditHead();
    if (!newest)
        return newest.error();
    const auto state = transaction.state();
    if (!state)
        return state.error();
    const qint64 ownLine = 1;   // what the newest head wrote of itself is nothing new
    const bool hasGoneOn = !*newest || (*newest)->auditN + ownLine != state->auditN || (*newest)->seq != state->seq || (*newest)->epoch != state->epoch;
    // A clock that was put back must not keep heads from being signed.
    const bool isDue = !*newest || qAbs(at.msSinceEpoch - (*newest)->atMs) >= everyMs;
    if (!hasGoneOn || !isDue)
        return false;
    AuditHeadRow head { *newest ? (*newest)->n + 1 : 1, at.msSinceEpoch, state->epoch, state->auditN, state->auditChain, state->seq, state->chain, {} };
    head.signature = sign(auditHeadBytes(head));
    if (const auto written = transaction.appendAuditHead(head); !written)
        return written.error();
    HubState after = *state;
    after.auditHeads = head.n;
    if (const auto kept = transaction.setState(after); !kept)
        return kept.error();
    const auto told = appendAudit(transaction, at, { AuditAction::HeadSigned, u"hub"_s, {}, { { u"head"_s, head.n } } });
    return told ? Result<bool>(true) : told.error();
}

} // namespace sightline::hub
