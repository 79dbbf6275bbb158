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

TEST(OperationTest, WhatAHubCannotReadOfAKnownKindIsKeptWordForWord)
{
    Json later = operationToJson(patch());
    later.set(u"set"_s, Json::object({ { u"summary"_s, Json::object({ { u"v"_s, u"x"_s }, { u"saw"_s, u""_s }, { u"tone"_s, u"calm"_s } }) } }));
    Json headless = operationToJson(patch());
    headless.set(u"kind"_s, u"create"_s);
    Json otherBody = operationToJson(patch());
    otherBody.set(u"kind"_s, u"create"_s);
    otherBody.set(u"head"_s, Json::object({ { u"a member of a later body"_s, true } }));
    Json otherTarget = operationToJson(patch());
    otherTarget.set(u"target"_s, 7);
    for (const Json &json : { later, headless, otherBody, otherTarget }) {
        EXPECT_FALSE(operationFromJson(json)) << writeJson(json).constData();
        const auto kept = keptOperationFromJson(json);
        ASSERT_TRUE(kept);
        EXPECT_EQ(kept->kind, OperationKind::Unknown);
        EXPECT_EQ(operationToJson(*kept), json);
    }
    Json nameless = operationToJson(patch());
    nameless.set(u"rec"_s, u"not a UUID"_s);
    EXPECT_FALSE(keptOperationFromJson(nameless));
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

TEST(OperationTest, ANumberHasOneSpellingOrReachesNoHash)
{
    const Json whole = operationToJson(patch());
    const auto valued = [&whole](const QByteArray &number) {
        Json json = whole;
        Json set = json[u"set"_s];
        set.set(u"said"_s, Json::object({ { u"v"_s, *parseJson(number) }, { u"saw"_s, u""_s } }));
        json.set(u"set"_s, set);
        return json;
    };
    // Whole numbers are written in one way, however they were grouped, padded or said on a screen.
    const auto three = operationFromJson(valued("3"));
    ASSERT_TRUE(three);
    EXPECT_TRUE(operationBytes(*three)->contains("\"v\":3}"));
    EXPECT_EQ(fieldHash(*parseJson("3")), fieldHash(Json(3)));
    // Any other spelling has no canonical bytes: it is in no operation that was made, and none that is taken.
    for (const char *spelling : { "3.0", "3.00", "3e0", "30e-1", "-0", "0.3e1", "9223372036854775808", "1.5" }) {
        const auto read = operationFromJson(valued(spelling));
        EXPECT_TRUE(!read || !operationBytes(*read)) << spelling;
    }
    // What a person types as a decimal is a text, kept as typed: two spellings are two answers, on every device.
    EXPECT_NE(fieldHash(Json(u"1.50"_s)), fieldHash(Json(u"1.5"_s)));
    EXPECT_EQ(*operationFromJson(valued("\"1.50\"")), *operationFromJson(operationToJson(*operationFromJson(valued("\"1.50\"")))));
}
