#pragma once

#include "core/calendar/council_time.h"
#include "core/queries/record_detail.h"
#include "core/queries/record_list.h"
#include "core/queries/record_search.h"
#include "core/queries/record_trail.h"
#include "qml/features/records/records_view.h"

namespace sightline {

/// The words of the Records page. Pure. Moments are said by the council's clocks.
[[nodiscard]] RecordRow recordWords(const RecordListItem &item, const CouncilNow &now);
/// The same for a record that a search found: with the passage, or the question alone where lists hide its answer.
[[nodiscard]] RecordRow hitWords(const RecordHit &hit, const CouncilNow &now);
/// @p trail: null for a draft.
[[nodiscard]] RecordPaper recordPaper(const RecordDetail &detail, const RecordTrail *trail, const CouncilNow &now);

/// Where a record is: "On the hub 14:02".
[[nodiscard]] QString placeWords(const RecordListItem &item, const CouncilNow &now);
[[nodiscard]] RecordPlace placeOf(RecordSync sync);

/// What to say of the photos and files of a record: @p coming have not come to this device, @p unsent not to the hub; and what that means for
/// somebody who may sign it. Empty: nothing.
[[nodiscard]] QString filesWords(qint64 coming, qint64 unsent, bool maySign);

/// Over the list of records while they are closed to reading; empty while they are not.
[[nodiscard]] QString closedListWords(bool isReadingClosed);

} // namespace sightline
