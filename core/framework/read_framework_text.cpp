#include "core/framework/read_framework_text.h"

#include "core/framework/table_layout.h"

#include <QHash>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {


/// Column headings of the first table, then for each table where its rows and the next table's headings are.
class DocumentBuilder {
public:
    DocumentBuilder(TextCells text, ColumnHeadings columnHeadings) : m_text(std::move(text)), m_columnHeadings(std::move(columnHeadings))
    {
        m_document.notices = m_text.notices;
        m_document.lineUses.fill(LineUse::Blank, m_text.lineCount);
        for (const Notice &notice : m_document.notices)
            mark(notice.line, LineUse::Notice);
    }

    [[nodiscard]] Result<FrameworkDocument> build()
    {
        takeTitle();
        collectDirectorates();
        if (const Result<void> begun = beginFirstTable(); !begun)
            return begun.error();
        for (qsizetype table = 0; table < m_columnHeadings.size(); ++table) {
            for (qsizetype i = 0; i < cellsInRow; ++i)
                mark(m_text.cells[m_columnHeadings[table] + i].paragraphs, LineUse::ColumnHeading);
            if (const Result<void> read = readTable(table); !read)
                return read.error();
        }
        unifyDirectorates();
        std::stable_sort(m_document.notices.begin(), m_document.notices.end(), [](const Notice &a, const Notice &b) { return a.line < b.line; });
        return std::move(m_document);
    }

private:
    void mark(int line, LineUse use) { m_document.lineUses[line - 1] = use; }
    void mark(const DocumentCell &cell, LineUse use)
    {
        for (const DocumentParagraph &paragraph : cell)
            mark(paragraph.line, use);
    }
    void setAside(const DocumentParagraph &paragraph, const QString &text)
    {
        m_document.notices.append({ paragraph.line, paragraph.column, text });
        mark(paragraph.line, LineUse::Notice);
    }

    void takeTitle()
    {
        for (const DocumentParagraph &paragraph : m_text.before) {
            if (m_document.title.isEmpty()) {
                m_document.title = paragraph.text;
                mark(paragraph.line, LineUse::Title);
            } else {
                setAside(paragraph, u"A line above the first table is no part of the framework and was set aside."_s);
            }
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
                    setAside(paragraph, u"A line above the first table is no part of the framework and was set aside."_s);
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
        DocumentService service;
        for (const DocumentCell &heading : headings) {
            service.headings += heading;
            mark(heading, LineUse::Heading);
        }
        service.line = headings.first().first().line;
        if (headings.size() > 1) {
            service.directorate = cellText(headings.takeFirst());
        } else if (!m_document.services.isEmpty() && !m_document.services.last().directorate.isEmpty()) {
            service.directorate = m_document.services.last().directorate;
            m_document.notices.append({ service.line, 0, u"No directorate is named above this table; the one before it was taken."_s });
        }
        DocumentCell name = headings.takeFirst();
        service.name = name.takeFirst().text;
        // A heading of two lines names a service and a team within it; a heading of its own names the team more closely.
        if (!headings.isEmpty())
            service.subTeam = cellText(headings.last());
        else if (!name.isEmpty())
            service.subTeam = cellText(name);
        if (service.subTeam)
            service.subTeam->replace(u'\n', u' ');
        service.directorate.replace(u'\n', u' ');
        m_document.services.append(service);
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
                beginNested(m_text.cells[piece.first].paragraphs);
            else
                readRow(piece);
        }
        if (isLast)
            return {};
        return beginTable(layout.headingsFirst, layout.headingsCount, m_text.cells[m_columnHeadings[table + 1]].line);
    }

    /// A heading between two rows begins another team of the same service.
    void beginNested(const DocumentCell &heading)
    {
        const DocumentService &above = m_document.services.last();
        DocumentService nested;
        nested.headings = heading;
        nested.directorate = above.directorate;
        nested.name = above.name;
        nested.subTeam = cellText(heading).replace(u'\n', u' ');
        nested.line = heading.first().line;
        mark(heading, LineUse::Heading);
        m_document.notices.append({ nested.line, 0, u"A heading inside a table begins a team of its own here; the column headings above it were taken."_s });
        m_document.services.append(nested);
    }

    void readRow(const LayoutPiece &piece)
    {
        DocumentRow row;
        row.line = m_text.cells[piece.first].line;
        row.lastLine = row.line;
        bool hasWords = false;
        for (qsizetype i = 0; i < piece.count; ++i) {
            DocumentCell cell = m_text.cells[piece.first + i].paragraphs;
            setPageNumberAside(cell);
            mark(cell, LineUse::Cell);
            if (!cell.isEmpty()) {
                hasWords = true;
                row.lastLine = cell.last().line;
            }
            row.cells[static_cast<size_t>(i)] = cell;
        }
        if (!hasWords) {
            m_document.notices.append({ row.line, 0, u"An empty row was left out."_s });
            return;
        }
        if (piece.count < cellsInRow) {
            m_document.notices.append({ row.line, 0, u"This row has %1 of its %2 cells; the others are taken as blank."_s.arg(piece.count).arg(cellsInRow) });
        }
        m_document.services.last().rows.append(row);
    }

    /// Digits alone, two or more blank lines below the cell's other words, are a page number that was printed there.
    void setPageNumberAside(DocumentCell &cell)
    {
        if (cell.size() < 2)
            return;
        const DocumentParagraph &last = cell.last();
        const bool isNumber = last.text.size() <= 4 && std::all_of(last.text.begin(), last.text.end(), [](QChar c) { return c.isDigit(); });
        if (!isNumber || last.blankLinesBefore < 2)
            return;
        setAside(last, u"A page number was set aside."_s);
        cell.removeLast();
    }

    /// Tables spell one directorate in several ways; the most frequent spelling stands for all.
    void unifyDirectorates()
    {
        QHash<QString, QHash<QString, int>> spellings;
        for (const DocumentService &service : m_document.services)
            ++spellings[foldedHeading(service.directorate)][service.directorate];
        for (DocumentService &service : m_document.services) {
            const QHash<QString, int> &known = spellings[foldedHeading(service.directorate)];
            QString best = service.directorate;
            for (auto it = known.begin(); it != known.end(); ++it) {
                // Ties go to the alphabet, so that every run gives the same.
                if (it.value() > known[best] || (it.value() == known[best] && it.key() < best))
                    best = it.key();
            }
            service.directorate = best;
        }
    }

    TextCells m_text;
    ColumnHeadings m_columnHeadings;
    QSet<QString> m_directorates;
    FrameworkDocument m_document;
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
    return DocumentBuilder(std::move(*cells), *headings).build();
}

} // namespace sightline
