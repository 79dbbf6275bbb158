#include "sync/hub/ops/self_check.h"

#include "core/base/digest.h"
#include "sync/protocol/messages.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// The log in order. A seq without an operation is a late outcome's: a replay takes one.
Result<void> checkLog(HubSnapshot &snapshot, const HubState &state, SelfCheck &check)
{
    QByteArray chain = chainStart();
    for (qint64 seq = 1; seq <= state.seq && check.problem.isEmpty(); ++seq) {
        const auto logged = snapshot.operationAt(seq);
        if (!logged)
            return logged.error();
        if (!*logged)
            continue;
        chain = chainLink(chain, (*logged)->bytes);
        const auto outcomes = snapshot.outcomesOf(seq);
        if (!outcomes)
            return outcomes.error();
        check.operations += 1;
        if ((*logged)->chain != chain)
            check.problem = u"the log's chain breaks at seq %1"_s.arg(seq);
        else if (outcomes->isEmpty())
            check.problem = u"the operation at seq %1 has no outcome"_s.arg(seq);
    }
    if (check.problem.isEmpty() && chain != state.chain)
        check.problem = u"the log ends before the council's chain does"_s;
    return {};
}

Result<void> checkRecords(HubSnapshot &snapshot, SelfCheck &check)
{
    const auto ids = snapshot.recordIds({});
    if (!ids)
        return ids.error();
    for (const RecordId &id : *ids) {
        const auto row = snapshot.record(id);
        if (!row)
            return row.error();
        check.records += 1;
        if (sha256((*row)->body) != (*row)->hash) {
            check.problem = u"the body of record %1 is damaged"_s.arg(id.toString());
            return {};
        }
    }
    return {};
}

Result<void> checkScopes(HubSnapshot &snapshot, SelfCheck &check)
{
    static constexpr int everything = 1 << 30;
    const auto scopes = snapshot.scopeIds();
    if (!scopes)
        return scopes.error();
    for (const QString &scope : *scopes) {
        const auto entries = snapshot.entriesAfter(scope, 0, everything);
        const auto kept = snapshot.scope(scope);
        if (!entries || !kept)
            return entries ? kept.error() : entries.error();
        ScopeRow counted { 0, wire::emptyDigest() };
        for (const Entry &entry : *entries) {
            if (!entry.present)
                continue;
            const auto row = snapshot.record(entry.record);
            if (!row)
                return row.error();
            if (!*row)
                continue;   // then the counts differ
            counted.count += 1;
            counted.digest = wire::addDigests(counted.digest, wire::digestContribution(scope, entry.record, (*row)->rev, (*row)->hash));
        }
        check.scopes += 1;
        if (counted.count != kept->count || counted.digest != kept->digest) {
            check.problem = u"a scope's count or digest is not that of its rows"_s;
            return {};
        }
    }
    return {};
}

} // namespace

Result<SelfCheck> selfCheck(HubSnapshot &snapshot)
{
    SelfCheck check;
    const auto state = snapshot.state();
    if (!state)
        return state.error();
    if (const auto log = checkLog(snapshot, *state, check); !log)
        return log.error();
    if (check.problem.isEmpty()) {
        if (const auto records = checkRecords(snapshot, check); !records)
            return records.error();
    }
    if (check.problem.isEmpty()) {
        if (const auto scopes = checkScopes(snapshot, check); !scopes)
            return scopes.error();
    }
    return check;
}

} // namespace sightline::hub
