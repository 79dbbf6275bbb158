#pragma once

#include "core/calendar/council_calendar.h"
#include "core/reminders/due_thing.h"
#include "core/reminders/reminder_memory.h"

#include <QTime>

namespace sightline {

/// What a person chose about reminders.
struct ReminderChoices {
    bool isOn = true;
    int daysBefore = 1;               ///< working days: on a Friday, 1 reaches to Monday; 0: on the day itself
    QTime quietFrom { 18, 0 };        ///< on the council's clocks; the same as `quietTo`: no quiet hours
    QTime quietTo { 8, 0 };
    bool isQuietOnFreeDays = true;    ///< weekends and bank holidays, by the council's calendar
    bool isUrgentAtAnyHour = true;    ///< an urgent concern waits for no quiet hour to end
    friend bool operator==(const ReminderChoices &, const ReminderChoices &) = default;
};

/// A summary as numbers: words are made of nothing else.
struct ReminderCounts {
    int late = 0;      ///< became late
    int today = 0;     ///< due today
    int soon = 0;      ///< due within what was chosen
    friend bool operator==(const ReminderCounts &, const ReminderCounts &) = default;
};

struct ReminderDecision {
    std::optional<ReminderCounts> summary;
    int concerns = 0;                 ///< urgent ones to tell of now
    ReminderMemory memory;            ///< after telling
    [[nodiscard]] bool isSilent() const { return !summary && concerns == 0; }
    friend bool operator==(const ReminderDecision &, const ReminderDecision &) = default;
};

/// True in the quiet hours, and on days that are quiet as a whole.
[[nodiscard]] bool isQuietAt(const ReminderChoices &choices, const CouncilCalendar &calendar, Instant now);

/// What to tell a person of @p things at @p now: at most one summary a day of the council's, of what came to be soon, due or late and
/// was not told as such; and each urgent concern once. Pure. Source: issue 5; look.md, principles 6 and 7.
[[nodiscard]] ReminderDecision decideReminder(const QList<DueThing> &things, const ReminderChoices &choices, const CouncilCalendar &calendar, Instant now,
                                              const ReminderMemory &memory);

} // namespace sightline
