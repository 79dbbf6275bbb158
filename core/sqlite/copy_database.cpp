#include "core/sqlite/copy_database.h"

#include "core/sqlite/sqlite_error.h"

#include <sqlite3.h>

namespace sightline {

Result<void> copyDatabase(Connection &from, Connection &to)
{
    sqlite3_backup *copying = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
    if (!copying)
        return sqliteError(sqlite3_extended_errcode(to.handle()), to.handle(), u"Beginning a copy of the database");
    // All pages in one step: the source is read in one transaction, so that nothing has to begin again.
    static constexpr int allPages = -1;
    const int stepped = sqlite3_backup_step(copying, allPages);
    const int finished = sqlite3_backup_finish(copying);
    if (stepped != SQLITE_DONE)
        return sqliteError(stepped, to.handle(), u"Copying the database");
    if (finished != SQLITE_OK)
        return sqliteError(finished, to.handle(), u"Finishing a copy of the database");
    return {};
}

} // namespace sightline
