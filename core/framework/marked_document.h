#pragma once

#include "core/framework/framework_document.h"

namespace sightline {

/// A paragraph outside the tables.
struct ParagraphOutside {
    DocumentParagraph words;
    int level = 0;          ///< of a heading, counted from 1; 0: it is none
    bool isTitle = false;
};

/// A cell as the document marks it. Columns are those of the table's grid, which may be finer than what its reader sees.
struct MarkedCell {
    DocumentCell words;
    int from = 0;           ///< first column, counted from 0
    int span = 1;
};

struct MarkedRow {
    QList<MarkedCell> cells;
    int line = 0;
    int number = 0;         ///< in its table, counted from 1
};

struct MarkedTable {
    QList<ParagraphOutside> above;   ///< what stands between the table before and this one
    QList<MarkedRow> rows;
    int number = 0;         ///< in the document, counted from 1
};

/// A document whose tables, rows and cells are marked as such, as a word processor keeps it. Lines are counted paragraph by paragraph, a
/// line break inside one counting as another line.
struct MarkedDocument {
    QList<MarkedTable> tables;
    QList<ParagraphOutside> after;   ///< below the last table
    QList<Notice> notices;           ///< of lines that hold words or not
    qsizetype lineCount = 0;
};

/// "Table 3, row 5", as people find it.
[[nodiscard]] QString placeOf(const MarkedTable &table, const MarkedRow &row);

/// The framework in @p document. Service and directorate stand above a table: in rows of one cell, in tables of one cell, or as
/// paragraphs (headings by their level, else the last ones). A row with another number of cells than five is read by the columns of its
/// column headings. Nothing is dropped silently: what is no part of the framework becomes a notice.
/// Errors: InvalidInput (no table with the five column headings; one whose column headings are incomplete, or without any heading), with
/// the table and the row. Pure; any thread.
[[nodiscard]] Result<FrameworkDocument> readMarkedDocument(const MarkedDocument &document);

} // namespace sightline
