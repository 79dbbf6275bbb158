#pragma once

#include "core/records/record.h"
#include "core/sqlite/connection.h"
#include "core/store/changes.h"

#include <memory>

namespace sightline {

/// A record as the hub holds it: `body` are its bytes, byte for byte, and `hash` their SHA-256.
struct BaseRow {
    RecordId id;
    RecordType type = RecordType::Form;
    RecordState state = RecordState::Draft;
    qint64 rev = 0;
    qint64 seq = 0;
    qint64 hubTimeMs = 0;
    bool provisional = false;      ///< of an older epoch, not confirmed by the present one yet (R14)
    QByteArray hash;
    QByteArray body;
    friend bool operator==(const BaseRow &, const BaseRow &) = default;
};

/// Id, rev and hash of a row: what digests are made of.
struct BaseStamp {
    RecordId id;
    qint64 rev = 0;
    QByteArray hash;
};

/// What derived rows need of a row: where it stands, and its body without a form's answers (core/records/record_head).
struct BaseHead {
    qint64 seq = 0;
    bool provisional = false;
    std::shared_ptr<const RecordBody> body;
};

/// Table `base`. The rule of revisions (R11) is the caller's (sync/client). Thread: the store's.
class BaseTable {
public:
    BaseTable(Connection &db, Changes &changes) : m_db(db), m_changes(changes) { }

    /// Inserts or replaces. @p head, if the caller has read it already, spares whoever derives from the row another reading.
    /// Errors: NotAllowed (would change a completed record), those of the database.
    [[nodiscard]] Result<void> put(const BaseRow &row, std::shared_ptr<const RecordBody> head = {});
    [[nodiscard]] Result<void> remove(const RecordId &id);
    [[nodiscard]] Result<std::optional<BaseRow>> find(const RecordId &id);
    /// Without its body: rev, seq and hash are enough to judge a row of a page.
    [[nodiscard]] Result<std::optional<BaseRow>> findStamp(const RecordId &id);
    /// None if there is no such row, or a failing disk has damaged it: then it counts as absent until the hub gives it again.
    [[nodiscard]] Result<std::optional<BaseHead>> head(const RecordId &id);
    /// A transaction begins: what was read of rows put by the last one is let go.
    void forgetHeads() { m_heads.clear(); }
    [[nodiscard]] Result<qint64> count();
    /// Up to @p rowsMax rows in the order of their places, from the one after @p place, which is moved on to the last of them.
    [[nodiscard]] Result<QList<RecordId>> after(qint64 &place, int rowsMax);
    /// Rows that no scope holds and that wait for no confirmation: nothing of ours makes one, a damaged disk can.
    [[nodiscard]] Result<QList<RecordId>> strays();

    /// R14: a new epoch makes all rows provisional.
    [[nodiscard]] Result<void> markAllProvisional();
    /// R14: removes what the new history did not confirm, with its places in scopes. Returns the removed records.
    [[nodiscard]] Result<QList<RecordId>> sweepProvisional();

private:
    Connection &m_db;
    Changes &m_changes;
    QHash<RecordId, BaseHead> m_heads;   ///< of rows put in this transaction
};

} // namespace sightline
