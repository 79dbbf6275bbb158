#pragma once

#include "core/sqlite/connection.h"

namespace sightline {

/// One write transaction (BEGIN IMMEDIATE), or one read snapshot. Rolled back when destroyed without commit(), so that an
/// early return never leaves half of anything.
class Transaction {
public:
    enum class Kind { Write, Read };

    /// Errors: StorageLocked (someone else writes), StorageFailure.
    [[nodiscard]] static Result<Transaction> begin(Connection &db, Kind kind = Kind::Write);
    Transaction(Transaction &&other) noexcept : m_db(std::exchange(other.m_db, nullptr)) { }
    Transaction &operator=(Transaction &&) = delete;
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    ~Transaction();

    /// Durable once this returns without an error (as the connection's Durability says). On an error everything is rolled back.
    [[nodiscard]] Result<void> commit();

private:
    explicit Transaction(Connection &db) : m_db(&db) { }
    Connection *m_db;
};

} // namespace sightline
