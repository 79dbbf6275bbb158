#pragma once

#include "core/base/instant.h"
#include "core/base/random_source.h"
#include "core/store/base_table.h"
#include "core/store/change_feed.h"
#include "core/store/damaged_table.h"
#include "core/store/diary_table.h"
#include "core/store/draft_copy_table.h"
#include "core/store/draft_table.h"
#include "core/store/file_table.h"
#include "core/store/file_travel_table.h"
#include "core/store/meta_table.h"
#include "core/store/outbox_table.h"
#include "core/store/scope_table.h"
#include "core/store/set_aside_table.h"
#include "core/store/view_table.h"

#include <any>

namespace sightline {

/// A device's store: one encrypted database, its tables, and what it tells of changes. Everything a command does, it does
/// inside one transact(). Thread: one at a time (StoreThread). Real files with key and lock: store_directory.h.
class Store {
public:
    /// Opens @p database and brings its schema to date. @p clock and @p random outlive the store.
    /// Errors: those of Connection::open; UnsupportedVersion (written by a newer Sightline).
    [[nodiscard]] static Result<std::unique_ptr<Store>> open(const ConnectionOptions &database, const Clock &clock, RandomSource &random);
    ~Store();
    Store(const Store &) = delete;
    Store &operator=(const Store &) = delete;

    /// Runs @p work (returning Result<T>) as one transaction: derived rows are rebuilt for every record it touched, then it
    /// is committed as @p durability says, then the feed tells once. On any error nothing of it remains. Not nested.
    template <typename Work>
    [[nodiscard]] auto transact(Work &&work, Durability durability = Durability::Extra) -> std::invoke_result_t<Work &>
    {
        Q_ASSERT(!m_db->isInTransaction());
        if (const auto begun = begin(durability); !begun)
            return begun.error();
        auto result = work();
        if (!result) {
            rollBack();
            return result;
        }
        if (const auto committed = commit(); !committed)
            return committed.error();
        return result;
    }

    [[nodiscard]] Connection &db() { return *m_db; }
    [[nodiscard]] MetaTable &meta() { return m_meta; }
    [[nodiscard]] DraftTable &drafts() { return m_drafts; }
    [[nodiscard]] DraftCopyTable &draftCopies() { return m_draftCopies; }
    [[nodiscard]] FileTable &files() { return m_files; }
    [[nodiscard]] FileTravelTable &fileTravel() { return m_fileTravel; }
    [[nodiscard]] OutboxTable &outbox() { return m_outbox; }
    [[nodiscard]] DamagedTable &damaged() { return m_damaged; }
    [[nodiscard]] BaseTable &base() { return m_base; }
    [[nodiscard]] ScopeTable &scopes() { return m_scopes; }
    [[nodiscard]] SetAsideTable &setAside() { return m_setAside; }
    [[nodiscard]] DiaryTable &diary() { return m_diary; }
    [[nodiscard]] ViewTable &view() { return m_view; }
    [[nodiscard]] ChangeFeed &feed() { return m_feed; }
    [[nodiscard]] const Clock &clock() const { return m_clock; }
    [[nodiscard]] RandomSource &random() { return m_random; }

    /// Keeps @p thing alive until the database is closed: the folder's lock.
    void holdUntilClosed(std::shared_ptr<void> thing) { m_held = std::move(thing); }
    /// Moves own operations that cannot be read apart, so that they hold up no other, and gives what follows them a stream of its own
    /// where one of them had its number (R3). Returns how many. Inside a transaction. Errors: those of the database.
    [[nodiscard]] Result<qint64> isolateDamaged();
    /// What was completed can no longer be taken back: it goes to the hub, and the draft kept aside for it goes. A transaction of
    /// its own, and none where nothing is open.
    [[nodiscard]] Result<void> settleCompletions();
    /// Makes some of what came many at a time searchable: a transaction of its own of some 30 ms, and none where nothing is left to do.
    /// True while there is more. Called in idle moments (StoreThread), or in a loop by whoever searches at once.
    [[nodiscard]] Result<bool> indexSome();
    /// Has the file mended while the store is open: once a request has found damage, the next transaction first closes the database, calls
    /// @p mend, which puts a mended one in its place or leaves it, and opens what it returns. @p noticed is called at once.
    void mendWith(std::function<ConnectionOptions()> mend, std::function<void()> noticed);
    /// After a purge: overwritten pages and the WAL no longer hold what was removed. Not inside a transaction.
    [[nodiscard]] Result<void> forgetPurged() { return m_db->checkpoint(); }

    /// Something derived from records and kept between calls (a parsed edition, a plan), because deriving it takes long.
    struct Derived {
        std::any value;
        QSet<RecordType> restsOn;      ///< it is dropped when a record of one of these types changes
        QSet<RecordId> touched;        ///< other records changed since it was kept; cleared by whoever brings it up to date
    };
    /// None if there is none, or it was dropped. Valid until the next transaction.
    [[nodiscard]] Derived *derived(const QString &name);
    void keepDerived(const QString &name, std::any value, QSet<RecordType> restsOn);

private:
    Store(std::unique_ptr<Connection> db, const Clock &clock, RandomSource &random);
    [[nodiscard]] Result<void> bringUpToDate();
    [[nodiscard]] Result<void> mendNow();
    void watch();
    [[nodiscard]] Result<void> begin(Durability durability);
    [[nodiscard]] Result<void> commit();
    void rollBack();
    void refreshDerived(const Changes &changes);

    std::shared_ptr<void> m_held;   ///< destroyed after the connection
    std::unique_ptr<Connection> m_db;
    std::function<ConnectionOptions()> m_mend;
    std::function<void()> m_noticed;
    bool m_isDamaged = false;    ///< a request has found damage, and the file has not been mended yet
    const Clock &m_clock;
    RandomSource &m_random;
    Changes m_changes;           ///< of the transaction under way
    MetaTable m_meta;
    DraftTable m_drafts;
    DraftCopyTable m_draftCopies;
    FileTable m_files;
    FileTravelTable m_fileTravel;
    OutboxTable m_outbox;
    DamagedTable m_damaged;
    BaseTable m_base;
    ScopeTable m_scopes;
    SetAsideTable m_setAside;
    DiaryTable m_diary;
    ViewTable m_view;
    ChangeFeed m_feed;
    QMap<QString, Derived> m_derived;
};

} // namespace sightline
