#pragma once

#include "core/calendar/council_calendar.h"
#include "core/people/council.h"
#include "core/tasks/task.h"

namespace sightline {

/// Orders @p tasks from the most pressing down and says why each stands where it does. The classes, in order: late (what
/// law asks for first, then the longest overdue), due within five working days, behind a yearly quota, people nothing was
/// recorded for longest, due in the period, missed earlier (a later one is late too), upcoming, advisory, no date, done.
/// Deterministic: equal tasks are ordered by the framework's reference and the id.
[[nodiscard]] QList<PersonTask> ranked(const QList<const Task *> &tasks, const CouncilCalendar &calendar, QDate today);

/// Fills the words of @p shown that name people: `concerns` and `why`. With @p forWhom, `why` speaks to that person;
/// without, it names the owners.
void sayWhose(PersonTask &shown, const Council &council, const QString &serviceTitle, const PersonId &forWhom);

} // namespace sightline
