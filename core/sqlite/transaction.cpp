#include "core/sqlite/transaction.h"

#include "core/sqlite/sqlite_error.h"

#include <sqlite3.h>

namespace sightline {

Result<Transaction> Transaction::begin(Connection &db, Kind kind)
{
    Q_ASSERT(!db.isInTransaction());
    if (const auto begun = db.run(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN"); !begun)
        return begun.error();
    return Transaction(db);
}

Transaction::~Transaction()
{
    // SQLite may have rolled back by itself (disk full, I/O error); a second rollback would only be an error to ignore.
    if (m_db && m_db->isInTransaction())
        sqlite3_exec(m_db->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<void> Transaction::commit()
{
    Q_ASSERT(m_db);
    if (const auto committed = m_db->run("COMMIT"); !committed)
        return committed.error();
    m_db = nullptr;
    return {};
}

} // namespace sightline
