#pragma once

#include "core/base/csv.h"

#include <QDate>

namespace sightline {

/// A column that a table may have: what it stands for, and every heading it goes by, in small letters, the first the one to ask for.
struct CsvColumn {
    QString member;
    QStringList called;
    bool isNeeded = false;
};

/// A row below the headings.
struct CsvTableRow {
    int line = 0;               ///< where it begins in the file, from 1
    QStringList cells;          ///< one for each column that the table has, in its order; "" where the row is shorter
    bool hasTooMany = false;    ///< it has more cells than there are columns: those are in none
};

/// A table whose first row names its columns, in any order and any case, with blanks, hyphens or low lines between words.
struct CsvTable {
    /// Something about its headings.
    struct Fault {
        enum class Kind { Unknown, Twice };
        Kind kind = Kind::Unknown;
        QString heading;        ///< as it is written
    };

    int line = 0;               ///< of the headings
    QStringList headings;       ///< as they are written
    QStringList members;        ///< what each stands for; "" for one that is unknown
    QList<Fault> faults;        ///< in the order of the headings
    QString missing;            ///< the first needed column that is not there, as to ask for it; empty: all are
    QList<CsvTableRow> rows;    ///< none: the table has no row but its headings

    [[nodiscard]] bool has(const QString &member) const { return members.contains(member); }
    [[nodiscard]] QString headingOf(const QString &member) const { return headings.value(members.indexOf(member)); }
    [[nodiscard]] QString text(const CsvTableRow &row, const QString &member) const { return row.cells.value(members.indexOf(member)); }
};

/// Reads @p csv (core/base/csv.h) as a table with @p columns. What is wrong with it is the caller's to say in its own words.
/// Errors: those of readCsv(). Thread: any.
[[nodiscard]] Result<CsvTable> readCsvTable(QByteArrayView csv, const QList<CsvColumn> &columns);

/// Reads a day that somebody wrote: 2026-11-23, 23/11/2026 or 23.11.2026. Null if it is none.
[[nodiscard]] QDate readWrittenDay(const QString &text);

} // namespace sightline
