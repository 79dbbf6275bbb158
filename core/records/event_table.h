#pragma once

#include "core/calendar/council_calendar.h"
#include "core/records/event_record.h"
#include "core/records/written_table.h"

namespace sightline {

/// An activity that events may ask for, by what a table may call it.
struct EventActivity {
    ActivityKey key;
    QString ref;         ///< "S6.2"
    QString what;        ///< "Placement Assurance"
    ServiceId service;
};

/// A table of events as it was read. Either every row can be taken, or there are problems and none is.
struct EventTable {
    QList<EventEntry> events;        ///< in the table's order
    QList<TableProblem> problems;    ///< every one, in the table's order
};

/// Reads @p csv (core/base/csv.h). The first row names the columns, in any order and any case: activity (needed: its key, its reference or
/// its words), date (needed), reference (needed: what makes it one event, however often the table comes), due, next meeting, title,
/// source. Where a row gives the next meeting and no due day, it is due midway between the two (core/calendar/midway.h).
/// @p activities: those that events ask for. @p source: the system the table comes from, where a row names none. Nothing happened after @p today.
/// Errors: those of readCsv(); InvalidInput (no rows, a needed column missing). Thread: any.
[[nodiscard]] Result<EventTable> readEventTable(QByteArrayView csv, const QList<EventActivity> &activities, const QString &source,
                                                const CouncilCalendar &calendar, QDate today);

} // namespace sightline
