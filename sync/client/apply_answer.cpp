#include "sync/client/apply_answer.h"

#include "core/store/reading_table.h"
#include "sync/client/row_keeper.h"

namespace sightline::sync {

namespace {

/// One answer on its way into the store. Each step may fail; then the transaction, and with it the whole answer, is gone.
class Applying {
public:
    Applying(Store &store, const wire::SyncAnswer &answer, const QList<RecordId> &damaged, const SentRequest &sent, const DeviceRules &rules)
        : m_store(store), m_answer(answer), m_damaged(damaged.cbegin(), damaged.cend()), m_sent(sent), m_rules(rules), m_rows(store, rules)
    {
    }

    Result<AppliedAnswer> run()
    {
        auto state = m_store.meta().syncState();
        if (!state)
            return state.error();
        m_state = *state;
        using Stage = Result<void> (Applying::*)();
        for (const Stage stage : { &Applying::takeAcks, &Applying::heedControl, &Applying::openScopes, &Applying::heedEpoch, &Applying::loseScopes,
                                   &Applying::takeRows, &Applying::complete, &Applying::tellDiary, &Applying::close }) {
            if (const auto done = (this->*stage)(); !done)
                return done.error();
        }
        return m_out;
    }

private:
    /// Answers to our operations. Those of a stream we no longer use find nothing to answer.
    Result<void> takeAcks()
    {
        for (const wire::Ack &ack : m_answer.acks) {
            const auto taken = m_store.outbox().recordAnswer(m_sent.stream, ack.number, ack.seq, ack.outcome, m_answer.clockMs);
            if (!taken)
                return taken.error();
            const auto record = m_sent.records.constFind(ack.number);
            if (!*taken || record == m_sent.records.constEnd())
                continue;
            m_out.next.moved = true;
            if (!*record)
                continue;
            m_out.answered.insert(**record);
            if (ack.outcome.code != Outcome::Code::Applied)
                m_out.held.insert(**record);
        }
        return m_answer.readingsTaken > 0 ? ReadingTable(m_store.db()).forgetThrough(m_answer.readingsTaken) : Result<void>();
    }

    Result<void> heedControl()
    {
        const auto stream = m_store.outbox().stream();
        if (!stream)
            return stream.error();
        if (*stream != m_sent.stream)
            return {};   // said of a stream we have already left
        if (m_answer.control.kind == wire::Control::Kind::Forked && m_rules.forkOpensStream) {
            m_out.forked = true;
            m_out.next.moved = true;
            return m_store.outbox().restartStream(newId<StreamId>(m_store.clock(), m_store.random()), OutboxTable::Offer::Unanswered);
        }
        if (m_answer.control.kind != wire::Control::Kind::ResendFrom || !m_rules.resendIsObeyed)
            return {};
        // What it lost of operations it may have lost of files.
        if (const auto begun = m_store.fileTravel().beginHistory(); !begun)
            return begun;
        const auto again = m_store.outbox().resendFrom(*stream, m_answer.control.from);
        if (!again)
            return again.error();
        if (*again)
            return {};
        // The hub lost operations that this device was told it may forget. What is still kept goes in a new stream; the hub knows it by
        // its ids (R14). In the old one nothing would ever follow on what the hub has.
        m_out.next.moved = true;
        return m_store.outbox().restartStream(newId<StreamId>(m_store.clock(), m_store.random()), OutboxTable::Offer::Everything);
    }

    Result<void> openScopes() { return m_rows.load(); }

    Result<void> heedEpoch()
    {
        if (m_answer.epoch == m_state.epoch)
            return {};
        const bool isFirst = m_state.epoch.isEmpty();
        m_state.epoch = m_answer.epoch;
        m_out.next.moved = true;
        if (isFirst || !m_rules.newEpochIsHeeded)
            return {};
        m_out.newEpoch = true;
        if (const auto begun = m_store.fileTravel().beginHistory(); !begun)
            return begun;
        // What an answer withdraws goes at once, even with a new history (R10); the rest is shown until the pull confirms it.
        if (const auto lost = loseScopes(); !lost)
            return lost;
        if (const auto marked = m_store.base().markAllProvisional(); !marked)
            return marked;
        for (const QString &scope : m_rows.scopeNames()) {
            if (const auto again = m_rows.pullAgain(scope); !again)
                return again;
        }
        m_state.sweepPending = true;
        if (!m_rules.everythingIsOfferedAgain)
            return {};
        return m_store.outbox().restartStream(newId<StreamId>(m_store.clock(), m_store.random()), OutboxTable::Offer::Everything);
    }

    Result<void> loseScopes()
    {
        bool hasLost = false;
        for (const QString &scope : m_rows.scopeNames()) {
            if (m_answer.scopes.contains(scope) || !m_rules.lostScopesArePurged)
                continue;
            if (const auto lost = m_rows.lose(scope); !lost)
                return lost;
            hasLost = true;
            m_out.next.moved = true;
        }
        if (!hasLost)
            return {};
        // Of rows not confirmed since a new epoch nobody knows any more which scope they were in: they come again if they may.
        if (m_state.sweepPending) {
            if (const auto swept = m_rows.sweep(); !swept)
                return swept;
        }
        return m_rows.removeStrays();
    }

    Result<void> takeRows()
    {
        for (auto it = m_answer.scopes.cbegin(); it != m_answer.scopes.cend(); ++it)
            m_rows.know(it.key());
        for (const wire::Row &row : m_answer.rows) {
            const bool isDamaged = m_damaged.contains(row.record) && row.body.isEmpty();
            if (isDamaged && !m_rules.damagedRowsAreSetAside)
                return Error { ErrorCode::Corrupt, QStringLiteral("A row of a page is damaged.") };
            if (const auto taken = m_rows.take(row, isDamaged); !taken)
                return taken;
        }
        for (auto it = m_answer.cursors.cbegin(); it != m_answer.cursors.cend(); ++it)
            m_rows.advance(it.key(), it.value());
        m_out.next.moved = m_out.next.moved || !m_answer.rows.isEmpty() || m_rows.advanced();
        return {};
    }

    /// What only an answer with nothing behind it can tell: what was not confirmed, whether contents agree, what may be forgotten.
    Result<void> complete()
    {
        if (m_answer.more)
            return {};
        if (m_state.sweepPending && m_rules.unconfirmedIsSwept) {
            if (const auto swept = m_rows.sweep(); !swept)
                return swept;
            if (const auto removed = m_rows.removeStrays(); !removed)
                return removed;
            m_state.sweepPending = false;
        }
        for (auto it = m_answer.scopes.cbegin(); it != m_answer.scopes.cend() && m_rules.digestsAreCompared; ++it) {
            if (it->digest.isEmpty() || m_rows.agrees(it.key(), *it))
                continue;
            if (const auto again = m_rows.pullAgain(it.key()); !again)
                return again;
            m_out.repaired.append(it.key());
            m_state.sweepPending = true;
        }
        // R13. With nothing behind this answer every row up to its snapshot is here, so nothing shown rests on what is forgotten.
        const qint64 forgettable = m_rules.answeredWorkIsKept ? m_answer.durableSeq : std::numeric_limits<qint64>::max();
        const auto unapplied = m_answer.scopes.isEmpty() ? OutboxTable::Unapplied::Drop : OutboxTable::Unapplied::KeepUntilSettled;
        const auto dropped = m_store.outbox().dropDurable(forgettable, unapplied);
        if (!dropped)
            return dropped.error();
        return {};
    }

    /// What a person may read about it later, in the same transaction: the diary never tells of what did not happen.
    Result<void> tellDiary()
    {
        const qint64 now = m_store.clock().now().msSinceEpoch;
        for (const RecordId &record : std::as_const(m_out.answered)) {
            const auto type = m_store.view().typeOf(record);
            if (!type)
                return type.error();
            const bool isRead = *type == RecordType::Form || *type == RecordType::Step;
            const DiaryKind kind = m_out.held.contains(record) ? DiaryKind::Kept : DiaryKind::Sent;
            if (const auto told = isRead ? m_store.diary().add({ kind, record, 1, now }) : Result<void>(); !told)
                return told;
        }
        const qint64 came = (m_rows.cameToRead() - m_out.answered).size();
        if (const auto told = came > 0 ? m_store.diary().add({ DiaryKind::Came, {}, came, now }) : Result<void>(); !told)
            return told;
        const qint64 left = m_rows.removedToRead();
        if (const auto told = left > 0 ? m_store.diary().add({ DiaryKind::Left, {}, left, now }) : Result<void>(); !told)
            return told;
        return m_store.diary().forgetBefore(now);
    }

    Result<void> close()
    {
        if (const auto finished = m_rows.finish(); !finished)
            return finished;
        const qint64 now = m_store.clock().now().msSinceEpoch;
        m_state.durableSeq = m_answer.durableSeq;
        m_state.leaseUntilMs = m_answer.leaseUntilMs;
        m_state.lastContactMs = now;
        m_state.hubClockAheadMs = m_answer.clockMs - now;
        if (const auto stored = m_store.meta().setSyncState(m_state); !stored)
            return stored;
        const auto hasWork = m_store.outbox().hasWork(m_store.clock().now());
        if (!hasWork)
            return hasWork.error();
        m_out.stored = m_rows.stored();
        m_out.removed = m_rows.removed() - m_rows.stored();
        if (!m_out.removed.isEmpty()) {   // their files are no more ours to keep than they are
            if (const auto dropped = m_store.fileTravel().dropOrphans(m_answer.durableSeq); !dropped)
                return dropped;
        }
        m_out.setAside = m_rows.setAside();
        m_out.next.unsent = *hasWork;
        m_out.next.repaired = !m_out.repaired.isEmpty();
        m_out.next.more = m_answer.more || m_out.next.repaired;
        return {};
    }

    Store &m_store;
    const wire::SyncAnswer &m_answer;
    QSet<RecordId> m_damaged;
    const SentRequest &m_sent;
    const DeviceRules &m_rules;
    RowKeeper m_rows;
    SyncState m_state;
    AppliedAnswer m_out;
};

/// The database's page cache while more pages are to come, in KiB (decisions 16).
constexpr int pullingCacheKib = 8 * 1024;

/// Whether the answer takes anything away or gives our work new numbers: such a change must outlive a power cut.
Result<bool> mustBeDurable(Store &store, const wire::SyncAnswer &answer)
{
    const auto state = store.meta().syncState();
    if (!state)
        return state.error();
    if (state->epoch != answer.epoch || state->sweepPending || answer.control.kind != wire::Control::Kind::None || !answer.acks.isEmpty())
        return true;
    for (const wire::Row &row : answer.rows) {
        if (!row.out.isEmpty())
            return true;
    }
    const auto scopes = store.scopes().all();
    if (!scopes)
        return scopes.error();
    for (const ScopeRow &scope : *scopes) {
        if (!answer.scopes.contains(scope.id))
            return true;
    }
    return false;
}

} // namespace

Result<AppliedAnswer> applyAnswer(Store &store, const wire::SyncAnswer &answer, const QList<RecordId> &damaged, const SentRequest &sent,
                                  const DeviceRules &rules)
{
    const auto durable = mustBeDurable(store, answer);
    if (!durable)
        return durable.error();
    // While pages follow each other nothing in the cache is asked for twice, and a first pull must not grow with the data.
    if (const auto sized = store.db().setCacheKib(answer.more ? pullingCacheKib : ConnectionOptions().cacheKib); !sized)
        return sized.error();
    const auto durability = *durable && rules.purgesAreDurable ? Durability::Extra : Durability::Normal;
    auto applied = store.transact([&] { return Applying(store, answer, damaged, sent, rules).run(); }, durability);
    if (applied && !applied->removed.isEmpty() && rules.purgesAreDurable) {
        if (const auto forgotten = store.forgetPurged(); !forgotten)
            return forgotten.error();
    }
    return applied;
}

} // namespace sightline::sync
