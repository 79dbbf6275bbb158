#pragma once

#include "core/framework/framework_document.h"

namespace sightline {

/// Reads a framework as a table (CSV in UTF-8, as spreadsheets write it). Its first row names the columns, in any order: Service and the
/// five of the document (Activity, How, Purpose, Lead, Frequency), and, where wanted, Directorate and Team; other columns are set aside
/// with a notice. A line break in a cell begins another paragraph. Rows of one service need not stand together; services come in the
/// order of their first rows. The table has no title.
/// Errors: those of readCsv, InvalidInput (a column is missing or named twice, a row without a service, no rows; with the line).
[[nodiscard]] Result<FrameworkDocument> readFrameworkCsv(QByteArrayView text);

} // namespace sightline
