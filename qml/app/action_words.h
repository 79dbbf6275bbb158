#pragma once

#include "core/calendar/council_time.h"
#include "core/queries/action_list.h"
#include "qml/features/actions/action_paper.h"
#include "qml/features/records/record_row.h"
#include "qml/features/today/task_row.h"

namespace sightline {

/// Agreed actions in words, for the pages that show them. @p today: the council's day; @p now: with its clocks. Thread: any.
[[nodiscard]] ActionRow actionRow(const ListedAction &item, QDate today);
[[nodiscard]] ActionPaper actionPaper(const ActionDetail &detail, const CouncilNow &now);
[[nodiscard]] RecordAction recordAction(const ActionDetail &detail, const CouncilNow &now);

} // namespace sightline
