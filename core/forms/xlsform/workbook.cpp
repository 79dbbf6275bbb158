#include "core/forms/xlsform/workbook.h"

#include <QHash>

#include <pugixml.hpp>
#include <zip.h>

#include <cstring>
#include <memory>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

Error damaged(const QString &what)
{
    return Error { ErrorCode::InvalidInput, u"This is not a readable .xlsx file: %1. Save it from the spreadsheet program again."_s.arg(what) };
}

/// An element's name without its namespace prefix.
bool isCalled(const pugi::xml_node &node, const char *name)
{
    const char *full = node.name();
    const char *colon = std::strchr(full, ':');
    return std::strcmp(colon ? colon + 1 : full, name) == 0;
}

pugi::xml_node childOf(const pugi::xml_node &parent, const char *name)
{
    for (const pugi::xml_node &child : parent) {
        if (isCalled(child, name))
            return child;
    }
    return {};
}

QString attribute(const pugi::xml_node &node, const char *name) { return QString::fromUtf8(node.attribute(name).value()); }

/// The text of a shared or inline string: one run, or several with their own styles.
QString stringOf(const pugi::xml_node &item)
{
    QString text;
    for (const pugi::xml_node &child : item) {
        if (isCalled(child, "t"))
            text += QString::fromUtf8(child.text().get());
        else if (isCalled(child, "r"))
            text += QString::fromUtf8(childOf(child, "t").text().get());
    }
    return text;
}

/// Position of the column of a cell reference ("C12" is 2); -1 if it names none.
int columnOf(const QString &reference)
{
    int column = 0;
    for (const QChar c : reference) {
        if (c < u'A' || c > u'Z' || column > workbookColumnsMax)
            break;
        column = column * 26 + (c.unicode() - u'A' + 1);
    }
    return column - 1;
}

class WorkbookReader {
public:
    Result<Workbook> read(QByteArrayView file)
    {
        if (file.size() > workbookBytesMax)
            return Error { ErrorCode::TooLarge, u"The file is over %1 MB. Take pictures and other sheets out of it."_s.arg(workbookBytesMax / (1024 * 1024)) };
        zip_error_t problem;
        zip_error_init(&problem);
        zip_source_t *source = zip_source_buffer_create(file.data(), static_cast<zip_uint64_t>(file.size()), 0, &problem);
        m_zip.reset(source ? zip_open_from_source(source, ZIP_RDONLY, &problem) : nullptr);
        if (!m_zip && source)
            zip_source_free(source);
        zip_error_fini(&problem);
        if (!m_zip)
            return damaged(u"it is no zip file"_s);
        if (const auto shared = readSharedStrings(); !shared)
            return shared.error();
        return readSheets();
    }

private:
    struct ZipCloser {
        void operator()(zip_t *zip) const { zip_discard(zip); }
    };

    /// A part, inflated and parsed. An absent one gives InvalidInput.
    Result<std::shared_ptr<pugi::xml_document>> part(const QString &name)
    {
        zip_stat_t about;
        const QByteArray path = name.toUtf8();
        if (zip_stat(m_zip.get(), path.constData(), 0, &about) != 0 || !(about.valid & ZIP_STAT_SIZE))
            return damaged(u"its part %1 is missing"_s.arg(name.left(60)));
        m_inflated += static_cast<qint64>(std::min<zip_uint64_t>(about.size, static_cast<zip_uint64_t>(workbookPartBytesMax) + 1));
        if (m_inflated > workbookPartBytesMax)
            return Error { ErrorCode::TooLarge, u"The spreadsheet is too large once unpacked (over %1 MB)."_s.arg(workbookPartBytesMax / (1024 * 1024)) };
        const std::unique_ptr<zip_file_t, int (*)(zip_file_t *)> opened(zip_fopen(m_zip.get(), path.constData(), 0), zip_fclose);
        QByteArray bytes(static_cast<qsizetype>(about.size), Qt::Uninitialized);
        const bool isRead = opened && zip_fread(opened.get(), bytes.data(), about.size) == static_cast<zip_int64_t>(about.size);
        auto document = std::make_shared<pugi::xml_document>();
        // Without parse_doctype nothing can be declared and so nothing expanded.
        const bool isParsed =
            isRead && document->load_buffer(bytes.constData(), static_cast<size_t>(bytes.size()), pugi::parse_default | pugi::parse_ws_pcdata_single);
        if (!isParsed)
            return damaged(u"its part %1 is damaged"_s.arg(name.left(60)));
        return document;
    }

    Result<void> readSharedStrings()
    {
        if (zip_name_locate(m_zip.get(), "xl/sharedStrings.xml", 0) < 0)
            return {};   // every text may stand in its cell
        const auto document = part(u"xl/sharedStrings.xml"_s);
        if (!document)
            return document.error();
        for (const pugi::xml_node &item : (*document)->document_element()) {
            if (isCalled(item, "si"))
                m_shared.append(stringOf(item));
        }
        return {};
    }

    Result<Workbook> readSheets()
    {
        const auto relations = part(u"xl/_rels/workbook.xml.rels"_s);
        if (!relations)
            return relations.error();
        QHash<QString, QString> targets;
        for (const pugi::xml_node &relation : (*relations)->document_element())
            targets.insert(attribute(relation, "Id"), attribute(relation, "Target"));
        const auto document = part(u"xl/workbook.xml"_s);
        if (!document)
            return document.error();
        Workbook workbook;
        for (const pugi::xml_node &sheet : childOf((*document)->document_element(), "sheets")) {
            QString target = targets.value(attribute(sheet, "r:id"));
            target = target.startsWith(u'/') ? target.sliced(1) : u"xl/"_s + target;
            const auto content = part(target);
            if (!content)
                return content.error();
            auto rows = readRows((*content)->document_element());
            if (!rows)
                return rows.error();
            workbook.sheets.append({ attribute(sheet, "name").trimmed(), *rows });
        }
        if (workbook.sheets.isEmpty())
            return damaged(u"it has no sheets"_s);
        return workbook;
    }

    Result<QList<QStringList>> readRows(const pugi::xml_node &sheet) const
    {
        QList<QStringList> rows;
        for (const pugi::xml_node &row : childOf(sheet, "sheetData")) {
            bool isNumber = false;
            const int given = attribute(row, "r").toInt(&isNumber);
            const qsizetype at = isNumber ? given - 1 : rows.size();
            if (at < rows.size() || at >= workbookRowsMax)
                return Error { ErrorCode::TooLarge, u"A sheet has more than %1 rows, or rows out of order."_s.arg(workbookRowsMax) };
            rows.resize(at + 1);
            for (const pugi::xml_node &cell : row) {
                const QString reference = attribute(cell, "r");
                const qsizetype column = reference.isEmpty() ? rows[at].size() : columnOf(reference);
                if (column < 0 || column >= workbookColumnsMax)
                    return Error { ErrorCode::TooLarge, u"A sheet has more than %1 columns."_s.arg(workbookColumnsMax) };
                if (rows[at].size() <= column)
                    rows[at].resize(column + 1);
                rows[at][column] = textOf(cell).trimmed();
            }
        }
        return rows;
    }

    QString textOf(const pugi::xml_node &cell) const
    {
        const QString type = attribute(cell, "t");
        const QString value = QString::fromUtf8(childOf(cell, "v").text().get());
        if (type == u"s")
            return m_shared.value(value.toInt());
        if (type == u"inlineStr")
            return stringOf(childOf(cell, "is"));
        if (type == u"b")
            return value == u"1" ? u"true"_s : u"false"_s;
        return value;
    }

    std::unique_ptr<zip_t, ZipCloser> m_zip;
    QStringList m_shared;
    qint64 m_inflated = 0;
};

} // namespace

const Sheet *Workbook::find(const QString &name) const
{
    for (const Sheet &sheet : sheets) {
        if (sheet.name.compare(name, Qt::CaseInsensitive) == 0)
            return &sheet;
    }
    return nullptr;
}

Result<Workbook> readWorkbook(QByteArrayView file) { return WorkbookReader().read(file); }

QString columnName(qsizetype column)
{
    QString name;
    for (qsizetype left = column + 1; left > 0; left = (left - 1) / 26)
        name.prepend(QChar(u'A' + int((left - 1) % 26)));
    return name;
}

} // namespace sightline
