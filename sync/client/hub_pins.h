#pragma once

#include "core/store/store.h"

#include <QByteArray>
#include <QList>

namespace sightline::sync {

/// Whose certificate this device's hub is to show, as an invitation has them: kept with the enrolment, and checked from then on; none: any that the
/// system trusts. Errors: the database's; Corrupt. Thread: the store's.
[[nodiscard]] Result<QList<QByteArray>> hubPins(Store &store);
/// Inside a transaction of @p store.
[[nodiscard]] Result<void> setHubPins(Store &store, const QList<QByteArray> &pins);
/// What is expected where what was kept is damaged: no certificate there is, until an invitation names one.
[[nodiscard]] QList<QByteArray> pinsOfNobody();

} // namespace sightline::sync
