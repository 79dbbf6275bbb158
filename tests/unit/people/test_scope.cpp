#include "core/packs/council/demo_council.h"
#include "core/people/scope.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const QDate today(2026, 11, 23);

bool reads(const QString &person, const QString &scope, const Council &council = demoCouncil(), QDate day = today)
{
    return scopesOf(PersonId(person), council, day).contains(Scope::fromString(scope).value());
}

} // namespace

TEST(Scope, IsWrittenAndReadAlike)
{
    for (const Scope &scope :
         { Scope::ref(), Scope::user(PersonId(u"a"_s)), Scope::team(TeamId(u"t"_s)), Scope::lead(TeamId(u"t"_s)), Scope::service(ServiceId(u"s"_s)) })
        EXPECT_EQ(Scope::fromString(scope.toString()).value(), scope);
    EXPECT_FALSE(Scope::fromString(u"team:"));
    EXPECT_FALSE(Scope::fromString(u"teams:x"));
    EXPECT_FALSE(Scope::fromString(u"ref:x"));
}

TEST(Scope, APractitionerReadsTheirOwnTheirTeamsAndTheirServicesCounts)
{
    const auto scopes = scopesOf(PersonId(u"practitioner-north-1"_s), demoCouncil(), today);
    EXPECT_EQ(scopes,
              (QList { Scope::ref(), Scope::user(PersonId(u"practitioner-north-1"_s)), Scope::team(TeamId(u"early-support-north"_s)),
                       Scope::service(ServiceId(u"early-support"_s)) }));
}

TEST(Scope, LeadIsForATeamsManagersThoseAboveThemAndThoseWhoOverseeItsService)
{
    for (const auto &person :
         { u"tm-early-support-north"_s, u"sm-early-support"_s, u"hos-early-support"_s, u"sd-learning-early-support"_s, u"director"_s, u"qa-manager"_s })
        EXPECT_TRUE(reads(person, u"lead:early-support-north"_s)) << person.toStdString();
    for (const auto &person : { u"practitioner-north-1"_s, u"tl-early-support-north"_s, u"tm-early-support-south"_s, u"sm-assessment"_s, u"hos-fostering"_s,
                                u"sd-family-support"_s })
        EXPECT_FALSE(reads(person, u"lead:early-support-north"_s)) << person.toStdString();
}

TEST(Scope, NobodyReadsAnotherServiceUnlessTheyOverseeIt)
{
    EXPECT_FALSE(reads(u"tm-early-support-north"_s, u"service:fostering-service"_s));
    EXPECT_FALSE(reads(u"tm-fostering"_s, u"team:early-support-north"_s));
    EXPECT_TRUE(reads(u"qa-manager"_s, u"service:fostering-service"_s));
    EXPECT_TRUE(reads(u"director"_s, u"service:fostering-service"_s));
    EXPECT_FALSE(reads(u"qa-manager"_s, u"user:tm-fostering"_s));
}

TEST(Scope, ALeaverReadsNothingFromTheDayAfterTheyLeave)
{
    Council::Parts parts { demoCouncil().people(), demoCouncil().teams(), {}, {} };
    for (Person &person : parts.people) {
        if (person.id == PersonId(u"tm-early-support-north"_s))
            person.to = today;
    }
    const Council council(std::move(parts));
    EXPECT_TRUE(reads(u"tm-early-support-north"_s, u"lead:early-support-north"_s, council, today));
    EXPECT_TRUE(scopesOf(PersonId(u"tm-early-support-north"_s), council, today.addDays(1)).isEmpty());
    EXPECT_FALSE(membersOf(Scope::lead(TeamId(u"early-support-north"_s)), council, today.addDays(1)).contains(PersonId(u"tm-early-support-north"_s)));
}

TEST(Scope, MembersAreExactlyThoseWhoseScopesHoldIt)
{
    const Council &council = demoCouncil();
    qsizetype pairs = 0;
    for (const Person &person : council.people()) {
        for (const Scope &scope : scopesOf(person.id, council, today)) {
            ASSERT_TRUE(membersOf(scope, council, today).contains(person.id)) << scope.toString().toStdString();
            ++pairs;
        }
    }
    qsizetype members = 0;
    QList<Scope> all { Scope::ref() };
    for (const Person &person : council.people())
        all.append(Scope::user(person.id));
    for (const Team &team : council.teams())
        all.append({ Scope::team(team.id), Scope::lead(team.id) });
    for (const auto &service :
         { u"early-support"_s, u"assessment-and-intervention"_s, u"quality-assurance-service"_s, u"fostering-service"_s, u"senior-leadership-team"_s })
        all.append(Scope::service(ServiceId(service)));
    for (const Scope &scope : all)
        members += membersOf(scope, council, today).size();
    EXPECT_EQ(pairs, members);
    EXPECT_GT(pairs, 100);
}

/// Whatever teams, managers and services say by mistake.
TEST(Scope, AnElectedMemberLeadsNobodyAndStandsAboveNobody)
{
    Council::Parts parts { demoCouncil().people(), demoCouncil().teams(), {}, {} };
    const auto scopesWith = [&parts](bool isElected) {
        for (Person &person : parts.people) {
            if (person.id == PersonId(u"hos-early-support"_s))
                person.isElected = isElected;
        }
        return scopesOf(PersonId(u"hos-early-support"_s), Council(parts), today);
    };
    EXPECT_TRUE(scopesWith(false).contains(Scope::lead(TeamId(u"early-support-north"_s)))) << "planted: a head of service leads";
    for (const Scope &scope : scopesWith(true))
        EXPECT_TRUE(scope.kind == Scope::Kind::Ref || scope.kind == Scope::Kind::User || scope.kind == Scope::Kind::Service) << qPrintable(scope.toString());
    EXPECT_TRUE(scopesWith(true).contains(Scope::service(ServiceId(u"early-support"_s))));
}
