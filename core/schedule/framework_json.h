#pragma once

#include "core/base/json.h"
#include "core/schedule/compiled_activity.h"

namespace sightline {

/// The compiled framework as JSON: the format "sightline-framework/1" of core/framework/FORMAT.md. It is what
/// `framework compile --json` prints and what one edition's record holds (decisions 2). Rules are stored, not compiled
/// again when read, so that every device plans by the same rules whatever version of the grammar it carries.
[[nodiscard]] Json toJson(const CompiledFramework &framework);

/// The framework that toJson wrote; toJson of it gives the same JSON. Members it does not know are left out.
/// Errors: UnsupportedVersion (another format), InvalidInput (which activity, and what is wrong).
[[nodiscard]] Result<CompiledFramework> frameworkFromJson(const Json &value);

/// A rule alone, in the same shape.
[[nodiscard]] Json ruleToJson(const Rule &rule);
/// Errors: InvalidInput.
[[nodiscard]] Result<Rule> ruleFromJson(const Json &value);

} // namespace sightline
