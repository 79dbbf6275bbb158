#pragma once

#include "core/forms/answers.h"
#include "core/forms/questionnaire.h"
#include "core/records/record.h"

namespace sightline {

/// Conditions of a template's order of hands, as data: core/packs/forms/README.md, "Conditions".

/// What is wrong with @p condition as written; empty if nothing is.
[[nodiscard]] QString problemOfCondition(const Json &condition);
/// The questions and groups that @p condition names.
[[nodiscard]] QStringList questionsOf(const Json &condition);

/// Whether @p condition (null: always) holds for @p answers of the completed record @p id. @p form may be null where it is not
/// known; `enabled` does not hold then. Pure: hub and device say the same. Thread: any.
[[nodiscard]] bool holds(const Json &condition, const Questionnaire *form, const Answers &answers, const RecordId &id);

/// Every answer given to @p linkId, in whatever rows it stands.
[[nodiscard]] QList<Json> answersTo(const QString &linkId, const Answers &answers);

} // namespace sightline
