#pragma once

#include "core/calendar/council_calendar.h"
#include "core/forms/answered_lines.h"
#include "core/store/store.h"

namespace sightline {

/// A hand on a record, as paper says it.
struct PrintedHand {
    QString what;        ///< "Completed", "reflection"
    QString who;
    QString when;        ///< "Mon 23 Nov 2026, 14:02"
    QString signature;   ///< what its signature covers, or that there is none
    QString text;        ///< an addendum's, a return's
};

/// A record made on this device as it goes onto paper. A plain value.
struct PrintedRecord {
    RecordId id;
    QString council;
    QString title;
    QString author;
    QString when;          ///< completed, or saved where it is a draft
    QString state;         ///< "Completed", "Draft", "Entered in error: ..."
    QString activity;      ///< the form's name and version
    QList<AnsweredLine> lines;
    QList<PrintedHand> hands;
    QString printedBy;
    QString printedAt;
};

/// Reads @p record as its reader sees it, with its later hands, for the person of this store at its clock's present time.
/// Errors: NotFound, those of the database. Thread: the store's.
[[nodiscard]] Result<PrintedRecord> printedRecord(Store &store, const CouncilCalendar &calendar, const RecordId &record);

/// A name for the file that says nothing of what is in it.
[[nodiscard]] QString neutralFileName(const RecordId &record);

} // namespace sightline
