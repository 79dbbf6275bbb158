#pragma once

#include "core/framework/framework_document.h"

namespace sightline {

/// Reads a framework document that a word processor saved as plain text: a cell starts with a tab at the start of a
/// line, its further paragraphs start without one; five columns (What, How, Why, Lead, Frequency) under a row of
/// column headings; directorate and service stand above each table.
///
/// Nothing is dropped silently: each line that holds words becomes part of the title, a heading, a column heading, a
/// cell or a notice. Rows with cells missing, empty rows, headings inside a table, bookmarks and page numbers are
/// accepted, each with a notice. Time and memory are linear in the text.
///
/// Errors: TooLarge (limits::frameworkBytesMax, frameworkCellsMax, frameworkCellCharactersMax), InvalidInput (not
/// UTF-8, control characters, no table, a table whose column headings are incomplete, a table without a heading);
/// each one sentence or two with the line and what to do. Thread: any.
[[nodiscard]] Result<FrameworkDocument> readFrameworkText(QByteArrayView text);

} // namespace sightline
