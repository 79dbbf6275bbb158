#pragma once

#include "core/people/absence.h"
#include "core/records/record.h"

namespace sightline {

/// The absence that @p body is, with the day on which its person entered it themselves: its author's claim, as a day of UTC, which is the
/// council's but for the first hour after midnight in summer. Errors: as absenceFromJson(). Thread: any.
[[nodiscard]] Result<Absence> absenceOf(const RecordBody &body);

/// What is wrong with @p absence whatever it was entered by: one that hands a role over names the colleague who holds it meanwhile, and
/// nobody covers for themselves. Gives the member that is wrong; empty: none.
[[nodiscard]] QString problemOfAbsence(const Absence &absence);

} // namespace sightline
