#pragma once

#include "core/base/json.h"

namespace sightline {

/// What is wrong with the activities that a template's @p meta ties it to (`activities`: a list of the framework's keys, each once, at most
/// limits::formOptionsMax), in one sentence; empty: nothing, or it is tied to none. The same on hub and device. Pure; thread: any.
/// Source: core/packs/forms/README.md.
[[nodiscard]] QString problemOfActivities(const Json &meta);

} // namespace sightline
