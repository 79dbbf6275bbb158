#pragma once

#include "core/queries/coming_changes.h"
#include "qml/features/framework/framework_row.h"

namespace sightline {

/// What the coming edition changes for this person, in words. Pure.
[[nodiscard]] ComingState comingWords(const ComingChanges &coming, QDate today);

} // namespace sightline
