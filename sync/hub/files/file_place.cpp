#include "sync/hub/files/file_place.h"

#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

Error wrong(const QString &why) { return { ErrorCode::InvalidInput, u"The place for files is not taken: %1."_s.arg(why) }; }

bool isPlain(const QString &text)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9._/-]*$"_s);
    return plain.match(text).hasMatch();
}

bool isThisMachine(const QString &host) { return host == "127.0.0.1"_L1 || host == "::1"_L1 || host == "localhost"_L1; }

Result<FilePlace> s3FromText(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.fragment().isEmpty())
        return wrong(u"s3: is followed by the bucket's address, for example s3:https://s3.example.gov.uk/sightline-files?region=eu-west-2"_s);
    if (!url.userInfo().isEmpty())
        return wrong(u"an address holds no key or password; they stand in a file beside the hub's keys"_s);
    if (url.scheme() != "https"_L1 && !(url.scheme() == "http"_L1 && isThisMachine(url.host())))
        return wrong(u"children's photographs go over https only (http is for this machine)"_s);
    const QUrlQuery query(url);
    FilePlace place { .kind = FilePlace::Kind::S3 };
    for (const auto &[name, value] : query.queryItems(QUrl::FullyDecoded)) {
        if (name == "region"_L1)
            place.region = value;
        else if (name == "prefix"_L1)
            place.prefix = value;
        else if (name == "ca"_L1)
            place.caFile = value;
        else
            return wrong(u"after the ? there may be region, prefix and ca"_s);
    }
    if (place.region.isEmpty() || !isPlain(place.region))
        return wrong(u"it needs ?region=NAME, as the store calls it"_s);
    if (!place.prefix.isEmpty() && !place.prefix.endsWith(u'/'))
        place.prefix += u'/';
    if (!isPlain(url.path()) || !isPlain(place.prefix) || place.prefix.startsWith(u'/'))
        return wrong(u"bucket and prefix are letters, digits, dots, dashes and slashes"_s);
    place.bucketUrl = url.adjusted(QUrl::RemoveQuery | QUrl::StripTrailingSlash).toString();
    return place;
}

} // namespace

Result<FilePlace> filePlaceFromText(const QString &text)
{
    static const QString directory = u"directory:"_s, s3 = u"s3:"_s;
    if (text == "database"_L1)
        return FilePlace {};
    if (text.startsWith(directory)) {
        FilePlace place { .kind = FilePlace::Kind::Directory, .directory = text.mid(directory.size()) };
        while (place.directory.size() > 1 && place.directory.endsWith(u'/'))
            place.directory.chop(1);
        if (!place.directory.startsWith(u'/') || place.directory.size() < 2)
            return wrong(u"a directory is written with its whole path, for example directory:/srv/sightline-files"_s);
        return place;
    }
    if (text.startsWith(s3))
        return s3FromText(text.mid(s3.size()));
    return wrong(u"write database, directory:/PATH or s3:https://HOST/BUCKET?region=NAME"_s);
}

} // namespace sightline::hub
