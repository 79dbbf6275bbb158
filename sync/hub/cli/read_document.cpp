#include "sync/hub/cli/read_document.h"

#include "core/base/limits.h"

#include <QFile>

namespace sightline::hub {

using namespace Qt::StringLiterals;

Result<QByteArray> readDocument(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error { ErrorCode::NotFound, u"The file \"%1\" cannot be read."_s.arg(path) };
    if (file.size() > limits::frameworkBytesMax)
        return Error { ErrorCode::TooLarge,
                       u"The file \"%1\" is larger than %2 bytes, more than any framework document."_s.arg(path).arg(limits::frameworkBytesMax) };
    return file.read(limits::frameworkBytesMax);
}

} // namespace sightline::hub
