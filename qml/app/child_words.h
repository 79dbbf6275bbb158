#pragma once

#include "core/commands/begun_child.h"
#include "core/queries/child_list.h"
#include "qml/features/children/child_row.h"
#include "qml/features/today/task_row.h"

namespace sightline {

/// A child in the list, and a visit to them among the tasks of Today, whose place is the caller's to give. Pure.
[[nodiscard]] ChildRow childRow(const ListedChild &listed, QDate today);
[[nodiscard]] TaskRow visitRow(const ListedChild &listed, QDate today);
/// The child that is open, and what one's list says of them.
[[nodiscard]] ChildPaper childPaper(const ListedChild &listed, QDate today);
[[nodiscard]] ChildWords childWords(const ChildPointer &child);
/// Words of a child that were typed and not saved. @p listed: the child they are about, where they are on the list.
[[nodiscard]] BegunRow begunRow(const BegunChild &begun, const ListedChild *listed);
/// The other way.
[[nodiscard]] BegunChild begunSaid(const BegunRow &row);
/// The other way: what was typed over @p child.
[[nodiscard]] ChildPointer childSaid(const ChildWords &words, ChildPointer child);

} // namespace sightline
