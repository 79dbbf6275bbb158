#pragma once

#include "core/forms/form_world.h"

namespace sightline {

/// The calculations that work out a number, a grade, a date or a yes from other answers: counts and shares of a sample,
/// the middle of two dates, the indicative grade of an audit. FORMS.md section 6 says what each means.
[[nodiscard]] QStringList figureNames();

/// The value that @p function gives the item at @p world's place; null clears it. Nothing if it is none of figureNames().
[[nodiscard]] std::optional<Json> figure(const ProductFunction &function, const FormWorld &world);

} // namespace sightline
