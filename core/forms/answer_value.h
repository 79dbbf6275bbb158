#pragma once

#include "core/base/json.h"
#include "core/forms/questionnaire.h"

#include <optional>

namespace sightline {

/// The answer value of a choice.
[[nodiscard]] Json codingAnswer(const QString &system, const QString &code, const QString &display);
/// The answer value of a reference. @p type is FHIR's resource name ("Practitioner"), empty if unknown.
[[nodiscard]] Json referenceAnswer(const QString &system, const QString &value, const QString &display, const QString &type = {});
/// The answer value of a file.
[[nodiscard]] Json attachmentAnswer(const QString &sha256Hex, const QString &mime, qint64 sizeBytes, const QString &name);

/// Whether two codings name the same thing: by system and code; the display does not matter.
[[nodiscard]] bool sameCoding(const Json &a, const Json &b);

/// Whether two references name the same thing: by address, or by identifier; the display does not matter.
[[nodiscard]] bool sameReference(const Json &a, const Json &b);
/// Whether @p answer picks the choice @p option: the same value, coding or reference.
[[nodiscard]] bool sameChoice(const Json &option, const Json &answer);

/// What is wrong with @p value as an answer of @p type, as the end of a sentence ("is not a date"); empty if nothing.
[[nodiscard]] QString typeProblem(ItemType type, const Json &value);

/// Compares two answer values of @p type: negative, 0 or positive; nothing if they cannot be compared. Decimals are
/// compared exactly, dateTimes as moments, a partial date as its first day.
[[nodiscard]] std::optional<int> compareAnswers(ItemType type, const Json &a, const Json &b);
/// Compares two decimals given as text, exactly, whatever their exponents. Nothing if one is not a number.
[[nodiscard]] std::optional<int> compareDecimals(QStringView a, QStringView b);

/// "2026-11-23" (or a FHIR partial date), "14:02:00", "2026-11-23T14:02:00+00:00".
[[nodiscard]] bool isFhirDate(QStringView text);
[[nodiscard]] bool isFhirTime(QStringView text);
[[nodiscard]] bool isFhirDateTime(QStringView text);
/// A number as FHIR writes a decimal: -?digits[.digits][e±digits], no leading zeros or plus.
[[nodiscard]] bool isFhirDecimal(QStringView text);

} // namespace sightline
