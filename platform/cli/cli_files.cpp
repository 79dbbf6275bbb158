#include "platform/cli/cli_files.h"

#include <QFile>

#include <cstdio>

namespace sightline::cli {

using namespace Qt::StringLiterals;

Result<QByteArray> readBytes(const QString &path, const QString &what, qint64 bytesMax)
{
    QFile file(path);
    const bool isOpen = path == u"-"_s ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!isOpen)
        return Error { ErrorCode::InvalidInput, u"%1 %2 cannot be read: %3."_s.arg(what, path, file.errorString()) };
    return file.read(bytesMax + 1);
}

Result<Json> readJsonFile(const QString &path, const QString &what)
{
    const auto bytes = readBytes(path, what, limits::jsonBytesMax);
    if (!bytes)
        return bytes.error();
    auto json = parseJson(*bytes);
    if (!json)
        return Error { json.error().code, u"%1 %2 is not usable: %3"_s.arg(what, path, json.error().detail) };
    return json;
}

Result<Questionnaire> readFormFile(const QString &path, const QString &language)
{
    const auto json = readJsonFile(path, u"The form file"_s);
    if (!json)
        return json.error();
    return readQuestionnaire(*json, language);
}

} // namespace sightline::cli
