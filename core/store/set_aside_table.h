#pragma once

#include "core/base/id.h"
#include "core/sqlite/connection.h"

namespace sightline {

/// A row of a page that this program could not read. It is kept, the page goes on without it, and it is tried again after
/// an update or when the record changes.
struct SetAsideRow {
    RecordId id;
    qint64 seq = 0;
    qint64 rev = 0;
    qint64 hubTimeMs = 0;
    QByteArray hash;
    QByteArray body;         ///< as received; may be empty where even that was not readable
    QString reason;          ///< one sentence without record text
};

/// Table `set_aside`. Thread: the store's.
class SetAsideTable {
public:
    explicit SetAsideTable(Connection &db) : m_db(db) { }
    [[nodiscard]] Result<void> put(const SetAsideRow &row);
    [[nodiscard]] Result<void> remove(const RecordId &id);
    [[nodiscard]] Result<QList<SetAsideRow>> all();
    [[nodiscard]] Result<qint64> count();

private:
    Connection &m_db;
};

} // namespace sightline
