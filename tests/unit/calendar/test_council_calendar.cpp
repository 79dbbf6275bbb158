#include "core/packs/calendar/england_calendar.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const CouncilCalendar &calendar() { return englandCalendar(); }

/// Easter Sunday by the Gregorian computus, to hold the pack's movable holidays against something independent.
QDate easterSunday(int year)
{
    const int a = year % 19, b = year / 100, c = year % 100;
    const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    return { year, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1 };
}

} // namespace

TEST(CouncilYear, RunsFromTheFirstOfAprilToTheEndOfMarch)
{
    EXPECT_EQ(councilYearOf(QDate(2026, 3, 31)).startYear, 2025);
    EXPECT_EQ(councilYearOf(QDate(2026, 4, 1)).startYear, 2026);
    EXPECT_EQ(CouncilYear { 2027 }.span(), (DateSpan { QDate(2027, 4, 1), QDate(2028, 3, 31) }));
    EXPECT_EQ(CouncilYear { 2027 }.quarter(4), (DateSpan { QDate(2028, 1, 1), QDate(2028, 3, 31) }));
    EXPECT_EQ(CouncilYear { 2026 }.quarter(1), (DateSpan { QDate(2026, 4, 1), QDate(2026, 6, 30) }));
}

TEST(CouncilYear, EveryDayIsInExactlyTheQuarterItSays)
{
    for (QDate day(2024, 1, 1); day < QDate(2034, 1, 1); day = day.addDays(1)) {
        int holding = 0;
        for (int quarter = 1; quarter <= 4; ++quarter) {
            if (councilYearOf(day).quarter(quarter).contains(day)) {
                ++holding;
                ASSERT_EQ(councilQuarterOf(day), quarter);
            }
        }
        ASSERT_EQ(holding, 1);
    }
}

TEST(WorkingDays, LeaveOutWeekendsAndBankHolidays)
{
    EXPECT_FALSE(calendar().isWorkingDay(QDate(2026, 12, 25)));
    EXPECT_FALSE(calendar().isWorkingDay(QDate(2026, 12, 28)));
    EXPECT_EQ(calendar().bankHolidayName(QDate(2026, 12, 28)), u"Boxing Day (substitute day)"_s);
    EXPECT_TRUE(calendar().isWorkingDay(QDate(2026, 12, 29)));
    EXPECT_EQ(calendar().lastWorkingDayOnOrBefore(QDate(2026, 5, 31)), QDate(2026, 5, 29));
    EXPECT_EQ(calendar().lastWorkingDayOnOrBefore(QDate(2027, 3, 29)), QDate(2027, 3, 25));   // over Easter
    EXPECT_EQ(calendar().firstWorkingDayOnOrAfter(QDate(2026, 12, 25)), QDate(2026, 12, 29));
}

TEST(WorkingDays, AreCountedForwardsAndBackwards)
{
    EXPECT_EQ(calendar().addWorkingDays(QDate(2026, 12, 23), 2), QDate(2026, 12, 29));
    EXPECT_EQ(calendar().addWorkingDays(QDate(2026, 12, 29), -2), QDate(2026, 12, 23));
    EXPECT_EQ(calendar().addWorkingDays(QDate(2026, 11, 22), 0), QDate(2026, 11, 22));   // a Sunday stays
    EXPECT_EQ(calendar().workingDaysIn({ QDate(2026, 12, 21), QDate(2027, 1, 3) }), 7);
    EXPECT_EQ(calendar().lastWorkingDayIn({ QDate(2026, 11, 22), QDate(2026, 11, 22) }), QDate(2026, 11, 22));
}

TEST(BankHolidays, AreThoseOfEnglandForEveryYearOfThePack)
{
    int checked = 0;
    for (int year = 2024; year <= 2028; ++year, ++checked) {
        ASSERT_TRUE(calendar().knowsBankHolidays(year));
        const QDate easter = easterSunday(year);
        EXPECT_TRUE(calendar().isBankHoliday(easter.addDays(-2)));
        EXPECT_TRUE(calendar().isBankHoliday(easter.addDays(1)));
        const QDate mayDay(year, 5, 1);
        EXPECT_TRUE(calendar().isBankHoliday(mayDay.addDays((8 - mayDay.dayOfWeek()) % 7)));
        int count = 0;
        for (const QDate day : calendar().bankHolidays()) {
            count += day.year() == year ? 1 : 0;
            EXPECT_LE(day.dayOfWeek(), 5) << day.toString(Qt::ISODate).toStdString();
        }
        EXPECT_EQ(count, 8);
    }
    EXPECT_EQ(checked, 5);
    EXPECT_FALSE(calendar().knowsBankHolidays(2031));
}

TEST(Terms, CoverEveryDayOfTenYearsExactlyOnceWhetherGivenOrAssumed)
{
    QDate next(2023, 9, 1);
    int assumed = 0;
    for (int year = 2023; year < 2033; ++year) {
        for (const TermPeriod &period : calendar().termPeriods(year)) {
            ASSERT_EQ(period.span.from, next);
            ASSERT_TRUE(period.span.contains(period.lastSchoolDay));
            ASSERT_EQ(calendar().termPeriodOf(period.span.from), period);
            ASSERT_EQ(calendar().termPeriodOf(period.span.to), period);
            assumed += period.isAssumed ? 1 : 0;
            next = period.span.to.addDays(1);
        }
    }
    EXPECT_EQ(next, QDate(2033, 9, 1));
    EXPECT_EQ(assumed, 7 * 3);
}

TEST(Terms, SayWhichDaysAreSchoolDays)
{
    EXPECT_TRUE(calendar().isSchoolDay(QDate(2026, 10, 23)));
    EXPECT_FALSE(calendar().isSchoolDay(QDate(2026, 10, 26)));   // half-term
    EXPECT_FALSE(calendar().isSchoolDay(QDate(2026, 12, 21)));   // holidays
    EXPECT_FALSE(calendar().isSchoolDay(QDate(2027, 5, 3)));     // bank holiday in term
    EXPECT_EQ(calendar().lastSchoolDayIn({ QDate(2026, 10, 1), QDate(2026, 10, 31) }), QDate(2026, 10, 23));
    EXPECT_TRUE(calendar().lastSchoolDayIn({ QDate(2026, 8, 1), QDate(2026, 8, 31) }).isNull());
    EXPECT_EQ(calendar().academicYear(2026).status, u"to be confirmed by the council"_s);
}
