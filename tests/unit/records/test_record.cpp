#include "core/records/record.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

RecordBody fullBody()
{
    RecordBody body;
    body.type = RecordType::Step;
    body.state = RecordState::Completed;
    body.author = PersonId(u"tm-north"_s);
    body.form = u"visit@1.0"_s;
    body.service = ServiceId(u"early-support"_s);
    body.team = TeamId(u"north"_s);
    body.observed = PersonId(u"sw-north"_s);
    body.task = TaskReference { ActivityKey(u"early-support.direct-observation"_s), u"north"_s, u"2026-04-01"_s };
    body.about = RecordId(QUuid::createUuid());
    body.aboutHash = u"ab"_s;
    body.role = u"addendum"_s;
    body.madeAtMs = 1;
    body.completedAtMs = 2;
    body.voidReason = u"why"_s;
    body.answers = { { u"said"_s, u"“We had toast.”"_s }, { u"seen"_s, true } };
    return body;
}

} // namespace

TEST(RecordBodyTest, ReadsBackWhatItWrites)
{
    for (const RecordBody &body : { fullBody(), RecordBody {} }) {
        const auto bytes = bodyBytes(body);
        ASSERT_TRUE(bytes);
        EXPECT_EQ(*bodyFromBytes(*bytes), body);
    }
}

TEST(RecordBodyTest, GivesTheSameBytesWhateverOrderAnswersCame)
{
    RecordBody a = fullBody();
    RecordBody b = a;
    a.answers = {};
    b.answers = {};
    a.answers.insert(u"x"_s, 1);
    a.answers.insert(u"y"_s, 2);
    b.answers.insert(u"y"_s, 2);
    b.answers.insert(u"x"_s, 1);
    EXPECT_EQ(*bodyBytes(a), *bodyBytes(b));
}

TEST(RecordBodyTest, RefusesWhatNoVersionWrites)
{
    for (const char *bad : { "[]", "{}", R"({"type":"form"})", R"({"type":"form","state":"draft","x":1})",
                             R"({"type":"form","state":"draft","author":"Not A Name"})", R"({"type":"form","state":"draft","made_at":"1"})",
                             R"({"type":"form","state":"draft","answers":[]})", R"({"type":"form","state":"draft","about":"x"})" })
        EXPECT_EQ(bodyFromBytes(bad).error().code, ErrorCode::Corrupt) << bad;
}

TEST(RecordBodyTest, NamesEveryTypeAndState)
{
    for (int i = 0; i <= static_cast<int>(RecordType::Notice); ++i) {
        const auto type = static_cast<RecordType>(i);
        EXPECT_EQ(recordTypeFromName(recordTypeName(type)), type);
    }
    EXPECT_FALSE(recordTypeFromName(u"task"));
    EXPECT_FALSE(recordStateFromName(u"signed"));
}
