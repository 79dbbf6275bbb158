// The rules of visits to children: dates, what counts, who was missed, and tables of children.
#include "core/base/limits.h"
#include "core/forms/answer_value.h"
#include "core/packs/calendar/england_calendar.h"
#include "core/packs/council/demo_council.h"
#include "core/records/child_table.h"
#include "core/records/visibility.h"
#include "core/records/visit_standing.h"

#include <gtest/gtest.h>

#include <QTimeZone>
#include <QUuid>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

RecordId newRecord() { return RecordId(QUuid::createUuid()); }

VisitRule ruleOf(const char *json)
{
    const auto rules = visitRulesFromJson(Json::array({ *parseJson(json) }));
    EXPECT_TRUE(rules) << (rules ? "" : qPrintable(rules.error().detail));
    return rules ? rules->value(0) : VisitRule {};
}

ChildVisit visitOn(QDate on, bool seen = true)
{
    ChildVisit visit { .record = newRecord(), .on = on, .wentAhead = true, .wasSeen = seen };
    visit.completedAtMs = on.startOfDay(QTimeZone::utc()).toMSecsSinceEpoch();
    return visit;
}

VisitStanding standing(const VisitRule &rule, QList<ChildVisit> visits, const ChildPointer &child = {}, QDate listedOn = QDate(2026, 11, 2))
{
    sortNewestFirst(visits);
    return visitStanding(child, visits, &rule, englandCalendar(), listedOn);
}

const VisitRule sixWeeks = ruleOf(R"({"id":"c","name":"In care","first":"7 days","every":"6 weeks"})");
const VisitRule tenWorkingDays = ruleOf(R"({"id":"p","name":"Plan","every":"10 working-days","alternate":["alone","bedroom"]})");
const VisitRule untilEighteen = ruleOf(R"({"id":"e","name":"To 18","first":"7 days","every":"6 weeks","after":"12 months","then":"3 months"})");

} // namespace

TEST(VisitRuleTest, TheBuiltInTableIsSoundAndSaysWhereEachRuleIsFrom)
{
    const auto rules = visitRulesFromJson(builtInVisitRules());
    ASSERT_TRUE(rules) << qPrintable(rules.error().detail);
    EXPECT_GE(rules->size(), 5);
    for (const VisitRule &rule : *rules) {
        EXPECT_FALSE(rule.why.isEmpty()) << qPrintable(rule.id);
        EXPECT_GT(rule.every.count, 0) << qPrintable(rule.id);
    }
    EXPECT_EQ(sayVisitRule(untilEighteen), u"within 7 days, then every 6 weeks; after 12 months every 3 months");
}

TEST(VisitRuleTest, WhatCannotBeReadIsNamedByRowAndMember)
{
    const auto problem = [](const char *json) {
        const auto rules = visitRulesFromJson(*parseJson(json));
        return rules ? QString() : rules.error().detail;
    };
    EXPECT_EQ(problem(R"([{"id":"a","name":"A","every":"6 weeks"}])"), QString());
    EXPECT_TRUE(problem(R"([{"id":"a","name":"A","every":"six weeks"}])").contains(u"\"every\""_s));
    EXPECT_TRUE(problem(R"([{"id":"a","name":"A","every":"0 days"}])").contains(u"\"every\""_s)) << "a visit every moment";
    EXPECT_TRUE(problem(R"([{"id":"a","name":"A","every":"6 weeks","after":"12 months"}])").contains(u"belong together"_s));
    EXPECT_TRUE(problem(R"([{"id":"a","name":"A","every":"6 weeks"},{"id":"a","name":"B","every":"6 weeks"}])").contains(u"rule 2"_s));
    EXPECT_FALSE(problem(R"({"id":"a"})").isEmpty());
}

TEST(VisitRuleTest, TheLegalStatusGoesBeforeThePlan)
{
    const auto rules = visitRulesFromJson(builtInVisitRules());
    ASSERT_TRUE(rules);
    EXPECT_EQ(suggestedVisitRule(*rules, u"child-protection-plan"_s, {})->id, u"child-protection");
    EXPECT_EQ(suggestedVisitRule(*rules, u"child-protection-plan"_s, u"care-order"_s)->id, u"child-in-care");
    EXPECT_EQ(suggestedVisitRule(*rules, {}, {}), nullptr);
}

TEST(VisitStandingTest, CalendarIntervalsRunOverTheYearsEndAndOnBankHolidays)
{
    EXPECT_EQ(standing(sixWeeks, { visitOn({ 2026, 11, 13 }) }).due, QDate(2026, 12, 25)) << "by law at most six weeks: no holiday puts it off";
    EXPECT_EQ(standing(sixWeeks, { visitOn({ 2026, 12, 1 }) }).due, QDate(2027, 1, 12));
}

TEST(VisitStandingTest, WorkingDaysSkipWeekendsAndBankHolidays)
{
    // 25 and 28 December 2026 and 1 January 2027 are bank holidays.
    EXPECT_EQ(standing(tenWorkingDays, { visitOn({ 2026, 12, 21 }) }).due, QDate(2027, 1, 7));
    EXPECT_EQ(standing(tenWorkingDays, { visitOn({ 2026, 11, 2 }) }).due, QDate(2026, 11, 16));
}

TEST(VisitStandingTest, TheFirstVisitCountsFromTheDayItBegan)
{
    ChildPointer child;
    EXPECT_EQ(standing(sixWeeks, {}).due, QDate(2026, 11, 9)) << "from the day the child came on the list";
    child.began = QDate(2026, 12, 28);
    const VisitStanding first = standing(sixWeeks, { visitOn({ 2026, 12, 27 }) }, child);
    EXPECT_TRUE(first.isFirst) << "seen the day before in another placement";
    EXPECT_EQ(first.due, QDate(2027, 1, 4));
    EXPECT_EQ(standing(sixWeeks, { visitOn({ 2026, 12, 28 }) }, child).due, QDate(2027, 2, 8));
    EXPECT_EQ(standing(tenWorkingDays, {}).due, QDate(2026, 11, 16)) << "a rule without a first interval";
}

TEST(VisitStandingTest, AfterTheFirstYearTheLongerIntervalHolds)
{
    ChildPointer child;
    child.began = QDate(2025, 11, 30);
    EXPECT_EQ(standing(untilEighteen, { visitOn({ 2026, 11, 29 }) }, child).due, QDate(2027, 1, 10)) << "the last day of the first year";
    EXPECT_EQ(standing(untilEighteen, { visitOn({ 2026, 11, 30 }) }, child).due, QDate(2027, 2, 28)) << "three months on, in the shortest one";
    child.began = {};
    EXPECT_EQ(standing(untilEighteen, { visitOn({ 2026, 11, 30 }) }, child).due, QDate(2027, 1, 11)) << "nobody said when it began: the stricter";
}

TEST(VisitStandingTest, AVisitWithoutTheChildMovesNoDate)
{
    const VisitStanding one = standing(sixWeeks, { visitOn({ 2026, 11, 2 }), visitOn({ 2026, 11, 20 }, false) });
    EXPECT_EQ(one.seenOn, QDate(2026, 11, 2));
    EXPECT_EQ(one.due, QDate(2026, 12, 14));
    EXPECT_EQ(one.missedRunning, 1);
    EXPECT_FALSE(one.isNotSeenTwice());
    const VisitStanding two = standing(sixWeeks, { visitOn({ 2026, 11, 25 }, false), visitOn({ 2026, 11, 2 }), visitOn({ 2026, 11, 20 }, false) });
    EXPECT_TRUE(two.isNotSeenTwice());
    EXPECT_FALSE(standing(sixWeeks, { visitOn({ 2026, 11, 25 }), visitOn({ 2026, 11, 2 }, false), visitOn({ 2026, 11, 20 }, false) }).isNotSeenTwice());
    EXPECT_FALSE(standing(sixWeeks, { visitOn({ 2026, 11, 25 }, false), visitOn({ 2026, 11, 20 }), visitOn({ 2026, 11, 2 }, false) }).isNotSeenTwice());
}

TEST(VisitStandingTest, WhatWasHandedOverIsGoneOnFromWhereNobodyCanReadIt)
{
    ChildPointer child;
    child.seenOn = QDate(2026, 10, 1);
    child.missed = 1;
    child.missedOn = QDate(2026, 10, 20);
    EXPECT_EQ(standing(sixWeeks, {}, child).due, QDate(2026, 11, 12));
    EXPECT_EQ(standing(sixWeeks, {}, child).missedRunning, 1);
    EXPECT_TRUE(standing(sixWeeks, { visitOn({ 2026, 11, 10 }, false) }, child).isNotSeenTwice()) << "missed by both";
    EXPECT_EQ(standing(sixWeeks, { visitOn({ 2026, 10, 20 }, false) }, child).missedRunning, 1) << "who reads the visit itself counts it once";
    EXPECT_EQ(standing(sixWeeks, { visitOn({ 2026, 11, 10 }) }, child).missedRunning, 0);
}

TEST(VisitStandingTest, AVisitMayBePlannedEarlierNeverLater)
{
    ChildVisit seen = visitOn({ 2026, 11, 2 });
    seen.planned = QDate(2026, 11, 30);
    EXPECT_EQ(standing(sixWeeks, { seen }).due, QDate(2026, 11, 30));
    EXPECT_TRUE(standing(sixWeeks, { seen }).isPlanned());
    EXPECT_EQ(standing(sixWeeks, { seen }).ruleDue, QDate(2026, 12, 14));
    seen.planned = QDate(2026, 12, 20);
    EXPECT_EQ(standing(sixWeeks, { seen }).due, QDate(2026, 12, 14));
    ChildVisit missed = visitOn({ 2026, 11, 20 }, false);
    missed.planned = QDate(2026, 11, 24);   // "When will you try again?"
    EXPECT_EQ(standing(sixWeeks, { seen, missed }).due, QDate(2026, 11, 24));
}

TEST(VisitStandingTest, SaysWhatTheRuleWantsOnEveryOtherVisit)
{
    ChildVisit seen = visitOn({ 2026, 11, 2 });
    seen.alone = false;
    seen.bedroom = true;
    EXPECT_EQ(standing(tenWorkingDays, { seen }).wanted, QStringList { u"alone"_s });
    EXPECT_TRUE(standing(sixWeeks, { seen }).wanted.isEmpty());
    EXPECT_TRUE(standing(tenWorkingDays, { seen, visitOn({ 2026, 11, 9 }) }).wanted.isEmpty()) << "not asked is not missed";
}

TEST(ChildPointerTest, HoldsAPointerAndNoName)
{
    const auto problems = [](const Json::Object &fields) {
        QStringList members;
        for (const ChildProblem &problem : childProblems(fields))
            members.append(problem.member);
        return members;
    };
    EXPECT_EQ(problems({ { u"number"_s, u"LCS-4711"_s }, { u"initials"_s, u"A.B."_s }, { u"began"_s, u"2026-11-23"_s } }), QStringList());
    EXPECT_EQ(problems({}), QStringList { u"number"_s });
    EXPECT_EQ(problems({ { u"number"_s, u"Amelia"_s } }), QStringList { u"number"_s });
    EXPECT_EQ(problems({ { u"number"_s, QString(40, u'4') } }), QStringList());
    EXPECT_EQ(problems({ { u"number"_s, QString(41, u'4') } }), QStringList { u"number"_s });
    EXPECT_EQ(problems({ { u"number"_s, u"4711"_s }, { u"initials"_s, u"Amelia"_s } }), QStringList { u"initials"_s });
    EXPECT_EQ(problems({ { u"number"_s, u"4711"_s }, { u"notes"_s, u"She is well."_s } }), QStringList { u"notes"_s }) << "no second case file";
    EXPECT_EQ(problems({ { u"number"_s, u"4711"_s }, { u"began"_s, u"23/11/2026"_s } }), QStringList { u"began"_s });
    EXPECT_EQ(problems({ { u"number"_s, u"4"_s + QChar(0xD800) } }), QStringList { u"number"_s });
    EXPECT_EQ(numberKey(u" Lcs 4711 "_s), numberKey(u"LCS4711"_s));
    ChildPointer child;
    child.number = u"4711"_s;
    EXPECT_FALSE(discreetName(child).contains(u"4711"_s));
}

TEST(ChildPointerTest, IsForItsAuthorTheirTeamAndWhomItIsHandedTo)
{
    RecordBody body;
    body.type = RecordType::Child;
    body.author = PersonId(u"a"_s);
    body.team = TeamId(u"north"_s);
    body.service = ServiceId(u"s"_s);
    EXPECT_EQ(scopesOf(body, {}), (QStringList { u"team:north"_s, u"user:a"_s }));
    body.answers.insert(u"handed_to"_s, u"b"_s);
    EXPECT_EQ(scopesOf(body, {}), (QStringList { u"team:north"_s, u"user:a"_s, u"user:b"_s }));
}

namespace {

ChildChoices choices()
{
    ChildChoices some;
    some.ages = { { codingAnswer(u"urn:a"_s, u"2-4"_s, u"2–4"_s), u"2–4"_s } };
    some.plans = { { codingAnswer(u"urn:p"_s, u"child-protection-plan"_s, u"Child protection plan"_s), u"Child protection plan"_s } };
    some.rules = *visitRulesFromJson(builtInVisitRules());
    return some;
}

const QDate today { 2026, 11, 23 };

} // namespace

TEST(ChildTableTest, TakesColumnsInAnyOrderAndWordsOrCodes)
{
    const auto table = readChildTable("\xEF\xBB\xBFInitials;System number;Age;Plan;Last visit;Began\r\nA.B.;4711;2-4;child protection plan;20/11/2026;\r\n"
                                      ";\"4 712\";;;;2026-11-01\r\n\r\n",
                                      choices(), today);
    ASSERT_TRUE(table) << qPrintable(table.error().detail);
    ASSERT_TRUE(table->problems.isEmpty()) << qPrintable(table->problems.first().text);
    ASSERT_EQ(table->children.size(), 2);
    const ChildPointer &first = table->children.first();
    EXPECT_EQ(first.number, u"4711");
    EXPECT_EQ(first.ageBand, u"2-4");
    EXPECT_EQ(first.plan, u"child-protection-plan");
    EXPECT_EQ(first.rule, u"child-protection") << "suggested by the plan";
    EXPECT_EQ(first.seenOn, QDate(2026, 11, 20));
    EXPECT_EQ(table->children.last().number, u"4 712");
}

TEST(ChildTableTest, NamesEveryProblemByLineAndColumn)
{
    const auto table = readChildTable("number,initials,age,visit rule,last seen,shoe size\n"
                                      "4711,Amelia,2-4,none,2026-11-01,3\n"
                                      ",A.B.,3,monthly,31/02/2026,\n"
                                      "4711,A.B.,,,2026-12-01,\n"
                                      "4713,,,,,,,\n",
                                      choices(), today);
    ASSERT_TRUE(table);
    QStringList found;
    for (const TableProblem &problem : table->problems)
        found.append(u"%1 %2"_s.arg(problem.line).arg(problem.column));
    EXPECT_EQ(found,
              (QStringList { u"1 shoe size"_s, u"2 initials"_s, u"3 age"_s, u"3 visit rule"_s, u"3 last seen"_s, u"3 number"_s, u"4 last seen"_s, u"4 number"_s,
                             u"5 "_s }));
}

TEST(ChildTableTest, WhatIsNoTableIsSaidInOneSentence)
{
    const auto problem = [](QByteArrayView csv) {
        const auto table = readChildTable(csv, choices(), today);
        return table ? QString() : table.error().detail;
    };
    EXPECT_FALSE(problem("").isEmpty());
    EXPECT_TRUE(problem("number\n").contains(u"no children"_s));
    EXPECT_TRUE(problem("initials\nA.B.\n").contains(u"no column “number”"_s));
    EXPECT_TRUE(problem("number\n\"4711\n4712\n").contains(u"Line 2"_s));
    EXPECT_TRUE(problem("number\n4711\xE9\n").contains(u"UTF-8"_s));
    EXPECT_EQ(problem("number\n" + QByteArray("x1\n").repeated(1)), QString());
    EXPECT_TRUE(problem(QByteArray(limits::csvBytesMax + 1, 'a')).contains(u"in parts"_s));
    QByteArray many("number\n");
    for (int i = 0; i < limits::csvRowsMax - 1; ++i)
        many += QByteArray::number(i) + '\n';
    EXPECT_EQ(problem(many), QString());
    EXPECT_TRUE(problem(many + "5001\n5002\n").contains(u"rows"_s));
}
