#pragma once

#include "core/schedule/compiled_activity.h"
#include "core/schedule/vocabulary.h"

namespace sightline {

/// Adds the questions that only a look across cells and rows can raise (decisions 25): a cell that gives the activity
/// itself another rhythm than its frequency cell, two rows of a service that give one limit two amounts, and for a
/// blank frequency the row of the same name elsewhere that has one.
void crossCheck(CompiledFramework &framework, const Vocabulary &vocabulary);

} // namespace sightline
