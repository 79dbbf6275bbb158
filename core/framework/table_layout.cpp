#include "core/framework/table_layout.h"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype headingCellsMax = 3;

// What each departure from the plain case costs. Only their order matters: a blank line inside a row is common, a
// row that ends without one is not, a row with cells missing is rarer, a directorate inside a row never happens.
constexpr int gapInsideRowCost = 1;
constexpr int unknownDirectorateCost = 2;
constexpr int nestedHeadingCost = 4;
constexpr int missingCellsCost = 6;
constexpr int noGapAfterCost = 8;
constexpr int directorateInsideCost = 50;
constexpr int impossible = std::numeric_limits<int>::max() / 4;

struct ColumnWords {
    QLatin1StringView plain;
    QLatin1StringView question;
    QLatin1StringView shown;
};
constexpr std::array<ColumnWords, cellsInRow> columnWords { {
    { "activity"_L1, "what"_L1, "Activity (What)"_L1 },
    { "how"_L1, "how"_L1, "How"_L1 },
    { "purpose"_L1, "why"_L1, "Purpose (Why)"_L1 },
    { "lead"_L1, "who"_L1, "Lead (Who)"_L1 },
    { "frequency"_L1, "when"_L1, "Frequency (When)"_L1 },
} };

QStringList headingWords(const DocumentCell &cell) { return foldedHeading(cellText(cell)).split(u' ', Qt::SkipEmptyParts); }

/// "Activity (What)" is a column heading whatever follows it; "Activity" alone may be an activity's name.
bool isCertainHeading(const QStringList &words) { return words.contains(columnWords[0].plain) && words.contains(columnWords[0].question); }

bool isColumnHeading(const QStringList &words, qsizetype column)
{
    const ColumnWords &expected = columnWords[static_cast<size_t>(column)];
    return !words.isEmpty() && words.size() <= 3 && (words.contains(expected.plain) || words.contains(expected.question));
}

class Division {
public:
    Division(const QList<TextCell> &cells, qsizetype from, qsizetype to, const QSet<QString> &directorates, bool endsInHeadings)
        : m_cells(cells), m_from(from), m_to(to), m_endsInHeadings(endsInHeadings), m_isDirectorate(static_cast<size_t>(to - from)),
          m_best(static_cast<size_t>(to - from + 1)), m_bestRow(static_cast<size_t>(to - from + 1))
    {
        for (qsizetype i = from; i < to; ++i)
            m_isDirectorate[index(i)] = directorates.contains(foldedHeading(cellText(cells[i].paragraphs)));
        for (qsizetype i = to; i >= from; --i)
            decide(i);
    }

    [[nodiscard]] Layout layout() const
    {
        Layout out;
        out.headingsFirst = m_to;
        bool rowOnly = false;
        for (qsizetype i = m_from; i < m_to;) {
            const Choice choice = rowOnly ? m_bestRow[index(i)] : m_best[index(i)];
            if (choice.count == 0 || choice.isHeadings) {
                out.headingsFirst = i;
                break;
            }
            out.pieces.append({ choice.isNested ? LayoutPiece::Kind::NestedHeading : LayoutPiece::Kind::Row, i, choice.count });
            rowOnly = choice.isNested;
            i += choice.count;
        }
        out.headingsCount = m_to - out.headingsFirst;
        return out;
    }

private:
    struct Choice {
        int cost = impossible;
        qsizetype count = 0;
        bool isNested = false;
        bool isHeadings = false;
    };

    [[nodiscard]] size_t index(qsizetype cell) const { return static_cast<size_t>(cell - m_from); }

    [[nodiscard]] bool isDirectorate(qsizetype cell) const { return m_isDirectorate[index(cell)]; }

    [[nodiscard]] int rowCost(qsizetype first, qsizetype count) const
    {
        int cost = count == cellsInRow ? 0 : missingCellsCost;
        for (qsizetype i = first; i < first + count; ++i) {
            if (i > first && m_cells[i].blankLinesBefore > 0)
                cost += gapInsideRowCost;
            if (isDirectorate(i))
                cost += directorateInsideCost;
        }
        const qsizetype next = first + count;
        if (next < m_to && m_cells[next].blankLinesBefore == 0)
            cost += noGapAfterCost;
        return cost;
    }

    [[nodiscard]] int nestedCost(qsizetype cell) const
    {
        const bool standsAlone = m_cells[cell].blankLinesBefore > 0 && m_cells[cell + 1].blankLinesBefore > 0 && m_cells[cell].paragraphs.size() == 1;
        return nestedHeadingCost + (standsAlone ? 0 : noGapAfterCost) + (isDirectorate(cell) ? directorateInsideCost : 0);
    }

    [[nodiscard]] int headingsCost(qsizetype first) const
    {
        const qsizetype count = m_to - first;
        if (isDirectorate(first))
            return count == 1 ? missingCellsCost : 0;
        return count == 1 ? 1 : unknownDirectorateCost + static_cast<int>(count) - 2;
    }

    void consider(Choice &best, int cost, const Choice &choice) const
    {
        if (cost < best.cost) {
            best = choice;
            best.cost = cost;
        }
    }

    void decide(qsizetype i)
    {
        Choice any;
        Choice row;
        if (i == m_to) {
            // Only a region without headings may end on a row.
            any.cost = m_endsInHeadings ? impossible : 0;
            m_best[index(i)] = any;
            m_bestRow[index(i)] = row;
            return;
        }
        // Full rows first: of two equal divisions, the one whose missing cells come last is the likelier.
        for (qsizetype count = std::min(cellsInRow, m_to - i); count >= 1; --count) {
            const int cost = std::min(impossible, rowCost(i, count) + m_best[index(i + count)].cost);
            if (count == cellsInRow)
                consider(row, cost, { 0, count, false, false });
            consider(any, cost, { 0, count, false, false });
        }
        if (i > m_from && i + cellsInRow < m_to)
            consider(any, nestedCost(i) + m_bestRow[index(i + 1)].cost, { 0, 1, true, false });
        if (m_endsInHeadings && m_to - i <= headingCellsMax)
            consider(any, headingsCost(i), { 0, m_to - i, false, true });
        m_best[index(i)] = any;
        m_bestRow[index(i)] = row;
    }

    const QList<TextCell> &m_cells;
    qsizetype m_from;
    qsizetype m_to;
    bool m_endsInHeadings;
    std::vector<bool> m_isDirectorate;
    std::vector<Choice> m_best;      ///< cheapest way to divide the cells from here on
    std::vector<Choice> m_bestRow;   ///< the same, beginning with a full row
};

} // namespace

QString foldedHeading(QStringView text)
{
    QString folded = text.toString().toLower();
    folded.replace(u'&', " and "_L1);
    for (QChar &c : folded) {
        if (!c.isLetterOrNumber())
            c = u' ';
    }
    QStringList words = folded.split(u' ', Qt::SkipEmptyParts);
    for (QString &word : words) {
        if (word.size() > 3 && word.endsWith(u's'))
            word.chop(1);
    }
    return words.join(u' ');
}

bool isColumnHeading(const DocumentCell &cell, qsizetype column) { return isColumnHeading(headingWords(cell), column); }

qsizetype columnHeadingsIn(const QList<DocumentCell> &cells)
{
    qsizetype column = 0;
    while (column < cellsInRow && column < cells.size() && isColumnHeading(headingWords(cells[column]), column))
        ++column;
    const bool isRow = column > 2 || (column > 0 && isCertainHeading(headingWords(cells[0])));
    return isRow ? column : 0;
}

QString columnHeadingName(qsizetype column) { return columnWords[static_cast<size_t>(column)].shown; }

Result<ColumnHeadings> findColumnHeadings(const QList<TextCell> &cells)
{
    ColumnHeadings found;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const QStringList first = headingWords(cells[i].paragraphs);
        if (!isColumnHeading(first, 0))
            continue;
        qsizetype column = 1;
        while (column < cellsInRow && i + column < cells.size() && isColumnHeading(headingWords(cells[i + column].paragraphs), column))
            ++column;
        if (column == cellsInRow) {
            found.append(i);
            i += cellsInRow - 1;
        } else if (isCertainHeading(first) || column > 2) {
            return Error {
                ErrorCode::InvalidInput,
                u"Line %1: the table's column headings lack \"%2\". Each table must begin with Activity (What), How, Purpose (Why), Lead (Who) and Frequency (When)."_s
                    .arg(cells[i].line)
                    .arg(columnWords[static_cast<size_t>(column)].shown)
            };
        }
    }
    if (found.isEmpty()) {
        return Error {
            ErrorCode::InvalidInput,
            u"No table was found in the document. Each table must begin with the column headings Activity (What), How, Purpose (Why), Lead (Who) and Frequency (When), every cell on a line that starts with a tab."_s
        };
    }
    return found;
}

Layout layOut(const QList<TextCell> &cells, qsizetype from, qsizetype to, const QSet<QString> &directorates, bool endsInHeadings)
{
    return Division(cells, from, to, directorates, endsInHeadings).layout();
}

} // namespace sightline
