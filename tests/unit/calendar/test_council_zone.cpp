#include "core/packs/calendar/england_calendar.h"

#include <gtest/gtest.h>

#include <QTimeZone>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const CouncilZone &london() { return englandCalendar().zone(); }

QDate dayAt(QStringView iso) { return london().dayOf(instantFromIso(iso).value()); }

} // namespace

TEST(CouncilZone, HalfPastElevenAtNightUtcIsTomorrowInSummerAndTodayInWinter)
{
    EXPECT_EQ(dayAt(u"2026-07-15T23:30:00Z"), QDate(2026, 7, 16));
    EXPECT_EQ(dayAt(u"2026-12-15T23:30:00Z"), QDate(2026, 12, 15));
    EXPECT_EQ(dayAt(u"2026-07-15T22:59:59.999Z"), QDate(2026, 7, 15));
}

TEST(CouncilZone, ChangesAtOneUtcOnTheLastSundaysOfMarchAndOctober)
{
    EXPECT_EQ(london().offsetMinutesAt(instantFromIso(u"2026-03-29T00:59:59.999Z").value()), 0);
    EXPECT_EQ(london().offsetMinutesAt(instantFromIso(u"2026-03-29T01:00:00Z").value()), 60);
    EXPECT_EQ(london().offsetMinutesAt(instantFromIso(u"2026-10-25T00:59:59.999Z").value()), 60);
    EXPECT_EQ(london().offsetMinutesAt(instantFromIso(u"2026-10-25T01:00:00Z").value()), 0);
    // The last day of the council year ends an hour earlier by UTC, because summer time has begun.
    EXPECT_EQ(dayAt(u"2026-03-31T23:00:00Z"), QDate(2026, 4, 1));
    EXPECT_EQ(dayAt(u"2026-03-28T23:30:00Z"), QDate(2026, 3, 28));
}

TEST(CouncilZone, AgreesWithTheSystemsTimeZoneFilesAtEveryHourOfTwentyYears)
{
    const QTimeZone system("Europe/London");
    ASSERT_TRUE(system.isValid());
    qint64 checked = 0;
    const qint64 end = instantFromIso(u"2040-01-01T00:00:00Z")->msSinceEpoch;
    for (qint64 ms = instantFromIso(u"2020-01-01T00:30:00Z")->msSinceEpoch; ms < end; ms += 3 * 3'600'000 + 1'000, ++checked) {
        const auto at = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
        ASSERT_EQ(london().offsetMinutesAt({ ms }) * 60, system.offsetFromUtc(at)) << at.toString(Qt::ISODate).toStdString();
    }
    EXPECT_GT(checked, 50'000);
}

TEST(CouncilZone, StartOfDayIsTheFirstInstantOfEveryDayIncludingTheTwoOnWhichClocksChange)
{
    for (QDate day(2024, 1, 1); day < QDate(2034, 1, 1); day = day.addDays(1)) {
        const Instant start = london().startOfDay(day);
        ASSERT_EQ(london().dayOf(start), day);
        ASSERT_EQ(london().dayOf({ start.msSinceEpoch - 1 }), day.addDays(-1));
    }
    EXPECT_EQ(toIso(london().startOfDay(QDate(2026, 3, 29))), u"2026-03-29T00:00:00.000Z"_s);
    EXPECT_EQ(toIso(london().startOfDay(QDate(2026, 3, 30))), u"2026-03-29T23:00:00.000Z"_s);
}

TEST(CouncilZone, KnowsDaysBefore1970)
{
    EXPECT_EQ(dayAt(u"1969-12-31T23:59:59Z"), QDate(1969, 12, 31));
    EXPECT_EQ(dayAt(u"1900-01-01T00:00:00Z"), QDate(1900, 1, 1));
}
