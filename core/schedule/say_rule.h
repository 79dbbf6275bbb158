#pragma once

#include "core/people/role_table.h"
#include "core/schedule/compiled_activity.h"

namespace sightline {

/// The rule in plain English, without a full stop: "Every 6 to 8 weeks", "At least twice a year", "Each time a
/// placement is made / proposed". English on purpose: it stands beside the document's own words.
[[nodiscard]] QString sayRule(const Rule &rule);

/// Who leads, to go after a rule: "by any of: Service Manager, Team Manager", "by the Head of Service", "by all staff";
/// empty when nobody is named.
[[nodiscard]] QString sayLead(const Lead &lead);

/// Rules and leads of an activity as one or more sentences.
[[nodiscard]] QString sayActivity(const CompiledActivity &activity);

} // namespace sightline
