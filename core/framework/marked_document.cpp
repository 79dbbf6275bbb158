#include "core/framework/marked_document.h"

#include "core/framework/document_builder.h"
#include "core/framework/table_layout.h"

#include <QHash>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Most heading rows above a table: a directorate, a service, a team.
constexpr qsizetype headingRowsMax = 3;

QList<DocumentCell> wordsOf(const MarkedRow &row)
{
    QList<DocumentCell> cells;
    for (const MarkedCell &cell : row.cells)
        cells.append(cell.words);
    return cells;
}

/// The only cell of a row that holds words; null where there are none or several.
const DocumentCell *onlyWords(const MarkedRow &row)
{
    const DocumentCell *found = nullptr;
    for (const MarkedCell &cell : row.cells) {
        if (cell.words.isEmpty())
            continue;
        if (found)
            return nullptr;
        found = &cell.words;
    }
    return found;
}

bool isBlank(const MarkedRow &row)
{
    return std::ranges::all_of(row.cells, [](const MarkedCell &cell) { return cell.words.isEmpty(); });
}

class MarkedReader {
public:
    explicit MarkedReader(const MarkedDocument &source) : m_source(source), m_document(source.notices, source.lineCount)
    {
        QHash<QString, int> seen;
        int topHeadings = 0;
        for (const MarkedTable &table : source.tables) {
            if (table.above.size() > 1 && ++seen[foldedHeading(table.above[table.above.size() - 2].words.text)] > 1)
                m_directorates.insert(foldedHeading(table.above[table.above.size() - 2].words.text));
            for (const ParagraphOutside &paragraph : table.above)
                topHeadings += paragraph.level == 1 ? 1 : 0;
        }
        // A document with one heading above all the others calls itself by it.
        m_titleIsHeading = topHeadings == 1;
    }

    Result<FrameworkDocument> read()
    {
        for (const MarkedTable &table : m_source.tables) {
            readAbove(table);
            if (const auto read = readTable(table); !read)
                return read.error();
        }
        for (const DocumentCell &heading : std::as_const(m_headings))
            setAside(heading, u"A heading without a table below it was set aside."_s);
        for (const ParagraphOutside &paragraph : m_source.after)
            m_document.setAside(paragraph.words, u"A line below the last table is no part of the framework and was set aside."_s);
        if (!m_document.hasService())
            return Error {
                ErrorCode::InvalidInput,
                u"No table was found in the document. Each table must begin with the column headings Activity (What), How, Purpose (Why), Lead (Who) and Frequency (When)."_s
            };
        return m_document.finish();
    }

private:
    void setAside(const DocumentCell &cell, const QString &text)
    {
        for (const DocumentParagraph &paragraph : cell)
            m_document.setAside(paragraph, text);
    }
    void remark(const MarkedTable &table, const MarkedRow &row, const QString &text)
    {
        m_document.addNotice({ row.line, 0, u"%1: %2"_s.arg(placeOf(table, row), text), true });
    }

    /// Headings by their level stand until another of theirs comes; other lines only name the table right below them.
    void readAbove(const MarkedTable &table)
    {
        m_plain.clear();
        for (const ParagraphOutside &paragraph : table.above) {
            const bool isTitle = paragraph.isTitle || (m_titleIsHeading && paragraph.level == 1);
            if (isTitle && !m_hasTitle) {
                m_document.setTitle(paragraph.words);
                m_hasTitle = true;
            } else if (paragraph.level > 0) {
                while (!m_outline.isEmpty() && m_outline.last().level >= paragraph.level)
                    m_outline.removeLast();
                m_outline.append(paragraph);
                m_outlineIsNew = true;
                m_document.markHeading({ paragraph.words });
            } else {
                m_plain.append(paragraph.words);
            }
        }
    }

    Result<void> readTable(const MarkedTable &table)
    {
        const auto columns = std::ranges::find_if(table.rows, [](const MarkedRow &row) { return columnHeadingsIn(wordsOf(row)) > 0; });
        if (columns == table.rows.end())
            return readOther(table);
        bool isOpen = false;   // its column headings were read
        for (const MarkedRow &row : table.rows) {
            const qsizetype named = columnHeadingsIn(wordsOf(row));
            const DocumentCell *heading = !isOpen || isAcross(row) ? onlyWords(row) : nullptr;
            if (named > 0) {
                if (const auto begun = beginTable(table, row, named, isOpen); !begun)
                    return begun;
                isOpen = true;
            } else if (heading) {
                m_headings.append(*heading);
            } else if (!isOpen) {
                remarkUnlessBlank(table, row);
            } else {
                beginNested();
                readRow(table, row);
            }
        }
        setPlainAside();
        return {};
    }

    void remarkUnlessBlank(const MarkedTable &table, const MarkedRow &row)
    {
        for (const MarkedCell &cell : row.cells)
            setAside(cell.words, u"%1: words above the column headings were set aside."_s.arg(placeOf(table, row)));
    }

    /// A table of something else. One or two cells above each other are the headings of the table below.
    Result<void> readOther(const MarkedTable &table)
    {
        const bool isHeadings =
            table.rows.size() <= headingRowsMax && std::ranges::all_of(table.rows, [](const MarkedRow &row) { return row.cells.size() == 1; });
        qsizetype withWords = 0;
        for (const MarkedRow &row : table.rows) {
            const DocumentCell *words = onlyWords(row);
            if (isHeadings && words) {
                m_headings.append(*words);
                continue;
            }
            withWords += isBlank(row) ? 0 : 1;
            for (const MarkedCell &cell : row.cells)
                m_document.markSetAside(cell.words);   // one notice speaks for the whole table
        }
        if (withWords > 0)
            m_document.addNotice(
                { table.rows.first().line, 0,
                  u"Table %1 does not begin with the column headings Activity (What), How, Purpose (Why), Lead (Who) and Frequency (When): its %2 rows are no part of the framework."_s
                      .arg(table.number)
                      .arg(withWords),
                  true });
        m_plainAbove += m_plain;
        m_plain.clear();
        return {};
    }

    Result<void> beginTable(const MarkedTable &table, const MarkedRow &row, qsizetype named, bool isOpen)
    {
        if (named < cellsInRow)
            return Error {
                ErrorCode::InvalidInput,
                u"%1: the table's column headings lack \"%2\". Each table must begin with Activity (What), How, Purpose (Why), Lead (Who) and Frequency (When)."_s
                    .arg(placeOf(table, row), columnHeadingName(named))
            };
        m_columns.clear();
        for (qsizetype i = 0; i < cellsInRow; ++i)
            m_columns.append(row.cells[i].from);
        for (const MarkedCell &cell : row.cells)
            m_document.markColumnHeadings(cell.words);
        if (isOpen && m_headings.isEmpty())
            return {};   // column headings that are printed again on the next page
        QList<DocumentCell> headings = takeHeadings();
        if (headings.isEmpty() && !m_document.hasService())
            return Error { ErrorCode::InvalidInput, u"%1: this table has no heading. Write the service's name above it."_s.arg(placeOf(table, row)) };
        if (headings.isEmpty())
            remark(table, row, u"this table has no heading; its rows were taken to be of the service above it."_s);
        else
            m_document.beginTable(std::move(headings));
        return {};
    }

    /// What names the table that begins now: headings in the text above it, then its own heading rows, else the lines above it.
    QList<DocumentCell> takeHeadings()
    {
        m_plain = m_plainAbove + m_plain;
        m_plainAbove.clear();
        const bool namesItself = m_outlineIsNew || !m_headings.isEmpty();
        if (!m_hasTitle && !m_document.hasService() && m_plain.size() > (namesItself ? 0 : 1)) {
            m_document.setTitle(m_plain.takeFirst());
            m_hasTitle = true;
        }
        QList<DocumentCell> headings;
        if (namesItself) {
            for (const ParagraphOutside &heading : std::as_const(m_outline))
                headings.append({ heading.words });
        }
        headings += m_headings;
        m_headings.clear();
        m_outlineIsNew = false;
        if (headings.isEmpty() && !m_plain.isEmpty()) {
            headings.append({ m_plain.takeLast() });
            if (!m_plain.isEmpty() && m_directorates.contains(foldedHeading(m_plain.last().text)))
                headings.prepend({ m_plain.takeLast() });
        }
        // More than directorate, service and team: the last ones are the closest.
        while (headings.size() > headingRowsMax)
            setAside(headings.takeFirst(), u"A heading above the directorate's was set aside."_s);
        return headings;
    }

    void setPlainAside()
    {
        setAside(m_plain, u"A line above a table is no part of the framework and was set aside."_s);
        m_plain.clear();
    }

    void beginNested()
    {
        for (const DocumentCell &heading : std::as_const(m_headings))
            m_document.beginNested(heading);
        m_headings.clear();
    }

    void readRow(const MarkedTable &table, const MarkedRow &row)
    {
        if (isBlank(row)) {
            m_document.addNotice({ row.line, 0, u"%1: an empty row was left out."_s.arg(placeOf(table, row)) });
            return;
        }
        if (row.cells.size() == cellsInRow) {
            m_document.addRow(wordsOf(row), row.line);
            return;
        }
        QList<DocumentCell> cells(cellsInRow);
        QStringList merged;
        bool isSplit = false;
        for (const MarkedCell &cell : row.cells) {
            const qsizetype column = columnAt(cell.from);
            const qsizetype last = columnAt(cell.from + cell.span - 1);
            isSplit = isSplit || !cells[column].isEmpty();
            cells[column] += cell.words;
            if (last > column && !cell.words.isEmpty())
                merged.append(u"%1 to %2"_s.arg(columnHeadingName(column), columnHeadingName(last)));
        }
        for (const QString &columns : std::as_const(merged))
            remark(table, row, u"one cell covers the columns %1; its words were taken for the first of them, and the others as blank."_s.arg(columns));
        if (isSplit)
            remark(table, row, u"it has %1 cells; what stands below one column heading was taken together."_s.arg(row.cells.size()));
        else if (merged.isEmpty())
            remark(table, row, u"it has %1 of %2 cells; the others are taken as blank."_s.arg(row.cells.size()).arg(cellsInRow));
        m_document.addRow(std::move(cells), row.line);
    }

    /// One cell over all the columns.
    [[nodiscard]] bool isAcross(const MarkedRow &row) const
    {
        return row.cells.size() == 1 && row.cells.first().from + row.cells.first().span > m_columns.last();
    }

    /// The column of the framework that a column of the grid belongs to.
    [[nodiscard]] qsizetype columnAt(int from) const
    {
        qsizetype column = 0;
        while (column + 1 < m_columns.size() && m_columns[column + 1] <= from)
            ++column;
        return column;
    }

    const MarkedDocument &m_source;
    DocumentBuilder m_document;
    QSet<QString> m_directorates;       ///< lines that stand above the last line above more than one table
    bool m_titleIsHeading = false;
    bool m_hasTitle = false;
    QList<ParagraphOutside> m_outline;  ///< headings in the text that stand now, the widest first
    bool m_outlineIsNew = false;        ///< one of them is below the table before
    DocumentCell m_plain;               ///< other lines above the table
    DocumentCell m_plainAbove;          ///< those above tables of something else
    QList<DocumentCell> m_headings;     ///< rows that are one cell, for the table that begins next
    QList<int> m_columns;               ///< where the five columns begin
};

} // namespace

QString placeOf(const MarkedTable &table, const MarkedRow &row) { return u"Table %1, row %2"_s.arg(table.number).arg(row.number); }

Result<FrameworkDocument> readMarkedDocument(const MarkedDocument &document) { return MarkedReader(document).read(); }

} // namespace sightline
