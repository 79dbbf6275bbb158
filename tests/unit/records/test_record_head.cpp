#include "core/records/record_head.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

RecordBody bodyOf(RecordType type)
{
    RecordBody body;
    body.type = type;
    body.state = RecordState::Completed;
    body.author = PersonId(u"sw-north"_s);
    body.form = u"T03@1.0"_s;
    body.service = ServiceId(u"early-help"_s);
    body.team = TeamId(u"north"_s);
    body.observed = PersonId(u"sw-south"_s);
    body.task = TaskReference { ActivityKey(u"a1"_s), QString(), u"2026-04-01"_s };
    body.about = RecordId(QUuid(u"0193a1b2-0000-7000-8000-000000000001"_s));
    body.aboutHash = u"ab12"_s;
    body.role = u"Social Worker"_s;
    body.madeAtMs = 1'795'000'000'000;
    body.completedAtMs = 1'795'000'100'000;
    body.validator = 2;
    body.edition = u"2026-11-27"_s;
    body.voidReason = u"A \"quoted\" reason, 5 ≤ 6 😀"_s;
    body.answers.insert(u"date"_s, u"2026-04-02"_s);
    body.answers.insert(u"rows"_s, Json::array({ 1, true, Json(), Json::object({ { u"id"_s, u"r1"_s } }) }));
    return body;
}

bool leavesAnswersOut(RecordType type) { return type == RecordType::Form || type == RecordType::Step; }

/// The head is what the whole reading gives, without a form's answers; and both refuse the same.
void expectAgreement(const QByteArray &bytes)
{
    const auto head = headFromBytes(bytes);
    auto whole = bodyFromBytes(bytes);
    ASSERT_EQ(bool(head), bool(whole)) << bytes.toStdString();
    if (!whole) {
        EXPECT_EQ(head.error().code, ErrorCode::Corrupt);
        return;
    }
    RecordBody expected = *whole;
    if (leavesAnswersOut(expected.type) && head->answers.isEmpty())
        expected.answers.clear();
    EXPECT_EQ(*head, expected) << bytes.toStdString();
}

const QList<RecordType> types { RecordType::Form, RecordType::Step, RecordType::Fact, RecordType::Claim, RecordType::Person, RecordType::Notice };

TEST(RecordHead, IsTheBodyWithoutAFormsAnswers)
{
    for (const RecordType type : types) {
        const QByteArray bytes = bodyBytes(bodyOf(type)).value();
        expectAgreement(bytes);
        EXPECT_EQ(headFromBytes(bytes)->answers.isEmpty(), leavesAnswersOut(type));
    }
    RecordBody bare;
    expectAgreement(bodyBytes(bare).value());
}

TEST(RecordHead, RefusesWhatTheWholeReadingRefuses)
{
    int refused = 0;
    const auto tryOne = [&refused](const QByteArray &bytes) {
        expectAgreement(bytes);
        refused += bodyFromBytes(bytes) ? 0 : 1;
    };
    for (const RecordType type : types) {
        const QByteArray bytes = bodyBytes(bodyOf(type)).value();
        // Cut anywhere, and every byte changed in a few ways: into what breaks structure, texts and names.
        for (qsizetype size = 0; size < bytes.size(); ++size)
            tryOne(bytes.first(size));
        for (qsizetype at = 0; at < bytes.size(); ++at) {
            for (const char other : { '"', '{', ']', ',', '0', 'x', '\\', ' ' }) {
                QByteArray changed = bytes;
                changed[at] = other;
                tryOne(changed);
            }
        }
    }
    for (const char *text : { R"({"type":"form","state":"draft","answers":{}})", R"({"type":"form","state":"draft","answers":[]})",
                              R"({"type":"form","state":"draft","answers":{"a":1,"a":2}})", R"({"type":"form","state":"draft","role":""})",
                              R"({"type":"form","state":"draft","made_at":0})", R"({"type":"form","state":"draft","made_at":"1"})",
                              R"({"type":"form","state":"draft","task":{"activity":"a"}})", R"({"type":"form","state":"draft","unknown":1})",
                              R"({"type":"form"})", R"({"state":"draft"})", R"([])", R"("x")", "", R"({"type":"form","state":"draft"} x)" })
        tryOne(text);
    EXPECT_GT(refused, 1000);
}

TEST(RecordHead, ReadsAnswersAsDeepAsTheWholeReadingDoesAndNoDeeper)
{
    for (const int depth : { limits::jsonDepthMax - 3, limits::jsonDepthMax - 2, limits::jsonDepthMax - 1, limits::jsonDepthMax }) {
        const QByteArray nested = QByteArray(depth, '[') + '1' + QByteArray(depth, ']');
        expectAgreement(R"({"answers":{"a":)" + nested + R"(},"state":"draft","type":"form"})");
    }
}

} // namespace
