#pragma once

#include <QtGlobal>

namespace sightline {

/// Past this many changed records, working out anew what was kept of them is simpler than bringing it up to date, and hardly slower.
constexpr qsizetype recordsFollowedMax = 200;

} // namespace sightline
