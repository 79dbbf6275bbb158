#include "sync/hub/ops/serving_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace sightline::hub {

using namespace Qt::StringLiterals;

Result<std::unique_ptr<ServingLock>> ServingLock::take(const QString &path)
{
    const int handle = ::open(path.toLocal8Bit().constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (handle < 0)
        return Error { ErrorCode::StorageFailure, u"The database's folder cannot be written to."_s };
    if (::flock(handle, LOCK_EX | LOCK_NB) == 0)
        return std::unique_ptr<ServingLock>(new ServingLock(handle));
    const bool isHeld = errno == EWOULDBLOCK;
    ::close(handle);
    if (isHeld)
        return Error { ErrorCode::StorageLocked, u"Another sightline-hub serves this database. Stop it first."_s };
    return Error { ErrorCode::StorageFailure, u"The database cannot be locked."_s };
}

ServingLock::~ServingLock() { ::close(m_handle); }

} // namespace sightline::hub
