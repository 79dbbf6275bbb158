#include "core/records/visibility.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

RecordBody observation(RecordState state)
{
    RecordBody body;
    body.type = RecordType::Form;
    body.state = state;
    body.form = u"observation@1.0"_s;
    body.author = PersonId(u"tm"_s);
    body.observed = PersonId(u"sw"_s);
    body.team = TeamId(u"north"_s);
    body.service = ServiceId(u"early"_s);
    return body;
}

VisibilityTable table()
{
    VisibilityTable rules;
    rules.insert(u"observation"_s, { { u"author"_s }, { u"author"_s, u"observed"_s, u"lead"_s } });
    return rules;
}

} // namespace

TEST(VisibilityTest, KeepsADraftToItsAuthor) { EXPECT_EQ(scopesOf(observation(RecordState::Draft), table()), QStringList { u"user:tm"_s }); }

TEST(VisibilityTest, ShowsACompletedObservationToAuthorObservedAndLead)
{
    const QStringList expected { u"lead:north"_s, u"user:sw"_s, u"user:tm"_s };
    EXPECT_EQ(scopesOf(observation(RecordState::Completed), table()), expected);
}

TEST(VisibilityTest, GivesAnUnknownTemplateTheNarrowestRule)
{
    RecordBody body = observation(RecordState::Completed);
    body.form = u"other@9"_s;
    EXPECT_EQ(scopesOf(body, table()), (QStringList { u"lead:north"_s, u"user:tm"_s }));
}

TEST(VisibilityTest, ACouncilsSwitchAddsReadersOfWhatIsCompletedWhileItIsOn)
{
    static constexpr char meta[] =
        R"({"councilSwitches":[{"setting":"for_team","adds":{"completed":["team"]}},{"setting":"for_service","adds":{"completed":["service"]}}]})";
    static constexpr char visibility[] = R"({"draft":["author"],"completed":["author","lead"]})";
    VisibilityTable rules;
    rules.insert(u"observation"_s, visibilityFrom(*parseJson(visibility), *parseJson(meta)));
    RecordBody body = observation(RecordState::Completed);
    body.completedAtMs = 1'000;
    const QStringList own { u"lead:north"_s, u"user:tm"_s };
    EXPECT_EQ(scopesOf(body, rules), own) << "off until a council says otherwise";
    rules.decide({ { u"for_team"_s, 1'000 } });
    EXPECT_EQ(scopesOf(body, rules), (QStringList { u"lead:north"_s, u"team:north"_s, u"user:tm"_s }));
    body.completedAtMs = 999;
    EXPECT_EQ(scopesOf(body, rules), own) << "completed before";
    body.state = RecordState::Draft;
    EXPECT_EQ(scopesOf(body, rules), QStringList { u"user:tm"_s });
    EXPECT_EQ(rules.changedBy({ { u"for_team"_s, 1'000 }, { u"of_no_form"_s, 5 } }), QSet<TemplateId>());
    EXPECT_EQ(rules.changedBy({ { u"for_team"_s, 1'001 } }), QSet<TemplateId> { u"observation"_s });
    EXPECT_EQ(rules.changedBy({}), QSet<TemplateId> { u"observation"_s });
}

TEST(VisibilityTest, LetsAStepBeReadByWhoeverReadsItsRecord)
{
    const RecordBody record = observation(RecordState::Completed);
    RecordBody step;
    step.type = RecordType::Step;
    step.state = RecordState::Completed;
    step.author = PersonId(u"sm"_s);
    EXPECT_EQ(scopesOf(step, table(), &record), (QStringList { u"lead:north"_s, u"user:sm"_s, u"user:sw"_s, u"user:tm"_s }));
}

TEST(VisibilityTest, PutsFactsInTheServiceAndPeopleInReference)
{
    RecordBody fact = observation(RecordState::Completed);
    fact.type = RecordType::Fact;
    EXPECT_EQ(scopesOf(fact, table()), QStringList { u"service:early"_s });
    fact.type = RecordType::Person;
    EXPECT_EQ(scopesOf(fact, table()), QStringList { u"ref"_s });
}
