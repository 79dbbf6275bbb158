#include "core/reminders/reminder.h"

#include "core/calendar/council_time.h"

#include <QSet>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Days after which what is no longer there may be forgotten.
constexpr int memoryDays = 60;

/// A thing as it is told: with its day, since one that was moved is news, and how near that is. Empty: not to be told yet.
QString stageOf(const DueThing &thing, QDate today, QDate soonUntil)
{
    if (thing.kind == DueThing::Kind::Concern)
        return thing.key;
    if (!thing.due.isValid() || thing.due > soonUntil)
        return {};
    const QString stage = thing.due < today ? u"late"_s : thing.due == today ? u"today"_s : u"soon"_s;
    return u"%1 %2 %3"_s.arg(thing.key, thing.due.toString(Qt::ISODate), stage);
}

void forgetOld(ReminderMemory &memory, const QSet<QString> &present, QDate today)
{
    memory.told.removeIf([&](const auto &entry) { return !present.contains(entry.key()) && entry.value() < today.addDays(-memoryDays); });
    if (memory.told.size() <= reminderMemoryMax)
        return;
    QList<QDate> days = memory.told.values();
    std::sort(days.begin(), days.end());
    const QDate oldestKept = days.at(days.size() - reminderMemoryMax);
    memory.told.removeIf([&](const auto &entry) { return entry.value() < oldestKept; });
}

} // namespace

bool isQuietAt(const ReminderChoices &choices, const CouncilCalendar &calendar, Instant now)
{
    const QDateTime moment = councilMoment(calendar.zone(), now);
    if (choices.isQuietOnFreeDays && !calendar.isWorkingDay(moment.date()))
        return true;
    const QTime time = moment.time();
    if (choices.quietFrom <= choices.quietTo)
        return choices.quietFrom <= time && time < choices.quietTo;
    return time >= choices.quietFrom || time < choices.quietTo;   // over midnight
}

ReminderDecision decideReminder(const QList<DueThing> &things, const ReminderChoices &choices, const CouncilCalendar &calendar, Instant now,
                                const ReminderMemory &memory)
{
    ReminderDecision decision { .summary = {}, .concerns = 0, .memory = memory };
    if (!choices.isOn)
        return decision;
    const QDate today = calendar.today(now);
    const QDate soonUntil = calendar.addWorkingDays(today, choices.daysBefore);
    const bool isQuiet = isQuietAt(choices, calendar, now);
    const bool maySummarise = !isQuiet && (!memory.summaryOn.isValid() || memory.summaryOn != today);
    const bool mayTellConcerns = !isQuiet || choices.isUrgentAtAnyHour;
    ReminderCounts counts;
    QSet<QString> present;
    for (const DueThing &thing : things) {
        const QString stage = stageOf(thing, today, soonUntil);
        present.insert(stage);
        const bool isConcern = thing.kind == DueThing::Kind::Concern;
        if (stage.isEmpty() || decision.memory.told.contains(stage) || !(isConcern ? mayTellConcerns : maySummarise))
            continue;
        decision.memory.told.insert(stage, today);
        if (isConcern)
            ++decision.concerns;
        else
            ++(thing.due < today ? counts.late : thing.due == today ? counts.today : counts.soon);
    }
    if (counts != ReminderCounts {}) {
        decision.summary = counts;
        decision.memory.summaryOn = today;
    }
    if (!decision.isSilent())
        forgetOld(decision.memory, present, today);
    return decision;
}

} // namespace sightline
