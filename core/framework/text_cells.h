#pragma once

#include "core/framework/framework_document.h"

namespace sightline {

/// A cell as it stands in the text, before it is known what it belongs to.
struct TextCell {
    DocumentCell paragraphs;
    int line = 0;             ///< where its tab is
    int lastLine = 0;         ///< last line with words, or `line`
    int blankLinesBefore = 0; ///< between the words of the cell before and this tab; an indented tab counts as one
};

/// The text cut into cells, with what stood before the first one.
struct TextCells {
    DocumentCell before;
    QList<TextCell> cells;
    QList<Notice> notices;
    qsizetype lineCount = 0;
};

/// A line as a paragraph: trimmed of spaces, tabs and no-break spaces. @p number: of the line, counted from 1.
[[nodiscard]] DocumentParagraph paragraphOf(QStringView line, int number, int blankLinesBefore);

/// Cuts @p text into cells. Bookmarks that a word processor left behind become notices. Errors: as readFrameworkText.
[[nodiscard]] Result<TextCells> cutIntoCells(QByteArrayView text);

} // namespace sightline
