#include "core/people/council.h"
#include "core/records/agreed_action.h"
#include "core/records/workflow.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const RecordId recordId { QUuid(u"01940000-0000-7000-8000-000000000001"_s) };
constexpr qint64 minuteMs = 60'000;

Json person(const QString &id) { return Json::object({ { u"system"_s, u"urn:sightline:id"_s }, { u"value"_s, id }, { u"display"_s, u"Person "_s + id } }); }
Json choice(const QString &code) { return Json::object({ { u"system"_s, u"urn:c"_s }, { u"code"_s, code }, { u"display"_s, code.toUpper() } }); }

/// A record by `author` with the actions r1 (of `worker`, managed by `lead`) and r2 (of somebody nobody knows), as a form of our own
/// names its questions.
class AgreedActionTest : public ::testing::Test {
protected:
    AgreedActionTest()
    {
        body.state = RecordState::Completed;
        body.author = PersonId(u"author"_s);
        body.answers = Answers::Fields { { u"agreed#"_s, rowsToJson({ { u"r1"_s, u"A"_s, {} }, { u"r2"_s, u"B"_s, {} } }) },
                                         { u"agreed#r1/do"_s, u"Ring the school"_s },
                                         { u"agreed#r1/who"_s, person(u"worker"_s) },
                                         { u"agreed#r1/when"_s, u"2026-12-01"_s },
                                         { u"agreed#r1/soon"_s, choice(u"now"_s) },
                                         { u"agreed#r2/do"_s, u"Find a bed"_s } };
    }
    TakenStep &say(const QString &row, const QString &status, const Json::Object &more = {})
    {
        Json::Object members { { u"agreed#%1/is"_s.arg(row), choice(status) } };
        members.insert(more);
        const RecordId id(QUuid::createUuidV5(recordId.raw(), QString::number(steps.size())));
        steps.append({ id, QString::fromUtf16(step::action), PersonId(u"worker"_s), (steps.size() + 1) * minuteMs, {}, {}, true, false, members });
        return steps.last();
    }
    TakenStep &close(const QString &row, const QString &impact) { return say(row, u"done"_s, { { u"agreed#%1/changed"_s.arg(row), impact } }); }
    [[nodiscard]] QList<AgreedAction> actions() const { return actionsOf(recordId, body, steps, *rule); }
    [[nodiscard]] AgreedAction first() const { return actions().value(0, { .record = recordId }); }
    [[nodiscard]] bool mayBeStored(const QString &by, const Json::Object &members) const
    {
        const HandPeople who { council, QDate(2026, 11, 23), [](const PersonId &) { return true; } };
        return isStepOf({ recordId, body, {}, false, nullptr, {}, who, &*rule }, QString::fromUtf16(step::action), PersonId(by), members);
    }

    const std::optional<ActionRule> rule = actionRule(*parseJson(R"({"actions":{"rows":"agreed","what":"do","owner":"who","due":"when","priority":"soon",
        "role":"doer","status":"is","closed":["done","dropped"],"impact":"changed","evidence":"shows","doneOn":"day","recheck":"again"}})"));
    const Council council { { { { .id = PersonId(u"author"_s) },
                                { .id = PersonId(u"worker"_s), .manager = PersonId(u"lead"_s) },
                                { .id = PersonId(u"lead"_s), .manager = PersonId(u"head"_s) },
                                { .id = PersonId(u"head"_s) },
                                { .id = PersonId(u"other"_s) } },
                              {},
                              {},
                              {} } };
    RecordBody body;
    QList<TakenStep> steps;
};

TEST_F(AgreedActionTest, WhatTheAuthorAgreedIsOpenUntilItsOwnerSaysOtherwise)
{
    ASSERT_EQ(actions().size(), 2);
    const AgreedAction action = first();
    EXPECT_EQ(action.what, u"Ring the school"_s);
    EXPECT_EQ(action.owner, PersonId(u"worker"_s));
    EXPECT_EQ(action.due, QDate(2026, 12, 1));
    EXPECT_EQ(action.priority, u"NOW"_s);
    EXPECT_EQ(action.agreedBy, PersonId(u"author"_s));
    EXPECT_FALSE(action.isClosed());
    EXPECT_FALSE(action.present());
    EXPECT_TRUE(actions().at(1).owner.isEmpty());
}

TEST_F(AgreedActionTest, TheNewestFollowUpOfARowSaysWhatIsSoAndTheOthersAreItsHistory)
{
    say(u"r1"_s, u"under-way"_s, { { u"agreed#r1/shows"_s, u"I left a message."_s } });
    EXPECT_EQ(first().present()->status, u"under-way"_s);
    EXPECT_EQ(first().present()->evidence, u"I left a message."_s);
    EXPECT_FALSE(first().isClosed());
    close(u"r1"_s, u"She is back in class."_s);
    EXPECT_TRUE(first().isClosed());
    EXPECT_EQ(first().present()->impact, u"She is back in class."_s);
    EXPECT_FALSE(actions().at(1).isClosed()) << "the other row is not touched";
    std::swap(steps[0], steps[1]);   // steps come in any order
    EXPECT_TRUE(first().isClosed());
    EXPECT_EQ(first().history.size(), 2);
    EXPECT_EQ(first().history.first().status, u"under-way"_s);
}

TEST_F(AgreedActionTest, ClosedIsOpenAgainByALaterFollowUpWithItsReason)
{
    close(u"r1"_s, u"She is back in class."_s);
    say(u"r1"_s, u"under-way"_s, { { QString::fromUtf16(step::text), u"She stayed away again."_s } });
    EXPECT_FALSE(first().isClosed());
    EXPECT_EQ(first().present()->reason, u"She stayed away again."_s);
    EXPECT_EQ(first().history.size(), 2);
}

TEST_F(AgreedActionTest, WhatWasWithdrawnOrIsHeldByTheHubDoesNotCount)
{
    say(u"r1"_s, u"under-way"_s);
    TakenStep &held = close(u"r1"_s, u"Changed."_s);
    held.counts = false;
    EXPECT_FALSE(first().isClosed());
    EXPECT_EQ(first().present()->status, u"under-way"_s);
    held.isWithdrawn = true;
    EXPECT_EQ(first().history.size(), 2);
    EXPECT_TRUE(first().history.last().isWithdrawn);
}

TEST_F(AgreedActionTest, TheDayToLookAgainIsTheNewestFollowUps)
{
    close(u"r1"_s, u"Changed."_s).members.insert(u"agreed#r1/again"_s, u"2027-03-01"_s);
    EXPECT_EQ(first().recheck(), QDate(2027, 3, 1));
    close(u"r1"_s, u"Still so."_s);
    EXPECT_FALSE(first().recheck().isValid());
}

TEST_F(AgreedActionTest, AnAmendedVersionKeepsWhatWasSaidOfTheRowsItStillHas)
{
    close(u"r1"_s, u"Changed."_s);
    close(u"r2"_s, u"She has a bed."_s);
    body.answers.insert(u"agreed#"_s, rowsToJson({ { u"r1"_s, u"A"_s, {} } }));
    body.answers.insert(u"agreed#r1/do"_s, u"Ring the school and the GP"_s);
    ASSERT_EQ(actions().size(), 1);
    EXPECT_EQ(first().what, u"Ring the school and the GP"_s);
    EXPECT_TRUE(first().isClosed());
    EXPECT_TRUE(presentFollowUps(body.answers, steps).contains(u"agreed#r1/changed"_s));
    EXPECT_FALSE(presentFollowUps(body.answers, steps).contains(u"agreed#r2/changed"_s));
}

TEST_F(AgreedActionTest, WhatIsShownOfARowIsItsNewestFollowUpAlone)
{
    say(u"r1"_s, u"under-way"_s, { { u"agreed#r1/shows"_s, u"A message."_s } });
    close(u"r1"_s, u"Changed."_s);
    const Answers::Fields shown = presentFollowUps(body.answers, steps);
    EXPECT_EQ(shown.value(u"agreed#r1/is"_s)[u"code"_s].toString(), u"done"_s);
    EXPECT_FALSE(shown.contains(u"agreed#r1/shows"_s));
    EXPECT_FALSE(answersWithParts(body.answers, steps).contains(u"agreed#r1/is"_s)) << "the first of many is not what is so";
}

TEST_F(AgreedActionTest, ItsOwnerTheirManagersAndWhoAgreedItMayFollowItUp)
{
    const Json::Object said { { u"agreed#r1/is"_s, choice(u"under-way"_s) } };
    for (const QString &by : { u"worker"_s, u"lead"_s, u"head"_s, u"author"_s })
        EXPECT_TRUE(mayBeStored(by, said)) << qPrintable(by);
    EXPECT_FALSE(mayBeStored(u"other"_s, said));
    EXPECT_FALSE(mayBeStored(u"lead"_s, { { u"agreed#r2/is"_s, choice(u"under-way"_s) } })) << "nobody is named";
    EXPECT_TRUE(mayBeStored(u"author"_s, { { u"agreed#r2/is"_s, choice(u"under-way"_s) } }));
}

TEST_F(AgreedActionTest, AFollowUpIsAboutOneRowThatIsThereAndSaysHowItIs)
{
    const Json underWay = choice(u"under-way"_s), done = choice(u"done"_s);
    EXPECT_TRUE(mayBeStored(u"worker"_s, { { u"agreed#r1/is"_s, underWay } }));
    EXPECT_FALSE(mayBeStored(u"author"_s, { { u"agreed#r1/is"_s, underWay }, { u"agreed#r2/is"_s, underWay } }));
    EXPECT_FALSE(mayBeStored(u"worker"_s, { { u"agreed#r3/is"_s, underWay } }));
    EXPECT_FALSE(mayBeStored(u"worker"_s, { { u"is"_s, underWay } }));
    EXPECT_FALSE(mayBeStored(u"worker"_s, { { u"agreed#r1/shows"_s, u"x"_s } })) << "without saying how it is";
    EXPECT_FALSE(mayBeStored(u"worker"_s, {}));
    EXPECT_FALSE(mayBeStored(u"worker"_s, { { u"agreed#r1/is"_s, done } })) << "closed without what is different now";
    EXPECT_FALSE(mayBeStored(u"worker"_s, { { u"agreed#r1/is"_s, done }, { u"agreed#r1/changed"_s, u" \n"_s } }));
    EXPECT_TRUE(mayBeStored(u"worker"_s, { { u"agreed#r1/is"_s, done }, { u"agreed#r1/changed"_s, u"She is back."_s } }));
}

} // namespace
