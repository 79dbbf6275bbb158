#pragma once

#include "core/sqlite/connection.h"

namespace sightline {

/// The pages of a voice note that is being recorded: rows of `file_chunk` under a random name of 32 bytes, which no row of `file` has.
/// Each is kept in the caller's transaction. Thread: the store's. Errors of all: those of the database.
class HeardTable {
public:
    explicit HeardTable(Connection &db) : m_db(db) { }

    [[nodiscard]] Result<void> append(const QByteArray &place, const QByteArray &page);
    [[nodiscard]] Result<qint64> sizeBytes(const QByteArray &place);
    /// All of them, one behind the other.
    [[nodiscard]] Result<QByteArray> bytes(const QByteArray &place);
    [[nodiscard]] Result<void> remove(const QByteArray &place);

private:
    Connection &m_db;
};

} // namespace sightline
