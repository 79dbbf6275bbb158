#include "core/packs/calendar/england_calendar.h"

#include <gtest/gtest.h>

#include <functional>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

/// The built-in pack with one thing changed; what is wrong with it.
QString refusalAfter(const std::function<void(Json &)> &change)
{
    Json pack = parseJson(englandCalendarPack()).value();
    change(pack);
    const auto read = CouncilCalendar::fromJson(pack);
    return read ? QString() : read.error().detail;
}

Json term(const QString &from, const QString &to) { return Json::object({ { u"name"_s, u"Autumn"_s }, { u"from"_s, from }, { u"to"_s, to } }); }

Json yearWith(std::initializer_list<Json> terms) { return Json::array({ Json::object({ { u"starts"_s, 2026 }, { u"terms"_s, Json::array(terms) } }) }); }

} // namespace

TEST(CalendarPack, IsReadWholeAndUnchangedPacksReadAlike)
{
    EXPECT_EQ(refusalAfter([](Json &) {}), QString());
    EXPECT_EQ(englandCalendar().zone().name, u"Europe/London"_s);
}

TEST(CalendarPack, IsRefusedWithTheMemberThatIsWrong)
{
    EXPECT_TRUE(refusalAfter([](Json &pack) { pack = Json(); }).contains(u"format"_s));
    EXPECT_TRUE(refusalAfter([](Json &pack) { pack.remove(u"zone"_s); }).contains(u"zone.name"_s));
    EXPECT_TRUE(refusalAfter([](Json &pack) {
                    pack.set(u"bank_holidays"_s, Json::array({ Json::object({ { u"date"_s, u"2026-02-30"_s } }) }));
                }).contains(u"bank_holidays[0]"_s));
    EXPECT_TRUE(refusalAfter([](Json &pack) { pack.set(u"usual_terms"_s, Json()); }).contains(u"usual_terms"_s));
    EXPECT_TRUE(refusalAfter([](Json &pack) {
                    pack.set(u"academic_years"_s, yearWith({ term(u"2026-09-02"_s, u"2026-12-18"_s), term(u"2026-12-01"_s, u"2027-07-01"_s) }));
                }).contains(u"follow one another"_s));
    EXPECT_TRUE(
        refusalAfter([](Json &pack) { pack.set(u"academic_years"_s, yearWith({ term(u"2026-08-31"_s, u"2026-12-18"_s) })); }).contains(u"1 September"_s));
    EXPECT_TRUE(refusalAfter([](Json &pack) { pack.set(u"academic_years"_s, yearWith({ term(u"2027-02-01"_s, u"2026-12-18"_s) })); }).contains(u"before"_s));
    EXPECT_TRUE(refusalAfter([](Json &pack) { pack.set(u"academic_years"_s, yearWith({})); }).contains(u"1 to 12 terms"_s));
}

TEST(CalendarPack, CannotNameMoreHolidaysThanAYearCouldHave)
{
    EXPECT_TRUE(refusalAfter([](Json &pack) {
                    Json days = Json::array();
                    for (QDate day(2026, 1, 1); day.year() == 2026; day = day.addDays(1))
                        days.append(Json::object({ { u"date"_s, day.toString(Qt::ISODate) } }));
                    pack.set(u"bank_holidays"_s, days);
                }).contains(u"at most 60"_s));
}
