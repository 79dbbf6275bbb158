#pragma once

#include "core/base/json.h"

namespace sightline {

/// The words of a form as a person reads them: in the language asked for, without marks that no reader shows.

/// @p text without control characters (line ends and tabs stay) and without the marks that turn the direction of what
/// comes after them (U+202A to U+202E, U+2066 to U+2069): in a label they could make another label read as what it does
/// not say. For showing only; answers are never changed. Linear.
[[nodiscard]] QString withoutHiddenMarks(const QString &text);

/// Markdown as plain readable text: no marks, items of lists with a bullet or their number, the address of a link in
/// brackets behind its words. Linear up to 64 KiB; longer text is given back as it is.
[[nodiscard]] QString plainFromMarkdown(const QString &markdown);

/// Member @p name of @p element for showing: its translation into @p language ("cy", "cy-GB"; empty: none) if there is one,
/// else its plain text, else its markdown as plain text. FHIR's translation and rendering-markdown extensions sit on the
/// sibling `_name`. Thread: any.
[[nodiscard]] QString shownText(const Json &element, const QString &name, const QString &language);

} // namespace sightline
