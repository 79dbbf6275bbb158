// Completeness is judged by the completing device; the hub judges again and reports (decisions 13).
#include "core/forms/validate.h"
#include "core/packs/calendar/england_calendar.h"
#include "core/people/council_card.h"
#include "core/records/published.h"
#include "core/records/step_body.h"
#include "sync/hub/ops/export_records.h"
#include "tests/unit/hub/hub_fixture.h"

using namespace sightline;
using namespace sightline::hub;

namespace {

/// A form that needs a summary and a day that is not to come, then what the person observed has learned.
class CompletenessTest : public HubTest {
protected:
    CompletenessTest()
    {
        static constexpr char form[] = R"({"resourceType":"Questionnaire","url":"urn:test:seen","version":"1.0","status":"active","title":"Seen",
            "item":[{"linkId":"summary","text":"Summary","type":"text","required":true},{"linkId":"observed","text":"Who","type":"reference"},
                    {"linkId":"more","text":"More","type":"text","required":true,"enableWhen":[{"question":"summary","operator":"=","answerString":"more"}]},
                    {"linkId":"part","text":"Reflection","type":"group","extension":[{"url":"urn:sightline:ext:completed-by-role","valueCode":"observed"}],
                     "item":[{"linkId":"learned","text":"Learned","type":"text","required":true}]}]})";
        static constexpr char meta[] =
            R"({"steps":[{"kind":"reflection","name":"reflection","by":"the person observed","role":"observed","person":{"item":"observed"}}]})";
        const RecordBody published =
            publishedFormBody({ u"T02@1.0"_s, u"Seen"_s, form, { { u"author"_s }, { u"author"_s, u"observed"_s, u"lead"_s } }, *parseJson(meta) });
        EXPECT_TRUE(hub->publish({ { publishedId(RecordType::FormDefinition, u"T02@1.0"_s), published } }));
    }
    static RecordBody seen(Json::Object answers, int validator = validatorVersion)
    {
        RecordBody body = visit(u"b"_s);
        body.observed = PersonId(u"a"_s);
        body.validator = validator;
        answers.insert(u"observed"_s, Json::object({ { u"system"_s, u"urn:sightline:id"_s }, { u"value"_s, u"a"_s } }));
        body.answers = std::move(answers);
        return body;
    }
    RecordId push(const RecordBody &body)
    {
        auto hand = device(body.author.toString());
        const Operation made = hand.create(body);
        EXPECT_EQ(outcomeName(hand.sync({ made }).acks[0].outcome), u"applied"_s) << "reported, never refused";
        return made.record;
    }
    static RecordBody reflectionOn(const RecordId &record, const RecordBody &body, Json::Object answers)
    {
        RecordBody step = visit(u"a"_s);
        step.type = RecordType::Step;
        step.task.reset();
        step.about = record;
        step.aboutHash = bodyHash(*bodyBytes(body));
        step.role = u"reflection"_s;
        step.validator = validatorVersion;
        step.answers = std::move(answers);
        return step;
    }
    [[nodiscard]] CompletenessReport report() const
    {
        const auto snapshot = store->snapshot();
        const auto judged = judgeCompleteness(**snapshot, englandCalendar());
        EXPECT_TRUE(judged);
        return judged ? *judged : CompletenessReport();
    }
};

TEST_F(CompletenessTest, WhatADeviceCompletedWholeIsWholeHereToo)
{
    push(seen({ { u"summary"_s, u"Calm."_s } }));
    push(seen({ { u"summary"_s, u"more"_s }, { u"more"_s, u"Much."_s } }));
    const CompletenessReport judged = report();
    EXPECT_EQ(judged.judged, 2);
    EXPECT_TRUE(judged.incomplete.isEmpty());
    EXPECT_EQ(judged.byVersion, (QMap<int, qint64> { { validatorVersion, 2 } }));
}

TEST_F(CompletenessTest, WhatLacksAnAnswerIsTakenAndReportedByItsQuestion)
{
    const RecordId empty = push(seen({}, validatorVersion - 1)), hidden = push(seen({ { u"summary"_s, u"more"_s } }, 0));
    const CompletenessReport judged = report();
    ASSERT_EQ(judged.incomplete.size(), 2);
    EXPECT_EQ(judged.byVersion, (QMap<int, qint64> { { 0, 1 }, { validatorVersion - 1, 1 } }));
    for (const CompletenessReport::Incomplete &one : judged.incomplete) {
        EXPECT_EQ(one.form, u"T02@1.0"_s);
        EXPECT_EQ(one.judged.byHub, validatorVersion);
        EXPECT_EQ(one.judged.byDevice, one.record == empty ? validatorVersion - 1 : 0);
        EXPECT_EQ(one.judged.lacking, QStringList { one.record == hidden ? u"more"_s : u"summary"_s });
    }
}

TEST_F(CompletenessTest, ALaterHandIsJudgedByItsOwnPartWithTheRecord)
{
    const RecordBody body = seen({ { u"summary"_s, u"Calm."_s } });
    const RecordId record = push(body);
    const Json signature = u"A"_s;
    push(reflectionOn(record, body, { { u"learned"_s, u"To wait."_s }, { QString::fromUtf16(step::sign), signature } }));
    EXPECT_EQ(report().judged, 2);
    EXPECT_TRUE(report().incomplete.isEmpty());
    const RecordId lacking = push(reflectionOn(record, body, { { QString::fromUtf16(step::sign), signature } }));
    const CompletenessReport judged = report();
    ASSERT_EQ(judged.incomplete.size(), 1);
    EXPECT_EQ(judged.incomplete.first().record, lacking);
    EXPECT_EQ(judged.incomplete.first().judged.lacking, QStringList { u"learned"_s });
}

TEST_F(CompletenessTest, DraftsAddendaAndWhatIsNoFormAreNotJudged)
{
    RecordBody draft = seen({});
    draft.state = RecordState::Draft;
    draft.completedAtMs = 0;
    push(draft);
    const RecordBody body = seen({ { u"summary"_s, u"Calm."_s } });
    const RecordId record = push(body);
    RecordBody addendum = reflectionOn(record, body, { { u"text"_s, u"The 19th."_s } });
    addendum.role = u"addendum"_s;
    push(addendum);
    auto hand = device(u"b"_s);
    Operation voided = hand.operation(OperationKind::Void, push(seen({})));
    voided.reason = u"The wrong child"_s;
    hand.sync({ voided });
    EXPECT_EQ(report().judged, 1);
    EXPECT_TRUE(report().incomplete.isEmpty());
}

TEST_F(CompletenessTest, ACouncilsOwnSettingIsJudgedByAsDevicesDo)
{
    static constexpr char form[] = R"({"resourceType":"Questionnaire","url":"urn:test:money","version":"1.0","status":"active","title":"Money",
        "item":[{"linkId":"amount","text":"Amount","type":"integer"},
                {"linkId":"decision","text":"Decision","type":"choice","extension":[{"url":"urn:sightline:ext:product-function","extension":[
                    {"url":"name","valueCode":"allows-only"},{"url":"when","valueString":"amount > setting.limit"},{"url":"code","valueString":"escalate"}]}],
                 "answerOption":[{"valueCoding":{"code":"agree"}},{"valueCoding":{"code":"escalate"}}]}]})";
    const RecordBody published =
        publishedFormBody({ u"T10@1.0"_s, u"Money"_s, form, { { u"author"_s }, { u"author"_s } }, *parseJson(R"({"settings":{"limit":100}})") });
    ASSERT_TRUE(hub->publish({ { publishedId(RecordType::FormDefinition, u"T10@1.0"_s), published } }));
    RecordBody body = visit(u"b"_s);
    body.form = u"T10@1.0"_s;
    body.answers = { { u"amount"_s, 500 }, { u"decision"_s, Json::object({ { u"code"_s, u"agree"_s } }) } };
    push(body);
    ASSERT_EQ(report().incomplete.size(), 1) << "over the form's own limit";
    const CouncilCard card { .formSettings = { { u"limit"_s, 1000 } } };
    ASSERT_TRUE(hub->publish({ { publishedId(RecordType::Council, u"council"_s), publishedBody(RecordType::Council, toJson(card)) } }));
    EXPECT_TRUE(report().incomplete.isEmpty()) << "the council allows more";
}

TEST_F(CompletenessTest, TheExportSaysItOfEachRecord)
{
    const RecordId lacking = push(seen({}));
    const auto snapshot = store->snapshot();
    auto judge = CompletenessJudge::over(**snapshot, englandCalendar());
    ASSERT_TRUE(judge);
    int judged = 0;
    const auto exported = exportRecords(**snapshot, *judge, [&](const QByteArray &line) -> Result<void> {
        const Json record = *parseJson(line);
        judged += record.contains(u"completeness"_s) ? 1 : 0;
        if (record[u"record"_s].toString() == lacking.toString()) {
            EXPECT_EQ(
                record[u"completeness"_s],
                Json::object({ { u"by_device"_s, validatorVersion }, { u"by_hub"_s, validatorVersion }, { u"lacking"_s, Json::strings({ u"summary"_s }) } }));
        }
        return {};
    });
    ASSERT_TRUE(exported);
    EXPECT_EQ(judged, 1) << "people, teams and forms are not judged";
}

} // namespace
