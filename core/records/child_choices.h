#pragma once

#include "core/forms/questionnaire.h"
#include "core/records/child_visit.h"
#include "core/records/visit_rule.h"

namespace sightline {

/// What can be said of a child on one's list: the choices of the form of visits, and the council's visit rules. All data.
struct ChildChoices {
    QList<FormOption> ages, plans, legal;
    QList<VisitRule> rules;
};

/// From the questions of @p form. Thread: any.
[[nodiscard]] ChildChoices childChoicesOf(const Questionnaire &form, const VisitQuestions &questions, QList<VisitRule> rules);

/// What the choice called @p code reads as; the code itself where there is none.
[[nodiscard]] QString choiceText(const QList<FormOption> &choices, const QString &code);
/// The choice itself as an answer; null where there is none.
[[nodiscard]] Json choiceValue(const QList<FormOption> &choices, const QString &code);

} // namespace sightline
