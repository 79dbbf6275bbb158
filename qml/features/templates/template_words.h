#pragma once

#include "core/forms/editing/template_edit.h"

namespace sightline {

/// "Long text": what a kind of answer is called where one chooses it.
[[nodiscard]] QString kindWords(AnswerKind kind);

/// How a condition's sentence may end once its question is chosen.
struct ConditionEnd {
    QString label;                ///< "is “Yes”"; where a value is typed, "is more than"
    EnableOperator op = EnableOperator::Exists;
    Json answer;                  ///< null: it is typed
    friend bool operator==(const ConditionEnd &, const ConditionEnd &) = default;
};
[[nodiscard]] QList<ConditionEnd> conditionEnds(const FormItem &question);
/// "“Seen?” is “No”".
[[nodiscard]] QString conditionSentence(const Questionnaire &form, const FormCondition &condition);
/// What was typed as an answer of @p question to compare with; null if it is none.
[[nodiscard]] Json typedAnswer(const FormItem &question, const QString &typed);

} // namespace sightline
