#include "sync/client/scrub.h"

#include "core/base/digest.h"
#include "sync/protocol/messages.h"

namespace sightline::sync {

namespace {

constexpr int rowsAtOnce = 256;

/// What the hub's digest counts for @p record: the row here, or the newer one that this version cannot read.
Result<std::optional<BaseStamp>> stampOf(Store &store, const RecordId &record, const QHash<RecordId, BaseStamp> &aside)
{
    if (const auto kept = aside.constFind(record); kept != aside.constEnd())
        return std::optional(*kept);
    const auto row = store.base().findStamp(record);
    if (!row)
        return row.error();
    return *row ? std::optional(BaseStamp { record, (*row)->rev, (*row)->hash }) : std::nullopt;
}

} // namespace

Result<bool> Scrub::step(Store &store)
{
    return store.transact([&]() -> Result<bool> {
        if (!m_haveRowsEnded)
            return readRows(store);
        if (!m_scopes) {
            const auto scopes = store.scopes().all();
            if (!scopes)
                return scopes.error();
            m_scopes.emplace();
            for (const ScopeRow &scope : *scopes)
                m_scopes->append(scope.id);
        }
        if (m_scopes->isEmpty())
            return removeStrays(store);
        if (const auto added = addUp(store, m_scopes->last()); !added)
            return added.error();
        m_scopes->removeLast();
        return true;
    });
}

Result<bool> Scrub::readRows(Store &store)
{
    const auto part = store.base().after(m_place, rowsAtOnce);
    if (!part)
        return part.error();
    for (const RecordId &record : *part) {
        m_report.rows += 1;
        const auto row = store.base().find(record);
        if (!row && row.error().code != ErrorCode::Corrupt)
            return row.error();
        if (row && *row && sha256((*row)->body) == (*row)->hash)
            continue;
        m_report.damaged += 1;
        if (const auto removed = store.base().remove(record); !removed)
            return removed.error();   // and where the whole page is out of reach, so is this
    }
    m_haveRowsEnded = part->size() < rowsAtOnce;
    return true;
}

Result<void> Scrub::addUp(Store &store, const QString &name)
{
    const auto before = store.scopes().find(name);
    if (!before)
        return before.error();
    if (!*before)
        return {};   // lost meanwhile
    const auto aside = store.setAside().all();
    if (!aside)
        return aside.error();
    QHash<RecordId, BaseStamp> newer;
    for (const SetAsideRow &row : *aside)
        newer.insert(row.id, BaseStamp { row.id, row.rev, row.hash });
    const auto records = store.scopes().recordsIn(name);
    if (!records)
        return records.error();
    ScopeRow scope = **before;
    scope.count = 0;
    scope.digest = wire::emptyDigest();
    for (const RecordId &record : *records) {
        const auto stamp = stampOf(store, record, newer);
        if (!stamp)
            return stamp.error();
        if (!*stamp) {   // a place without a row
            if (const auto left = store.scopes().leave(name, record); !left)
                return left.error();
            continue;
        }
        scope.count += 1;
        scope.digest = wire::addDigests(scope.digest, wire::digestContribution(name, record, (*stamp)->rev, (*stamp)->hash));
    }
    if (scope == **before)
        return {};
    m_report.scopes.prepend(name);   // they are added up from the last to the first
    return store.scopes().put(scope);
}

Result<bool> Scrub::removeStrays(Store &store)
{
    const auto strays = store.base().strays();
    if (!strays)
        return strays.error();
    for (const RecordId &record : *strays) {
        m_report.damaged += 1;
        if (const auto removed = store.base().remove(record); !removed)
            return removed.error();
    }
    return false;
}

Result<ScrubReport> scrub(Store &store)
{
    Scrub scrub;
    for (auto more = Result<bool>(true); *more;) {
        more = scrub.step(store);
        if (!more)
            return more.error();
    }
    return scrub.report();
}

Result<qint64> retrySetAside(Store &store)
{
    return store.transact([&store]() -> Result<qint64> {
        const auto aside = store.setAside().all();
        if (!aside)
            return aside.error();
        for (const SetAsideRow &row : *aside) {
            const auto scopes = store.scopes().scopesOf(row.id);
            if (!scopes)
                return scopes.error();
            for (const QString &name : *scopes) {
                auto scope = store.scopes().find(name);
                if (!scope)
                    return scope.error();
                if (!*scope || (*scope)->cursor < row.seq)
                    continue;
                (*scope)->cursor = row.seq - 1;   // only what came with it and after it is asked for again
                if (const auto put = store.scopes().put(**scope); !put)
                    return put.error();
            }
        }
        return qint64 { aside->size() };
    });
}

} // namespace sightline::sync
