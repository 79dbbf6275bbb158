#include "core/framework/word/word_package.h"

#include "core/base/limits.h"
#include "core/zip/zip_archive.h"

#include <QXmlStreamReader>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Of the container that older .doc files and encrypted ones are.
constexpr char compoundFileMark[] = "\xd0\xcf\x11\xe0";

Error damaged(const QString &what)
{
    return { ErrorCode::InvalidInput,
             u"This is not a readable .docx file: %1. Open it in the word processor, save it as .docx again, and give that. Nothing was installed."_s.arg(
                 what) };
}

Error tooLarge(const QString &what)
{
    return { ErrorCode::TooLarge, u"The document %1. Save only the framework's tables, without pictures, and try again. Nothing was installed."_s.arg(what) };
}

struct Relation {
    QString type;     ///< the last part of its address: "officeDocument"
    QString target;
    bool isOutside = false;
};

Result<QList<Relation>> readRelations(const QByteArray &xml)
{
    QList<Relation> relations;
    QXmlStreamReader reader(xml);
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        if (token == QXmlStreamReader::DTD)
            return damaged(u"it declares a document type, which no word processor does"_s);
        if (token != QXmlStreamReader::StartElement || reader.name() != "Relationship"_L1)
            continue;
        const QXmlStreamAttributes attributes = reader.attributes();
        relations.append({ attributes.value("Type"_L1).toString().section(u'/', -1), attributes.value("Target"_L1).toString(),
                           attributes.value("TargetMode"_L1) == "External"_L1 });
    }
    if (reader.hasError())
        return damaged(u"its list of parts is damaged"_s);
    return relations;
}

/// "word/_rels/document.xml.rels" for "word/document.xml".
QString relationsOf(const QString &part)
{
    const qsizetype slash = part.lastIndexOf(u'/');
    return u"%1_rels/%2.rels"_s.arg(part.left(slash + 1), part.mid(slash + 1));
}

class PackageReader {
public:
    explicit PackageReader(ZipArchive archive) : m_archive(std::move(archive)) { }

    Result<WordPackage> read()
    {
        const auto top = relations(u"_rels/.rels"_s);
        if (!top)
            return top.error();
        QString main;
        for (const Relation &relation : *top) {
            if (relation.type == "officeDocument"_L1 && !relation.isOutside)
                main = relation.target.startsWith(u'/') ? relation.target.sliced(1) : relation.target;
        }
        if (main.isEmpty())
            return damaged(u"it names no document"_s);
        WordPackage package;
        auto body = part(main);
        if (!body)
            return body.error();
        package.body = std::move(body).value();
        if (!m_archive.has(relationsOf(main)))
            return package;
        const auto inner = relations(relationsOf(main));
        if (!inner)
            return inner.error();
        for (const Relation &relation : *inner) {
            package.hasMacros = package.hasMacros || relation.type == "vbaProject"_L1;
            package.outsideParts += relation.isOutside && relation.type != "hyperlink"_L1 ? 1 : 0;
        }
        return package;
    }

private:
    Result<QByteArray> part(const QString &name)
    {
        auto bytes = m_archive.part(name);
        if (bytes)
            return bytes;
        if (bytes.error().code == ErrorCode::TooLarge)
            return tooLarge(u"is larger than %1 MiB once unpacked, more than any framework"_s.arg(limits::wordInflatedBytesMax / (1024 * 1024)));
        return damaged(bytes.error().detail);
    }
    Result<QList<Relation>> relations(const QString &name)
    {
        const auto xml = part(name);
        return xml ? readRelations(*xml) : Result<QList<Relation>>(xml.error());
    }

    ZipArchive m_archive;
};

} // namespace

Result<WordPackage> openWordPackage(QByteArrayView file)
{
    if (file.size() > limits::wordFileBytesMax)
        return tooLarge(u"is larger than %1 MiB"_s.arg(limits::wordFileBytesMax / (1024 * 1024)));
    if (file.startsWith(compoundFileMark))
        return damaged(u"it is protected by a password, or an older .doc file"_s);
    auto archive = ZipArchive::open(file, limits::wordInflatedBytesMax);
    if (!archive)
        return damaged(archive.error().detail);
    return PackageReader(std::move(archive).value()).read();
}

} // namespace sightline
