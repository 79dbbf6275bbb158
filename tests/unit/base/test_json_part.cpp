#include "core/base/json_part.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

/// Walks everything, asking each value for what it is.
bool walkAll(JsonPart part) { return part.isWellFormed(); }

TEST(JsonPartTest, SaysYesAndNoToDocumentsAsTheTreeReaderDoes)
{
    const QByteArrayList texts {
        R"({"a":1,"b":[true,false,null,"x"],"c":{"d":-1.5e3}})",
        R"({})",
        R"([])",
        R"([[],{}])",
        R"({"a":"\ud83d\ude00"})",
        R"({"a":1,"a":2})",
        R"({"a":1 "b":2})",
        R"({"a":1,})",
        R"({"a")",
        R"({"a":01})",
        R"({"a":nul})",
        R"({"a":"\ud83d"})",
        R"({"a":"\x"})",
        R"([1,2)",
        R"([1]])",
        R"({"a":1}x)",
        "",
        "{\"a\":\"\xff\"}",
        R"({"a":tru})",
        R"({"a":-})",
        R"({"a":1e999999})",
    };
    int refused = 0;
    for (const QByteArray &text : texts) {
        const bool asTree = bool(parseJson(text));
        EXPECT_EQ(bool(walkJson(text, {}, walkAll)), asTree) << text.toStdString();
        refused += asTree ? 0 : 1;
    }
    EXPECT_GE(refused, 12) << "both must say no to something";
    const QByteArray whole = R"({"rows":[{"id":"x","body":{"q":[1,"}"]}},{"id":"y"}],"end":true})";
    for (qsizetype size = 0; size < whole.size(); ++size)
        EXPECT_FALSE(walkJson(QByteArrayView(whole).first(size), {}, walkAll)) << size;
}

TEST(JsonPartTest, GivesAnObjectsTextByteForByte)
{
    const QByteArray text = R"( {"id" : "x", "body" :  { "b" : [1, "}\"" ], "a":{} }  , "n":4} )";
    QByteArray verbatim;
    qint64 number = 0;
    const auto walked = walkJson(text, {}, [&](JsonPart root) {
        return root.members([&](std::string_view name, JsonPart value) {
            if (name == "body") {
                verbatim = value.verbatim().value_or(QByteArrayView()).toByteArray();
                return !verbatim.isEmpty();
            }
            if (name == "n")
                return (number = value.integer().value_or(0)) != 0;
            return true;   // not asked for: passed over
        });
    });
    ASSERT_TRUE(walked) << walked.error().detail.toStdString();
    EXPECT_EQ(verbatim, R"({ "b" : [1, "}\"" ], "a":{} })");
    EXPECT_EQ(number, 4);
}

TEST(JsonPartTest, RefusesWhatIsTooDeepOrTooLong)
{
    const QByteArray deep = QByteArray(limits::jsonDepthMax + 1, '[') + QByteArray(limits::jsonDepthMax + 1, ']');
    EXPECT_FALSE(walkJson(deep, {}, walkAll));
    EXPECT_EQ(walkJson("[1,2,3]", { .bytesMax = 6 }, walkAll).error().code, ErrorCode::TooLarge);
    EXPECT_TRUE(walkJson("[1,2,3]", { .bytesMax = 7 }, walkAll));
}

TEST(JsonPartTest, FindsANameThatComesTwiceAmongMany)
{
    QByteArray text = "{";
    for (int i = 0; i < 100; ++i)
        text += "\"member" + QByteArray::number(i) + "\":1,";
    EXPECT_TRUE(walkJson(text.chopped(1) + '}', {}, walkAll));
    for (const int again : { 0, 31, 32, 33, 99 })
        EXPECT_FALSE(walkJson(text + "\"member" + QByteArray::number(again) + "\":2}", {}, walkAll)) << again;
}

} // namespace
