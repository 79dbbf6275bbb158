#include "core/records/event_table.h"

#include "core/base/csv_table.h"
#include "core/calendar/midway.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct EventTableWords {
    Q_DECLARE_TR_FUNCTIONS(EventTable)
};

const QList<CsvColumn> &eventColumns()
{
    static const QList<CsvColumn> columns { { u"activity"_s, { u"activity"_s }, true },
                                            { u"on"_s, { u"date"_s, u"on"_s, u"happened"_s }, true },
                                            { u"reference"_s, { u"reference"_s, u"id"_s, u"number"_s }, true },
                                            { u"due"_s, { u"due"_s, u"due date"_s } },
                                            { u"next"_s, { u"next meeting"_s, u"next"_s } },
                                            { u"title"_s, { u"title"_s, u"what"_s } },
                                            { u"source"_s, { u"source"_s, u"system"_s } } };
    return columns;
}

class EventTableReader {
public:
    EventTableReader(const QList<EventActivity> &activities, const QString &source, const CouncilCalendar &calendar, QDate today)
        : m_activities(activities), m_source(source), m_calendar(calendar), m_today(today)
    {
    }

    Result<EventTable> run(const CsvTable &table)
    {
        if (table.rows.isEmpty()) {
            //: Why a table of events was not taken in.
            return Error { ErrorCode::InvalidInput,
                           EventTableWords::tr("The table has no events. Its first row names the columns, and each further row is something that happened.") };
        }
        if (!table.missing.isEmpty()) {
            //: Why a table of events was not taken in. %1 is the heading that is needed: "reference".
            return Error { ErrorCode::InvalidInput, EventTableWords::tr("The table has no column “%1”. Write that heading over it.").arg(table.missing) };
        }
        for (const CsvTable::Fault &fault : table.faults) {
            const QString unknown =
                //: On a heading of a table of events.
                EventTableWords::tr("There is no such column. There can be: activity, date, reference, due, next meeting, title, source.");
            //: On a heading of a table of events.
            const QString twice = EventTableWords::tr("This column is there twice.");
            problem(table.line, fault.heading, fault.kind == CsvTable::Fault::Kind::Twice ? twice : unknown);
        }
        for (const QString &member : table.members)
            m_called.insert(member, table.headingOf(member));
        for (const CsvTableRow &row : table.rows) {
            if (row.hasTooMany) {
                //: On a row of a table of events.
                const QString tooMany = EventTableWords::tr("This row has more cells than there are columns.");
                problem(row.line, {}, tooMany);
            }
            QMap<QString, QString> cells;
            for (const QString &member : table.members)
                cells.insert(member, table.text(row, member));
            readRow(row.line, cells);
        }
        return m_table;
    }

    EventTable run(const QList<EventRow> &rows)
    {
        for (const EventRow &row : rows)
            readRow(row.number, row.members);
        return m_table;
    }

private:
    void readRow(int line, const QMap<QString, QString> &cells)
    {
        EventEntry event;
        event.source = cells.value(u"source"_s).isEmpty() ? m_source : cells.value(u"source"_s);
        event.reference = cells.value(u"reference"_s);
        event.title = cells.value(u"title"_s);
        event.on = day(line, u"on"_s, cells);
        event.due = day(line, u"due"_s, cells);
        const QDate next = day(line, u"next"_s, cells);
        if (event.on.isValid() && m_today < event.on) {
            //: On a cell of a table of events: the day it happened.
            problem(line, headingOf(u"on"_s), EventTableWords::tr("This day is still to come."));
        }
        if (!event.due.isValid() && next.isValid())
            event.due = midwayBetween(event.on, next, m_calendar);
        if (next.isValid() && event.on.isValid() && next <= event.on) {
            //: On a cell of a table of events: the day of the next meeting.
            problem(line, headingOf(u"next"_s), EventTableWords::tr("The next meeting must be after the day it happened."));
        }
        takeActivity(line, cells.value(u"activity"_s), event);
        if (event.reference.isEmpty()) {
            //: On a cell of a table of events: without a reference, a table that comes twice would count everything twice.
            problem(line, headingOf(u"reference"_s), EventTableWords::tr("Give its reference in the system it comes from: by it, it is counted once."));
        }
        if (!event.activity.isEmpty() && event.on.isValid()) {
            for (const ProgrammeProblem &wrong : eventProblems(eventFields(event)))
                problem(line, headingOf(wrong.member), wrong.text);
        }
        m_table.events.append(event);
    }

    void takeActivity(int line, const QString &cell, EventEntry &event)
    {
        const QString wanted = cell.simplified().toCaseFolded();
        QList<const EventActivity *> fitting;
        for (const EventActivity &activity : m_activities) {
            if (activity.key.toString() == wanted || activity.ref.toCaseFolded() == wanted)
                fitting = { &activity };
            else if (activity.what.simplified().toCaseFolded() == wanted)
                fitting.append(&activity);
            if (activity.key.toString() == wanted || activity.ref.toCaseFolded() == wanted)
                break;
        }
        if (fitting.size() == 1) {
            event.activity = fitting.first()->key;
            event.service = fitting.first()->service;
            return;
        }
        QStringList refs;
        for (const EventActivity &activity : m_activities)
            refs.append(activity.ref);
        //: On a cell of a table of events. %1 is the list of references there can be: "S6.2, S20.5".
        problem(line, headingOf(u"activity"_s),
                EventTableWords::tr("This is none of the activities that something sets off, or more than one: %1.").arg(refs.join(u", "_s)));
    }

    QDate day(int line, const QString &member, const QMap<QString, QString> &cells)
    {
        const QString cell = cells.value(member);
        const QDate read = readWrittenDay(cell);
        if (!read.isValid() && (!cell.isEmpty() || member == "on"_L1)) {
            //: On a cell of a table of events.
            problem(line, headingOf(member), EventTableWords::tr("This is not a day. Write it like 2026-11-23 or 23/11/2026."));
        }
        return read;
    }

    /// As the table has it; of rows without headings the member itself.
    QString headingOf(const QString &member) const { return m_called.value(member, member); }
    void problem(int line, const QString &column, const QString &text) { m_table.problems.append({ line, column, text }); }

    const QList<EventActivity> &m_activities;
    QString m_source;
    const CouncilCalendar &m_calendar;
    QDate m_today;
    QMap<QString, QString> m_called;   ///< headings, by member
    EventTable m_table;
};

} // namespace

Result<EventTable> readEventTable(QByteArrayView csv, const QList<EventActivity> &activities, const QString &source, const CouncilCalendar &calendar,
                                  QDate today)
{
    const auto table = readCsvTable(csv, eventColumns());
    if (!table)
        return table.error();
    return EventTableReader(activities, source, calendar, today).run(*table);
}

EventTable readEventRows(const QList<EventRow> &rows, const QList<EventActivity> &activities, const QString &source, const CouncilCalendar &calendar,
                         QDate today)
{
    return EventTableReader(activities, source, calendar, today).run(rows);
}

QStringList eventRowMembers()
{
    QStringList members;
    for (const CsvColumn &column : eventColumns())
        members.append(column.member);
    return members;
}

} // namespace sightline
