#pragma once

#include "core/queries/child_list.h"
#include "qml/features/children/child_row.h"
#include "qml/features/today/task_row.h"

namespace sightline {

/// A child in the list, and on Today. Pure.
[[nodiscard]] ChildRow childRow(const ListedChild &listed, QDate today);
[[nodiscard]] VisitDueRow visitDueRow(const ListedChild &listed, QDate today);
/// The child that is open, and what one's list says of them.
[[nodiscard]] ChildPaper childPaper(const ListedChild &listed, QDate today);
[[nodiscard]] ChildWords childWords(const ChildPointer &child);
/// The other way: what was typed over @p child.
[[nodiscard]] ChildPointer childSaid(const ChildWords &words, ChildPointer child);

} // namespace sightline
