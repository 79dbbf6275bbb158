#pragma once

#include "core/base/result.h"

#include <QString>

#include <memory>

namespace sightline::hub {

/// Who serves a database: held while this lives, let go by the system if the program dies.
class ServingLock {
public:
    /// Errors: StorageLocked (another hub serves it), StorageFailure.
    [[nodiscard]] static Result<std::unique_ptr<ServingLock>> take(const QString &path);
    ~ServingLock();
    ServingLock(const ServingLock &) = delete;
    ServingLock &operator=(const ServingLock &) = delete;

private:
    explicit ServingLock(int handle) : m_handle(handle) { }
    int m_handle;
};

} // namespace sightline::hub
