#pragma once

#include <QTime>

namespace sightline {

/// A time of day as somebody types it: 930, 9.30, 9:30 and 09:30 are all half past nine. Null if it is none. Thread: any.
[[nodiscard]] QTime typedTime(const QString &text);

} // namespace sightline
