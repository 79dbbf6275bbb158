#pragma once

#include "core/forms/questionnaire.h"

namespace sightline {

/// Every reason why @p form may not be published here, in document order of the items: all that reading had to put up
/// with (Questionnaire::report), FHIR's own rules (que-1 to que-13), and what would leave a person before a question that
/// cannot be understood or answered. Empty: fit to publish. Thread: any. Source: domain.md B4 rules 3, 6, 11.
[[nodiscard]] QList<ImportNote> publishRefusals(const Questionnaire &form);

} // namespace sightline
