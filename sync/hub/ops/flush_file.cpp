#include "sync/hub/ops/flush_file.h"

#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <unistd.h>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

Result<void> flush(const QString &path)
{
    const int handle = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    const bool flushed = handle >= 0 && ::fsync(handle) == 0;
    if (handle >= 0)
        ::close(handle);
    if (!flushed)
        return Error { ErrorCode::StorageFailure, u"\"%1\" could not be written to the disk for good."_s.arg(path) };
    return {};
}

} // namespace

Result<void> flushWithName(const QString &path)
{
    if (const auto flushed = flush(path); !flushed)
        return flushed;
    return flush(QFileInfo(path).absolutePath());
}

} // namespace sightline::hub
