#pragma once

#include "core/forms/answers.h"
#include "core/forms/fhir_value.h"
#include "core/forms/questionnaire.h"

namespace sightline {

/// What toResponse and fromResponse agree on. Internal.

/// FHIR's name of the type that an answer @p value of @p item is written as.
[[nodiscard]] QString fhirTypeFor(const FormItem &item, const Json &value);
/// The FHIR form of an answer, with its type; nothing if it would not be read back the same.
[[nodiscard]] std::optional<FhirValue> writeAnswerValue(const FormItem &item, const Json &value);
/// Whether a row's id and order may stand in a response and be taken from one.
[[nodiscard]] bool isGoodRowId(const QString &id);
[[nodiscard]] bool isGoodOrder(const QString &order);
/// Whether a list with these rows is read back unchanged: good ids, each once, good orders.
[[nodiscard]] bool rowsReadBack(const QList<AnswerRow> &rows);

} // namespace sightline
