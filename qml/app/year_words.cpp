#include "qml/app/year_words.h"

#include "qml/bridge/day_words.h"

#include <QCoreApplication>
#include <QLocale>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Year)
};

const QLocale &british()
{
    static const QLocale locale(QLocale::English, QLocale::UnitedKingdom);
    return locale;
}

QString stateWords(MapState state)
{
    switch (state) {
    //: On the map of the year: nothing was due in this month.
    case MapState::Nothing: return Words::tr("Nothing due");
    //: On the map of the year: still to come.
    case MapState::Ahead: return Words::tr("Still to come");
    //: On the map of the year: it can be done now.
    case MapState::Open: return Words::tr("To do");
    //: On the map of the year: some of it is done.
    case MapState::Partly: return Words::tr("Partly done");
    //: On the map of the year.
    case MapState::Done: return Words::tr("Done");
    //: On the map of the year: left out with a reason.
    case MapState::Waived: return Words::tr("Left out, with a reason");
    //: On the map of the year.
    case MapState::Late: return Words::tr("Late");
    //: On the map of the year: its time is over.
    case MapState::Missed: return Words::tr("Missed");
    //: On the map of the year: as required, never late.
    case MapState::Advisory: return Words::tr("As required");
    case MapState::NotDefined: break;
    }
    //: On the map of the year: the framework sets no date.
    return Words::tr("Not defined");
}

QString stateIcon(MapState state)
{
    switch (state) {
    case MapState::Nothing:
    case MapState::Ahead: return {};
    case MapState::Open: return u"clock"_s;
    case MapState::Partly: return u"draft"_s;
    case MapState::Done: return u"check"_s;
    case MapState::Waived: return u"minus"_s;
    case MapState::Late: return u"alert"_s;
    case MapState::Missed: return u"close"_s;
    case MapState::Advisory: return u"info"_s;
    case MapState::NotDefined: break;
    }
    return u"question"_s;
}

Tone stateTone(MapState state)
{
    switch (state) {
    case MapState::Done: return Tone::Good;
    case MapState::Partly:
    case MapState::NotDefined: return Tone::Info;
    case MapState::Late: return Tone::Attention;
    case MapState::Missed: return Tone::Urgent;
    default: return Tone::Plain;
    }
}

YearCell yearCell(const MapCell &cell, int place, QDate month)
{
    YearCell shown;
    shown.id = QString::number(place);
    shown.month = british().toString(month, u"MMMM yyyy"_s);
    shown.stateText = stateWords(cell.state);
    shown.icon = stateIcon(cell.state);
    shown.tone = stateTone(cell.state);
    shown.opens = cell.state != MapState::Nothing;
    if (cell.asked > 0) {
        //: On the map of the year: %1 of %2 tasks of a month are done.
        shown.countText = Words::tr("%1 of %2").arg(cell.done).arg(cell.asked);
        shown.shortCount = u"%1/%2"_s.arg(cell.done).arg(cell.asked);
    }
    return shown;
}

/// The gravest of a row, and how its year stands in words.
void sumUp(const MapRow &row, YearRow &shown)
{
    MapCell sum;
    bool isUndefined = false, isAdvisory = false;
    for (const MapCell &cell : row.cells) {
        sum.asked += cell.asked;
        sum.done += cell.done;
        sum.doneLate += cell.doneLate;
        sum.late += cell.late;
        sum.missed += cell.missed;
        sum.waived += cell.waived;
        isUndefined = isUndefined || cell.state == MapState::NotDefined;
        isAdvisory = isAdvisory || cell.state == MapState::Advisory;
    }
    sum.state = sum.missed > 0               ? MapState::Missed
        : sum.late > 0                       ? MapState::Late
        : sum.asked == 0                     ? (isUndefined      ? MapState::NotDefined
                                                    : isAdvisory ? MapState::Advisory
                                                                 : MapState::Nothing)
        : sum.done + sum.waived == sum.asked ? MapState::Done
        : sum.done > 0                       ? MapState::Partly
                                             : MapState::Open;
    shown.icon = stateIcon(sum.state);
    shown.tone = stateTone(sum.state);
    if (sum.asked == 0) {
        shown.summary = stateWords(sum.state);
        return;
    }
    QStringList parts;
    if (sum.missed > 0) {
        //: On the map of the year, of a service: %n tasks were missed.
        parts.append(Words::tr("%n missed", nullptr, sum.missed));
    }
    if (sum.late > 0) {
        //: On the map of the year, of a service: %n tasks are late.
        parts.append(Words::tr("%n late", nullptr, sum.late));
    }
    //: On the map of the year, of a service: %1 of %2 tasks of the year are done.
    parts.append(Words::tr("%1 of %2 done").arg(sum.done).arg(sum.asked));
    if (sum.doneLate > 0) {
        //: On the map of the year, after how many are done: %n of them after they were due.
        parts.append(Words::tr("%n of them late", nullptr, sum.doneLate));
    }
    if (sum.waived > 0) {
        //: On the map of the year, of a service: %n tasks were left out with a reason.
        parts.append(Words::tr("%n left out", nullptr, sum.waived));
    }
    shown.summary = parts.join(u", "_s);
}

MapState mapStateOf(const Task &task)
{
    switch (task.state) {
    case TaskState::Upcoming: return MapState::Ahead;
    case TaskState::Due: return task.done > 0 ? MapState::Partly : MapState::Open;
    case TaskState::Done: return MapState::Done;
    case TaskState::Late: return MapState::Late;
    case TaskState::Missed: return MapState::Missed;
    case TaskState::Waived: return MapState::Waived;
    case TaskState::NotDefined: return MapState::NotDefined;
    case TaskState::Advisory:
    case TaskState::EventDriven: break;
    }
    return MapState::Advisory;
}

QString taskStateWords(const PersonTask &row, QDate today)
{
    const Task &task = row.task;
    if (task.state == TaskState::Done && task.isDoneLate) {
        //: On a task of the map of the year. %1 is a day.
        return Words::tr("Done late, on %1").arg(plainDayWords(task.doneOn, today));
    }
    QString words = stateWords(mapStateOf(task));
    if (task.target > 1) {
        //: On a task of the map of the year: %1 is how it stands, %2 of %3 are done.
        words = Words::tr("%1, %2 of %3").arg(words).arg(task.done).arg(task.target);
    }
    if (task.due.isValid() && task.state != TaskState::Done) {
        //: On a task of the map of the year: %1 is how it stands, %2 a day.
        words = Words::tr("%1, due %2").arg(words, plainDayWords(task.due, today));
    }
    return words;
}

QString waiverWords(const Task &task)
{
    if (!task.waiver)
        return task.note;
    const QString reason = task.waiver->waiver.reason;
    switch (task.waiver->standing) {
    case TaskWaiver::Standing::Asked:
        //: On a task that somebody asks to leave out or put off; nobody has answered. %1 is their reason.
        return Words::tr("Somebody asks to leave it out or put it off: %1").arg(reason);
    case TaskWaiver::Standing::Refused:
        //: On a task that somebody asked to leave out or put off, and a manager refused. %1 is their reason.
        return Words::tr("Leaving it out was refused: %1").arg(task.waiver->answerReason);
    case TaskWaiver::Standing::InForce: break;
    }
    if (task.waiver->waiver.kind == Waiver::Kind::Waive) {
        //: On a task that was left out. %1 is why.
        return Words::tr("Left out: %1").arg(reason);
    }
    //: On a task that was put off. %1 is why.
    return Words::tr("Put off: %1").arg(reason);
}

} // namespace

QString yearTitle(int year)
{
    //: Title of a council year, April to March: "Council year 2026/27".
    return Words::tr("Council year %1/%2").arg(year).arg((year + 1) % 100, 2, 10, QChar(u'0'));
}

YearRow yearRow(const MapRow &row, const QList<QDate> &months, const QString &directorate)
{
    YearRow shown;
    shown.id = row.activity.isEmpty() ? row.service.toString() : row.activity.toString();
    shown.title = row.title.simplified();
    shown.directorate = directorate;
    shown.isKnown = row.isKnown;
    for (int i = 0; i < row.cells.size() && i < months.size(); ++i)
        shown.cells.append(yearCell(row.cells[i], i, months[i]));
    sumUp(row, shown);
    return shown;
}

QStringList monthNames(const QList<QDate> &months)
{
    QStringList names;
    for (const QDate month : months)
        names.append(british().toString(month, u"MMM"_s));
    return names;
}

YearTask yearTask(const PersonTask &row, QDate today, const QList<CountedRecord> &readable)
{
    const Task &task = row.task;
    YearTask shown;
    shown.id = task.id.toString();
    shown.title = task.what.simplified();
    QStringList parts;
    for (const QString &part : { task.part, row.concerns }) {
        if (!part.isEmpty())
            shown.title = u"%1: %2"_s.arg(shown.title, part);
    }
    for (const QString &part : { row.periodText, row.why }) {
        if (!part.isEmpty())
            parts.append(part);
    }
    shown.detail = parts.join(u" · "_s);
    const MapState state = mapStateOf(task);
    shown.stateText = taskStateWords(row, today);
    shown.icon = stateIcon(state).isEmpty() ? u"calendar"_s : stateIcon(state);
    shown.tone = task.isDoneLate ? Tone::Attention : stateTone(state);
    shown.reason = waiverWords(task);
    for (const CountedRecord &one : readable) {
        //: Button on a task of the map of the year: opens the record that answers it.
        QString text = Words::tr("Open the record");
        if (readable.size() > 1) {
            //: Button on a task of the map of the year that several records answer. %1 is the day of one.
            text = Words::tr("Record of %1").arg(plainDayWords(one.on, today));
        }
        shown.records.append({ one.record.toString(), text });
    }
    if (const auto unread = task.records.size() - readable.size(); unread > 0 && !task.records.isEmpty()) {
        //: On a task of the map of the year. %n is how many records answer it that this person may not read.
        shown.unread = Words::tr("%n record(s) of colleagues counted that are not on this device", nullptr, int(unread));
    }
    return shown;
}

} // namespace sightline
