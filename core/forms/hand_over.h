#pragma once

#include "core/forms/enable_when.h"
#include "core/forms/layout.h"

namespace sightline {

/// The pages of what is handed over to somebody in the room, one question each: where @p role is empty the items that the form hands over
/// (FORMS.md section 9, `hand-over`), else everything of that role's part but its signatures, which nobody gives on another's device.
/// Words to read stand on the page of the question after them; what is asked under an answer, and a list of entries, stay on one page.
/// Only what is enabled now has a page. Thread: any.
[[nodiscard]] FormLayout layoutHandedOver(const Questionnaire &questionnaire, const FormTree &tree, const QString &role = {});
/// Whether the form hands over anything of its author's part. Thread: any.
[[nodiscard]] bool handsOver(const Questionnaire &questionnaire);
/// Whether anything that is handed over has an answer. Thread: any.
[[nodiscard]] bool saidAnything(const Questionnaire &questionnaire, const Answers &answers);
/// @p answers without those of what is handed over: they were taken back. Thread: any.
[[nodiscard]] Answers withoutHandedOver(const Questionnaire &questionnaire, const Answers &answers);

} // namespace sightline
