#pragma once

#include "core/base/id.h"
#include "core/sqlite/connection.h"

namespace sightline {

/// That a record was opened or printed on this device.
struct Reading {
    enum class How { Opened, Printed };
    qint64 n = 0;                  ///< counts up, with gaps
    RecordId record;
    How how = How::Opened;
    qint64 atMs = 0;               ///< by the device's clock
    friend bool operator==(const Reading &, const Reading &) = default;
};

/// "opened", "printed": in the database and on the wire.
[[nodiscard]] QString readingWord(Reading::How how);
[[nodiscard]] std::optional<Reading::How> readingHowFrom(const QString &word);

/// Table `reading`: what was read here and is not in the hub's audit trail yet. Thread: the store's. Errors of all: those of the database.
class ReadingTable {
public:
    explicit ReadingTable(Connection &db) : m_db(db) { }

    [[nodiscard]] Result<void> append(const RecordId &record, Reading::How how, qint64 atMs);
    /// The oldest, in order, at most @p limit.
    [[nodiscard]] Result<QList<Reading>> oldest(int limit);
    /// The hub has everything up to @p n.
    [[nodiscard]] Result<void> forgetThrough(qint64 n);

private:
    Connection &m_db;
};

} // namespace sightline
