#include "core/people/council.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const QDate today(2026, 11, 23);

Person person(const QString &id, const QString &role, const QString &manager, const QString &service = u"early-support"_s)
{
    Person person;
    person.id = PersonId(id);
    person.name = id;
    person.roles = { role };
    person.service = ServiceId(service);
    person.manager = PersonId(manager);
    return person;
}

QString refusal(const QByteArray &json)
{
    const auto read = councilFromJson(parseJson(json).value());
    return read ? QString() : read.error().detail;
}

} // namespace

TEST(Council, FollowsLineManagersToTheTopAndStopsAtALoop)
{
    const Council council({ { person(u"a"_s, u"Director"_s, {}), person(u"b"_s, u"Head of Service"_s, u"a"_s), person(u"c"_s, u"Team Manager"_s, u"b"_s),
                              person(u"x"_s, u"Team Manager"_s, u"y"_s), person(u"y"_s, u"Team Manager"_s, u"x"_s), person(u"z"_s, u"Practitioner"_s, u"x"_s) },
                            {},
                            {},
                            {} });
    EXPECT_EQ(council.managersAbove(PersonId(u"c"_s)), (QList { PersonId(u"b"_s), PersonId(u"a"_s) }));
    EXPECT_EQ(council.managersAbove(PersonId(u"x"_s)), (QList { PersonId(u"y"_s) }));
    EXPECT_EQ(council.managersAbove(PersonId(u"z"_s)), (QList { PersonId(u"x"_s), PersonId(u"y"_s) }));
    EXPECT_TRUE(council.managersAbove(PersonId(u"nobody"_s)).isEmpty());
    EXPECT_FALSE(councilProblems(council).isEmpty());
}

TEST(Council, LeaversAreKeptButNotAmongThoseHere)
{
    Person leaver = person(u"leaver"_s, u"Practitioner"_s, u"boss"_s);
    leaver.to = today.addDays(-1);
    Person joiner = person(u"joiner"_s, u"Practitioner"_s, u"boss"_s);
    joiner.from = today;
    const Council council({ { person(u"boss"_s, u"Team Manager"_s, {}), leaver, joiner }, {}, {}, {} });
    EXPECT_NE(council.person(PersonId(u"leaver"_s)), nullptr);
    EXPECT_EQ(council.reportsOf(PersonId(u"boss"_s), today), QList { PersonId(u"joiner"_s) });
    EXPECT_EQ(council.reportsOf(PersonId(u"boss"_s), today.addDays(-1)), QList { PersonId(u"leaver"_s) });
}

TEST(Council, TheHeadOfAServiceIsItsOwnHeadElseWhoOverseesItElseItsTopManager)
{
    Person overseer = person(u"qa"_s, u"Service Manager"_s, u"director"_s, u"quality-assurance"_s);
    overseer.services = { ServiceId(u"early-support"_s) };
    QList<Person> people { person(u"director"_s, u"Director"_s, {}, u"senior-leadership-team"_s), overseer, person(u"tm"_s, u"Team Manager"_s, u"sm"_s),
                           person(u"sm"_s, u"Service Manager"_s, u"director"_s) };
    const ServiceId service(u"early-support"_s);
    EXPECT_EQ(Council({ people, {}, {}, {} }).headOf(service, today)->id, PersonId(u"qa"_s));
    EXPECT_EQ(Council({ { people[0], people[2], people[3] }, {}, {}, {} }).headOf(service, today)->id, PersonId(u"sm"_s));
    people.append(person(u"hos"_s, u"Head of Service"_s, u"director"_s));
    EXPECT_EQ(Council({ people, {}, {}, {} }).headOf(service, today)->id, PersonId(u"hos"_s));
    EXPECT_EQ(Council({ people, {}, {}, {} }).headOf(ServiceId(u"unknown"_s), today), nullptr);
}

TEST(Council, TasksOfSomebodyAwayGoToTheirCoverElseTheirManager)
{
    const QList<Person> people { person(u"boss"_s, u"Service Manager"_s, {}), person(u"one"_s, u"Team Manager"_s, u"boss"_s),
                                 person(u"two"_s, u"Team Manager"_s, u"boss"_s) };
    const Absence covered { PersonId(u"one"_s), today, today.addDays(4), PersonId(u"two"_s) };
    const Absence uncovered { PersonId(u"two"_s), today, QDate(), {} };
    const Council council({ people, {}, {}, { covered } });
    EXPECT_EQ(council.standInFor(PersonId(u"one"_s), today.addDays(-1))->id, PersonId(u"one"_s));
    EXPECT_EQ(council.standInFor(PersonId(u"one"_s), today)->id, PersonId(u"two"_s));
    EXPECT_EQ(council.standInFor(PersonId(u"one"_s), today.addDays(5))->id, PersonId(u"one"_s));
    const Council bothAway({ people, {}, {}, { covered, uncovered } });
    EXPECT_EQ(bothAway.standInFor(PersonId(u"one"_s), today)->id, PersonId(u"boss"_s));
    EXPECT_EQ(council.standInFor(PersonId(u"nobody"_s), today), nullptr);
}

TEST(CouncilCardTest, TakesNumbersAsPeopleDialThemAndNothingElse)
{
    for (const QString &number : { u"01632 960123"_s, u"+44 1632 960123"_s, u"(01632) 960-123"_s, u"01632 960123 ext 45"_s, u"999"_s, QString() })
        EXPECT_TRUE(problemOfPhone(number).isEmpty()) << qPrintable(number);
    for (const QString &text : { u"ring me"_s, u"12"_s, u"01632 960123<b>"_s, u"01632\n960123"_s, QString(41, u'1') })
        EXPECT_FALSE(problemOfPhone(text).isEmpty()) << qPrintable(text);
    EXPECT_EQ(councilCardFromJson(toJson(CouncilCard { u"01632 960123"_s }))->safeguardingPhone, u"01632 960123"_s);
    EXPECT_FALSE(councilCardFromJson(Json::object({ { u"safeguarding_phone"_s, u"call us"_s } })));
    EXPECT_FALSE(councilCardFromJson(Json::object({ { u"safeguarding_phone"_s, 999 } })));
    const CouncilCard decided { .safeguardingPhone = {},
                                .formSettings = { { u"room_photos"_s, true }, { u"casework_limit"_s, 20000 } },
                                .switchedOn = { { u"home_visits_for_team"_s, 1'795'392'000'000 } },
                                .leaseDays = 7 };
    EXPECT_EQ(*councilCardFromJson(toJson(decided)), decided);
    EXPECT_FALSE(councilCardFromJson(Json::object({ { u"form_settings"_s, Json::array({ 1 }) } })));
    EXPECT_FALSE(councilCardFromJson(Json::object({ { u"switched_on"_s, Json::object({ { u"home_visits_for_team"_s, true } }) } })));
    EXPECT_FALSE(councilCardFromJson(Json::object({ { u"switched_on"_s, u"home_visits_for_team"_s } })));
    EXPECT_EQ(councilCardFromJson(Json::object({}))->leaseDays, 14);
    for (const Json &days : { Json(0), Json(91), Json(u"14"_s) })
        EXPECT_FALSE(councilCardFromJson(Json::object({ { u"lease_days"_s, days } })));
    EXPECT_FALSE(councilCardFromJson(Json::object({ { u"form_settings"_s, Json::object({ { u"room_photos"_s, Json() } }) } })));
}

TEST(CouncilJson, ReadsWhatItWrites)
{
    Person original = person(u"tm-early-support-north"_s, u"Team Manager"_s, u"sm-early-support"_s);
    original.services = { ServiceId(u"fostering-service"_s) };
    original.teams = { TeamId(u"north"_s) };
    original.from = QDate(2025, 1, 6);
    original.to = QDate(2027, 2, 28);
    EXPECT_EQ(personFromJson(toJson(original)).value(), original);
    const Team team { TeamId(u"north"_s), u"North"_s, ServiceId(u"early-support"_s), { original.id } };
    EXPECT_EQ(teamFromJson(toJson(team)).value(), team);
    const Setting setting { SettingId(u"hub"_s), u"Family Hub"_s, u"office"_s, ServiceId(u"early-support"_s) };
    EXPECT_EQ(settingFromJson(toJson(setting)).value(), setting);
    const Absence absence { original.id, QDate(2026, 12, 7), QDate(), PersonId(u"other"_s) };
    EXPECT_EQ(absenceFromJson(toJson(absence)).value(), absence);
}

TEST(CouncilJson, IsRefusedWithTheEntryThatIsWrong)
{
    EXPECT_TRUE(refusal(R"({})").contains(u"format"_s));
    EXPECT_TRUE(refusal(R"({"format":"sightline-council/1","people":{}})").contains(u"\"people\" must be a list"_s));
    EXPECT_TRUE(refusal(R"({"format":"sightline-council/1","people":[{"id":"A B","name":"x"}]})").contains(u"people[0]"_s));
    EXPECT_TRUE(refusal(R"({"format":"sightline-council/1","people":[{"id":"a","name":""}]})").contains(u"\"name\""_s));
    EXPECT_TRUE(refusal(R"({"format":"sightline-council/1","people":[{"id":"a","name":"x","manager":"b"}]})").contains(u"\"b\""_s));
    EXPECT_TRUE(refusal(R"({"format":"sightline-council/1","people":[{"id":"a","name":"x"},{"id":"a","name":"y"}]})").contains(u"same id"_s));
    EXPECT_TRUE(
        refusal(R"({"format":"sightline-council/1","people":[{"id":"a","name":"x","manager":"b"},{"id":"b","name":"y","manager":"a"}]})").contains(u"loop"_s));
    EXPECT_TRUE(refusal(R"({"format":"sightline-council/1","people":[{"id":"a","name":"x","from":"2026-02-30"}]})").contains(u"YYYY-MM-DD"_s));
    EXPECT_TRUE(refusal(R"({"format":"sightline-council/1","absences":[{"person":"a","from":"2026-02-02","to":"2026-02-01"}]})").contains(u"before"_s));
}
