#pragma once

#include "core/schedule/compile_framework.h"

namespace sightline {

/// @p activity as it means with @p answer: its rules and leads compiled anew by the same compiler, with the answer's words in place of the
/// cell's; the questions of that cell settled, the document's own words kept. An answer without words says that what was assumed is
/// right: the rules stay. An earlier answer to the same cell makes room.
/// Errors: InvalidInput (no open question and no answer on that cell; the words are unclear themselves: what would be asked). Pure.
[[nodiscard]] Result<CompiledActivity> answered(const CompiledActivity &activity, const QString &serviceTitle, const OwnerAnswer &answer,
                                                const FrameworkTables &tables);

/// What is, or was, asked about @p cell of @p activity, as its answer keeps it.
[[nodiscard]] QString askedAbout(const CompiledActivity &activity, Cell cell);

/// Gives @p next, whose keys are carried, the answers of @p before: where a cell reads as it did and asks what was answered, the answer
/// still stands. Gives how many did.
[[nodiscard]] int carryAnswers(CompiledFramework &next, const CompiledFramework &before, const FrameworkTables &tables);

} // namespace sightline
