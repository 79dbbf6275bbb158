#pragma once

#include "core/base/result.h"

#include <QString>

namespace sightline {

/// Draws each shelf and page of the gallery, in each look, as DIR/<name>.png; only those whose names begin with @p only.
/// Returns how many. Errors: StorageFailure (folder or file cannot be written), InvalidInput (a page does not load).
[[nodiscard]] Result<int> drawGallery(const QString &folder, const QString &only);

} // namespace sightline
