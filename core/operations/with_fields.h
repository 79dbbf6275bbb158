#pragma once

#include "core/operations/operation.h"

namespace sightline {

/// @p answers after every change of @p set; null removes a field. Whether its author had seen what it changes is not asked: apply() does.
[[nodiscard]] Json::Object withFields(Json::Object answers, const QMap<QString, FieldChange> &set);

} // namespace sightline
