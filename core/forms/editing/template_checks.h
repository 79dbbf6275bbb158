#pragma once

#include "core/forms/questionnaire.h"

namespace sightline {

/// Something that keeps a template from being published, said to whoever makes it.
struct TemplateProblem {
    QString linkId;     ///< where; empty: the template as a whole
    QString text;       ///< one sentence: what is wrong and what to do; no word of the language of forms
    friend bool operator==(const TemplateProblem &, const TemplateProblem &) = default;
};

/// Everything that publishing would refuse (publishRefusals), and what no reader could use, each in plain words at its place, in the order
/// of the form. Empty exactly where publishRefusals() is empty and nobody would be asked something they cannot answer. Pure; any thread.
[[nodiscard]] QList<TemplateProblem> templateProblems(const Questionnaire &form);

} // namespace sightline
