#pragma once

#include "core/forms/answers.h"
#include "core/forms/form_context.h"
#include "core/forms/form_issue.h"
#include "core/forms/questionnaire.h"

namespace sightline {

struct FormTree;

/// The names of all product functions this version knows; FORMS.md says what each does (a test compares the two).
[[nodiscard]] QStringList productFunctionNames();

/// Fills every calculated item (next date, counts, lateness, signature time ...) from @p answers and @p context and
/// returns the keys it changed. Called after each change and once more at completion, on device and hub alike.
/// Thread: any. Source: decisions 28.
/// @p tree: if given, becomes the form laid out for the answers as they are then, so that nobody need build it again.
QStringList recalculate(const Questionnaire &questionnaire, Answers &answers, const FormContext &context, FormTree *tree = nullptr);

/// Fills what begins with the present time once another question is answered (`now-by-choice`): each such item without an answer whose
/// question is among @p answered and has one of its codes. Returns the keys it changed. For the hand that answers, when it does; never
/// later, and not on the hub. Thread: any.
QStringList beginByChoice(const Questionnaire &questionnaire, Answers &answers, const FormTree &tree, const QStringList &answered, const FormContext &context);

/// Breaches of the rules FHIR cannot say ("min 2 or a reason", "rate the chosen domains", "not after the rule's date")
/// in the part of @p role. validate() calls it.
[[nodiscard]] QList<FormIssue> checkProductRules(const Questionnaire &questionnaire, const Answers &answers, const FormTree &tree, const FormContext &context,
                                                 const QString &role);

/// False if the answers say the activity did not take place ("not carried out"): no fact is made, its task is planned
/// again.
[[nodiscard]] bool wasCarriedOut(const Questionnaire &questionnaire, const Answers &answers);
/// True if completing must alert the lead's manager (an immediate concern was raised).
[[nodiscard]] bool raisesAlert(const Questionnaire &questionnaire, const Answers &answers);

} // namespace sightline
