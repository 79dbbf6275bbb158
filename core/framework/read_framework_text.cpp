#include "core/framework/read_framework_text.h"

#include "core/framework/document_builder.h"
#include "core/framework/table_layout.h"

#include <QHash>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Column headings of the first table, then for each table where its rows and the next table's headings are.
class TextReader {
public:
    TextReader(TextCells text, ColumnHeadings columnHeadings)
        : m_text(std::move(text)), m_columnHeadings(std::move(columnHeadings)), m_document(m_text.notices, m_text.lineCount)
    {
    }

    [[nodiscard]] Result<FrameworkDocument> read()
    {
        takeTitle();
        collectDirectorates();
        if (const Result<void> begun = beginFirstTable(); !begun)
            return begun.error();
        for (qsizetype table = 0; table < m_columnHeadings.size(); ++table) {
            for (qsizetype i = 0; i < cellsInRow; ++i)
                m_document.markColumnHeadings(m_text.cells[m_columnHeadings[table] + i].paragraphs);
            if (const Result<void> read = readTable(table); !read)
                return read.error();
        }
        return m_document.finish();
    }

private:
    void takeTitle()
    {
        for (qsizetype i = 0; i < m_text.before.size(); ++i) {
            if (i == 0)
                m_document.setTitle(m_text.before[i]);
            else
                m_document.setAside(m_text.before[i], u"A line above the first table is no part of the framework and was set aside."_s);
        }
    }

    /// A heading that stands two cells above more than one table, or above a table and at the start of a document
    /// with one, names a directorate.
    void collectDirectorates()
    {
        QHash<QString, int> seen;
        for (qsizetype table = 0; table < m_columnHeadings.size(); ++table) {
            const qsizetype candidate = m_columnHeadings[table] - 2;
            if (candidate < 0)
                continue;
            const QString folded = foldedHeading(cellText(m_text.cells[candidate].paragraphs));
            if (!folded.isEmpty() && ++seen[folded] > 1)
                m_directorates.insert(folded);
        }
    }

    [[nodiscard]] Result<void> beginFirstTable()
    {
        const qsizetype count = m_columnHeadings.first();
        qsizetype first = 0;
        if (count > 3) {
            first = count - 2;
            for (qsizetype i = 0; i < first; ++i) {
                for (const DocumentParagraph &paragraph : m_text.cells[i].paragraphs)
                    m_document.setAside(paragraph, u"A line above the first table is no part of the framework and was set aside."_s);
            }
        }
        return beginTable(first, count - first, m_text.cells[m_columnHeadings.first()].line);
    }

    [[nodiscard]] Result<void> beginTable(qsizetype first, qsizetype count, int tableLine)
    {
        QList<DocumentCell> headings;
        for (qsizetype i = first; i < first + count; ++i) {
            if (!m_text.cells[i].paragraphs.isEmpty())
                headings.append(m_text.cells[i].paragraphs);
        }
        if (headings.isEmpty()) {
            return Error { ErrorCode::InvalidInput,
                           u"Line %1: this table has no heading. Write the service's name on a line of its own above the table, after a tab."_s.arg(
                               tableLine) };
        }
        m_document.beginTable(std::move(headings));
        return {};
    }

    [[nodiscard]] Result<void> readTable(qsizetype table)
    {
        const bool isLast = table + 1 == m_columnHeadings.size();
        const qsizetype from = m_columnHeadings[table] + cellsInRow;
        const qsizetype to = isLast ? m_text.cells.size() : m_columnHeadings[table + 1];
        const Layout layout = layOut(m_text.cells, from, to, m_directorates, !isLast);
        for (const LayoutPiece &piece : layout.pieces) {
            if (piece.kind == LayoutPiece::Kind::NestedHeading)
                m_document.beginNested(m_text.cells[piece.first].paragraphs);
            else
                readRow(piece);
        }
        if (isLast)
            return {};
        return beginTable(layout.headingsFirst, layout.headingsCount, m_text.cells[m_columnHeadings[table + 1]].line);
    }

    void readRow(const LayoutPiece &piece)
    {
        QList<DocumentCell> cells;
        for (qsizetype i = 0; i < piece.count; ++i)
            cells.append(m_text.cells[piece.first + i].paragraphs);
        m_document.addRow(std::move(cells), m_text.cells[piece.first].line);
    }

    TextCells m_text;
    ColumnHeadings m_columnHeadings;
    QSet<QString> m_directorates;
    DocumentBuilder m_document;
};

} // namespace

Result<FrameworkDocument> readFrameworkText(QByteArrayView text)
{
    Result<TextCells> cells = cutIntoCells(text);
    if (!cells)
        return cells.error();
    if (cells->before.isEmpty() && cells->cells.isEmpty())
        return Error { ErrorCode::InvalidInput, u"The document is empty. Give the framework saved as plain text."_s };
    const Result<ColumnHeadings> headings = findColumnHeadings(cells->cells);
    if (!headings)
        return headings.error();
    return TextReader(std::move(*cells), *headings).read();
}

} // namespace sightline
