#include "core/store/store.h"

#include "core/sqlite/migrator.h"
#include "core/sqlite/salvage.h"
#include "core/store/schema.h"

namespace sightline {

using namespace Qt::StringLiterals;

Store::Store(std::unique_ptr<Connection> db, const Clock &clock, RandomSource &random)
    : m_db(std::move(db)), m_clock(clock), m_random(random), m_meta(*m_db, m_changes), m_drafts(*m_db, m_changes), m_draftCopies(*m_db), m_files(*m_db),
      m_fileTravel(*m_db, m_changes), m_outbox(*m_db, m_changes, m_files), m_damaged(*m_db, m_changes), m_base(*m_db, m_changes), m_scopes(*m_db, m_changes),
      m_setAside(*m_db), m_diary(*m_db), m_view(*m_db, m_changes, m_base, m_outbox, m_damaged)
{
}

Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const ConnectionOptions &database, const Clock &clock, RandomSource &random)
{
    auto db = Connection::open(database);
    if (!db)
        return db.error();
    std::unique_ptr<Store> store(new Store(std::move(db).value(), clock, random));
    if (const auto ready = store->bringUpToDate(); !ready)
        return ready.error();
    // An offer to take "Done" back ends with the program that made it. On a full disk that must wait, and nobody is locked out for
    // it: what is held back goes by its time anyway, and the draft kept aside goes at a later start.
    [[maybe_unused]] const auto settled = store->settleCompletions();
    return store;
}

/// The schema, and what is derived.
Result<void> Store::bringUpToDate()
{
    if (const auto migrated = migrate(*m_db, storeMigrations()); !migrated)
        return migrated.error();
    const auto derivation = m_meta.number(u"view.derivation"_s);
    if (!derivation)
        return derivation.error();
    if (*derivation == viewDerivation)
        return {};
    return transact([this]() -> Result<void> {
        const auto person = m_meta.text(u"enrolment.person"_s);
        if (!person)
            return person.error();
        // Before the rows are dropped: of what the disk gives no more, they may hold the last words.
        if (const auto isolated = isolateDamaged(); !isolated)
            return isolated.error();
        if (const auto derived = m_view.rebuildAll(PersonId(*person)); !derived)
            return derived.error();
        return m_meta.setNumber(u"view.derivation"_s, viewDerivation);
    });
}

void Store::mendWith(std::function<ConnectionOptions()> mend, std::function<void()> noticed)
{
    m_mend = std::move(mend);
    m_noticed = std::move(noticed);
    watch();
}

void Store::watch()
{
    watchForDamage(*m_db, [this] {
        if (!std::exchange(m_isDamaged, true))
            m_noticed();
    });
}

/// A damaged page stops the whole connection (the cipher's rule), so without this a person could save nothing until the next start.
Result<void> Store::mendNow()
{
    m_base.forgetHeads();
    m_derived.clear();
    m_db->close();
    if (const auto opened = m_db->reopen(m_mend()); !opened)
        return opened;   // and the next transaction tries again
    m_isDamaged = false;
    watch();
    return bringUpToDate();
}

Result<qint64> Store::isolateDamaged()
{
    const auto moved = m_damaged.takeFromOutbox(m_clock.now());
    if (!moved)
        return moved.error();
    if (moved->hadNumber) {
        const auto restarted = m_outbox.restartStream(newId<StreamId>(m_clock, m_random), OutboxTable::Offer::Unanswered);
        if (!restarted)
            return restarted.error();
    }
    return moved->count;
}

Result<void> Store::settleCompletions()
{
    const auto open =
        m_db->integer("SELECT EXISTS (SELECT 1 FROM outbox WHERE held_until_ms IS NOT NULL) OR EXISTS (SELECT 1 FROM draft WHERE completed_at_ms IS NOT NULL)");
    if (!open)
        return open.error();
    if (open->value_or(0) == 0)
        return {};
    return transact([this]() -> Result<void> {
        if (const auto released = m_outbox.release(); !released)
            return released;
        const auto removed = m_drafts.removeCompleted();
        return removed ? Result<void>() : removed.error();
    });
}

Result<bool> Store::indexSome()
{
    constexpr int rowsAtOnce = 200;
    const auto isLeft = m_view.hasUnsearched();
    if (!isLeft || !*isLeft)
        return isLeft;
    return transact([this] { return m_view.indexSome(rowsAtOnce); }, Durability::Normal);   // after a power cut it is done again
}

Result<void> Store::begin(Durability durability)
{
    if (m_isDamaged && m_mend) {
        if (const auto mended = mendNow(); !mended)
            return mended;
    }
    if (const auto set = m_db->setDurability(durability); !set)
        return set.error();
    m_changes = {};
    m_base.forgetHeads();
    const auto begun = m_db->run("BEGIN IMMEDIATE");
    return begun ? Result<void>() : begun.error();
}

Result<void> Store::commit()
{
    if (!m_changes.records.isEmpty()) {
        const auto person = m_meta.text(u"enrolment.person"_s);
        const auto derived = person ? m_view.rebuild(QSet<RecordId>(m_changes.records), PersonId(*person)) : Result<void>(person.error());
        if (!derived) {
            rollBack();
            return derived.error();
        }
    }
    if (const auto committed = m_db->run("COMMIT"); !committed) {
        rollBack();
        return committed.error();
    }
    m_base.forgetHeads();
    const Changes changes = std::exchange(m_changes, {});
    refreshDerived(changes);
    m_feed.publish(changes);
    return {};
}

Store::Derived *Store::derived(const QString &name)
{
    const auto found = m_derived.find(name);
    return found == m_derived.end() ? nullptr : &*found;
}

void Store::keepDerived(const QString &name, std::any value, QSet<RecordType> restsOn) { m_derived.insert(name, { std::move(value), std::move(restsOn), {} }); }

void Store::refreshDerived(const Changes &changes)
{
    // Past this many single changes, deriving anew is quicker than following each.
    constexpr qsizetype touchedMax = 1000;
    for (auto it = m_derived.begin(); it != m_derived.end();) {
        it->touched.unite(changes.records);
        if (changes.types.intersects(it->restsOn) || it->touched.size() > touchedMax)
            it = m_derived.erase(it);
        else
            ++it;
    }
}

void Store::rollBack()
{
    m_changes = {};
    // SQLite may have rolled back by itself (disk full, I/O error); then there is nothing left to undo.
    if (m_db->isInTransaction()) {
        [[maybe_unused]] const auto undone = m_db->run("ROLLBACK");
    }
}

} // namespace sightline
