#pragma once

#include "core/base/json.h"

#include <QDate>

namespace sightline {

/// What a form says of its own standing. A day that it does not give is null.
struct FormDates {
    QDate approved;
    QDate reviewed;    ///< last looked at
    QDate from;        ///< first day on which new records are begun with it; null: since always
    QDate reviewBy;    ///< to be looked at again by then; where the form gives none, a year after it was last
    friend bool operator==(const FormDates &, const FormDates &) = default;
};

[[nodiscard]] FormDates formDatesOf(const Json &questionnaire);
/// @p questionnaire with @p dates: each stands where FHIR has it, the next review in our extension (FORMS.md section 9). Null takes one away.
[[nodiscard]] Json withFormDates(const Json &questionnaire, const FormDates &dates);

} // namespace sightline
