#pragma once

#include "core/store/store.h"

namespace sightline {

/// What this device's person has begun of a step of @p kind on @p record and not finished, newest saved first.
/// Errors: those of the database. Thread: the store's.
[[nodiscard]] Result<QList<Draft>> begunSteps(Store &store, const RecordId &record, const QString &kind);

/// The newest of them; none where nothing is begun.
[[nodiscard]] Result<std::optional<Draft>> begunStep(Store &store, const RecordId &record, const QString &kind);

} // namespace sightline
