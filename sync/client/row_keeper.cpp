#include "sync/client/row_keeper.h"

#include "core/records/record_head.h"

#include <algorithm>

namespace sightline::sync {

using namespace Qt::StringLiterals;

namespace {

bool isRead(RecordType type) { return type == RecordType::Form || type == RecordType::Step; }

} // namespace

Result<void> RowKeeper::load()
{
    const auto scopes = m_store.scopes().all();
    if (!scopes)
        return scopes.error();
    for (const ScopeRow &row : *scopes)
        m_scopes.insert(row.id, row);
    const auto person = m_store.meta().text(u"enrolment.person"_s);
    if (!person)
        return person.error();
    m_person = PersonId(*person);
    const auto aside = m_store.setAside().all();
    if (!aside)
        return aside.error();
    for (const SetAsideRow &row : *aside)
        m_setAside.insert(row.id, row);
    return {};
}

Result<void> RowKeeper::lose(const QString &scope)
{
    const auto orphans = m_store.scopes().drop(scope);
    if (!orphans)
        return orphans.error();
    m_scopes.remove(scope);
    m_changed.remove(scope);
    for (const RecordId &record : *orphans) {
        if (const auto gone = remove(record); !gone)
            return gone;
    }
    return {};
}

Result<void> RowKeeper::removeStrays()
{
    const auto strays = m_store.base().strays();
    if (!strays)
        return strays.error();
    for (const RecordId &record : *strays) {
        if (const auto gone = remove(record); !gone)
            return gone;
    }
    return {};
}

Result<void> RowKeeper::pullAgain(const QString &scope)
{
    const auto orphans = m_store.scopes().drop(scope);
    if (!orphans)
        return orphans.error();
    for (const RecordId &record : *orphans) {
        if (m_setAside.remove(record)) {   // it comes again
            if (const auto removed = m_store.setAside().remove(record); !removed)
                return removed;
        }
        const auto stamp = m_store.base().findStamp(record);
        if (!stamp)
            return stamp.error();
        if (!*stamp || (*stamp)->provisional)
            continue;
        auto row = m_store.base().find(record);
        if (!row)
            return row.error();
        (*row)->provisional = true;   // shown until the complete pull confirms it or not
        if (const auto put = m_store.base().put(**row); !put)
            return put;
    }
    m_scopes.insert(scope, ScopeRow { scope, 0, 0, wire::emptyDigest() });
    m_changed.insert(scope);
    return {};
}

void RowKeeper::know(const QString &scope)
{
    if (m_scopes.contains(scope))
        return;
    m_scopes.insert(scope, ScopeRow { scope, 0, 0, wire::emptyDigest() });
    m_changed.insert(scope);
}

void RowKeeper::advance(const QString &scope, qint64 cursor)
{
    const auto found = m_scopes.find(scope);
    if (found == m_scopes.end() || found->cursor >= cursor)
        return;
    found->cursor = cursor;
    m_changed.insert(scope);
    m_advanced = true;
}

Result<std::optional<RowKeeper::Stamp>> RowKeeper::stampOf(const RecordId &record)
{
    if (const auto aside = m_setAside.constFind(record); aside != m_setAside.constEnd())
        return std::optional(Stamp { aside->rev, aside->seq, aside->hash, false, true });
    const auto base = m_store.base().findStamp(record);
    if (!base)
        return base.error();
    if (!*base)
        return std::optional<Stamp>();
    return std::optional(Stamp { (*base)->rev, (*base)->seq, (*base)->hash, (*base)->provisional, false });
}

void RowKeeper::count(const QString &scope, const RecordId &record, const Stamp &stamp, int sign)
{
    const auto found = m_scopes.find(scope);
    if (found == m_scopes.end())
        return;
    const QByteArray part = wire::digestContribution(scope, record, stamp.rev, stamp.hash);
    found->digest = sign > 0 ? wire::addDigests(found->digest, part) : wire::subtractDigests(found->digest, part);
    found->count += sign;
    m_changed.insert(scope);
}

Result<void> RowKeeper::remove(const RecordId &record)
{
    const auto known = m_store.base().findStamp(record);
    if (!known)
        return known.error();
    if (*known && isRead((*known)->type))
        m_removedToRead += 1;
    if (const auto removed = m_store.base().remove(record); !removed)
        return removed;
    if (m_setAside.remove(record)) {
        if (const auto removed = m_store.setAside().remove(record); !removed)
            return removed;
    }
    m_removed.insert(record);
    return {};
}

Result<void> RowKeeper::putAside(const wire::Row &row, const QString &reason)
{
    const SetAsideRow aside { row.record, row.seq, row.rev, row.hubTimeMs, row.hash, row.body, reason };
    if (const auto put = m_store.setAside().put(aside); !put)
        return put;
    m_setAside.insert(row.record, aside);
    m_setAsideCount += 1;
    return {};
}

/// Own work that this device already shows comes back from the hub: that is no news.
Result<bool> RowKeeper::isNews(const RecordId &record, const RecordBody &body)
{
    if (!isRead(body.type) || body.author != m_person)
        return isRead(body.type);
    const auto shown = m_store.view().typeOf(record);
    if (!shown)
        return shown.error();
    return !shown->has_value();
}

Result<void> RowKeeper::put(const wire::Row &row, const std::optional<Stamp> &known, bool isDamaged)
{
    if (isDamaged)
        return putAside(row, u"The hub sent a record that this version cannot read."_s);
    std::shared_ptr<const RecordBody> head = row.head;
    if (!head) {
        auto read = headFromBytes(row.body);
        if (!read)
            return putAside(row, u"The hub sent a record that this version cannot read."_s);
        head = std::make_shared<const RecordBody>(*std::move(read));
    }
    BaseRow base { row.record, head->type, head->state, row.rev, row.seq };
    if (known)
        base.seq = std::max(base.seq, known->provisional ? 0 : known->seq);
    base.hubTimeMs = row.hubTimeMs;
    base.hash = row.hash;
    base.body = row.body;
    const auto put = m_store.base().put(base, head);
    if (!put && put.error().code == ErrorCode::NotAllowed)   // decisions 1, whatever the hub may say: what was signed stays
        return putAside(row, u"The hub sent other answers for a record that is completed."_s);
    if (!put)
        return put;
    if (m_setAside.remove(row.record)) {
        if (const auto removed = m_store.setAside().remove(row.record); !removed)
            return removed;
    }
    m_stored.insert(row.record);
    const auto news = isNews(row.record, *head);
    if (!news)
        return news.error();
    if (*news)
        m_cameToRead.insert(row.record);
    return {};
}

Result<void> RowKeeper::replace(const wire::Row &row, const std::optional<Stamp> &known, bool isDamaged)
{
    const auto scopes = known ? m_store.scopes().scopesOf(row.record) : Result<QStringList>(QStringList());
    if (!scopes)
        return scopes.error();
    for (const QString &scope : *scopes)
        count(scope, row.record, *known, -1);
    if (const auto stored = put(row, known, isDamaged); !stored)
        return stored;
    const Stamp now { row.rev, row.seq, row.hash };
    for (const QString &scope : *scopes)
        count(scope, row.record, now, +1);
    return {};
}

Result<void> RowKeeper::take(const wire::Row &row, bool isDamaged)
{
    const auto known = stampOf(row.record);
    if (!known)
        return known.error();
    bool hasLeft = false;
    for (const QString &scope : row.out) {
        const auto left = m_store.scopes().leave(scope, row.record);
        if (!left)
            return left.error();
        if (*left && *known)
            count(scope, row.record, **known, -1);
        hasLeft = hasLeft || *left;
    }
    if (!row.in.isEmpty()) {
        const bool isOlder = *known && !(*known)->provisional && row.rev < (*known)->rev;
        std::optional<Stamp> now = *known;
        if (!isOlder || !m_rules.revisionsNeverGoBack) {
            if (const auto replaced = replace(row, *known, isDamaged); !replaced)
                return replaced;
            now = Stamp { row.rev, row.seq, row.hash };   // in base or set aside: it counts as held either way
        }
        for (const QString &scope : row.in) {
            if (!m_scopes.contains(scope))
                continue;   // not a scope this answer lists: not ours to keep
            const auto entered = m_store.scopes().enter(scope, row.record);
            if (!entered)
                return entered.error();
            if (*entered && now)
                count(scope, row.record, *now, +1);
        }
    }
    if (!hasLeft)
        return {};
    const auto scopes = m_store.scopes().scopesOf(row.record);
    if (!scopes)
        return scopes.error();
    if (scopes->isEmpty() || !m_rules.otherScopesKeepRows)
        return remove(row.record);
    return {};
}

Result<void> RowKeeper::sweep()
{
    const auto swept = m_store.base().sweepProvisional();
    if (!swept)
        return swept.error();
    for (const RecordId &record : *swept)
        m_removed.insert(record);
    return {};
}

bool RowKeeper::agrees(const QString &scope, const wire::ScopeState &state) const
{
    const auto found = m_scopes.constFind(scope);
    return found != m_scopes.constEnd() && found->count == state.count && found->digest == state.digest;
}

Result<void> RowKeeper::finish()
{
    for (const QString &scope : std::as_const(m_changed)) {
        if (const auto put = m_store.scopes().put(m_scopes.value(scope)); !put)
            return put;
    }
    return {};
}

} // namespace sightline::sync
