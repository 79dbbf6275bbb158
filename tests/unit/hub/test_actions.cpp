#include "core/records/published.h"
#include "core/records/step_body.h"
#include "tests/unit/hub/hub_fixture.h"

using namespace sightline;
using namespace sightline::hub;

namespace {

/// A record by b with one action of a's, who is managed by tm, on a form that says where its actions stand.
class ActionsTest : public HubTest {
protected:
    ActionsTest()
    {
        static constexpr char form[] = R"({"resourceType":"Questionnaire","url":"urn:test:agreed","version":"1.0","status":"active","title":"Agreed",
            "item":[{"linkId":"summary","text":"Summary","type":"text"},
                    {"linkId":"agreed","text":"Actions","type":"group","repeats":true,"item":[
                      {"linkId":"do","text":"What","type":"string"},{"linkId":"who","text":"Who","type":"reference"},
                      {"linkId":"later","text":"How it went","type":"group","extension":[{"url":"urn:sightline:ext:completed-by-role","valueCode":"doer"}],
                       "item":[{"linkId":"is","text":"Now","type":"choice","answerOption":[
                                 {"valueCoding":{"system":"urn:c","code":"done","display":"Done"}},{"valueCoding":{"system":"urn:c","code":"open","display":"Open"}}]},
                               {"linkId":"changed","text":"Different now","type":"text"}]}]}]})";
        static constexpr char meta[] = R"({"actions":{"rows":"agreed","what":"do","owner":"who","role":"doer","status":"is","closed":["done"],
            "impact":"changed"}})";
        const RecordBody published =
            publishedFormBody({ u"T02@1.0"_s, u"Agreed"_s, form, { { u"author"_s }, { u"author"_s, u"observed"_s, u"lead"_s } }, *parseJson(meta) });
        EXPECT_TRUE(hub->publish({ { publishedId(RecordType::FormDefinition, u"T02@1.0"_s), published } }));
        auto author = device(u"b"_s);
        body = visit(u"b"_s);
        body.observed = PersonId(u"a"_s);
        body.answers.insert(u"agreed#"_s, rowsToJson({ { u"r1"_s, u"A"_s, {} } }));
        body.answers.insert(u"agreed#r1/do"_s, u"Ring the school"_s);
        body.answers.insert(u"agreed#r1/who"_s, Json::object({ { u"system"_s, u"urn:sightline:id"_s }, { u"value"_s, u"a"_s } }));
        made = author.create(body);
        EXPECT_EQ(outcomeName(author.sync({ made }).acks[0].outcome), u"applied"_s);
    }
    static Json code(const QString &code) { return Json::object({ { u"system"_s, u"urn:c"_s }, { u"code"_s, code } }); }
    QString push(const QString &author, Json::Object answers)
    {
        RecordBody step;
        step.type = RecordType::Step;
        step.state = RecordState::Completed;
        step.author = PersonId(author);
        step.form = body.form;
        step.about = made.record;
        step.aboutHash = bodyHash(*bodyBytes(body));
        step.role = QString::fromUtf16(step::action);
        step.completedAtMs = body.completedAtMs + 1;
        step.answers = std::move(answers);
        auto hand = device(author);
        return outcomeName(hand.sync({ hand.create(step) }).acks[0].outcome);
    }

    RecordBody body;
    Operation made { .id = OperationId(QUuid::createUuid()), .record = RecordId(QUuid::createUuid()) };
};

TEST_F(ActionsTest, TakesAFollowUpFromWhoMaySayHowTheActionIs)
{
    EXPECT_EQ(push(u"a"_s, { { u"agreed#r1/is"_s, code(u"open"_s) } }), u"applied"_s);
    EXPECT_EQ(push(u"tm"_s, { { u"agreed#r1/is"_s, code(u"done"_s) }, { u"agreed#r1/changed"_s, u"She is back."_s } }), u"applied"_s);
    EXPECT_EQ(push(u"b"_s, { { u"agreed#r1/is"_s, code(u"open"_s) }, { u"text"_s, u"Away again."_s } }), u"applied"_s);
}

TEST_F(ActionsTest, HoldsAFollowUpOfSomebodyElseOrOfNoActionOfTheRecord)
{
    const Json::Object open { { u"agreed#r1/is"_s, code(u"open"_s) } };
    EXPECT_EQ(push(u"c"_s, open), u"held:scope"_s) << "may not read the record";
    EXPECT_EQ(push(u"a"_s, { { u"agreed#r9/is"_s, code(u"open"_s) } }), u"held:step"_s);
    EXPECT_EQ(push(u"a"_s, {}), u"held:step"_s);
    body.answers.insert(u"agreed#r1/who"_s, Json::object({ { u"system"_s, u"urn:sightline:id"_s }, { u"value"_s, u"b"_s } }));
    auto author = device(u"b"_s);
    made = author.create(body);
    ASSERT_EQ(outcomeName(author.sync({ made }).acks[0].outcome), u"applied"_s);
    EXPECT_EQ(push(u"a"_s, open), u"held:step"_s) << "a reads it, and neither owns, manages nor wrote it";
    EXPECT_EQ(push(u"b"_s, open), u"applied"_s);
}

TEST_F(ActionsTest, HoldsAnActionThatIsClosedWithoutWhatIsDifferentNow)
{
    EXPECT_EQ(push(u"a"_s, { { u"agreed#r1/is"_s, code(u"done"_s) } }), u"held:step"_s);
    EXPECT_EQ(push(u"a"_s, { { u"agreed#r1/is"_s, code(u"done"_s) }, { u"agreed#r1/changed"_s, u"  "_s } }), u"held:step"_s);
}

TEST_F(ActionsTest, HoldsAnswersThatAreNotThoseOfThePart)
{
    EXPECT_EQ(push(u"a"_s, { { u"agreed#r1/is"_s, code(u"open"_s) }, { u"agreed#r1/do"_s, u"something else"_s } }), u"held:invalid"_s);
    EXPECT_EQ(push(u"a"_s, { { u"agreed#r1/is"_s, code(u"nowhere"_s) } }), u"held:invalid"_s);
    EXPECT_EQ(push(u"a"_s, { { u"agreed#r1/is"_s, code(u"open"_s) }, { u"summary"_s, u"rewritten"_s } }), u"held:step"_s);
}

} // namespace
