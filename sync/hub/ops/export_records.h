#pragma once

#include "core/base/json.h"
#include "sync/hub/ops/completeness.h"

#include <functional>

namespace sightline::hub {

/// Gives @p line, for each record in order of id, one JSON object: present body, state, and its operations in order with
/// their outcomes, and for a completed one what @p completeness makes of it. What only held or waiting operations are about has no body and the state "kept". Errors: storage; or what @p line says, which ends it.
[[nodiscard]] Result<void> exportRecords(HubSnapshot &snapshot, CompletenessJudge &completeness, const std::function<Result<void>(const QByteArray &)> &line);

} // namespace sightline::hub
