#include "qml/app/events_flow.h"

#include "core/base/limits.h"
#include "core/commands/run_programme.h"
#include "qml/bridge/day_words.h"
#include "qml/bridge/error_text.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(WhatHappened)
};

QString lineSummary(const EventLine &line)
{
    if (line.happened == 0) {
        //: Under an activity that waits for something to happen.
        return Words::tr("Nothing was entered yet");
    }
    QStringList parts;
    if (line.doneLate > 0) {
        //: Of what happened: how much is done (%1), and how much of that was late (%2).
        parts.append(Words::tr("%1 done, %2 of them late").arg(line.done).arg(line.doneLate));
    } else {
        //: Of what happened: how much is done.
        parts.append(Words::tr("%1 done").arg(line.done));
    }
    if (line.late > 0) {
        //: Of what happened: how much is still open (%1), and how much of that is late (%2).
        parts.append(Words::tr("%1 open, %2 of them late").arg(line.open).arg(line.late));
    } else {
        //: Of what happened: how much is still open.
        parts.append(Words::tr("%1 open").arg(line.open));
    }
    if (line.waived > 0) {
        //: Of what happened: how much was left out by somebody who may.
        parts.append(Words::tr("%1 left out with a reason").arg(line.waived));
    }
    //: What happened, by activity. %1 is how often, %2 what became of it: "34 done, 2 open, 1 left out with a reason".
    return Words::tr("%1 happened: %2").arg(line.happened).arg(parts.join(u", "_s));
}

HappenedRow happenedRow(const PersonTask &row, QDate today)
{
    const Task &task = row.task;
    HappenedRow shown;
    //: One thing that happened. %1 is the day.
    shown.title = task.note.isEmpty() ? Words::tr("On %1").arg(plainDayWords(task.period.from, today))
                                      //: One thing that happened. %1 is what was said of it, %2 the day.
                                      : Words::tr("%1, on %2").arg(task.note, plainDayWords(task.period.from, today));
    switch (task.state) {
    case TaskState::Done:
        //: What became of something that happened. %1 is the day it was done.
        shown.stateText = task.isDoneLate ? Words::tr("Done late, on %1").arg(plainDayWords(task.doneOn, today))
                                          //: What became of something that happened. %1 is the day it was done.
                                          : Words::tr("Done on %1").arg(plainDayWords(task.doneOn, today));
        shown.icon = u"check"_s;
        shown.tone = Tone::Good;
        return shown;
    case TaskState::Waived:
        //: What became of something that happened: it was left out. %1 is why.
        shown.stateText = Words::tr("Left out: %1").arg(task.waiver ? task.waiver->waiver.reason : QString());
        shown.icon = u"minus"_s;
        return shown;
    case TaskState::Late:
    case TaskState::Missed:
        //: What became of something that happened. %1 is the day by which it was due.
        shown.stateText = Words::tr("Late: it was due %1").arg(plainDayWords(task.due, today));
        shown.icon = u"alert"_s;
        shown.tone = Tone::Urgent;
        return shown;
    default: break;
    }
    //: What became of something that happened. %1 is the day by which it is due.
    shown.stateText = task.due.isValid() ? Words::tr("Open, due %1").arg(plainDayWords(task.due, today))
                                         //: What became of something that happened: it has no date.
                                         : Words::tr("Open");
    shown.icon = u"clock"_s;
    shown.tone = Tone::Attention;
    return shown;
}

/// A table of what happened as it was taken in: problems, or how many are new.
struct EventsTaken {
    QList<TableProblem> problems;
    EventsImported imported;
};

Result<EventsTaken> takeEventTable(Store &store, const CouncilCalendar &calendar, QDate today, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        //: Where a table of things that happened was chosen. %1 is the file's name.
        return Error { ErrorCode::InvalidInput, Words::tr("The file “%1” cannot be read. Choose it again.").arg(path.section(u'/', -1)) };
    }
    const QByteArray bytes = file.read(limits::csvBytesMax + 1);
    const auto activities = eventActivities(store, today);
    if (!activities)
        return activities.error();
    auto table = readEventTable(bytes, *activities, {}, calendar, today);
    if (!table)
        return table.error();
    if (!table->problems.isEmpty())
        return EventsTaken { std::move(table->problems), {} };
    const auto imported = noteEvents(store, table->events);
    return imported ? Result<EventsTaken>(EventsTaken { {}, *imported }) : imported.error();
}

} // namespace

EventLineRow eventLineRow(const EventLine &line, QDate today)
{
    EventLineRow row;
    row.id = line.activity.toString();
    row.title = line.what.simplified();
    //: Under an activity: its service (%1), and what sets it off (%2: "a placement is made").
    row.detail = line.trigger.isEmpty() ? line.serviceTitle : Words::tr("%1, each time %2").arg(line.serviceTitle, line.trigger);
    row.summary = lineSummary(line);
    row.icon = line.late > 0 ? u"alert"_s : line.open > 0 || line.happened == 0 ? u"clock"_s : u"check"_s;
    row.tone = line.late > 0 ? Tone::Urgent : line.open > 0 ? Tone::Attention : line.happened > 0 ? Tone::Good : Tone::Plain;
    for (const PersonTask &task : line.tasks)
        row.happened.append(happenedRow(task, today));
    return row;
}

EventsFlow::EventsFlow(StoreLink &link, EventsView &view) : m_link(link), m_view(view)
{
    connect(&view, &EventsView::asked, this, &EventsFlow::refresh);
    connect(&view, &EventsView::noteAsked, this, &EventsFlow::note);
    connect(&view, &EventsView::takeBackAsked, this, &EventsFlow::takeBack);
    connect(&view, &EventsView::importAsked, this, &EventsFlow::takeIn);
    connect(&link, &StoreLink::changed, this, [this](const Changes &changes) {
        static const QSet<RecordType> concerning { RecordType::Event, RecordType::Fact, RecordType::Waiver, RecordType::Edition };
        if (changes.types.intersects(concerning))
            refresh();
    });
}

void EventsFlow::refresh()
{
    const DateSpan year = councilYearOf(m_link.today()).span();
    m_link.ask(
        this, [&calendar = m_link.calendar(), today = m_link.today(), year](Store &store) { return eventBoard(store, calendar, today, year); },
        [this, year](const Result<QList<EventLine>> &board) {
            if (!board)
                return refuse(board.error());
            QList<EventLineRow> rows;
            for (const EventLine &line : *board)
                rows.append(eventLineRow(line, m_link.today()));
            // What asks for something first; what never happened yet stands after it.
            std::stable_sort(rows.begin(), rows.end(),
                             [](const EventLineRow &a, const EventLineRow &b) { return a.happened.isEmpty() < b.happened.isEmpty(); });
            //: Over the board of what happened. %1 is the first day of the council year.
            m_view.show(Words::tr("What happened since %1").arg(plainDayWords(year.from, m_link.today())), rows);
        });
}

void EventsFlow::note(const QString &activityKey)
{
    m_link.ask(
        this,
        [today = m_link.today(), key = ActivityKey(activityKey)](Store &store) -> Result<ProgrammeKept> {
            const auto activities = eventActivities(store, today);
            if (!activities)
                return activities.error();
            const auto one = std::ranges::find_if(*activities, [&key](const EventActivity &activity) { return activity.key == key; });
            if (one == activities->cend())
                return Error { ErrorCode::NotFound, u"No such activity waits for something to happen."_s };
            EventEntry entry;
            entry.activity = one->key;
            entry.service = one->service;
            entry.on = today;
            return noteEvent(store, entry);
        },
        [this](const Result<ProgrammeKept> &kept) {
            if (!kept)
                return refuse(kept.error());
            if (!kept->record || !kept->problems.isEmpty())
                return m_view.refuse(kept->problems.value(0).text, {});
            //: After one press that something happened today.
            m_view.finish(Words::tr("Saved on this device: it happened today. What it asks for is a task from now on."), kept->record->toString());
        },
        StoreThread::Lane::Save);
}

void EventsFlow::takeBack(const QString &recordId)
{
    const auto record = RecordId::fromString(recordId);
    if (!record)
        return refuse(record.error());
    m_link.ask(
        this, [record = *record](Store &store) { return withdrawEvent(store, record); },
        [this](const Result<void> &done) {
            if (!done)
                return refuse(done.error());
            //: After something that had been entered was taken back.
            m_view.finish(Words::tr("Taken back: it is counted no more."), {});
        },
        StoreThread::Lane::Save);
}

void EventsFlow::takeIn(const QString &path)
{
    m_link.ask(
        this, [&calendar = m_link.calendar(), today = m_link.today(), path](Store &store) { return takeEventTable(store, calendar, today, path); },
        [this](const Result<EventsTaken> &taken) {
            if (!taken)
                return refuse(taken.error());
            if (!taken->problems.isEmpty()) {
                QList<ImportProblem> problems;
                for (const TableProblem &problem : taken->problems) {
                    //: Where something in a table is wrong. %1 is the line's number.
                    QString place = Words::tr("Line %1").arg(problem.line);
                    if (!problem.column.isEmpty())
                        place += u", "_s + problem.column;
                    problems.append({ QString::number(problems.size()), place, problem.text });
                }
                //: Over what is wrong in a table of things that happened.
                return m_view.refuse(Words::tr("Nothing was taken in. Put these rows right, and give the whole table again."), problems);
            }
            //: After a table of things that happened was taken in. %1 and %2 are numbers of rows.
            m_view.finish(Words::tr("Saved on this device: %1 new, %2 known already.").arg(taken->imported.added).arg(taken->imported.known), {});
        },
        StoreThread::Lane::Save);
}

void EventsFlow::refuse(const Error &error)
{
    if (error.code == ErrorCode::Cancelled)
        return;
    const bool isInWords = error.code == ErrorCode::NotAllowed || error.code == ErrorCode::InvalidInput || error.code == ErrorCode::TooLarge;
    m_view.refuse(isInWords ? error.detail : errorText(error), {});
}

} // namespace sightline
