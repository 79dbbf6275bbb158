#pragma once

#include "core/calendar/council_calendar.h"
#include "core/queries/record_list.h"
#include "core/records/urgent_concern.h"

namespace sightline {

/// An urgent concern as Today and the page after "Done" tell of it.
struct ConcernItem {
    RecordListItem item;            ///< the record: form, author, when, where it is
    ConcernWords about;             ///< whom and what it is about: shown only when asked for
    bool isMine = false;            ///< this person raised it
    bool isForMe = false;           ///< it is theirs to read
    bool mayRead = false;           ///< they may say now that they have read it
    QString managerName;            ///< the first whose it is to read; empty where nobody is known
    std::optional<qint64> readAtMs; ///< the first reader's claim, UTC
    QString readByName;
    RecordSync readSync = RecordSync::OnHub;   ///< of the step that says so
    std::optional<qint64> hubAtMs;  ///< when the hub received it; none while it is on this device only
};

/// Concerns not yet read that this person raised or is to read, and those of @p day (the council's) that were: unread first, then the
/// newest. Never one whose record was entered in error. One that is still unread on a later day is everybody's who may read it.
/// Errors: NotEnrolled, those of the database. Thread: the store's.
[[nodiscard]] Result<QList<ConcernItem>> concerns(Store &store, const CouncilCalendar &calendar, QDate day);

/// That of @p record alone, whoever it is for and however long ago; none if it raises none.
[[nodiscard]] Result<std::optional<ConcernItem>> concernOf(Store &store, const CouncilCalendar &calendar, QDate day, const RecordId &record);

} // namespace sightline
