#include "core/packs/council/demo_council.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

TEST(DemoCouncil, IsSoundAndHasEveryoneTheTripNeeds)
{
    const Council &council = demoCouncil();
    EXPECT_EQ(councilProblems(council), QStringList());
    const QDate today(2026, 11, 23);
    EXPECT_GE(council.peopleIn(TeamId(u"early-support-north"_s), today).size(), 4);
    for (const auto &id : { u"tm-early-support-north"_s, u"sm-early-support"_s, u"qa-manager"_s, u"hos-early-support"_s, u"director"_s, u"tm-fostering"_s })
        EXPECT_NE(council.person(PersonId(id)), nullptr) << id.toStdString();
    EXPECT_EQ(council.person(PersonId(u"practitioner-north-1"_s))->name, u"Early Support Practitioner, North (first)"_s);
}

TEST(DemoCouncil, GivesEveryoneButTheDirectorALineManager)
{
    int without = 0;
    for (const Person &person : demoCouncil().people())
        without += person.manager.isEmpty() ? 1 : 0;
    EXPECT_EQ(without, 1);
    EXPECT_TRUE(demoCouncil().person(PersonId(u"director"_s))->manager.isEmpty());
}

TEST(DemoCouncil, StoresWhatItsPackSays)
{
    const auto again = councilFromJson(parseJson(demoCouncilPack()).value());
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, demoCouncil());
}
