#pragma once

#include "core/schedule/compiled_activity.h"
#include "core/schedule/vocabulary.h"

namespace sightline {

/// Adds to @p compiled the rules that hide in other cells: a day of the month ("by the 7th of each month", refines the
/// first rule), a report with a rhythm of its own ("provision of quarterly report"), and, where the frequency cell
/// states none, a count ("up to 3 times a year"). Each says by its source which cell it came from.
void mineRules(CompiledActivity &compiled, const Vocabulary &vocabulary);

} // namespace sightline
