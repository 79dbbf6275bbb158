#include "core/base/canonical_json.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

Json read(const char *text)
{
    const auto value = parseJson(text);
    EXPECT_TRUE(value) << text << (value ? "" : value.error().detail.toStdString());
    return value ? *value : Json();
}

} // namespace

TEST(JsonTest, RoundTripsEveryKind)
{
    const char *text = R"({"a":[1,-2,true,false,null,"x\ny","é😀"],"b":{"c":""},"d":1.50,"e":9223372036854775807})";
    EXPECT_EQ(writeJson(read(text)).toStdString(), text);
}

TEST(JsonTest, KeepsADecimalAsItWasTyped)
{
    EXPECT_EQ(read("[1.50]").toArray().first().numberText(), u"1.50"_s);
    EXPECT_EQ(read("1e0").numberText(), u"1e0"_s);
    EXPECT_EQ(read("92233720368547758080").numberText(), u"92233720368547758080"_s);
}

TEST(JsonTest, ReadsANumberAloneWithSpacesBehindIt)
{
    EXPECT_EQ(*parseJson(QByteArray("7").leftJustified(40)), Json(7));   // found by fuzzing: it became a decimal
    EXPECT_EQ(*parseJson("-9223372036854775808"), Json(std::numeric_limits<qint64>::min()));
    EXPECT_EQ(*parseJson("9223372036854775808"), Json(Decimal { u"9223372036854775808"_s }));
}

TEST(JsonTest, KeepsAByteOrderMarkInsideAText)
{
    EXPECT_EQ(*parseJson("\"\xEF\xBB\xBF\xEF\xBB\xBFx\""), Json(u"\uFEFF\uFEFFx"_s));   // found by fuzzing
}

TEST(JsonTest, SortsMembersByCodeUnit) { EXPECT_EQ(writeJson(read(R"({"b":1,"a":2,"B":3})")).toStdString(), R"({"B":3,"a":2,"b":1})"); }

TEST(JsonTest, RefusesWhatIsNotJson)
{
    for (const char *bad : { "",         "{",        "[1,]",  "{\"a\":1,}", "{\"a\" 1}",   "nul", "nulll", "tru",
                             "01",       "1.",       "--1",   "\"\\x\"",    "\"\\ud800\"", "\"a", "[1] 2", "{\"a\":1,\"a\":2}",
                             "\"\x01\"", "\"\xff\"", "[1 2]", "{'a':1}",    "+1",          ".5",  "NaN",   "]" })
        EXPECT_FALSE(parseJson(bad)) << bad;
}

TEST(JsonTest, SaysLineAndColumn)
{
    const auto value = parseJson("{\n \"a\": nope\n}");
    ASSERT_FALSE(value);
    EXPECT_TRUE(value.error().detail.contains(u"line 2"_s)) << value.error().detail.toStdString();
}

TEST(JsonTest, BoundsDepthAndSize)
{
    const auto nested = [](int depth) { return QByteArray(depth, '[') + QByteArray(depth, ']'); };
    EXPECT_TRUE(parseJson(nested(limits::jsonDepthMax)));
    EXPECT_FALSE(parseJson(nested(limits::jsonDepthMax + 1)));
    EXPECT_FALSE(parseJson(nested(100000)));
    EXPECT_TRUE(parseJson("123456", { .bytesMax = 6 }));
    EXPECT_EQ(parseJson("1234567", { .bytesMax = 6 }).error().code, ErrorCode::TooLarge);
}

TEST(JsonTest, ReadingNeverFails)
{
    const Json value = read("[1]");
    EXPECT_TRUE(value[u"absent"_s].isNull());
    EXPECT_EQ(value.toString(), QString());
    EXPECT_EQ(Json(3).toArray().size(), 0);
}

TEST(CanonicalJsonTest, RefusesWhatABodyCannotHold)
{
    EXPECT_FALSE(canonicalJson(Json(Decimal { u"1.5"_s })));
    EXPECT_FALSE(canonicalJson(Json(QString(QChar(0xd800)))));
    EXPECT_FALSE(canonicalJson(Json(QString(QChar(0)))));
    EXPECT_TRUE(canonicalJson(Json(u"e\u0301 stays as typed"_s)));
}
