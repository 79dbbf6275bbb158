#include "core/packs/council/demo_council.h"
#include "core/people/people_table.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const QList<ServiceId> services { ServiceId(u"early-support"_s), ServiceId(u"fostering-service"_s) };

QStringList placesOf(const QList<PeopleProblem> &problems)
{
    QStringList places;
    for (const PeopleProblem &problem : problems)
        places.append(u"%1 %2 %3"_s.arg(problem.table).arg(problem.line).arg(problem.column));
    return places;
}

TEST(PeopleTable, TakesPeopleTeamsAndSettingsThatNameEachOther)
{
    const PeopleTables tables { "ID,Name,Roles,Service,Teams,Line manager,First day\n"
                                "tm-west,\"Team Manager, West\",Team Manager; Practice Lead,early-support,west,hos-early-support,01/12/2026\n"
                                "worker-west,\"Practitioner, West\",Practitioner,early-support,west,tm-west,\n",
                                "id,name,service,managers\nwest,West,early-support,tm-west\n", "id,name,kind,service\narea-west,West,area,early-support\n" };
    const auto read = readPeopleTables(tables, demoCouncil(), services);
    ASSERT_TRUE(read);
    EXPECT_EQ(placesOf(read->problems), QStringList());
    ASSERT_EQ(read->people.size(), 2);
    EXPECT_EQ(read->people[0].roles, (QStringList { u"Team Manager"_s, u"Practice Lead"_s }));
    EXPECT_EQ(read->people[0].from, QDate(2026, 12, 1));
    EXPECT_EQ(read->people[1].manager, PersonId(u"tm-west"_s));
    EXPECT_EQ(read->teams, (QList<Team> { { TeamId(u"west"_s), u"West"_s, ServiceId(u"early-support"_s), { PersonId(u"tm-west"_s) } } }));
    EXPECT_EQ(read->settings, (QList<Setting> { { SettingId(u"area-west"_s), u"West"_s, u"area"_s, ServiceId(u"early-support"_s) } }));
}

TEST(PeopleTable, ARowOfSomebodyKnownChangesWhatItsTableHasColumnsFor)
{
    const Council demo = demoCouncil();
    const auto read = readPeopleTables({ "id,name,to\nqa-officer,Quality Officer,2026-12-31\n", {}, {} }, demo, services);
    ASSERT_TRUE(read && read->problems.isEmpty());
    Person expected = *demo.person(PersonId(u"qa-officer"_s));
    expected.name = u"Quality Officer"_s;
    expected.to = QDate(2026, 12, 31);
    EXPECT_EQ(read->people, QList<Person> { expected });
}

TEST(PeopleTable, NamesEveryRowThatIsWrong)
{
    const PeopleTables tables { "id,name,service,teams,manager,from,to,shoe size\n"
                                "Big Letters,X,early-support,,,,,\n"
                                "one,,nowhere,,,,,\n"
                                "two,Two,early-support,no-team,nobody,2026-12-01,2026-11-01,\n"
                                "two,Again,early-support,,,31/11/2026,,\n"
                                "loop-a,A,early-support,,loop-b,,,\n"
                                "loop-b,B,early-support,,loop-a,,,\n",
                                "id,name,service,managers\nt,T,early-support,nobody\n",
                                {} };
    const auto read = readPeopleTables(tables, demoCouncil(), services);
    ASSERT_TRUE(read);
    EXPECT_EQ(
        placesOf(read->problems),
        (QStringList { u"people 1 shoe size"_s, u"people 2 id"_s, u"people 3 name"_s, u"people 3 service"_s, u"people 4 to"_s, u"people 5 id"_s,
                       u"people 5 from"_s, u"teams 2 managers"_s, u"people 5 manager"_s, u"people 5 teams"_s, u"people 6 manager"_s, u"people 7 manager"_s }));
}

TEST(PeopleTable, AnEmptyLastDayLetsNobodyInAgain)
{
    const Council demo = demoCouncil();
    QList<Person> people = demo.people();
    people.first().to = QDate(2026, 6, 30);
    const QByteArray row = people.first().id.toString().toUtf8() + ",Somebody,\n";
    const auto read = readPeopleTables({ "id,name,to\n" + row, {}, {} }, Council({ people, demo.teams(), {}, {} }), services);
    ASSERT_TRUE(read && read->problems.isEmpty());
    EXPECT_EQ(read->people.first().to, QDate(2026, 6, 30));
}

TEST(PeopleTable, RefusesWhatIsNoTable)
{
    EXPECT_FALSE(readPeopleTables({}, demoCouncil(), services));
    for (const char *bad : { "id,name\n", "name,roles\nX,Y\n", "id,name\n\"never closed" })
        EXPECT_FALSE(readPeopleTables({ bad, {}, {} }, demoCouncil(), services)) << bad;
}

} // namespace

TEST(PeopleTable, SaysWhoIsAnElectedMember)
{
    const auto read = readPeopleTables({ "id,name,elected\nmember-1,\"Member, North\",yes\nworker-1,Practitioner,no\nworker-2,Practitioner,\n", {}, {} },
                                       demoCouncil(), services);
    ASSERT_TRUE(read);
    EXPECT_EQ(placesOf(read->problems), QStringList());
    ASSERT_EQ(read->people.size(), 3);
    EXPECT_TRUE(read->people[0].isElected);
    EXPECT_FALSE(read->people[1].isElected || read->people[2].isElected);
    EXPECT_EQ(personFromJson(toJson(read->people[0])).value(), read->people[0]);
    EXPECT_EQ(personFromJson(toJson(read->people[1])).value(), read->people[1]);
    const auto wrong = readPeopleTables({ "id,name,elected\nmember-1,Member,perhaps\n", {}, {} }, demoCouncil(), services);
    EXPECT_EQ(placesOf(wrong->problems), QStringList { u"people 2 elected"_s });
}
