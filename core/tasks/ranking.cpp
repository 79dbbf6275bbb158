#include "core/tasks/ranking.h"

#include "core/schedule/occurrences.h"

#include <QHash>

#include <algorithm>
#include <tuple>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// How many of the suggested dates have passed: where the quota would stand if it were spread well.
int suggestedBy(const Task &task, QDate today)
{
    return int(std::count_if(task.suggested.cbegin(), task.suggested.cend(), [&](QDate day) { return day < today; }));
}

/// @p latestLate: when the last of the unit's tasks that were not done in time was due.
Urgency urgencyOf(const Task &task, QDate latestLate, const CouncilCalendar &calendar, QDate today)
{
    switch (task.state) {
    case TaskState::Late: return Overdue;
    // What law asked for and was missed stays in sight until the next period of it has gone too.
    case TaskState::Missed: return task.isStatutory && task.due == latestLate ? Overdue : MissedEarlier;
    case TaskState::Waived: return Finished;
    case TaskState::Upcoming: return Coming;
    case TaskState::Advisory: return AsRequired;
    case TaskState::NotDefined:
    case TaskState::EventDriven: return NoDate;
    case TaskState::Done: return Finished;
    case TaskState::Due: break;
    }
    if (task.due.isValid() && task.due <= calendar.addWorkingDays(today, soonWorkingDays))
        return DueSoon;
    if (task.target > 1 && task.done < suggestedBy(task, today))
        return BehindQuota;
    return task.subject.isEmpty() ? DueInPeriod : PersonWaiting;
}

QString progress(const Task &task) { return task.target > 1 ? u" %1 of %2 done."_s.arg(task.done).arg(task.target) : QString(); }

QString sayWhyFirst(const Task &task, Urgency urgency, QDate today)
{
    switch (urgency) {
    case Overdue:
        if (task.state == TaskState::Missed)
            return u"Missed: it was due on %1.%2 The framework names a legal or Ofsted requirement: what is done now counts for the present period."_s.arg(
                sayDay(task.due), progress(task));
        return u"Late: it was due on %1.%2%3"_s.arg(sayDay(task.due), progress(task),
                                                    task.isStatutory ? u" The framework names a legal or Ofsted requirement."_s : QString());
    case DueSoon: {
        const qint64 days = today.daysTo(task.due);
        const QString when = days == 0 ? u"today"_s
            : days == 1                ? u"tomorrow, %1"_s.arg(sayDay(task.due))
                                       : u"in %1 days, on %2"_s.arg(QString::number(days), sayDay(task.due));
        return u"Due %1.%2"_s.arg(when, progress(task));
    }
    case BehindQuota:
        return u"Behind: %1 of %2 done, and %3 suggested by now. Due by %4."_s.arg(task.done)
            .arg(task.target)
            .arg(suggestedBy(task, today))
            .arg(sayDay(task.due));
    case PersonWaiting: {
        const QString due = task.due.isValid() ? u" Due by %1."_s.arg(sayDay(task.due)) : QString();
        return task.lastDone.isValid() ? u"Last recorded for this person on %1.%2"_s.arg(sayDay(task.lastDone), due)
                                       : u"Nothing recorded for this person yet.%1"_s.arg(due);
    }
    case DueInPeriod: {
        const QString open =
            task.due.isValid() ? u"Due by %1.%2"_s.arg(sayDay(task.due), progress(task)) : u"To be done; no date is set.%1"_s.arg(progress(task));
        return task.note.isEmpty() ? open : u"%1. %2"_s.arg(task.note, open);
    }
    case MissedEarlier: return u"Missed: it was due on %1, and the next one has been due since.%2"_s.arg(sayDay(task.due), progress(task));
    case Coming: return u"Opens on %1."_s.arg(sayDay(task.opens));
    case AsRequired: return task.note.isEmpty() ? u"As required: never late."_s : u"%1."_s.arg(task.note);
    case NoDate: return task.note.isEmpty() ? u"The framework sets no date yet."_s : u"%1."_s.arg(task.note);
    case Finished: break;
    }
    if (task.state == TaskState::Waived)
        return u"Left out: %1"_s.arg(task.waiver->waiver.reason);
    return task.isDoneLate ? u"Done late, on %1; it was due on %2."_s.arg(sayDay(task.doneOn), sayDay(task.due)) : u"Done on %1."_s.arg(sayDay(task.doneOn));
}

/// "Service Manager, Team Manager or Team Leader".
QString orList(const QStringList &words, const QString &joint)
{
    if (words.size() < 2)
        return words.join(QString());
    return words.mid(0, words.size() - 1).join(u", ") + joint + words.last();
}

QString sayLeads(const Task &task)
{
    if (task.leads.roles.isEmpty())
        return u"the framework names no lead for it"_s;
    if (task.leads.mode == LeadMode::AnyOf)
        return u"led by %1"_s.arg(orList(task.leads.roles, u" or "_s));
    const QString roles = orList(task.leads.roles, u" and "_s);
    return task.leads.mode == LeadMode::EachOf ? u"led by each of: %1"_s.arg(roles) : u"led together by %1"_s.arg(roles);
}

QString sayOwner(const Owner &owner, const Task &task, const Council &council, const QString &serviceTitle)
{
    switch (owner.reason) {
    case OwnerReason::HoldsRole: {
        const Person *person = council.person(owner.person);
        const bool isOwnRole = person && person->holds(owner.role);
        return (isOwnRole ? u"Your role is %1; %2."_s : u"You are among those meant by “%1”; %2."_s).arg(owner.role, sayLeads(task));
    }
    case OwnerReason::LineManager: return u"You are the line manager of %1; %2."_s.arg(council.nameOf(task.subject), sayLeads(task));
    case OwnerReason::PassedOn: return u"%1 passed this on to you; %2."_s.arg(council.nameOf(owner.insteadOf), sayLeads(task));
    case OwnerReason::Covers: return u"You stand in for %1; %2."_s.arg(council.nameOf(owner.insteadOf), sayLeads(task));
    case OwnerReason::HeadOfService: break;
    }
    if (task.leads.roles.isEmpty())
        return u"The framework names no lead for it, so it comes to you as head of %1."_s.arg(serviceTitle);
    return u"Nobody in %1 holds the role %2, so it comes to you as its head."_s.arg(serviceTitle, orList(task.leads.roles, u" or "_s));
}

QString sayOwners(const Task &task, const Council &council)
{
    if (task.owners.isEmpty())
        return u"Nobody in this service yet; %1."_s.arg(sayLeads(task));
    static constexpr qsizetype namedMax = 3;
    QStringList names;
    for (const Owner &owner : task.owners.mid(0, namedMax))
        names.append(council.nameOf(owner.person));
    if (const auto more = task.owners.size() - namedMax; more > 0)
        names.append(more == 1 ? u"one other"_s : u"%1 others"_s.arg(more));
    return u"For %1; %2."_s.arg(orList(names, u" or "_s), sayLeads(task));
}

} // namespace

Rank rankOf(const PersonTask &task)
{
    return { task.urgency, task.task.isStatutory, task.urgency == PersonWaiting ? task.task.lastDone : QDate(), task.task.due, task.task.opens };
}

bool standsBefore(const Rank &a, const Rank &b)
{
    static const QDate never(9999, 12, 31);
    const auto key = [](const Rank &rank) {
        return std::tuple(rank.urgency, !rank.isStatutory, rank.waitingSince, rank.due.isValid() ? rank.due : never, rank.opens);
    };
    return key(a) < key(b);
}

QList<PersonTask> ranked(const QList<const Task *> &tasks, const CouncilCalendar &calendar, QDate today)
{
    QHash<std::pair<ActivityKey, QString>, QDate> latestLate;
    for (const Task *task : tasks) {
        if (task->state == TaskState::Late || task->state == TaskState::Missed) {
            QDate &latest = latestLate[std::pair(task->activity, task->unit)];
            latest = latest.isValid() ? std::max(latest, task->due) : task->due;
        }
    }
    QList<PersonTask> rows;
    rows.reserve(tasks.size());
    for (const Task *task : tasks) {
        const Urgency urgency = urgencyOf(*task, latestLate.value(std::pair(task->activity, task->unit)), calendar, today);
        PersonTask row { *task };
        row.urgency = urgency;
        row.whyFirst = sayWhyFirst(*task, urgency, today);
        row.periodText = sayPeriod(task->period, calendar);
        if (!task->waitsFor.isEmpty()) {
            row.whyFirst =
                u"One at a time: it opens once that of %1 is done, or is due itself on %2."_s.arg(sayPeriod(task->waitsFor, calendar), sayDay(task->due));
        }
        rows.append(std::move(row));
    }
    std::sort(rows.begin(), rows.end(), [](const PersonTask &a, const PersonTask &b) {
        const Rank left = rankOf(a);
        const Rank right = rankOf(b);
        if (standsBefore(left, right))
            return true;
        if (standsBefore(right, left))
            return false;
        return std::tie(a.task.activity, a.task.unit, a.task.id) < std::tie(b.task.activity, b.task.unit, b.task.id);
    });
    return rows;
}

QString sayCounted(const Task &task)
{
    if (!task.due.isValid() || task.target == 0 || task.unit.startsWith(u"event:"))
        return {};
    if (task.countedFrom.isValid())
        return u"Counted from the last one, on %1: it is due by %2, and by the end of its period at the latest."_s.arg(sayDay(task.countedFrom),
                                                                                                                       sayDay(task.due));
    if (task.dueByPeriod.isValid())
        return u"Counted from the last one. None is recorded in the period before, so it is due by the end of this one."_s;
    return u"Counted by the calendar: whenever in its period it is done, the next period asks for it again."_s;
}

void sayWhose(PersonTask &shown, const Council &council, const QString &serviceTitle, const PersonId &forWhom)
{
    const Task &task = shown.task;
    shown.service = serviceTitle;
    if (!task.subject.isEmpty())
        shown.concerns = council.nameOf(task.subject);
    else if (const Team *team = task.team.isEmpty() ? nullptr : council.team(task.team))
        shown.concerns = team->name;

    const auto mine = std::find_if(task.owners.cbegin(), task.owners.cend(), [&](const Owner &owner) { return owner.person == forWhom; });
    shown.why = mine == task.owners.cend() ? sayOwners(task, council) : sayOwner(*mine, task, council, serviceTitle);
    // The first of those who act together convenes them (Roster::ownersOf).
    if (task.leads.mode == LeadMode::Body && task.owners.size() > 1)
        shown.why +=
            task.owners.first().person == forWhom ? u" You record it for all."_s : u" %1 records it for all."_s.arg(council.nameOf(task.owners.first().person));
}

} // namespace sightline
