#pragma once

#include "core/framework/text_cells.h"

#include <QSet>

namespace sightline {

/// Cells of a row: What, How, Why, Lead, Frequency.
constexpr qsizetype cellsInRow = 5;

/// What a run of cells between two rows of column headings is.
struct LayoutPiece {
    enum class Kind { Row, NestedHeading };
    Kind kind = Kind::Row;
    qsizetype first = 0;   ///< index of its first cell
    qsizetype count = cellsInRow;   ///< fewer than five: cells are missing
};

/// The cells between two rows of column headings: the rows of the table above, then the headings of the table below.
struct Layout {
    QList<LayoutPiece> pieces;
    qsizetype headingsFirst = 0;
    qsizetype headingsCount = 0;
};

/// Column headings: index of the first of the five cells.
using ColumnHeadings = QList<qsizetype>;

/// Where the rows of column headings are. Errors: InvalidInput (none; one that begins but lacks a column).
[[nodiscard]] Result<ColumnHeadings> findColumnHeadings(const QList<TextCell> &cells);

/// How many of the five column headings @p cells begin with, in their order; 0: this is no row of column headings.
[[nodiscard]] qsizetype columnHeadingsIn(const QList<DocumentCell> &cells);
/// @p cell is how documents head @p column (0 to 4): "Lead", "Who", "Lead (Who)".
[[nodiscard]] bool isColumnHeading(const DocumentCell &cell, qsizetype column);
/// "Frequency (When)": what the heading of a column (0 to 4) is called.
[[nodiscard]] QString columnHeadingName(qsizetype column);

/// "Learning & Early Support" and "Learning and early supports" fold to one.
[[nodiscard]] QString foldedHeading(QStringView text);

/// Finds the division of cells [@p from, @p to) that agrees best with the text: five cells to a row, blank lines
/// between rows rather than within them, and no directorate's name (@p directorates, folded) inside a row. The text
/// itself marks neither rows nor headings, and one missing cell would otherwise shift every row after it.
/// With @p endsInHeadings the last one to three cells are the next table's headings.
[[nodiscard]] Layout layOut(const QList<TextCell> &cells, qsizetype from, qsizetype to, const QSet<QString> &directorates, bool endsInHeadings);

} // namespace sightline
