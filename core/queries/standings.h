#pragma once

#include "core/calendar/council_calendar.h"
#include "core/records/urgent_concern.h"
#include "core/store/store.h"

namespace sightline {

/// Where one record stands among its hands, as lists say it.
struct RecordStanding {
    RecordId record;
    QString stateText;             ///< "Waiting: reflection by the person observed"; empty: nothing to say
    QString form;                  ///< "T01@1.0.0"
    PersonId author;
    QString step;                  ///< the hand waited for; empty where none is, or the author of a returned record is
    QString name;                  ///< of that hand: "reflection"
    PersonId waitsFor;             ///< empty: nobody
    QDate due;                     ///< of that hand; null: no clock
    bool isReturned = false;
    std::optional<UrgentConcern> concern;
};

/// Records that somebody is waited for, that raise an urgent concern, or whose way is worth a word; by record. A record with nothing to say is not in it.
using Standings = QHash<RecordId, RecordStanding>;

/// Where every completed record on this device stands on the council's @p day. Kept, and brought up to date record by record.
/// Thread: the store's.
[[nodiscard]] Result<std::shared_ptr<const Standings>> standings(Store &store, const CouncilCalendar &calendar, QDate day);

} // namespace sightline
