#pragma once

#include "core/calendar/council_calendar.h"
#include "core/people/council.h"
#include "core/tasks/task.h"

namespace sightline {

/// The classes of the ranking, most pressing first.
enum Urgency { Overdue, DueSoon, BehindQuota, PersonWaiting, DueInPeriod, MissedEarlier, Coming, AsRequired, NoDate, Finished };

/// How near a due date must be to come first, in working days.
inline constexpr int soonWorkingDays = 5;

/// Where something stands among tasks: in its class what law asks for first, then by what it waits for, then by when it is due.
struct Rank {
    int urgency = Finished;
    bool isStatutory = false;
    QDate waitingSince = {};   ///< only of people nothing was recorded for: when something last was
    QDate due = {};            ///< null: no date, after all that have one
    QDate opens = {};
};
[[nodiscard]] Rank rankOf(const PersonTask &task);
/// Whether @p a stands before @p b. False both ways where the rank alone does not say.
[[nodiscard]] bool standsBefore(const Rank &a, const Rank &b);

/// Orders @p tasks from the most pressing down and says why each stands where it does. The classes, in order: late (what
/// law asks for first, then the longest overdue; what law asked for last and was missed is among them), due within five working days, behind a yearly quota, people nothing was
/// recorded for longest, due in the period, missed earlier (the next one has been due since), upcoming, advisory, no date, done.
/// Deterministic: equal tasks are ordered by the framework's reference and the id.
[[nodiscard]] QList<PersonTask> ranked(const QList<const Task *> &tasks, const CouncilCalendar &calendar, QDate today);

/// Whether @p task is counted from the last one or by the calendar, in a sentence; empty where neither is so: it has no date, or waits for
/// something to happen.
[[nodiscard]] QString sayCounted(const Task &task);

/// Fills the words of @p shown that name people: `concerns` and `why`. With @p forWhom, `why` speaks to that person;
/// without, it names the owners.
void sayWhose(PersonTask &shown, const Council &council, const QString &serviceTitle, const PersonId &forWhom);

} // namespace sightline
