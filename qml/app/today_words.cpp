#include "qml/app/today_words.h"

#include "core/records/hand_rule.h"
#include "qml/app/action_words.h"
#include "qml/app/child_words.h"
#include "qml/app/concern_words.h"
#include "qml/bridge/day_words.h"

#include <QCoreApplication>

namespace sightline {

namespace {

/// At most this many stand first: more is a list, not a next step.
constexpr int firstMax = 3;
/// A due date this close takes the colour of attention.
constexpr int soonDays = 7;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Today)
};

/// Of what is to be done now.
TaskPlace nextPlace(int &firstCount) { return firstCount++ < firstMax ? TaskPlace::First : TaskPlace::Soon; }

TaskPlace placeOf(const Task &task, int &firstCount)
{
    switch (task.state) {
    case TaskState::Late:
    case TaskState::Missed:
    case TaskState::Due: return nextPlace(firstCount);
    case TaskState::Upcoming: return TaskPlace::Later;
    case TaskState::Waived:
    case TaskState::Done: return TaskPlace::Done;
    case TaskState::NotDefined: return TaskPlace::NoDate;
    case TaskState::Advisory:
    case TaskState::EventDriven: return TaskPlace::AsRequired;
    }
    return TaskPlace::Soon;
}

bool isOverdue(const Task &task) { return task.state == TaskState::Late || task.state == TaskState::Missed; }

bool isOver(const Task &task) { return task.state == TaskState::Done || task.state == TaskState::Waived; }

Tone dueToneOf(const Task &task, QDate today)
{
    if (isOverdue(task))
        return Tone::Urgent;
    const bool isSoon = task.state == TaskState::Due && task.due.isValid() && today.daysTo(task.due) <= soonDays;
    return isSoon ? Tone::Attention : Tone::Plain;
}

QString dueTextOf(const Task &task, QDate today)
{
    if (!task.due.isValid() || isOver(task))
        return {};
    if (isOverdue(task))
        return dueWords(task.due, today);
    //: On a task. %1 is a day: "Fri 27 Nov".
    return Words::tr("Due %1").arg(plainDayWords(task.due, today));
}

QString summaryOf(const TodayItem &item, QDate today)
{
    const PersonTask &row = item.task;
    QStringList parts;
    if (!row.concerns.isEmpty())
        parts.append(row.concerns);
    if (isOverdue(row.task)) {
        parts.append(dueWords(row.task.due, today));
    } else if (row.task.due.isValid() && !isOver(row.task)) {
        //: Under a task in a list. %1 is a day: "Mon 30 Nov".
        parts.append(Words::tr("by %1").arg(plainDayWords(row.task.due, today)));
    } else if (!row.task.note.isEmpty()) {
        parts.append(row.task.note);
    }
    if (item.isTakenByMe) {
        //: Under a task in a list that several may do, and this person said they do.
        parts.append(Words::tr("you do it"));
    } else if (!item.takenBy.isEmpty()) {
        //: Under a task in a list that several may do. %1 is whoever said that they do it.
        parts.append(Words::tr("%1 does it").arg(item.takenBy.first()));
    }
    return parts.join(QStringLiteral(", "));
}

void addDocument(const CompiledActivity &activity, TaskRow &row)
{
    row.how = activity.activity.how;
    row.why = activity.activity.why;
    row.rule = activity.says;
    row.ruleSource = activity.activity.frequency;
}

WaitingRow waitingRow(const WaitingForMe &item, QDate today)
{
    WaitingRow row;
    row.id = item.record.toString();
    //: On Today, a record that came back. %1 is its form: "Home visit note".
    row.title = item.isReturned ? Words::tr("%1: returned with comments").arg(item.title)
                                //: On Today, a record that waits for this person. %1 is its form, %2 what is theirs to do: "reflection".
                                : Words::tr("%1: %2").arg(item.title, item.name);
    //: Under a record that waits for this person. %1 is who wrote it.
    row.detail = item.isReturned ? QString() : Words::tr("Written by %1").arg(item.authorName);
    if (item.due.isValid()) {
        row.dueText = dueWords(item.due, today);
        row.tone = item.isOverdue ? Tone::Urgent : today.daysTo(item.due) <= soonDays ? Tone::Attention : Tone::Plain;
    }
    return row;
}

/// What is being said of a record, on its page.
QString begunWords(const QString &kind)
{
    if (kind == QString::fromUtf16(step::addendum))
        //: On a draft in Today: somebody has begun to add to a completed record.
        return Words::tr("Your addition to this record");
    if (kind == QString::fromUtf16(step::action))
        //: On a draft in Today: somebody has begun to say how an agreed action went.
        return Words::tr("How an action went");
    if (kind == QString::fromUtf16(step::returned))
        //: On a draft in Today: somebody has begun to say why a record goes back to its author.
        return Words::tr("Why this record goes back");
    //: On a draft in Today: somebody has begun their part of a record that a colleague completed.
    return Words::tr("Your part of this record");
}

DraftRow draftRow(const DraftListItem &item, QDate today, const CouncilZone &zone)
{
    const RecordBody &body = item.draft.body;
    DraftRow row;
    row.id = item.draft.id.toString();
    row.title = item.title;
    row.detail = body.type == RecordType::Step ? begunWords(body.role) : QString();
    //: On a draft. %1 is a time of day, or a day and a time.
    row.savedText = Words::tr("Saved %1").arg(momentWords(councilMoment(zone, Instant { item.draft.savedAtMs }), today));
    return row;
}

TaskRow taskRow(const TodayItem &item, const TodayReading &reading, int &firstCount)
{
    const Task &task = item.task.task;
    const QDate today = reading.board.today;
    TaskRow row;
    row.id = task.id.toString();
    row.place = item.task.isPassedOn ? TaskPlace::Later : placeOf(task, firstCount);
    row.title = task.part.isEmpty() ? task.what : QStringLiteral("%1: %2").arg(task.what, task.part);
    row.whyFirst = item.task.whyFirst;
    row.dueText = dueTextOf(task, today);
    row.dueTone = dueToneOf(task, today);
    if (task.target > 0) {
        //: How much of a task is done. %1 of %2, for example "1 of 2".
        row.doneText = Words::tr("%1 of %2").arg(task.done).arg(task.target);
        row.progressText = QStringLiteral("%1, %2").arg(row.doneText, item.task.periodText);
        row.progress = qMin(1.0, static_cast<double>(task.done) / task.target);
    }
    row.summary = summaryOf(item, today);
    const QString form = reading.formTitles.value(task.templateId);
    if (item.draft) {
        //: Button on a task whose record has been begun.
        row.startText = Words::tr("Go on");
    } else if (!form.isEmpty() && task.state != TaskState::Upcoming) {
        //: Button on a task. %1 is the form, in lower case: "Start office visit".
        row.startText = Words::tr("Start %1").arg(form.left(1).toLower() + form.mid(1));
    }
    row.whose = item.task.why;
    if (reading.edition) {
        if (const CompiledActivity *activity = reading.edition->framework.find(task.activity))
            addDocument(*activity, row);
        if (const QString counted = sayCounted(task); !counted.isEmpty())
            row.rule = row.rule.isEmpty() ? counted : row.rule + u'\n' + counted;
        for (const CompiledService &service : reading.edition->framework.services) {
            if (service.id == task.service)
                row.service = service.title();
        }
    }
    return row;
}

} // namespace

TodayState todayWords(const TodayReading &reading, const CouncilZone &zone, Instant instant)
{
    TodayState state;
    state.dateText = longDayWords(reading.board.today);
    state.subline = greeting(councilMoment(zone, instant).time());
    int firstCount = 0;
    for (const TodayEntry &entry : reading.board.order) {
        if (entry.what == TodayEntry::What::Task) {
            state.tasks.append(taskRow(reading.board.items.at(entry.at), reading, firstCount));
            continue;
        }
        const ListedChild &listed = reading.board.visits.at(entry.at);
        // What is not pressing yet is on the page of children: Today says what comes first.
        if (listed.urgency >= ListedChild::Urgency::Coming)
            continue;
        state.tasks.append(visitRow(listed, reading.board.today));
        state.tasks.last().place = nextPlace(firstCount);
    }
    const int first = qMin(firstCount, firstMax);
    //: Headline of Today. %n is how many tasks stand first.
    state.headline = first > 0 ? Words::tr("%n to do first", nullptr, first)
                               //: Headline of Today when no task is due.
                               : Words::tr("Nothing due");
    for (const ConcernItem &concern : reading.concerns)
        state.concerns.append(concernRow(concern, reading.council, { reading.board.today, zone }));
    for (const WaitingForMe &item : reading.board.waiting)
        state.waiting.append(waitingRow(item, reading.board.today));
    for (const ListedAction &item : reading.actions)
        state.actions.append(actionRow(item, reading.board.today));
    for (const DraftListItem &item : reading.drafts.open)
        state.drafts.append(draftRow(item, reading.board.today, zone));
    for (const DraftListItem &item : reading.drafts.onRecords) {
        state.drafts.append(draftRow(item, reading.board.today, zone));
        state.drafts.last().onRecord = item.draft.body.about ? item.draft.body.about->toString() : QString();
    }
    return state;
}

} // namespace sightline
