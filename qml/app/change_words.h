#pragma once

#include "core/queries/coming_changes.h"
#include "qml/features/framework/owner_row.h"

namespace sightline {

/// What the coming edition changes for this person, in words. Pure.
[[nodiscard]] ComingState comingWords(const ComingChanges &coming, QDate today);

/// What @p impact is for the framework's owner: each change, and whom it affects. Pure.
[[nodiscard]] QList<ChangeRow> changeRows(const EditionImpact &impact);
/// The work of each role before and after. Pure.
[[nodiscard]] QList<RoleLine> roleLines(const EditionImpact &impact);

} // namespace sightline
