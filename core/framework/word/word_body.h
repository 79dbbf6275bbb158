#pragma once

#include "core/framework/marked_document.h"

#include <QByteArray>

namespace sightline {

/// The body of a word processor's document, taken apart.
struct WordBody {
    MarkedDocument document;
    QString linesOutside;   ///< what stands outside tables, untrimmed, line by line: all of it where a document has no tables
};

/// Takes @p xml (WordprocessingML) apart: paragraphs, tables, rows and cells in their order, a line break beginning another paragraph.
/// Tracked changes are read as if accepted; a cell merged with the one above has its words; tables inside a cell become its paragraphs.
/// Each of these, and whatever is no words (pictures, footnotes, comments) or not seen (hidden words), is said in a notice that must be
/// seen. Marks of numbered lists are not part of the words. No document type is accepted, so that nothing expands.
/// Errors: InvalidInput (no such XML), TooLarge (limits: frameworkCellsMax, frameworkCellCharactersMax, frameworkBytesMax as characters,
/// wordDepthMax), with table and row. Thread: any.
[[nodiscard]] Result<WordBody> readWordBody(const QByteArray &xml);

} // namespace sightline
