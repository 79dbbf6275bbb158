#pragma once

#include "core/base/result.h"

#include <QString>

namespace sightline::hub {

/// Returns once the content of the file @p path and the name that it stands under are on the disk. Errors: StorageFailure.
[[nodiscard]] Result<void> flushWithName(const QString &path);

} // namespace sightline::hub
