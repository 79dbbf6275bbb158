// What a person is told, and when: things, choices, a clock and what was told before in; what to tell out.
#include "core/packs/calendar/england_calendar.h"
#include "core/reminders/reminder.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

/// @p local on the clocks of the council: "2026-11-23T10:00".
Instant at(const QString &local)
{
    const QDateTime moment = QDateTime::fromString(local, Qt::ISODate);
    const Instant start = englandCalendar().zone().startOfDay(moment.date());
    // The first moment whose local clock shows it: an hour that a clock change repeats counts once.
    qint64 ms = start.msSinceEpoch;
    while (QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).addSecs(englandCalendar().zone().offsetMinutesAt(Instant { ms }) * 60).time() != moment.time())
        ms += 60'000;
    return Instant { ms };
}

DueThing task(const QString &id, const QString &due) { return { DueThing::Kind::Task, id, QDate::fromString(due, Qt::ISODate) }; }
DueThing concern(const QString &id) { return { DueThing::Kind::Concern, id, {} }; }

/// Told one after another, each remembering the ones before.
class RemindersTest : public ::testing::Test {
protected:
    ReminderDecision tell(const QList<DueThing> &things, const QString &when)
    {
        ReminderDecision decision = decideReminder(things, choices, englandCalendar(), at(when), memory);
        memory = decision.memory;
        return decision;
    }
    bool isQuiet(const QString &when) const { return isQuietAt(choices, englandCalendar(), at(when)); }

    ReminderChoices choices;
    ReminderMemory memory;
};

} // namespace

TEST_F(RemindersTest, TellsOfWhatIsLateDueAndSoonOnceADay)
{
    const QList<DueThing> things { task(u"a"_s, u"2026-11-20"_s), task(u"b"_s, u"2026-11-23"_s), task(u"c"_s, u"2026-11-24"_s), task(u"d"_s, u"2026-11-25"_s) };
    const auto first = tell(things, u"2026-11-23T09:00"_s);
    ASSERT_TRUE(first.summary);
    EXPECT_EQ(*first.summary, (ReminderCounts { 1, 1, 1 }));
    EXPECT_TRUE(tell(things, u"2026-11-23T12:00"_s).isSilent());
    EXPECT_TRUE(tell(things + QList { task(u"e"_s, u"2026-11-23"_s) }, u"2026-11-23T16:00"_s).isSilent()) << "one summary a day";
    const auto second = tell(things + QList { task(u"e"_s, u"2026-11-23"_s) }, u"2026-11-24T09:00"_s);
    ASSERT_TRUE(second.summary);
    EXPECT_EQ(*second.summary, (ReminderCounts { 2, 1, 1 })) << "b and e became late, c is due, d is soon; that a is late was told";
}

TEST_F(RemindersTest, NothingIsToldTwice)
{
    const QList<DueThing> things { task(u"a"_s, u"2026-11-20"_s) };
    EXPECT_FALSE(tell(things, u"2026-11-23T09:00"_s).isSilent());
    for (int day = 24; day <= 27; ++day)
        EXPECT_TRUE(tell(things, u"2026-11-%1T09:00"_s.arg(day)).isSilent()) << day;
    EXPECT_TRUE(tell(things, u"2027-03-01T09:00"_s).isSilent()) << "nor after months, as long as it is there";
    // Moved, it is news.
    EXPECT_FALSE(tell({ task(u"a"_s, u"2027-03-02"_s) }, u"2027-03-02T09:00"_s).isSilent());
}

TEST_F(RemindersTest, OnAFridayWhatIsDueOnMondayIsSoon)
{
    const QList<DueThing> monday { task(u"a"_s, u"2026-11-30"_s) };
    EXPECT_TRUE(tell(monday, u"2026-11-26T09:00"_s).isSilent());
    const auto friday = tell(monday, u"2026-11-27T09:00"_s);
    ASSERT_TRUE(friday.summary);
    EXPECT_EQ(friday.summary->soon, 1);
    choices.daysBefore = 0;
    memory = {};
    EXPECT_TRUE(tell(monday, u"2026-11-27T09:00"_s).isSilent());
    EXPECT_FALSE(tell(monday, u"2026-11-30T09:00"_s).isSilent());
}

TEST_F(RemindersTest, KeepsQuietInTheEveningOnWeekendsAndOnBankHolidays)
{
    EXPECT_TRUE(isQuiet(u"2026-11-23T07:59"_s));
    EXPECT_FALSE(isQuiet(u"2026-11-23T08:00"_s));
    EXPECT_FALSE(isQuiet(u"2026-11-23T17:59"_s));
    EXPECT_TRUE(isQuiet(u"2026-11-23T18:00"_s));
    EXPECT_TRUE(isQuiet(u"2026-11-28T11:00"_s)) << "a Saturday";
    EXPECT_TRUE(isQuiet(u"2026-12-25T11:00"_s)) << "a bank holiday";
    EXPECT_TRUE(isQuiet(u"2026-12-28T11:00"_s)) << "its substitute day";
    choices.isQuietOnFreeDays = false;
    EXPECT_FALSE(isQuiet(u"2026-12-25T11:00"_s));
    choices.quietFrom = choices.quietTo = QTime(0, 0);
    EXPECT_FALSE(isQuiet(u"2026-11-23T03:00"_s)) << "no quiet hours";
    choices.quietFrom = QTime(12, 0);
    choices.quietTo = QTime(14, 0);
    EXPECT_TRUE(isQuiet(u"2026-11-23T13:00"_s));
    EXPECT_FALSE(isQuiet(u"2026-11-23T14:00"_s));
}

TEST_F(RemindersTest, WhatComesInQuietHoursIsToldAfterThem)
{
    const QList<DueThing> things { task(u"a"_s, u"2026-11-30"_s) };
    EXPECT_TRUE(tell(things, u"2026-11-29T12:00"_s).isSilent());   // a Sunday
    EXPECT_TRUE(tell(things, u"2026-11-30T07:30"_s).isSilent());
    const auto monday = tell(things, u"2026-11-30T08:00"_s);
    ASSERT_TRUE(monday.summary);
    EXPECT_EQ(monday.summary->today, 1);
}

TEST_F(RemindersTest, AnUrgentConcernIsToldAtOnceAndOnce)
{
    EXPECT_EQ(tell({ concern(u"x"_s) }, u"2026-11-28T23:00"_s).concerns, 1) << "on a Saturday night";
    EXPECT_TRUE(tell({ concern(u"x"_s) }, u"2026-11-30T09:00"_s).isSilent());
    const auto both = tell({ concern(u"x"_s), concern(u"y"_s), task(u"a"_s, u"2026-11-30"_s) }, u"2026-11-30T09:05"_s);
    EXPECT_EQ(both.concerns, 1);
    EXPECT_TRUE(both.summary);
    EXPECT_EQ(tell({ concern(u"z"_s) }, u"2026-11-30T09:10"_s).concerns, 1) << "beside the day's summary";
    choices.isUrgentAtAnyHour = false;
    EXPECT_TRUE(tell({ concern(u"w"_s) }, u"2026-11-30T20:00"_s).isSilent());
    EXPECT_EQ(tell({ concern(u"w"_s) }, u"2026-12-01T08:00"_s).concerns, 1);
}

TEST_F(RemindersTest, SwitchedOffItTellsNothingAndForgetsNothing)
{
    ASSERT_FALSE(tell({ task(u"a"_s, u"2026-11-20"_s) }, u"2026-11-23T09:00"_s).isSilent());
    choices.isOn = false;
    EXPECT_TRUE(tell({ task(u"b"_s, u"2026-11-24"_s), concern(u"x"_s) }, u"2026-11-24T09:00"_s).isSilent());
    choices.isOn = true;
    EXPECT_TRUE(tell({ task(u"a"_s, u"2026-11-20"_s) }, u"2026-11-25T09:00"_s).isSilent());
}

TEST_F(RemindersTest, QuietHoursFollowTheCouncilsClocksThroughBothClockChanges)
{
    choices.isQuietOnFreeDays = false;   // both changes are on Sundays
    const auto quietAtUtc = [this](const QString &utc) { return isQuietAt(choices, englandCalendar(), *instantFromIso(utc)); };
    // Spring: until 28 March 2026 eight o'clock is 08:00 UTC, from the 29th it is 07:00 UTC.
    EXPECT_TRUE(quietAtUtc(u"2026-03-28T07:59:00Z"_s));
    EXPECT_FALSE(quietAtUtc(u"2026-03-28T08:00:00Z"_s));
    EXPECT_TRUE(quietAtUtc(u"2026-03-29T06:59:00Z"_s));
    EXPECT_FALSE(quietAtUtc(u"2026-03-29T07:00:00Z"_s));
    EXPECT_TRUE(quietAtUtc(u"2026-03-29T17:00:00Z"_s));
    // Autumn: the 25th of October has 25 hours.
    EXPECT_FALSE(quietAtUtc(u"2026-10-24T07:00:00Z"_s));
    EXPECT_TRUE(quietAtUtc(u"2026-10-25T07:00:00Z"_s));
    EXPECT_FALSE(quietAtUtc(u"2026-10-25T08:00:00Z"_s));
    // One summary on each of these days, whatever the hour is called.
    choices.quietFrom = choices.quietTo = QTime(0, 0);
    const auto tellAtUtc = [this](const QString &utc, const QString &id) {
        const auto decision = decideReminder({ task(id, u"2026-10-01"_s) }, choices, englandCalendar(), *instantFromIso(utc), memory);
        memory = decision.memory;
        return decision.summary.has_value();
    };
    EXPECT_TRUE(tellAtUtc(u"2026-10-25T00:30:00Z"_s, u"a"_s));    // 01:30, in summer time
    EXPECT_FALSE(tellAtUtc(u"2026-10-25T01:30:00Z"_s, u"b"_s));   // 01:30 again
    EXPECT_FALSE(tellAtUtc(u"2026-10-25T23:30:00Z"_s, u"b"_s));
    EXPECT_TRUE(tellAtUtc(u"2026-10-26T00:00:00Z"_s, u"b"_s));
}

TEST_F(RemindersTest, WhatWasToldSurvivesBeingKept)
{
    tell({ task(u"a"_s, u"2026-11-20"_s), concern(u"x"_s) }, u"2026-11-23T09:00"_s);
    const auto read = reminderMemoryFrom(toText(memory));
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, memory);
    EXPECT_EQ(reminderMemoryFrom({}).value(), ReminderMemory {});
    EXPECT_FALSE(reminderMemoryFrom(u"damaged"_s));
}

TEST_F(RemindersTest, TheMemoryHasABound)
{
    QDate day(2026, 1, 5);
    for (int round = 0; round < 8; ++round) {
        QList<DueThing> things;
        for (int i = 0; i < 1000; ++i)
            things.append({ DueThing::Kind::Task, u"%1-%2"_s.arg(round).arg(i), day });
        memory = decideReminder(things, choices, englandCalendar(), at(day.toString(Qt::ISODate) + u"T09:00"_s), memory).memory;
        day = day.addDays(7);
    }
    EXPECT_LE(memory.told.size(), reminderMemoryMax);
    EXPECT_GE(memory.told.size(), 1000) << "what was told last is kept";
}
