#include "core/operations/apply.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const PersonId author(u"tm"_s);

Operation operationOf(OperationKind kind)
{
    Operation operation { .id = OperationId(QUuid::createUuid()), .record = RecordId(QUuid::createUuid()) };
    operation.kind = kind;
    operation.kindName = operationKindName(kind);
    operation.atMs = 77;
    return operation;
}

Operation patchOf(const QString &field, const Json &value, const Json &saw)
{
    Operation operation = operationOf(OperationKind::Patch);
    operation.set.insert(field, { value, fieldHash(saw) });
    return operation;
}

RecordBody draft()
{
    RecordBody body;
    body.author = author;
    body.answers.insert(u"said"_s, u"first"_s);
    return body;
}

QString reasonOf(const Applied &applied)
{
    EXPECT_EQ(applied.outcome.code, Outcome::Code::Held);
    EXPECT_FALSE(applied.changed);
    return applied.outcome.reason;
}

} // namespace

TEST(ApplyTest, OverwritesAFieldWhoseValueItsAuthorSaw)
{
    const auto result = apply(patchOf(u"said"_s, u"second"_s, u"first"_s), author, draft());
    EXPECT_EQ(result.outcome.code, Outcome::Code::Applied);
    EXPECT_EQ(result.body->answers.value(u"said"_s).toString(), u"second"_s);
}

TEST(ApplyTest, KeepsAFieldWhoseValueItsAuthorDidNotSee)
{
    const auto result = apply(patchOf(u"said"_s, u"second"_s, u"zeroth"_s), author, draft());
    EXPECT_EQ(result.outcome.code, Outcome::Code::Conflict);
    EXPECT_EQ(result.outcome.fields, QStringList { u"said"_s });
    EXPECT_EQ(result.body->answers.value(u"said"_s).toString(), u"first"_s);
}

TEST(ApplyTest, TakesTheSameValueTwiceWithoutAChange)
{
    const auto result = apply(patchOf(u"said"_s, u"first"_s, u"unseen"_s), author, draft());
    EXPECT_EQ(result.outcome.code, Outcome::Code::Applied);
    EXPECT_FALSE(result.changed);
}

TEST(ApplyTest, AppliesTheFieldsThatDoNotClash)
{
    Operation operation = patchOf(u"said"_s, u"second"_s, u"unseen"_s);
    operation.set.insert(u"new"_s, { u"kept"_s, {} });
    const auto result = apply(operation, author, draft());
    EXPECT_EQ(result.outcome.code, Outcome::Code::Conflict);
    EXPECT_EQ(result.body->answers.value(u"new"_s).toString(), u"kept"_s);
}

TEST(ApplyTest, NeverChangesACompletedRecord)
{
    RecordBody completed = draft();
    completed.state = RecordState::Completed;
    EXPECT_EQ(reasonOf(apply(patchOf(u"said"_s, u"second"_s, u"first"_s), author, completed)), QString::fromUtf16(held::completed));
}

TEST(ApplyTest, LetsOnlyTheAuthorChangeADraft)
{
    EXPECT_EQ(reasonOf(apply(patchOf(u"said"_s, u"x"_s, u"first"_s), PersonId(u"other"_s), draft())), QString::fromUtf16(held::author));
}

TEST(ApplyTest, CompletesOnlyTheBodyItsAuthorSaw)
{
    Operation complete = operationOf(OperationKind::Complete);
    complete.bodyHash = bodyHash(*bodyBytes(draft()));
    complete.validator = 3;
    const auto result = apply(complete, author, draft());
    EXPECT_EQ(result.body->state, RecordState::Completed);
    EXPECT_EQ(result.body->completedAtMs, 77);
    EXPECT_EQ(result.body->validator, 3);

    RecordBody moved = draft();
    moved.answers.insert(u"said"_s, u"moved on"_s);
    EXPECT_EQ(reasonOf(apply(complete, author, moved)), QString::fromUtf16(held::stale));
    EXPECT_EQ(reasonOf(apply(complete, author, draft(), true)), QString::fromUtf16(held::openConflict));
}

TEST(ApplyTest, HoldsASecondRecordOfOneId)
{
    Operation create = operationOf(OperationKind::Create);
    create.head = draft();
    EXPECT_TRUE(apply(create, author, std::nullopt).changed);
    EXPECT_EQ(apply(create, author, draft()).outcome.code, Outcome::Code::Applied);   // the same one again
    RecordBody other = draft();
    other.answers.insert(u"said"_s, u"other"_s);
    EXPECT_EQ(reasonOf(apply(create, author, other)), QString::fromUtf16(held::exists));
}

TEST(ApplyTest, WaitsForARecordThatHasNotArrived) { EXPECT_EQ(apply(patchOf(u"a"_s, 1, {}), author, std::nullopt).outcome.code, Outcome::Code::Waiting); }

TEST(ApplyTest, VoidsACompletedRecordAndKeepsItsAnswers)
{
    RecordBody completed = draft();
    completed.state = RecordState::Completed;
    Operation voiding = operationOf(OperationKind::Void);
    voiding.reason = u"wrong family"_s;
    const auto result = apply(voiding, author, completed);
    EXPECT_EQ(result.body->state, RecordState::Void);
    EXPECT_EQ(result.body->answers, completed.answers);
}

TEST(ApplyTest, HoldsAKindItDoesNotKnow)
{
    EXPECT_EQ(reasonOf(apply(operationOf(OperationKind::Unknown), author, draft())), QString::fromUtf16(held::unknownKind));
}

TEST(ShowTest, ShowsTheAuthorsOwnWordsOverTheBase)
{
    const auto shown = show(draft(), { patchOf(u"said"_s, u"mine"_s, u"unseen"_s) }, author);
    EXPECT_EQ(shown->answers.value(u"said"_s).toString(), u"mine"_s);
}

TEST(OutcomeTest, NamesRoundTrip)
{
    for (const Outcome &outcome : { Outcome {}, Outcome { Outcome::Code::Conflict, {}, { u"a"_s } }, Outcome { Outcome::Code::Waiting, {}, {} },
                                    Outcome { Outcome::Code::Held, u"scope"_s, {} } })
        EXPECT_EQ(outcomeFromName(outcomeName(outcome), outcome.fields), outcome);
}
