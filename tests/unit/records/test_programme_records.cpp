#include "core/calendar/midway.h"
#include "core/packs/calendar/england_calendar.h"
#include "core/records/event_table.h"
#include "core/records/waiver_record.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const QDate today(2026, 11, 23);
const QList<EventActivity> activities { { ActivityKey(u"placements:assurance"_s), u"S6.2"_s, u"Placement Assurance"_s, ServiceId(u"placements"_s) },
                                        { ActivityKey(u"reviews:mid-way"_s), u"S4.8"_s, u"Mid Way reviews"_s, ServiceId(u"reviews"_s) } };

EventEntry placement()
{
    return { ActivityKey(u"placements:assurance"_s), ServiceId(u"placements"_s), u"case system"_s, u"PL-1"_s, u"Placement made"_s, QDate(2026, 11, 20), {} };
}

QStringList membersOf(const QList<ProgrammeProblem> &problems)
{
    QStringList members;
    for (const ProgrammeProblem &problem : problems)
        members.append(problem.member);
    return members;
}

RecordBody eventBody(const EventEntry &entry)
{
    RecordBody body;
    body.type = RecordType::Event;
    body.state = RecordState::Completed;
    body.service = entry.service;
    body.answers = eventFields(entry);
    return body;
}

TEST(EventRecord, ReadsWhatItWroteAndOneReferenceIsOneEvent)
{
    EventEntry entry = placement();
    entry.due = QDate(2026, 12, 4);
    EXPECT_EQ(eventEntryOf(eventBody(entry)), entry);
    EventEntry told = placement();
    told.title = u"Told otherwise"_s;
    EXPECT_EQ(eventIdOf(told), eventIdOf(entry));
    EXPECT_TRUE(isSameEvent(eventBody(told), eventBody(entry)));
    told.source.clear();
    told.reference = u" pl-1"_s;
    EXPECT_EQ(eventIdOf(told), eventIdOf(entry)) << "however it is written, and whoever numbered it";
    told.service = ServiceId(u"another"_s);
    EXPECT_NE(eventIdOf(told), eventIdOf(entry)) << "another service's is another";
    told.service = entry.service;
    told.reference = u"PL-2"_s;
    EXPECT_NE(eventIdOf(told), eventIdOf(entry));
    EXPECT_FALSE(isSameEvent(eventBody(told), eventBody(entry)));
    told.reference.clear();
    EXPECT_FALSE(isSameEvent(eventBody(told), eventBody(told))) << "without a reference nothing says that it is one event";
}

TEST(EventRecord, SaysWhatIsWrongOfEachMember)
{
    EXPECT_TRUE(eventProblems(eventFields(placement())).isEmpty());
    EventEntry wrong = placement();
    wrong.due = QDate(2026, 11, 1);
    wrong.title = QString(eventTitleLengthMax + 1, u'x');
    wrong.reference = u"two\nlines"_s;
    EXPECT_EQ(membersOf(eventProblems(eventFields(wrong))), (QStringList { u"due"_s, u"title"_s, u"reference"_s }));
    Json::Object more = eventFields(placement());
    more.insert(u"child_name"_s, u"Somebody"_s);
    EXPECT_EQ(membersOf(eventProblems(more)), QStringList { u"child_name"_s });
    EXPECT_EQ(membersOf(eventProblems({})), (QStringList { u"activity"_s, u"on"_s }));
}

TEST(EventTable, TakesATableByReferenceKeyOrWords)
{
    const auto table = readEventTable("Activity,Date,Reference,Next meeting\n"
                                      "S6.2,2026-11-20,PL-1,\n"
                                      "placements:assurance,20/11/2026,PL-2,\n"
                                      "mid way reviews,2026-11-02,RV-1,2027-02-01\n",
                                      activities, u"case system"_s, englandCalendar(), today);
    ASSERT_TRUE(table);
    EXPECT_TRUE(table->problems.isEmpty());
    ASSERT_EQ(table->events.size(), 3);
    EXPECT_EQ(table->events[0], (EventEntry { activities[0].key, activities[0].service, u"case system"_s, u"PL-1"_s, {}, QDate(2026, 11, 20), {} }));
    EXPECT_EQ(table->events[1].activity, activities[0].key);
    EXPECT_EQ(table->events[2].due, QDate(2026, 12, 17)) << "half of 91 days after 2 November";
}

TEST(EventTable, NamesEveryRowThatIsWrongAndTakesNone)
{
    const auto table = readEventTable("activity,date,reference,colour\n"
                                      "S6.2,2026-11-31,PL-1,red\n"
                                      "S9.9,2026-11-30,,\n"
                                      "S6.2,2026-11-20,PL-3,,more\n",
                                      activities, {}, englandCalendar(), today);
    ASSERT_TRUE(table);
    QStringList places;
    for (const TableProblem &problem : table->problems)
        places.append(u"%1 %2"_s.arg(problem.line).arg(problem.column));
    EXPECT_EQ(places, (QStringList { u"1 colour"_s, u"2 date"_s, u"3 date"_s, u"3 activity"_s, u"3 reference"_s, u"4 "_s }));
    for (const char *bad : { "", "activity,date,reference\n", "activity,date\nS6.2,2026-11-20\n", "activity,date,reference\n\"open" })
        EXPECT_FALSE(readEventTable(bad, activities, {}, englandCalendar(), today)) << bad;
}

TEST(Midway, IsHalfOfTheDaysOnAWorkingDayNeverBeforeTheFirst)
{
    EXPECT_EQ(midwayBetween(QDate(2026, 11, 2), QDate(2026, 11, 30), englandCalendar()), QDate(2026, 11, 16));
    EXPECT_EQ(midwayBetween(QDate(2026, 12, 1), QDate(2027, 1, 20), englandCalendar()), QDate(2026, 12, 24)) << "Christmas Day and the days after are none";
    EXPECT_EQ(midwayBetween(QDate(2026, 11, 28), QDate(2026, 11, 29), englandCalendar()), QDate(2026, 11, 28)) << "a weekend";
    EXPECT_TRUE(midwayBetween(QDate(2026, 11, 2), QDate(2026, 11, 2), englandCalendar()).isNull());
    EXPECT_TRUE(midwayBetween({}, QDate(2026, 11, 2), englandCalendar()).isNull());
}

TEST(WaiverRecord, ReadsWhatItWroteAndNeedsAReason)
{
    RecordBody body;
    body.type = RecordType::Waiver;
    body.task = TaskReference { ActivityKey(u"a1"_s), u"service:early"_s, u"2026-11-01"_s };
    const WaiverEntry entry { true, u"The panel was moved."_s, QDate(2026, 12, 11), today, true };
    body.answers = waiverFields(entry);
    EXPECT_EQ(waiverEntryOf(body), entry);
    EXPECT_FALSE(waiverAnswerOf(body));
    EXPECT_EQ(membersOf(waiverProblems(waiverFields(WaiverEntry { true, u"  "_s, today, today }), false)), (QStringList { u"reason"_s, u"until"_s }));
    EXPECT_TRUE(waiverProblems(waiverFields(WaiverEntry { false, u"Merged with the audit."_s, {}, today }), false).isEmpty());

    body.about = RecordId(QUuid::createUuid());
    body.answers = waiverFields(WaiverAnswer { false, u"It can be done."_s, today });
    EXPECT_EQ(waiverAnswerOf(body), (WaiverAnswer { false, u"It can be done."_s, today }));
    EXPECT_FALSE(waiverEntryOf(body));
    EXPECT_TRUE(waiverProblems(waiverFields(WaiverAnswer { true, {}, today }), true).isEmpty());
    EXPECT_EQ(membersOf(waiverProblems(waiverFields(WaiverAnswer { false, {}, today }), true)), QStringList { u"reason"_s });
}

} // namespace
