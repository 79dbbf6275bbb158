#pragma once

#include "core/base/instant.h"
#include "core/sqlite/connection.h"
#include "core/store/changes.h"

namespace sightline {

/// An own operation that the hub has not had and that this program cannot read: a failing disk, or a fault of ours.
struct DamagedOperation {
    qint64 order = 0;      ///< its place in the order of making
    QByteArray id;         ///< of the operation, as stored
    QByteArray record;     ///< id of the record it changes, as stored
    QByteArray bytes;      ///< as stored; empty where the disk does not give even those
    QByteArray shown;      ///< the record's body as it was last shown, where that is known: the words, if not the operation
};

/// Table `damaged_operation`, and what of `outbox` belongs there. One damaged operation stops neither the sending nor the rescue of
/// any other; it is kept byte for byte, named, and goes into the file of export_unsent. Thread: the store's.
class DamagedTable {
public:
    DamagedTable(Connection &db, Changes &changes) : m_db(db), m_changes(changes) { }

    struct Moved {
        qint64 count = 0;
        bool hadNumber = false;   ///< one was numbered: what follows it can be sent only in a new stream (R3)
    };
    /// Moves what cannot be read and has no answer out of the outbox, byte for byte; the database refuses to delete it else. Where the
    /// disk does not give the bytes, how the record was last shown is kept instead. Where it does not say even which operation it was,
    /// that stays: mending the store finds it by its bytes. Inside a transaction; Store::isolateDamaged() also mends the numbering.
    /// Errors: those of the database.
    [[nodiscard]] Result<Moved> takeFromOutbox(Instant now);
    /// What was moved here, in order of making.
    [[nodiscard]] Result<QList<DamagedOperation>> moved();
    /// The same with what is still in the outbox, all of which it reads.
    [[nodiscard]] Result<QList<DamagedOperation>> all();
    /// How @p record was last shown, where nothing else tells its reader of it any more.
    [[nodiscard]] Result<std::optional<QByteArray>> shownOf(const RecordId &record);

private:
    [[nodiscard]] Result<QList<DamagedOperation>> inOutbox();
    Connection &m_db;
    Changes &m_changes;
};

} // namespace sightline
