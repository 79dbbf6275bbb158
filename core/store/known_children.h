#pragma once

#include "core/records/child_pointer.h"
#include "core/store/store.h"

namespace sightline {

/// Every child pointer on this device that was not entered in error; one that cannot be read is left out. Thread: the store's.
[[nodiscard]] Result<QList<ChildPointer>> knownChildren(Store &store);

} // namespace sightline
