#include "core/commands/keep_file.h"

#include "core/base/limits.h"

namespace sightline {

using namespace Qt::StringLiterals;

Result<StoredFile> keepFile(Store &store, const FileToKeep &file)
{
    if (file.bytes.isEmpty())
        return Error { ErrorCode::InvalidInput, u"The file is empty."_s };
    if (file.bytes.size() > limits::fileBytesMax)
        return Error { ErrorCode::TooLarge, u"The file is over %1 MiB."_s.arg(limits::fileBytesMax / (1024 * 1024)) };
    const qint64 leftMin = file.isOnlyCopy ? freeBytesForOnlyCopiesMin : limits::freeBytesForFilesMin;
    if (file.freeBytes && *file.freeBytes - file.bytes.size() < leftMin)
        return Error { ErrorCode::StorageFull, u"The disk is nearly full; what room is left is kept for words."_s };
    return store.transact([&] { return store.files().put(file.bytes, file.mime, store.clock().now()); });
}

Result<qint64> removeUnnamedFiles(Store &store)
{
    const Instant before { store.clock().now().msSinceEpoch - limits::unnamedFileHours * 3600LL * 1000 };
    const auto removed = store.transact([&]() -> Result<qint64> {
        const auto named = store.drafts().filesNamed();
        if (!named)
            return named.error();
        return store.files().removeUnnamed(*named, before);
    });
    if (removed && *removed > 0) {
        if (const auto forgotten = store.forgetPurged(); !forgotten)
            return forgotten.error();
    }
    return removed;
}

} // namespace sightline
