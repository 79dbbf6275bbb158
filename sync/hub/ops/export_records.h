#pragma once

#include "core/base/json.h"
#include "sync/hub/store/hub_store.h"

#include <functional>

namespace sightline::hub {

/// Gives @p line, for each record in order of id, one JSON object: present body, state, and its operations in order with
/// their outcomes. What only held or waiting operations are about has no body and the state "kept". Errors: storage; or what @p line says, which ends it.
[[nodiscard]] Result<void> exportRecords(HubSnapshot &snapshot, const std::function<Result<void>(const QByteArray &)> &line);

} // namespace sightline::hub
