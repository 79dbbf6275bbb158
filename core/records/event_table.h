#pragma once

#include "core/calendar/council_calendar.h"
#include "core/records/event_record.h"
#include "core/records/written_table.h"

#include <QMap>

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

/// One event as another system tells of it: its members are those of a table's columns (eventRowMembers).
struct EventRow {
    int number = 0;                     ///< which of the rows it is, from 1
    QMap<QString, QString> members;     ///< what is not said is not there
};

/// Reads @p csv (core/base/csv_table.h). The first row names the columns, in any order and any case: activity (needed: its key, its reference or
/// its words), date (needed), reference (needed: what makes it one event, however often the table comes), due, next meeting, title,
/// source. Where a row gives the next meeting and no due day, it is due midway between the two (core/calendar/midway.h).
/// @p activities: those that events ask for. @p source: the system the table comes from, where a row names none. Nothing happened after @p today.
/// Errors: those of readCsv(); InvalidInput (no rows, a needed column missing). Thread: any.
[[nodiscard]] Result<EventTable> readEventTable(QByteArrayView csv, const QList<EventActivity> &activities, const QString &source,
                                                const CouncilCalendar &calendar, QDate today);

/// The same of rows that are no table: a problem's line is the row's number, its column the member. @p source: the system that tells of them;
/// a row may not name another. Thread: any.
[[nodiscard]] EventTable readEventRows(const QList<EventRow> &rows, const QList<EventActivity> &activities, const QString &source,
                                       const CouncilCalendar &calendar, QDate today);
/// "activity", "on", "reference", "due", "next", "title", "source".
[[nodiscard]] QStringList eventRowMembers();

} // namespace sightline
