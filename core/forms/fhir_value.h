#pragma once

#include "core/base/json.h"

#include <optional>

namespace sightline {

/// A value[x] of FHIR as an answer value, with FHIR's name of its type ("Coding", "Decimal").
struct FhirValue {
    QString type;
    Json value;
};

/// Reads the member of @p holder that begins with @p prefix ("value", "answer"). Nothing if there is none, or if it is
/// of a kind an answer cannot hold (Quantity, an inline file).
[[nodiscard]] std::optional<FhirValue> readFhirValue(const Json &holder, const QString &prefix);

/// The FHIR form of an answer value of @p type. Nothing if FHIR could not give the same value back: an empty text, a
/// decimal that is no JSON number, an object of another shape.
[[nodiscard]] std::optional<Json> writeFhirValue(const FhirValue &value);

/// The extension called @p url on @p element; null if absent.
[[nodiscard]] Json findExtension(const Json &element, QStringView url);
/// The value of extension @p url on @p element as an answer value; null if absent.
[[nodiscard]] Json extensionValue(const Json &element, QStringView url);

} // namespace sightline
