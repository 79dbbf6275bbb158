#include "sync/hub/files/s3_answers.h"

#include <QDateTime>
#include <QRegularExpression>

#include <pugixml.hpp>

#include <optional>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

Error badList(const QString &what) { return { ErrorCode::StorageFailure, u"The S3 store of the files gave %1."_s.arg(what) }; }

std::optional<ListedChunk> listedIn(const pugi::xml_node &object, const QString &prefix)
{
    const QString key = QString::fromUtf8(object.child_value("Key"));
    const QDateTime at = QDateTime::fromString(QString::fromLatin1(object.child_value("LastModified")), Qt::ISODateWithMs);
    bool isSize = false;
    const qint64 bytes = QByteArray(object.child_value("Size")).toLongLong(&isSize);
    if (!key.startsWith(prefix) || !at.isValid() || !isSize || bytes < 0)
        return std::nullopt;
    return ListedChunk { key.mid(prefix.size()), at.toMSecsSinceEpoch(), bytes };
}

} // namespace

Result<S3List> readS3List(const QByteArray &xml, const QString &prefix)
{
    pugi::xml_document document;
    const bool isRead = document.load_buffer(xml.constData(), static_cast<std::size_t>(xml.size()));
    const pugi::xml_node list = document.child("ListBucketResult");
    if (!isRead || !list)
        return badList(u"a list that cannot be read"_s);
    S3List read;
    for (const pugi::xml_node &object : list.children("Contents")) {
        const auto listed = listedIn(object, prefix);
        if (!listed)
            return badList(u"a list that cannot be read"_s);
        read.chunks.append(*listed);
    }
    if (QByteArray(list.child_value("IsTruncated")) != "true")
        return read;
    read.next = QString::fromUtf8(list.child_value("NextContinuationToken"));
    return read.next.isEmpty() ? badList(u"half a list"_s) : Result<S3List>(read);
}

QString s3ErrorCode(const QByteArray &xml)
{
    pugi::xml_document document;
    if (!document.load_buffer(xml.constData(), static_cast<std::size_t>(xml.size())))
        return {};
    const QString code = QString::fromUtf8(document.child("Error").child_value("Code"));
    static const QRegularExpression word(u"^[A-Za-z]{1,64}\\z"_s);
    return word.match(code).hasMatch() ? code : QString();
}

} // namespace sightline::hub
