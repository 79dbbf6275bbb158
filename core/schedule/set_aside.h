#pragma once

#include "core/framework/framework_document.h"
#include "core/people/role_table.h"
#include "core/schedule/vocabulary.h"

namespace sightline {

/// Takes what looks like a person's name or initials out of @p document, with a notice that gives line and column but
/// never the value (decisions 24):
/// - in Lead and Frequency cells, a paragraph of capitalised words alone, and two or more such words in a row, when the
///   rule grammar, the role table and the vocabulary know none of them;
/// - in any cell, two capital letters standing alone that are no known abbreviation (put as "…"), and a name after a
///   title such as Mrs or Dr.
/// A name written otherwise stays: this is a net for what documents really hold, not a promise of anonymity.
void setNamesAside(FrameworkDocument &document, const RoleTable &roles, const Vocabulary &vocabulary);

} // namespace sightline
