#include "tests/support/xlsx_maker.h"

#include <gtest/gtest.h>

#include <zip.h>

namespace sightline::testing {

using namespace Qt::StringLiterals;

namespace {

QByteArray zipOf(const QList<std::pair<QByteArray, QByteArray>> &parts)
{
    zip_error_t problem;
    zip_error_init(&problem);
    zip_source_t *target = zip_source_buffer_create(nullptr, 0, 0, &problem);
    zip_source_keep(target);
    zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, &problem);
    EXPECT_TRUE(zip);
    for (const auto &[name, content] : parts) {
        zip_source_t *part = zip_source_buffer(zip, content.constData(), static_cast<zip_uint64_t>(content.size()), 0);
        EXPECT_GE(zip_file_add(zip, name.constData(), part, ZIP_FL_OVERWRITE), 0);
    }
    EXPECT_EQ(zip_close(zip), 0);
    QByteArray file;
    zip_stat_t about;
    EXPECT_EQ(zip_source_stat(target, &about), 0);
    file.resize(static_cast<qsizetype>(about.size));
    EXPECT_EQ(zip_source_open(target), 0);
    EXPECT_EQ(zip_source_read(target, file.data(), about.size), static_cast<zip_int64_t>(about.size));
    zip_source_close(target);
    zip_source_free(target);
    return file;
}

} // namespace

QByteArray xlsxOf(const QList<Sheet> &sheets, TextsIn texts, const QList<std::pair<QByteArray, QByteArray>> &more)
{
    QList<std::pair<QByteArray, QByteArray>> parts;
    QString workbook, relations, shared;
    int count = 0;
    for (qsizetype at = 0; at < sheets.size(); ++at) {
        workbook += u"<sheet name=\"%1\" sheetId=\"%2\" r:id=\"rId%2\"/>"_s.arg(sheets[at].name.toHtmlEscaped()).arg(at + 1);
        relations += u"<Relationship Id=\"rId%1\" Target=\"worksheets/sheet%1.xml\"/>"_s.arg(at + 1);
        QString rows;
        for (qsizetype row = 0; row < sheets[at].rows.size(); ++row) {
            QString cells;
            for (qsizetype column = 0; column < sheets[at].rows[row].size(); ++column) {
                const QString text = sheets[at].cell(row, column);
                if (text.isEmpty())
                    continue;
                const QString reference = columnName(column) + QString::number(row + 1);
                if (texts == TextsIn::Cells) {
                    cells += u"<c r=\"%1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">%2</t></is></c>"_s.arg(reference, text.toHtmlEscaped());
                } else {
                    cells += u"<c r=\"%1\" t=\"s\"><v>%2</v></c>"_s.arg(reference).arg(count++);
                    shared += u"<si><r><t>%1</t></r><r><t>%2</t></r></si>"_s.arg(text.left(1).toHtmlEscaped(),
                                                                                 text.mid(1).toHtmlEscaped());   // in two runs, as styled text is
                }
            }
            if (!cells.isEmpty())
                rows += u"<row r=\"%1\">%2</row>"_s.arg(row + 1).arg(cells);
        }
        parts.append({ u"xl/worksheets/sheet%1.xml"_s.arg(at + 1).toUtf8(),
                       u"<?xml version=\"1.0\"?><worksheet><sheetData>%1</sheetData></worksheet>"_s.arg(rows).toUtf8() });
    }
    parts.append({ "xl/workbook.xml", u"<?xml version=\"1.0\"?><workbook xmlns:r=\"urn:r\"><sheets>%1</sheets></workbook>"_s.arg(workbook).toUtf8() });
    parts.append({ "xl/_rels/workbook.xml.rels", u"<?xml version=\"1.0\"?><Relationships>%1</Relationships>"_s.arg(relations).toUtf8() });
    if (texts == TextsIn::SharedStrings)
        parts.append({ "xl/sharedStrings.xml", u"<?xml version=\"1.0\"?><sst>%1</sst>"_s.arg(shared).toUtf8() });
    return zipOf(parts + more);
}

Sheet sheetOf(const QString &name, const QString &lines)
{
    Sheet sheet { name, {} };
    for (const QString &line : lines.trimmed().split(u'\n')) {
        QStringList cells;
        for (const QString &cell : line.split(u'|'))
            cells.append(cell.trimmed());
        sheet.rows.append(cells);
    }
    return sheet;
}

} // namespace sightline::testing
