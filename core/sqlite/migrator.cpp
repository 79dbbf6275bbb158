#include "core/sqlite/migrator.h"

#include "core/sqlite/transaction.h"

#include <QFileInfo>

#include <sqlite3.h>

namespace sightline {

using namespace Qt::StringLiterals;

Result<int> schemaVersion(Connection &db)
{
    const auto version = db.integer("PRAGMA user_version");
    if (!version)
        return version.error();
    return static_cast<int>(version->value_or(0));
}

Result<int> migrate(Connection &db, const QList<Migration> &migrations)
{
    const auto present = schemaVersion(db);
    if (!present)
        return present.error();
    const int newest = static_cast<int>(migrations.size());
    if (*present > newest) {
        // Left exactly as the newer program left it: closing must not even move its WAL into the database.
        const QFileInfo wal(QString::fromUtf8(sqlite3_filename_wal(sqlite3_db_filename(db.handle(), "main"))));
        if (wal.size() > 0)
            sqlite3_db_config(db.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        return Error { ErrorCode::UnsupportedVersion,
                       u"This store was written by a newer Sightline (schema %1, this program knows %2). Update this program."_s.arg(*present).arg(newest) };
    }
    for (int number = *present + 1; number <= newest; ++number) {
        const Migration &step = migrations.at(number - 1);
        Q_ASSERT(step.number == number);
        auto transaction = Transaction::begin(db);
        if (!transaction)
            return transaction.error();
        if (const auto applied = db.execute(step.sql); !applied)
            return applied.error();
        if (const auto noted = db.execute("PRAGMA user_version = " + std::to_string(number)); !noted)
            return noted.error();
        if (const auto committed = transaction->commit(); !committed)
            return committed.error();
    }
    return newest - *present;
}

} // namespace sightline
