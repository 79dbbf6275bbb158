#pragma once

#include "core/forms/xlsform/workbook.h"

#include <QByteArray>

namespace sightline::testing {

enum class TextsIn { Cells, SharedStrings };

/// An .xlsx file of @p sheets, as a spreadsheet program would write it. @p more: further parts, by their path.
[[nodiscard]] QByteArray xlsxOf(const QList<Sheet> &sheets, TextsIn texts = TextsIn::SharedStrings, const QList<std::pair<QByteArray, QByteArray>> &more = {});

/// A sheet written as text: a line a row, cells parted by bars.
[[nodiscard]] Sheet sheetOf(const QString &name, const QString &lines);

} // namespace sightline::testing
