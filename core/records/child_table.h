#pragma once

#include "core/records/child_choices.h"
#include "core/records/child_pointer.h"
#include "core/records/written_table.h"

namespace sightline {

/// A table of children as it was read. Either every row can be taken, or there are problems and none is: a file that was put right is
/// given again whole, and nobody has to work out what of it is there already.
struct ChildTable {
    QList<ChildPointer> children;    ///< in the table's order; what a cell leaves empty is empty
    QList<TableProblem> problems;    ///< every one, in the table's order
};

/// Reads @p csv (core/base/csv.h). The first row names the columns, in any order and any case: number (needed), initials, age, plan,
/// legal status, visit rule, began, last seen; also by the names of the members ("age_band", "seen_on"). Age, plan, legal status and rule
/// are given by their words or their codes, days as 2026-11-23 or 23/11/2026. Where no rule is given, the one that plan and legal
/// status suggest is taken; "none" is no rule. @p today: nobody was last seen after it.
/// Errors: those of readCsv(); InvalidInput (no rows, no column of numbers). Thread: any.
[[nodiscard]] Result<ChildTable> readChildTable(QByteArrayView csv, const ChildChoices &choices, QDate today);

} // namespace sightline
