#include "core/forms/xlsform/workbook.h"

#include "core/zip/zip_archive.h"

#include <QCoreApplication>
#include <QHash>

#include <pugixml.hpp>

#include <cstring>
#include <memory>
#include <optional>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct WorkbookWords {
    Q_DECLARE_TR_FUNCTIONS(Workbook)
};

Error damaged(const QString &what)
{
    //: Why a spreadsheet could not be read. %1 is what is wrong with it, in a few words.
    return Error { ErrorCode::InvalidInput, WorkbookWords::tr("This is not a readable .xlsx file: %1. Save it from the spreadsheet program again.").arg(what) };
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
            //: Why a spreadsheet could not be read. %1 is a number.
            return Error { ErrorCode::TooLarge,
                           WorkbookWords::tr("The file is over %1 MB. Take pictures and other sheets out of it.").arg(workbookBytesMax / (1024 * 1024)) };
        auto archive = ZipArchive::open(file, workbookPartBytesMax);
        if (!archive)
            return damaged(archive.error().detail);
        m_zip.emplace(std::move(archive).value());
        if (const auto shared = readSharedStrings(); !shared)
            return shared.error();
        return readSheets();
    }

private:
    /// A part, inflated and parsed. An absent one gives InvalidInput.
    Result<std::shared_ptr<pugi::xml_document>> part(const QString &name)
    {
        const auto bytes = m_zip->part(name);
        if (!bytes && bytes.error().code == ErrorCode::TooLarge)
            //: Why a spreadsheet could not be read. %1 is a number.
            return Error { ErrorCode::TooLarge,
                           WorkbookWords::tr("The spreadsheet is too large once unpacked (over %1 MB).").arg(workbookPartBytesMax / (1024 * 1024)) };
        if (!bytes)
            return damaged(bytes.error().detail);
        auto document = std::make_shared<pugi::xml_document>();
        // Without parse_doctype nothing can be declared and so nothing expanded.
        const bool isParsed = document->load_buffer(bytes->constData(), static_cast<size_t>(bytes->size()), pugi::parse_default | pugi::parse_ws_pcdata_single);
        if (!isParsed)
            //: What is wrong with a spreadsheet, in the middle of a sentence. %1 is the name of a part of its file.
            return damaged(WorkbookWords::tr("its part %1 is damaged").arg(name.left(60)));
        return document;
    }

    Result<void> readSharedStrings()
    {
        if (!m_zip->has(u"xl/sharedStrings.xml"_s))
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
            //: What is wrong with a spreadsheet, in the middle of a sentence.
            return damaged(WorkbookWords::tr("it has no sheets"));
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
                //: Why a spreadsheet could not be read. %1 is a number.
                return Error { ErrorCode::TooLarge, WorkbookWords::tr("A sheet has more than %1 rows, or rows out of order.").arg(workbookRowsMax) };
            rows.resize(at + 1);
            for (const pugi::xml_node &cell : row) {
                const QString reference = attribute(cell, "r");
                const qsizetype column = reference.isEmpty() ? rows[at].size() : columnOf(reference);
                if (column < 0 || column >= workbookColumnsMax)
                    //: Why a spreadsheet could not be read. %1 is a number.
                    return Error { ErrorCode::TooLarge, WorkbookWords::tr("A sheet has more than %1 columns.").arg(workbookColumnsMax) };
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

    std::optional<ZipArchive> m_zip;
    QStringList m_shared;
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
