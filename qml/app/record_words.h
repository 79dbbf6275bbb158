#pragma once

#include "core/queries/record_detail.h"
#include "core/queries/record_list.h"
#include "core/queries/record_search.h"
#include "core/queries/record_trail.h"
#include "qml/features/records/records_view.h"

namespace sightline {

/// The words of the Records page. Pure. @p today is the council's day.
[[nodiscard]] RecordRow recordWords(const RecordListItem &item, QDate today);
/// The same for a record that a search found: with the passage, or the question alone where lists hide its answer.
[[nodiscard]] RecordRow hitWords(const RecordHit &hit, QDate today);
/// @p trail: null for a draft.
[[nodiscard]] RecordPaper recordPaper(const RecordDetail &detail, const RecordTrail *trail, QDate today);

/// Where a record is: "On the hub 14:02".
[[nodiscard]] QString placeWords(const RecordListItem &item, QDate today);
[[nodiscard]] RecordPlace placeOf(RecordSync sync);

} // namespace sightline
