#pragma once

#include "core/base/result.h"

#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringList>

namespace sightline {

/// One sheet of a spreadsheet: its rows of texts, trimmed. Row and column numbers here are positions; people count from 1.
struct Sheet {
    QString name;
    QList<QStringList> rows;   ///< short rows end early; a cell beyond the end is empty
    [[nodiscard]] QString cell(qsizetype row, qsizetype column) const { return rows.value(row).value(column); }
};

/// A spreadsheet as far as a form needs it: values, no formulas, styles or dates.
struct Workbook {
    QList<Sheet> sheets;
    [[nodiscard]] const Sheet *find(const QString &name) const;   ///< by name, whatever its case; nullptr if absent
};

/// Largest .xlsx file, and largest of the parts inside once inflated, in bytes. A form of 5,000 questions has about 1 MB.
inline constexpr qint64 workbookBytesMax = 8LL * 1024 * 1024;
inline constexpr qint64 workbookPartBytesMax = 32LL * 1024 * 1024;
inline constexpr int workbookRowsMax = 20'000;
inline constexpr int workbookColumnsMax = 256;

/// Reads an .xlsx file (ECMA-376). Errors: InvalidInput (no .xlsx, damaged), TooLarge. Thread: any.
[[nodiscard]] Result<Workbook> readWorkbook(QByteArrayView file);

/// "A", "B", "AA" for the position of a column.
[[nodiscard]] QString columnName(qsizetype column);

} // namespace sightline
