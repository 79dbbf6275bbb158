#include "core/store/store_lock.h"

#include <QDir>

namespace sightline {

using namespace Qt::StringLiterals;

Result<std::unique_ptr<StoreLock>> StoreLock::take(const QString &directory)
{
    auto lock = Connection::open({ .path = QDir(directory).filePath(u"lock"_s), .isScratch = true });
    if (!lock)
        return lock.error();
    if (const auto held = (*lock)->execute("BEGIN EXCLUSIVE"); !held) {
        if (held.error().code == ErrorCode::StorageLocked)
            return Error { ErrorCode::StorageLocked, u"Sightline is open on this store."_s };
        return held.error();
    }
    return std::unique_ptr<StoreLock>(new StoreLock(std::move(lock).value()));
}

} // namespace sightline
