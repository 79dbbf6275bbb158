#include "sync/client/scrub.h"

#include "core/base/digest.h"
#include "sync/protocol/messages.h"

#include <algorithm>

namespace sightline::sync {

namespace {

/// What a scope's rows come to, from their bytes.
class Scrubbing {
public:
    explicit Scrubbing(Store &store) : m_store(store) { }

    Result<ScrubReport> run()
    {
        const auto aside = m_store.setAside().all();
        if (!aside)
            return aside.error();
        for (const SetAsideRow &row : *aside)
            m_stamps.insert(row.id, BaseStamp { row.id, row.rev, row.hash });
        const auto scopes = m_store.scopes().all();
        if (!scopes)
            return scopes.error();
        for (const ScopeRow &scope : *scopes) {
            if (const auto done = scrubScope(scope); !done)
                return done.error();
        }
        const auto strays = m_store.base().strays();
        if (!strays)
            return strays.error();
        for (const RecordId &record : *strays) {
            m_report.damaged += 1;
            if (const auto removed = m_store.base().remove(record); !removed)
                return removed.error();
        }
        return m_report;
    }

private:
    Result<void> scrubScope(ScopeRow scope)
    {
        const auto records = m_store.scopes().recordsIn(scope.id);
        if (!records)
            return records.error();
        const ScopeRow before = scope;
        scope.count = 0;
        scope.digest = wire::emptyDigest();
        for (const RecordId &record : *records) {
            const auto stamp = stampOf(record);
            if (!stamp)
                return stamp.error();
            if (!*stamp) {   // a place without a row
                if (const auto left = m_store.scopes().leave(scope.id, record); !left)
                    return left.error();
                continue;
            }
            scope.count += 1;
            scope.digest = wire::addDigests(scope.digest, wire::digestContribution(scope.id, record, (*stamp)->rev, (*stamp)->hash));
        }
        if (scope == before)
            return {};
        m_report.scopes.append(scope.id);
        return m_store.scopes().put(scope);
    }

    Result<std::optional<BaseStamp>> stampOf(const RecordId &record)
    {
        if (const auto known = m_stamps.constFind(record); known != m_stamps.constEnd())
            return *known;
        const auto row = m_store.base().find(record);
        if (!row && row.error().code != ErrorCode::Corrupt)
            return row.error();
        m_report.rows += 1;
        const bool isWhole = row && *row && sha256((*row)->body) == (*row)->hash;
        std::optional<BaseStamp> stamp;
        if (isWhole) {
            stamp = BaseStamp { record, (*row)->rev, (*row)->hash };
        } else {
            m_report.damaged += 1;
            if (const auto removed = m_store.base().remove(record); !removed)
                return removed.error();
        }
        m_stamps.insert(record, stamp);
        return stamp;
    }

    Store &m_store;
    QHash<RecordId, std::optional<BaseStamp>> m_stamps;
    ScrubReport m_report;
};

} // namespace

Result<ScrubReport> scrub(Store &store)
{
    return store.transact([&store] { return Scrubbing(store).run(); });
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
