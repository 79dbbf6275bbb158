#pragma once

#include "core/forms/answers.h"
#include "core/forms/questionnaire.h"

namespace sightline {

/// The answers of @p role's part alone (empty: the author's). `$rest` goes with the author's. What a step record holds.
/// Source: decisions 1.
[[nodiscard]] Answers partOf(const Questionnaire &questionnaire, const Answers &answers, const QString &role);

/// @p record with the part of @p role taken from @p step: what is judged, and what is shown, once a later hand has
/// written. Nothing of the record's own part can be changed by a step.
[[nodiscard]] Answers withPart(const Questionnaire &questionnaire, const Answers &record, const Answers &step, const QString &role);

/// @p answers without those of read-only items, which only the product fills (decisions 28). Their rows stay.
[[nodiscard]] Answers withoutReadOnly(const Questionnaire &questionnaire, const Answers &answers);
/// @p answers without typed signatures: nobody signs for another by sending a file (decisions 28).
[[nodiscard]] Answers withoutSignatures(const Questionnaire &questionnaire, const Answers &answers);
/// Whether the part of @p role has a signature item. Where it has none, a hand that signs does so in its step.
[[nodiscard]] bool hasSignature(const Questionnaire &questionnaire, const QString &role);
/// Signs the part of @p role: @p name goes into each of its enabled signature items. Returns the keys changed; call
/// recalculate() for the time of signing.
QStringList signPart(const Questionnaire &questionnaire, Answers &answers, const QString &name, const QString &role = {});

} // namespace sightline
