#include "sync/hub/service/ledger.h"

#include "core/base/digest.h"
#include "sync/hub/service/follow_switches.h"
#include "sync/hub/store/log_chain.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// The hub numbers its own operations in one stream like everybody else, so that its history is chained too.
StreamId hubStream() { return StreamId(QUuid::createUuidV5(QUuid(u"5f1c7a0e-8f0b-5d0a-9a43-6d0c1f3b7e21"_s), QByteArrayLiteral("hub"))); }

QStringList presentScopes(const QList<Entry> &entries)
{
    QStringList scopes;
    for (const Entry &entry : entries) {
        if (entry.present)
            scopes.append(entry.scope);
    }
    return scopes;
}

} // namespace

PersonId hubPerson() { return PersonId(u"hub"_s); }

Result<Ledger> Ledger::open(HubTransaction &transaction, Knowledge &knowledge, const HubRules &rules, Instant now, const CouncilZone &zone)
{
    Ledger ledger;
    ledger.m_transaction = &transaction;
    ledger.m_knowledge = &knowledge;
    ledger.m_rules = &rules;
    ledger.m_now = now;
    ledger.m_zone = &zone;
    const auto state = transaction.state();
    if (!state)
        return state.error();
    ledger.m_state = *state;
    if (const auto read = ledger.read(); !read)
        return read.error();
    return ledger;
}

Result<void> Ledger::refresh()
{
    const qint64 cardBefore = m_rights->cardSeq();
    const Readership before = m_readership;
    if (const auto again = read(); !again)
        return again;
    const bool hasNewCard = m_rights->cardSeq() != cardBefore;
    const auto wereFollowed = hasNewCard ? areSwitchesFollowed(*m_transaction, cardBefore) : Result<bool>(false);
    if (!wereFollowed)
        return wereFollowed.error();
    const bool areFollowed = *wereFollowed && before.isDecidedAs(m_rights->council().card().switchedOn);
    return areFollowed ? noteSwitchesFollowed(*m_transaction, m_rights->cardSeq()) : Result<void>();
}

/// A record keeps the readers it was given until it changes, but for the council's switches: who should read no longer must not go on
/// doing so until somebody happens to write.
Result<void> Ledger::followSwitches(const RecordId &id)
{
    const auto row = this->row(id);
    if (!row || !*row)
        return row ? Result<void>() : row.error();
    const auto body = bodyFromBytes((*row)->body);
    if (!body)
        return body.error();
    const auto entries = m_transaction->entriesOf(id);
    const auto switched = m_readership.switchedOf(*m_transaction, id, *body);
    if (!entries || !switched)
        return entries ? switched.error() : entries.error();
    const auto [come, go] = moveOf(*entries, *switched);
    const QStringList leave = m_rules->switchedOffIsTakenAway ? go : QStringList();
    if (come.isEmpty() && leave.isEmpty())
        return {};
    if (const auto out = moveDigest(id, leave, (*row)->rev, (*row)->hash, -1); !out)
        return out;
    if (const auto in = moveDigest(id, come, (*row)->rev, (*row)->hash, 1); !in)
        return in;
    const qint64 seq = nextSeq();
    m_touched.seq = seq;
    for (const QString &scope : come + leave) {
        if (const auto set = m_transaction->setEntry({ scope, id, seq, come.contains(scope) }); !set)
            return set;
    }
    return {};
}

Result<void> Ledger::read()
{
    auto rights = m_knowledge->rightsWithin(*m_transaction, m_state, m_zone->dayOf(m_now));
    if (!rights)
        return rights.error();
    auto forms = m_knowledge->formsWithin(*m_transaction, m_state);
    if (!forms)
        return forms.error();
    m_rights = std::move(*rights);
    m_forms = std::move(*forms);
    m_readership = Readership(m_forms->visibility, m_rights->council().card().switchedOn);
    return {};
}

Result<qint64> Ledger::log(const Operation &operation, const StreamId &stream, const PersonId &person, const QByteArray &bytes)
{
    const qint64 seq = nextSeq();
    m_state.chain = chainLink(m_state.chain, bytes);
    const QString kind = operation.kindName.isEmpty() ? operationKindName(operation.kind) : operation.kindName;
    const LoggedOperation logged { seq, operation.id, stream, person, operation.record, kind, operation.atMs, m_now.msSinceEpoch, bytes, m_state.chain };
    if (const auto appended = m_transaction->appendOperation(logged); !appended)
        return appended.error();
    return seq;
}

Result<qint64> Ledger::logErased(const Operation &operation, const StreamId &stream, const PersonId &person, const QByteArray &digest)
{
    const qint64 seq = nextSeq();
    const QString kind = operation.kindName.isEmpty() ? operationKindName(operation.kind) : operation.kindName;
    LoggedOperation logged { seq, operation.id, stream, person, operation.record, kind, operation.atMs, m_now.msSinceEpoch, {}, {}, digest };
    logged.chain = m_state.chain = chainAfter(m_state.chain, logged);
    if (const auto appended = m_transaction->appendOperation(logged); !appended)
        return appended.error();
    return seq;
}

Result<void> Ledger::settle(qint64 operationSeq, qint64 seq, const Outcome &outcome)
{
    return m_transaction->appendOutcome({ operationSeq, seq, outcomeName(outcome), outcome.fields });
}

Result<std::optional<RecordRow>> Ledger::row(const RecordId &id)
{
    if (m_lastRow && m_lastRow->first == id)
        return m_lastRow->second;
    auto row = m_transaction->record(id);
    if (row)
        m_lastRow.emplace(id, *row);
    return row;
}

Result<std::optional<RecordBody>> Ledger::body(const RecordId &id)
{
    const auto row = this->row(id);
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<RecordBody>();
    auto body = bodyFromBytes((*row)->body);
    if (!body)
        return body.error();
    return std::optional(std::move(*body));
}

Result<std::optional<RootRecord>> Ledger::rootOf(const RecordBody &body)
{
    return hub::rootOf(body, [this](const RecordId &id) { return this->body(id); });
}

Result<bool> Ledger::mayRead(const PersonId &person, const RecordId &id, const RecordBody &body)
{
    const auto scopes = scopesOf(id, body);
    if (!scopes)
        return scopes.error();
    const QStringList readable = m_rights->scopesOf(person);
    const bool isInScope = std::any_of(scopes->cbegin(), scopes->cend(), [&readable](const QString &scope) { return readable.contains(scope); });
    const Person *reader = m_rights->council().person(person);
    return isInScope && reader ? ClassGate(*reader, { m_forms, &m_forms->visibility }).lets(*m_transaction, body) : Result<bool>(isInScope);
}

Result<ScopeRow *> Ledger::scope(const QString &id)
{
    auto found = m_scopes.find(id);
    if (found == m_scopes.end()) {
        auto row = m_transaction->scope(id);
        if (!row)
            return row.error();
        found = m_scopes.insert(id, std::move(*row));
    }
    return &*found;
}

Result<void> Ledger::moveDigest(const RecordId &id, const QStringList &scopes, qint64 rev, const QByteArray &hash, int direction)
{
    for (const QString &name : scopes) {
        const auto row = scope(name);
        if (!row)
            return row.error();
        const QByteArray share = wire::digestContribution(name, id, rev, hash);
        (*row)->count += direction;
        (*row)->digest = direction > 0 ? wire::addDigests((*row)->digest, share) : wire::subtractDigests((*row)->digest, share);
        m_touched.scopes.insert(name);
    }
    return {};
}

Result<void> Ledger::moveEntries(const RecordId &id, const QList<Entry> &before, const QStringList &after, qint64 seq)
{
    for (const QString &name : after) {
        if (const auto set = m_transaction->setEntry({ name, id, seq, true }); !set)
            return set.error();
    }
    for (const Entry &entry : before) {
        const bool leaves = entry.present && !after.contains(entry.scope);
        if (!leaves || !m_rules->leavingIsAnEntry)
            continue;
        if (const auto set = m_transaction->setEntry({ entry.scope, id, seq, false }); !set)
            return set.error();
    }
    return {};
}

Result<void> Ledger::store(const RecordId &id, const RecordBody &body, const QByteArray &bytes, qint64 seq)
{
    const auto before = row(id);
    if (!before)
        return before.error();
    const auto entries = *before ? m_transaction->entriesOf(id) : Result<QList<Entry>>(QList<Entry>());
    if (!entries)
        return entries.error();
    const auto after = scopesOf(id, body);
    if (!after)
        return after.error();

    const qint64 rev = *before ? (*before)->rev + 1 : 1;
    const QByteArray frozen = sha256(writeJson(Json(body.answers)));   // canonical, as the body that holds them is
    const RecordRow row { id, recordTypeName(body.type), body.form, recordStateName(body.state), rev, seq, m_now.msSinceEpoch, sha256(bytes), bytes, frozen };
    if (*before) {
        if (const auto out = moveDigest(id, presentScopes(*entries), (*before)->rev, (*before)->hash, -1); !out)
            return out.error();
    }
    if (const auto in = moveDigest(id, *after, rev, row.hash, 1); !in)
        return in.error();
    if (const auto moved = moveEntries(id, *entries, *after, seq); !moved)
        return moved.error();
    m_touched.seq = seq;
    m_lastRow.reset();
    return m_transaction->setRecord(row);
}

Result<void> Ledger::touch(const RecordId &id)
{
    const auto entries = m_transaction->entriesOf(id);
    if (!entries)
        return entries.error();
    if (entries->isEmpty())
        return {};
    const qint64 seq = nextSeq();
    for (const Entry &entry : *entries) {
        if (!entry.present)
            continue;
        if (const auto set = m_transaction->setEntry({ entry.scope, id, seq, true }); !set)
            return set;
        m_touched.scopes.insert(entry.scope);
    }
    m_touched.seq = seq;
    return {};
}

Result<void> Ledger::erase(const ErasedRecord &record, const QString &erasure)
{
    const auto row = this->row(record.id);
    const auto entries = row && *row ? m_transaction->entriesOf(record.id) : Result<QList<Entry>>(QList<Entry>());
    if (!row || !entries)
        return row ? entries.error() : row.error();
    if (*row) {
        const QStringList present = presentScopes(*entries);
        if (const auto out = moveDigest(record.id, present, (*row)->rev, (*row)->hash, -1); !out)
            return out;
        const qint64 seq = present.isEmpty() ? 0 : nextSeq();
        for (const QString &scope : present) {
            if (const auto left = m_transaction->setEntry({ scope, record.id, seq, false }); !left)
                return left;
        }
        m_touched.seq = m_state.seq;
    }
    m_lastRow.reset();
    return m_transaction->eraseRecord(record, erasure);
}

Result<RecordId> Ledger::placeFor(const RecordId &id, RecordType type)
{
    for (RecordId place = id;; place = RecordId(QUuid::createUuidV5(place.raw(), QByteArrayLiteral("another place")))) {
        const auto present = row(place);
        if (!present)
            return present.error();
        if (!*present || (*present)->type == recordTypeName(type))
            return place;
    }
}

Result<qint64> Ledger::publish(const RecordId &id, const RecordBody &body)
{
    const auto present = this->body(id);
    if (!present)
        return present.error();
    if (*present == body)
        return qint64 { 0 };

    // Named by its place in the history, so that a hub replaying the same work makes the same operation.
    const QByteArray place = m_state.epoch.toUtf8() + '/' + QByteArray::number(m_state.seq + 1);
    Operation operation { .id = OperationId(QUuid::createUuidV5(id.raw(), place)), .record = id };
    operation.kind = OperationKind::Publish;
    operation.atMs = m_now.msSinceEpoch;
    operation.head = body;
    const auto bytes = operationBytes(operation);
    if (!bytes)
        return bytes.error();

    auto stream = m_transaction->stream(hubStream());
    if (!stream)
        return stream.error();
    StreamState own = *stream ? **stream : StreamState { hubStream(), InstallationId(hubStream().raw()), hubPerson(), 0, chainStart(), 0 };
    const auto seq = log(operation, own.id, hubPerson(), *bytes);
    if (!seq)
        return seq.error();
    own.last += 1;
    own.chain = chainLink(own.chain, *bytes);
    own.seenAtMs = m_now.msSinceEpoch;
    if (const auto taken = m_transaction->takeNumber(own.id, own.last, { *seq, own.chain }); !taken)
        return taken.error();
    if (const auto kept = m_transaction->setStream(own); !kept)
        return kept.error();
    const auto whole = bodyBytes(body);
    if (!whole)
        return whole.error();
    if (const auto stored = store(id, body, *whole, *seq); !stored)
        return stored.error();
    if (const auto settled = settle(*seq, *seq, {}); !settled)
        return settled.error();
    return *seq;
}

Result<void> Ledger::close()
{
    for (auto it = m_scopes.cbegin(); it != m_scopes.cend(); ++it) {
        if (const auto written = m_transaction->setScope(it.key(), it.value()); !written)
            return written.error();
    }
    m_scopes.clear();
    return m_transaction->setState(m_state);
}

} // namespace sightline::hub
