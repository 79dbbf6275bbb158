#include "core/base/csv_table.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

QString csvMemberCalled(const QString &heading, const QList<CsvColumn> &columns)
{
    const QString name = heading.toLower().replace(u'_', u' ').replace(u'-', u' ').simplified();
    const auto found = std::ranges::find_if(columns, [&name](const CsvColumn &column) { return column.called.contains(name); });
    return found == columns.end() ? QString() : found->member;
}

} // namespace

Result<CsvTable> readCsvTable(QByteArrayView csv, const QList<CsvColumn> &columns)
{
    const auto rows = readCsv(csv);
    if (!rows)
        return rows.error();
    CsvTable table;
    if (rows->isEmpty())
        return table;
    table.line = rows->first().line;
    table.headings = rows->first().cells;
    for (const QString &heading : std::as_const(table.headings)) {
        const QString member = csvMemberCalled(heading, columns);
        if (member.isEmpty() && !heading.isEmpty())
            table.faults.append({ CsvTable::Fault::Kind::Unknown, heading });
        if (!member.isEmpty() && table.members.contains(member))
            table.faults.append({ CsvTable::Fault::Kind::Twice, heading });
        table.members.append(member);
    }
    const auto missing = std::ranges::find_if(columns, [&table](const CsvColumn &column) { return column.isNeeded && !table.has(column.member); });
    if (missing != columns.end())
        table.missing = missing->called.first();
    for (const CsvRow &row : rows->mid(1)) {
        CsvTableRow read { row.line, row.cells.mid(0, table.members.size()), row.cells.size() > table.members.size() };
        read.cells.resize(table.members.size());
        table.rows.append(read);
    }
    return table;
}

QDate readWrittenDay(const QString &text)
{
    for (const QString &format : { u"yyyy-MM-dd"_s, u"d/M/yyyy"_s, u"d.M.yyyy"_s }) {
        if (const QDate day = QDate::fromString(text.trimmed(), format); day.isValid())
            return day;
    }
    return {};
}

} // namespace sightline
