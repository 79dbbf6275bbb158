#pragma once

#include "core/base/result.h"

#include <QString>

namespace sightline::hub {

/// Returns once the content of @p path (a file or a folder) is on the disk. Errors: StorageFailure.
[[nodiscard]] Result<void> flushFile(const QString &path);
/// The same, and the name that the file stands under. Errors: StorageFailure.
[[nodiscard]] Result<void> flushWithName(const QString &path);

} // namespace sightline::hub
