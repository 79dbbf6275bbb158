#pragma once

#include "core/framework/framework_document.h"

namespace sightline {

/// Puts a framework document together, whatever it was read from: keeps account of what each line became, and gives a table without a
/// directorate the one before it. Lives for one document.
class DocumentBuilder {
public:
    /// @p notices of lines that are accounted for already.
    DocumentBuilder(QList<Notice> notices, qsizetype lineCount);

    void setTitle(const DocumentParagraph &paragraph);
    void setAside(const DocumentParagraph &paragraph, const QString &text);
    /// Of words that another notice speaks for.
    void markSetAside(const DocumentCell &cell) { mark(cell, LineUse::Notice); }
    /// A notice about a line that stays what it is.
    void addNotice(Notice notice) { m_document.notices.append(std::move(notice)); }
    void markHeading(const DocumentCell &cell) { mark(cell, LineUse::Heading); }
    void markColumnHeadings(const DocumentCell &cell) { mark(cell, LineUse::ColumnHeading); }

    /// Begins a service. @p headings, none of them empty: its name alone; a directorate and the name; or both and a team within it.
    void beginTable(QList<DocumentCell> headings);
    /// Begins a service whose directorate, name and team stand in columns of their own.
    void beginService(DocumentService service);
    /// A heading between two rows begins another team of the same service.
    void beginNested(const DocumentCell &heading);
    [[nodiscard]] bool hasService() const { return !m_document.services.isEmpty(); }

    /// A row of the service begun last. Fewer than five cells: the others are taken as blank, with a notice. An empty row is left out.
    void addRow(QList<DocumentCell> cells, int line);

    /// The whole, with one spelling for each directorate and the notices in the order of lines. The builder is empty after it.
    [[nodiscard]] FrameworkDocument finish();

private:
    void mark(int line, LineUse use) { m_document.lineUses[line - 1] = use; }
    void mark(const DocumentCell &cell, LineUse use);
    void setPageNumberAside(DocumentCell &cell);
    void unifyDirectorates();

    FrameworkDocument m_document;
};

} // namespace sightline
