#include "core/framework/document_builder.h"

#include "core/framework/table_layout.h"

#include <QHash>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

DocumentBuilder::DocumentBuilder(QList<Notice> notices, qsizetype lineCount)
{
    m_document.notices = std::move(notices);
    m_document.lineUses.fill(LineUse::Blank, lineCount);
    for (const Notice &notice : std::as_const(m_document.notices))
        mark(notice.line, LineUse::Notice);
}

void DocumentBuilder::mark(const DocumentCell &cell, LineUse use)
{
    for (const DocumentParagraph &paragraph : cell)
        mark(paragraph.line, use);
}

void DocumentBuilder::setTitle(const DocumentParagraph &paragraph)
{
    m_document.title = paragraph.text;
    mark(paragraph.line, LineUse::Title);
}

void DocumentBuilder::setAside(const DocumentParagraph &paragraph, const QString &text)
{
    m_document.notices.append({ paragraph.line, paragraph.column, text });
    mark(paragraph.line, LineUse::Notice);
}

void DocumentBuilder::beginTable(QList<DocumentCell> headings)
{
    DocumentService service;
    for (const DocumentCell &heading : std::as_const(headings))
        service.headings += heading;
    service.line = headings.first().first().line;
    if (headings.size() > 1) {
        service.directorate = cellText(headings.takeFirst());
    } else if (hasService() && !m_document.services.last().directorate.isEmpty()) {
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
    beginService(std::move(service));
}

void DocumentBuilder::beginService(DocumentService service)
{
    mark(service.headings, LineUse::Heading);
    if (service.subTeam)
        service.subTeam->replace(u'\n', u' ');
    service.directorate.replace(u'\n', u' ');
    m_document.services.append(std::move(service));
}

void DocumentBuilder::beginNested(const DocumentCell &heading)
{
    const DocumentService &above = m_document.services.last();
    DocumentService nested;
    nested.headings = heading;
    nested.directorate = above.directorate;
    nested.name = above.name;
    nested.subTeam = cellText(heading);
    nested.line = heading.first().line;
    m_document.notices.append({ nested.line, 0, u"A heading inside a table begins a team of its own here; the column headings above it were taken."_s });
    beginService(std::move(nested));
}

void DocumentBuilder::addRow(QList<DocumentCell> cells, int line)
{
    DocumentRow row;
    row.line = line;
    row.lastLine = line;
    bool hasWords = false;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        DocumentCell &cell = cells[i];
        setPageNumberAside(cell);
        mark(cell, LineUse::Cell);
        if (!cell.isEmpty()) {
            hasWords = true;
            row.lastLine = std::max(row.lastLine, cell.last().line);
        }
        row.cells[static_cast<size_t>(i)] = cell;
    }
    if (!hasWords) {
        m_document.notices.append({ line, 0, u"An empty row was left out."_s });
        return;
    }
    if (cells.size() < cellsInRow)
        m_document.notices.append({ line, 0, u"This row has %1 of its %2 cells; the others are taken as blank."_s.arg(cells.size()).arg(cellsInRow) });
    m_document.services.last().rows.append(row);
}

/// Digits alone, two or more blank lines below the cell's other words, are a page number that was printed there.
void DocumentBuilder::setPageNumberAside(DocumentCell &cell)
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
void DocumentBuilder::unifyDirectorates()
{
    QHash<QString, QHash<QString, int>> spellings;
    for (const DocumentService &service : std::as_const(m_document.services))
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

FrameworkDocument DocumentBuilder::finish()
{
    unifyDirectorates();
    std::ranges::stable_sort(m_document.notices, {}, &Notice::line);
    return std::move(m_document);
}

} // namespace sightline
