#pragma once

#include "core/sqlite/connection.h"

#include <QMap>

#include <functional>

namespace sightline {

/// What came of one table.
struct SalvagedTable {
    qint64 rows = 0;        ///< copied
    bool isWhole = true;    ///< nothing that the file says is there was out of reach
};

/// Copies the schema, its number and every row that can still be read of @p from into @p to, which is empty: row by row, so that a
/// damaged page costs the rows that lie on it and no others. Indexes and full-text tables are made anew, the latter empty. One
/// transaction in @p to. Returns the tables by name.
/// Errors: Corrupt (the schema itself cannot be read; nothing is copied), those of writing @p to.
[[nodiscard]] Result<QMap<QString, SalvagedTable>> salvage(Connection &from, Connection &to);

/// Makes the damaged database file at @p path, a copy that nobody else has open, one that can be read around its damage: the cipher lets
/// nothing be read any more once it has met a page whose seal is broken, so each of those is replaced by an empty page under the same
/// key, and so is each that is cut off at the end. What lay on it is then out of reach by itself. @p scratch is a path for a file that is gone afterwards. Returns how many pages
/// were damaged. Errors: Corrupt (the first page is: without it nothing says what the others are; nothing is changed), StorageFull, StorageFailure.
[[nodiscard]] Result<qint64> blankDamagedPages(const QString &path, const DatabaseKey &key, const QString &scratch);

/// Has @p told called whenever a request on @p db finds damage in the file. Thread: the connection's.
void watchForDamage(Connection &db, std::function<void()> told);

} // namespace sightline
