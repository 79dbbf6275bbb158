#pragma once

#include "core/base/result.h"

#include <QByteArrayView>
#include <QList>
#include <QStringList>

namespace sightline {

struct CsvRow {
    int line = 0;         ///< where it begins in the file, from 1
    QStringList cells;    ///< without the blanks around them
    friend bool operator==(const CsvRow &, const CsvRow &) = default;
};

/// The rows of a table as spreadsheets write it (RFC 4180): cells between commas, semicolons or tabs, whichever the first line has most
/// of; a cell in double quotes may hold any of them, line breaks (given as \n, however the file writes them), and a quote written twice. Rows without anything in them are left out.
/// Errors: InvalidInput (not UTF-8; a quote in the middle of a cell or never closed: which line and column), TooLarge (over limits::csvBytesMax or csvRowsMax).
/// Thread: any.
[[nodiscard]] Result<QList<CsvRow>> readCsv(QByteArrayView text);

} // namespace sightline
