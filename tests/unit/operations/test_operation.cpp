#include "core/operations/operation.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

Operation patch()
{
    Operation operation { .id = OperationId(QUuid::createUuid()), .record = RecordId(QUuid::createUuid()) };
    operation.kind = OperationKind::Patch;
    operation.kindName = u"patch"_s;
    operation.atMs = 5;
    operation.form = u"visit@1.0"_s;
    operation.set.insert(u"said"_s, { u"Toast."_s, fieldHash(u"Nothing."_s) });
    operation.set.insert(u"gone"_s, { Json(), {} });
    return operation;
}

} // namespace

TEST(OperationTest, ReadsBackWhatItWrites)
{
    const Operation operation = patch();
    EXPECT_EQ(*operationFromJson(operationToJson(operation)), operation);
}

TEST(OperationTest, KeepsAnUnknownKindWordForWord)
{
    Json json = operationToJson(patch());
    json.set(u"kind"_s, u"levitate"_s);
    json.set(u"height"_s, 3);
    const auto read = operationFromJson(json);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->kind, OperationKind::Unknown);
    EXPECT_EQ(operationToJson(*read), json);
}

TEST(OperationTest, KeepsMembersOfALaterVersion)
{
    Json json = operationToJson(patch());
    json.set(u"later"_s, Json::array({ 1, 2 }));
    EXPECT_EQ(operationToJson(*operationFromJson(json)), json);
}

TEST(OperationTest, NamesTheMemberThatIsWrong)
{
    Json json = operationToJson(patch());
    json.set(u"rec"_s, u"nonsense"_s);
    EXPECT_TRUE(operationFromJson(json).error().detail.contains(u"\"rec\""_s));
    Json create = operationToJson(patch());
    create.set(u"kind"_s, u"create"_s);
    EXPECT_TRUE(operationFromJson(create).error().detail.contains(u"\"head\""_s));
}

TEST(OperationTest, ChainsDifferentTextsDifferently)
{
    const QByteArray first = chainLink(chainStart(), "a");
    EXPECT_NE(first, chainLink(chainStart(), "b"));
    EXPECT_NE(chainLink(first, "c"), chainLink(chainStart(), "c"));
}
