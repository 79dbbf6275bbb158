#pragma once

#include "core/forms/answers.h"
#include "core/forms/enable_when.h"
#include "core/forms/form_context.h"
#include "core/forms/questionnaire.h"

namespace sightline {

/// The product functions that give an item its value. Internal to product_functions.h.
[[nodiscard]] QStringList calculationNames();

/// The value that @p function gives the item at @p place now; null clears it. Nothing if @p function calculates no
/// value.
[[nodiscard]] std::optional<Json> calculate(const ProductFunction &function, const FormPlace &place, const Questionnaire &form, const Answers &answers,
                                            const FormTree &tree, const FormContext &context);

} // namespace sightline
