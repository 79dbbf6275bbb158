#include "sync/hub/cli/read_document.h"

#include "core/framework/word/read_framework_file.h"
#include "core/packs/framework/framework_pack.h"

#include <QFile>

namespace sightline::hub {

using namespace Qt::StringLiterals;

Result<QByteArray> readDocument(const QString &path, qint64 bytesMax)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error { ErrorCode::NotFound, u"The file \"%1\" cannot be read."_s.arg(path) };
    if (file.size() > bytesMax)
        return Error { ErrorCode::TooLarge, u"The file \"%1\" is larger than %2 bytes, more than any framework document."_s.arg(path).arg(bytesMax) };
    return file.read(bytesMax);
}

Result<CompiledFramework> compileDocument(const QString &file)
{
    const auto content = readDocument(file, limits::wordFileBytesMax);
    if (!content)
        return content.error();
    auto document = readFrameworkFile(*content, file);
    return document ? compileWithBuiltInTables(std::move(document).value()) : Result<CompiledFramework>(document.error());
}

} // namespace sightline::hub
