#pragma once

#include "core/forms/answers.h"
#include "core/forms/enable_when.h"
#include "core/forms/form_context.h"
#include "core/forms/form_issue.h"
#include "core/forms/questionnaire.h"

namespace sightline {

/// Rises whenever a rule below changes its verdict. Stored with a completed record (decisions 13).
inline constexpr int validatorVersion = 2;

enum class ValidateFor {
    Draft,        ///< types, limits and options only; nothing is required
    Completion,   ///< also required, minOccurs and the product's rules
};

/// Judges the enabled answers of one part of a form. @p role: empty for the author's part; else the part completed by
/// that role, and @p answers are the record's and that step's together. Another role's part is never required here.
/// Call recalculate() before, so that calculated items are up to date.
/// Issues come in document order. Errors block completing; warnings do not. Thread: any.
/// Source: domain.md B4 rules 4, 7-9, decisions 1, 13.
[[nodiscard]] QList<FormIssue> validate(const Questionnaire &questionnaire, const Answers &answers, ValidateFor purpose, const FormContext &context = {},
                                        const QString &role = {});
/// The same for a tree already built for these answers, as an editor has it.
[[nodiscard]] QList<FormIssue> validate(const Questionnaire &questionnaire, const Answers &answers, const FormTree &tree, ValidateFor purpose,
                                        const FormContext &context = {}, const QString &role = {});

[[nodiscard]] bool hasErrors(const QList<FormIssue> &issues);

/// Checks changed fields alone, whatever is enabled: linkId, place, type, limits. What the hub runs on every patch;
/// errors make the operation `held:invalid` with their linkIds. Thread: any. Source: decisions 13.
[[nodiscard]] QList<FormIssue> checkPatch(const Questionnaire &questionnaire, const Answers::Fields &changed);

/// Checks one answer value of @p item (one of several, not their list): type, options, length, bounds, format.
[[nodiscard]] QList<FormIssue> checkAnswer(const FormItem &item, const QString &key, const Json &value);

} // namespace sightline
