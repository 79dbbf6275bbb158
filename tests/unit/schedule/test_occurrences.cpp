#include "core/packs/calendar/england_calendar.h"
#include "core/schedule/occurrences.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const CouncilCalendar &calendar() { return englandCalendar(); }

Rule every(int n, PeriodUnit unit, std::optional<int> nMax = {}, std::optional<PeriodUnit> unitMax = {})
{
    Rule rule;
    rule.kind = RuleKind::Periodic;
    rule.every = Every { n, unit, nMax, unitMax };
    return rule;
}

Rule times(std::optional<int> min, std::optional<int> max, PeriodUnit per)
{
    Rule rule;
    rule.kind = RuleKind::Quota;
    rule.min = min;
    rule.max = max;
    rule.per = per;
    return rule;
}

Occurrence on(const Rule &rule, QDate day) { return occurrenceOn(rule, calendar(), day).value(); }

DateSpan span(QDate from, QDate to) { return { from, to }; }

/// Rules of every rhythm a document could state.
QList<Rule> manyRules()
{
    QList<Rule> rules;
    for (const auto unit : { PeriodUnit::Day, PeriodUnit::Week, PeriodUnit::Month, PeriodUnit::Quarter, PeriodUnit::Term, PeriodUnit::Year }) {
        for (const int n : { 1, 2, 3, 5, 6 })
            rules.append(every(n, unit));
        for (const int n : { 1, 2, 3, 10, 13 })
            rules.append(times(n, n, unit));
    }
    rules.append(every(6, PeriodUnit::Week, 8));
    rules.append(every(1, PeriodUnit::Month, 6, PeriodUnit::Week));
    for (const auto &season : { u"spring"_s, u"summer"_s, u"autumn"_s, u"winter"_s, u"March"_s }) {
        rules.append(every(1, PeriodUnit::Year));
        rules.last().season = season;
    }
    rules.append(every(1, PeriodUnit::Year));
    rules.last().year = YearKind::Academic;
    rules.append(every(1, PeriodUnit::Month));
    rules.last().dayOfMonth = 31;
    Rule other;
    for (const auto kind : { RuleKind::Continuous, RuleKind::Adhoc, RuleKind::Planned, RuleKind::Unspecified, RuleKind::Once }) {
        other.kind = kind;
        rules.append(other);
    }
    return rules;
}

} // namespace

TEST(Occurrences, AMonthIsDueOnItsLastWorkingDay)
{
    EXPECT_EQ(on(every(1, PeriodUnit::Month), QDate(2026, 5, 12)).period, span(QDate(2026, 5, 1), QDate(2026, 5, 31)));
    EXPECT_EQ(on(every(1, PeriodUnit::Month), QDate(2026, 5, 12)).due, QDate(2026, 5, 29));
    EXPECT_EQ(on(every(1, PeriodUnit::Month), QDate(2027, 12, 12)).due, QDate(2027, 12, 31));
}

TEST(Occurrences, AWeekIsDueOnFridayOrTheWorkingDayBeforeIt)
{
    EXPECT_EQ(on(every(1, PeriodUnit::Week), QDate(2026, 11, 25)).period, span(QDate(2026, 11, 23), QDate(2026, 11, 29)));
    EXPECT_EQ(on(every(1, PeriodUnit::Week), QDate(2026, 11, 25)).due, QDate(2026, 11, 27));
    EXPECT_EQ(on(every(1, PeriodUnit::Week), QDate(2026, 4, 1)).due, QDate(2026, 4, 2));   // Good Friday
}

TEST(Occurrences, ARangeAsksForOneInTheLongerTimeAndSuggestsTheShorter)
{
    const Occurrence occurrence = on(every(6, PeriodUnit::Week, 8), QDate(2026, 11, 25));
    EXPECT_EQ(occurrence.period.days(), 56);
    ASSERT_EQ(occurrence.suggested.size(), 1);
    EXPECT_EQ(occurrence.period.from.daysTo(occurrence.suggested.first()), 6 * 7 - 3);   // the Friday of the sixth week
    EXPECT_LT(occurrence.suggested.first(), occurrence.due);
    EXPECT_EQ(on(every(1, PeriodUnit::Month, 6, PeriodUnit::Week), QDate(2026, 11, 25)).period.days(), 42);
    EXPECT_EQ(on(every(1, PeriodUnit::Week, 2), QDate(2026, 11, 25)).period.days(), 14);
}

TEST(Occurrences, AYearlyQuotaIsOnePeriodWithDatesSpreadOverIt)
{
    const Occurrence ten = on(times(10, {}, PeriodUnit::Year), QDate(2026, 11, 25));
    EXPECT_EQ(ten.period, span(QDate(2026, 4, 1), QDate(2027, 3, 31)));
    EXPECT_EQ(ten.target, 10);
    EXPECT_EQ(ten.due, QDate(2027, 3, 31));
    ASSERT_EQ(ten.suggested.size(), 10);
    for (const QDate day : ten.suggested) {
        EXPECT_TRUE(calendar().isWorkingDay(day));
        EXPECT_TRUE(day.month() != 8 && day.month() != 12) << day.toString(Qt::ISODate).toStdString();
    }
    EXPECT_EQ(on(times(3, 3, PeriodUnit::Year), QDate(2026, 11, 25)).suggested, (QList { QDate(2026, 6, 30), QDate(2026, 10, 30), QDate(2027, 3, 31) }));
    EXPECT_EQ(on(times(2, {}, PeriodUnit::Year), QDate(2026, 11, 25)).suggested, (QList { QDate(2026, 9, 30), QDate(2027, 3, 31) }));
}

TEST(Occurrences, UpToIsNeverAskedFor)
{
    EXPECT_EQ(natureOf(times({}, 1, PeriodUnit::Week)), RuleNature::Advisory);
    EXPECT_EQ(on(times({}, 1, PeriodUnit::Week), QDate(2026, 11, 25)).target, 0);
    EXPECT_TRUE(on(times({}, 1, PeriodUnit::Week), QDate(2026, 11, 25)).due.isNull());
}

TEST(Occurrences, ASeasonOpensAndClosesInsideItsYear)
{
    Rule summer = every(1, PeriodUnit::Year);
    summer.season = u"summer"_s;
    const Occurrence occurrence = on(summer, QDate(2026, 11, 25));
    EXPECT_EQ(occurrence.period, span(QDate(2026, 4, 1), QDate(2027, 3, 31)));
    EXPECT_EQ(occurrence.opens, QDate(2026, 6, 1));
    EXPECT_EQ(occurrence.due, QDate(2026, 8, 28));   // the 31st is a bank holiday
    Rule spring = every(1, PeriodUnit::Year);
    spring.season = u"spring"_s;
    EXPECT_EQ(on(spring, QDate(2026, 11, 25)).period, span(QDate(2026, 3, 1), QDate(2027, 2, 28)));
    EXPECT_EQ(on(spring, QDate(2026, 11, 25)).due, QDate(2026, 5, 29));
}

TEST(Occurrences, AMonthlyPromiseInWinterGoesOnOverTheYearsEnd)
{
    Rule winter = every(1, PeriodUnit::Month);
    winter.season = u"winter"_s;
    for (const auto &[month, target] : { std::pair(11, 0), { 12, 1 }, { 1, 1 }, { 2, 1 }, { 3, 0 } }) {
        const QDate day(month > 6 ? 2026 : 2027, month, 12);
        EXPECT_EQ(on(winter, day).target, target) << month;
    }
    EXPECT_EQ(on(winter, QDate(2027, 1, 12)).due, QDate(2027, 1, 29));
    winter.every->unit = PeriodUnit::Quarter;
    EXPECT_EQ(on(winter, QDate(2027, 1, 12)).due, QDate(2027, 2, 26));   // January and February are its part of the winter
}

TEST(Occurrences, ByTheSeventhReportsOnTheMonthBefore)
{
    Rule rule = every(1, PeriodUnit::Month);
    rule.dayOfMonth = 7;
    const Occurrence october = on(rule, QDate(2026, 10, 20));
    EXPECT_EQ(october.period, span(QDate(2026, 10, 1), QDate(2026, 10, 31)));
    EXPECT_EQ(october.opens, QDate(2026, 11, 1));
    EXPECT_EQ(october.due, QDate(2026, 11, 7));
    rule.dayOfMonth = 31;
    EXPECT_EQ(on(rule, QDate(2027, 1, 20)).due, QDate(2027, 2, 28));
}

TEST(Occurrences, SchoolRhythmsAreDueOnSchoolDays)
{
    EXPECT_EQ(on(every(1, PeriodUnit::Term), QDate(2026, 12, 24)).due, QDate(2026, 12, 18));
    Rule yearly = every(1, PeriodUnit::Year);
    yearly.year = YearKind::Academic;
    EXPECT_EQ(on(yearly, QDate(2026, 12, 24)).period, span(QDate(2026, 9, 1), QDate(2027, 8, 31)));
    EXPECT_EQ(on(yearly, QDate(2026, 12, 24)).due, QDate(2027, 7, 21));
}

TEST(Occurrences, KindsTakeTurnsFromAnAnchorThatNeverMoves)
{
    Rule rule = every(1, PeriodUnit::Week);
    rule.alternation = { u"QA"_s, u"Performance"_s };
    const QString first = on(rule, QDate(2026, 11, 25)).variant;
    EXPECT_NE(on(rule, QDate(2026, 12, 2)).variant, first);
    EXPECT_EQ(on(rule, QDate(2026, 12, 9)).variant, first);
    QString last;
    for (const Occurrence &occurrence : occurrencesIn(rule, calendar(), span(QDate(2020, 1, 1), QDate(2034, 1, 1)))) {
        ASSERT_NE(occurrence.variant, last);
        last = occurrence.variant;
    }
    EXPECT_EQ(on(rule, QDate(2024, 1, 1)).variant, u"QA"_s);
}

TEST(Occurrences, TwoYearlyIsCountedFrom2024)
{
    EXPECT_EQ(on(every(2, PeriodUnit::Year), QDate(2026, 11, 25)).period, span(QDate(2026, 4, 1), QDate(2028, 3, 31)));
    EXPECT_EQ(on(every(2, PeriodUnit::Year), QDate(2023, 11, 25)).period, span(QDate(2022, 4, 1), QDate(2024, 3, 31)));
    EXPECT_EQ(on(every(6, PeriodUnit::Month), QDate(2026, 11, 25)).period, span(QDate(2026, 10, 1), QDate(2027, 3, 31)));
    EXPECT_EQ(on(every(2, PeriodUnit::Month), QDate(2026, 11, 25)).period, span(QDate(2026, 10, 1), QDate(2026, 11, 30)));
}

TEST(Occurrences, CoverEveryDayOfTenYearsExactlyOnceWhateverTheRule)
{
    // 2024 and 2028 are leap years; the range starts in the middle of most periods.
    const DateSpan decade = span(QDate(2023, 11, 14), QDate(2033, 11, 13));
    int periods = 0;
    for (const Rule &rule : manyRules()) {
        const auto all = occurrencesIn(rule, calendar(), decade);
        ASSERT_FALSE(all.isEmpty());
        ASSERT_TRUE(all.first().period.contains(decade.from));
        ASSERT_TRUE(all.last().period.contains(decade.to));
        for (qsizetype i = 0; i < all.size(); ++i, ++periods) {
            const Occurrence &it = all[i];
            if (i > 0) {
                ASSERT_EQ(all[i - 1].period.to.addDays(1), it.period.from);
            }
            ASSERT_EQ(on(rule, it.period.from), it);   // the same whoever looks from where
            ASSERT_EQ(on(rule, it.period.to), it);
            if (!it.due.isValid())
                continue;
            ASSERT_GE(it.due, it.period.from);
            ASSERT_GE(it.due, it.opens);
            if (!rule.dayOfMonth) {
                ASSERT_LE(it.due, it.period.to);
            }
            for (const QDate day : it.suggested)
                ASSERT_TRUE(day <= it.due && it.period.contains(day));
        }
    }
    EXPECT_GT(periods, 20'000);
}

TEST(Occurrences, ASumOfQuotasOverTenYearsIsWhatTheRuleAsksEachYear)
{
    const DateSpan decade = span(QDate(2024, 4, 1), QDate(2034, 3, 31));
    const auto asked = [&](const Rule &rule) {
        int sum = 0;
        for (const Occurrence &it : occurrencesIn(rule, calendar(), decade))
            sum += it.target;
        return sum;
    };
    EXPECT_EQ(asked(times(10, {}, PeriodUnit::Year)), 100);
    EXPECT_EQ(asked(times(2, 2, PeriodUnit::Month)), 240);
    EXPECT_EQ(asked(times(3, {}, PeriodUnit::Quarter)), 120);
    EXPECT_EQ(asked(every(1, PeriodUnit::Quarter)), 40);
    EXPECT_EQ(asked(every(2, PeriodUnit::Year)), 5);
    EXPECT_EQ(asked(every(1, PeriodUnit::Term)), 31);   // the spring term of 2024 reaches into the range
}

TEST(Occurrences, EventsHaveNoPeriodsAndAnEmptyRangeHasNone)
{
    Rule event;
    event.kind = RuleKind::Event;
    EXPECT_TRUE(occurrencesIn(event, calendar(), span(QDate(2026, 1, 1), QDate(2027, 1, 1))).isEmpty());
    EXPECT_TRUE(occurrencesIn(every(1, PeriodUnit::Week), calendar(), span(QDate(2027, 1, 1), QDate(2026, 1, 1))).isEmpty());
}

TEST(Occurrences, AHostileRuleIsCutToBounds)
{
    EXPECT_EQ(on(times(2'000'000'000, {}, PeriodUnit::Year), QDate(2026, 1, 1)).target, 1000);
    EXPECT_TRUE(on(every(2'000'000'000, PeriodUnit::Year), QDate(2026, 1, 1)).period.contains(QDate(2026, 1, 1)));
    EXPECT_TRUE(on(every(-5, PeriodUnit::Day), QDate(2026, 1, 3)).period.contains(QDate(2026, 1, 3)));
    EXPECT_LT(occurrencesIn(every(1, PeriodUnit::Day), calendar(), span(QDate(2000, 1, 1), QDate(9000, 1, 1))).size(), 9000);
}

TEST(SayPeriod, UsesTheWordsPeopleUse)
{
    EXPECT_EQ(sayPeriod(span(QDate(2026, 10, 1), QDate(2026, 10, 31)), calendar()), u"October 2026"_s);
    EXPECT_EQ(sayPeriod(CouncilYear { 2026 }.quarter(3), calendar()), u"Quarter 3 of 2026/27"_s);
    EXPECT_EQ(sayPeriod(CouncilYear { 2026 }.span(), calendar()), u"Council year 2026/27"_s);
    EXPECT_EQ(sayPeriod(academicYearSpan(2026), calendar()), u"Academic year 2026/27"_s);
    EXPECT_EQ(sayPeriod(span(QDate(2026, 11, 23), QDate(2026, 11, 29)), calendar()), u"Week of 23 November 2026"_s);
    EXPECT_EQ(sayPeriod(calendar().termPeriods(2026)[0].span, calendar()), u"Autumn term 2026"_s);
    EXPECT_EQ(sayPeriod(span(QDate(2026, 10, 1), QDate(2026, 11, 30)), calendar()), u"1 October 2026 to 30 November 2026"_s);
}
