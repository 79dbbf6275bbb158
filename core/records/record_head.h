#pragma once

#include "core/records/record.h"

namespace sightline {

/// A body for whoever needs only what lists and counts show: as bodyFromBytes(), but the answers of a form or step, which are
/// most of it, are proven to be well written and then left out. Several times quicker; says yes and no as bodyFromBytes() does.
/// Errors: Corrupt. Thread: any.
[[nodiscard]] Result<RecordBody> headFromBytes(QByteArrayView bytes);

} // namespace sightline
