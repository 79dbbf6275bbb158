#pragma once

#include "core/forms/form_world.h"

namespace sightline {

/// Whether a condition written as a function's parameter is true: "LINKID OPERATOR VALUE", with `=`, `!=`, `>`, `<`, `>=` or
/// `<=`. VALUE is a code, number, date or `true`; or `answer.LINKID`, `setting.NAME`, `today`. Choices are equal by code and
/// ordered by the scores of their scale; a date and a moment are compared as days. Nothing if the question, or the
/// answer or setting it is compared with, has no value: what is not known is not held against anybody.
[[nodiscard]] std::optional<bool> saidConditionHolds(const FormWorld &world, const QString &condition);

/// The linkIds a condition names, for a test that they exist; empty if it cannot be read.
[[nodiscard]] QStringList questionsOfCondition(const QString &condition);

} // namespace sightline
