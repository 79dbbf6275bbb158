#pragma once

#include "core/forms/response.h"
#include "core/forms/validate.h"

namespace sightline {

/// What the status of a response asks of it: "in-progress", "stopped" and "entered-in-error" are judged as drafts, anything
/// else as completed.
[[nodiscard]] ValidateFor purposeOf(const ResponseMetadata &metadata);

/// Everything that is wrong with a response as it stands: what reading it found, the author's part, the part of each later
/// hand that has said something, and, for a completed one, answers to questions that its own answers do not ask.
/// Issues of reading come first, then document order. Thread: any. Source: domain.md B4 rules 4, 7-10.
[[nodiscard]] QList<FormIssue> judgeResponse(const Questionnaire &form, const ResponseReading &reading, ValidateFor purpose, const FormContext &context = {});

} // namespace sightline
