#pragma once

#include "core/forms/form_issue.h"
#include "core/forms/questionnaire.h"

namespace sightline {

/// Checks the whole field of @p item: the shape of a list, how many answers there are, each answer. Internal to
/// validate.h.
[[nodiscard]] QList<FormIssue> checkField(const FormItem &item, bool isRowList, const QString &key, const Json &value);

} // namespace sightline
