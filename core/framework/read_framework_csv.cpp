#include "core/framework/read_framework_csv.h"

#include "core/base/csv.h"
#include "core/base/limits.h"
#include "core/framework/document_builder.h"
#include "core/framework/table_layout.h"
#include "core/framework/text_cells.h"

#include <QHash>

#include <array>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// The columns: the five of the document, then what names a service.
enum Column : size_t { Service = cellsInRow, Directorate, Team, ColumnCount };

QString nameOf(size_t column)
{
    switch (column) {
    case Service: return u"Service"_s;
    case Directorate: return u"Directorate"_s;
    case Team: return u"Team"_s;
    default: return columnHeadingName(static_cast<qsizetype>(column));
    }
}

/// Paragraphs of a cell. They all count as of the line where its row begins.
DocumentCell cellOf(const QString &text, int line)
{
    DocumentCell cell;
    for (const QString &words : text.split(u'\n')) {
        if (DocumentParagraph paragraph = paragraphOf(words, line, 0); !paragraph.text.isEmpty())
            cell.append(std::move(paragraph));
    }
    return cell;
}

class CsvFramework {
public:
    explicit CsvFramework(const QList<CsvRow> &rows) : m_rows(rows), m_document({}, rows.isEmpty() ? 1 : rows.last().line) { m_at.fill(-1); }

    Result<FrameworkDocument> read()
    {
        if (m_rows.isEmpty())
            return Error { ErrorCode::InvalidInput,
                           u"The table is empty. Its first row must name the columns: Service, Activity, How, Purpose, Lead, Frequency."_s };
        if (const auto named = readColumns(); !named)
            return named.error();
        if (m_rows.size() == 1)
            return Error { ErrorCode::InvalidInput, u"The table has no rows below the names of its columns."_s };
        if (const auto grouped = groupByService(); !grouped)
            return grouped.error();
        for (const auto &[service, rows] : std::as_const(m_services)) {
            m_document.beginService(service);
            for (const CsvRow *row : rows)
                addRow(*row);
        }
        return m_document.finish();
    }

private:
    Result<void> readColumns()
    {
        const CsvRow &heads = m_rows.first();
        for (qsizetype i = 0; i < heads.cells.size(); ++i) {
            const DocumentCell cell = cellOf(heads.cells[i], heads.line);
            m_document.markColumnHeadings(cell);
            const qsizetype column = columnOf(cell);
            if (column < 0 && !cell.isEmpty()) {
                m_document.addNotice({ heads.line, 0, u"The column \"%1\" is no part of a framework and was set aside."_s.arg(cellText(cell).left(60)), true });
            } else if (column >= 0) {
                if (m_at[static_cast<size_t>(column)] >= 0)
                    return Error { ErrorCode::InvalidInput, u"Line %1: two columns are called %2."_s.arg(heads.line).arg(nameOf(static_cast<size_t>(column))) };
                m_at[static_cast<size_t>(column)] = i;
            }
        }
        for (size_t column = 0; column <= Service; ++column) {
            if (m_at[column] < 0)
                return Error {
                    ErrorCode::InvalidInput,
                    u"Line %1: the table has no column \"%2\". Its first row must name the columns: Service, Activity, How, Purpose, Lead, Frequency."_s
                        .arg(heads.line)
                        .arg(nameOf(column))
                };
        }
        return {};
    }

    static qsizetype columnOf(const DocumentCell &cell)
    {
        const QString name = foldedHeading(cellText(cell));
        if (name == "service"_L1)
            return Service;
        if (name == "directorate"_L1)
            return Directorate;
        if (name == "team"_L1 || name == "sub team"_L1)
            return Team;
        for (qsizetype i = 0; i < cellsInRow; ++i) {
            if (isColumnHeading(cell, i))
                return i;
        }
        return -1;
    }

    [[nodiscard]] QString text(const CsvRow &row, size_t column) const { return m_at[column] < 0 ? QString() : row.cells.value(m_at[column]); }

    Result<void> groupByService()
    {
        QHash<QString, qsizetype> known;
        for (qsizetype i = 1; i < m_rows.size(); ++i) {
            const CsvRow &row = m_rows[i];
            for (const QString &cell : row.cells) {
                if (cell.size() > limits::frameworkCellCharactersMax)
                    return Error { ErrorCode::TooLarge,
                                   u"Line %1: a table cell holds more than %2 characters. Shorten it and try again."_s.arg(row.line).arg(
                                       limits::frameworkCellCharactersMax) };
            }
            DocumentService service;
            for (const size_t column : { Directorate, Service, Team })
                service.headings += cellOf(text(row, column), row.line);
            service.directorate = text(row, Directorate).simplified();
            service.name = text(row, Service).simplified();
            if (const QString team = text(row, Team).simplified(); !team.isEmpty())
                service.subTeam = team;
            service.line = row.line;
            if (service.name.isEmpty())
                return Error { ErrorCode::InvalidInput, u"Line %1: the row names no service."_s.arg(row.line) };
            const QString key = foldedHeading(service.directorate) + u'\n' + service.name + u'\n' + service.subTeam.value_or(QString());
            if (!known.contains(key)) {
                known.insert(key, m_services.size());
                m_services.append({ std::move(service), {} });
            }
            m_services[known.value(key)].second.append(&row);
        }
        return {};
    }

    void addRow(const CsvRow &row)
    {
        QList<DocumentCell> cells;
        for (size_t column = 0; column < static_cast<size_t>(cellsInRow); ++column)
            cells.append(cellOf(text(row, column), row.line));
        m_document.addRow(std::move(cells), row.line);
    }

    const QList<CsvRow> &m_rows;
    DocumentBuilder m_document;
    std::array<qsizetype, ColumnCount> m_at {};   ///< where each column stands; -1: it does not
    QList<std::pair<DocumentService, QList<const CsvRow *>>> m_services;
};

} // namespace

Result<FrameworkDocument> readFrameworkCsv(QByteArrayView text)
{
    const auto rows = readCsv(text);
    return rows ? CsvFramework(*rows).read() : Result<FrameworkDocument>(rows.error());
}

} // namespace sightline
