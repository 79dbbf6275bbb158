#pragma once

#include "core/records/written_table.h"
#include "platform/cli/cli_reply.h"

namespace sightline::cli {

/// What stands in the way of taking in a table, line by line: a refusal, with nothing taken in. @p counts: members of the answer that say how
/// many were, each 0.
[[nodiscard]] CliReply tableRefused(const QList<TableProblem> &problems, const QStringList &counts);

} // namespace sightline::cli
