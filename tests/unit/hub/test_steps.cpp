#include "core/records/published.h"
#include "core/records/step_body.h"
#include "tests/unit/hub/hub_fixture.h"

using namespace sightline;
using namespace sightline::hub;

namespace {

/// An observation by tm of a, as a form that asks for a's reflection and then for the acknowledgement of a's managers.
class StepsTest : public HubTest {
protected:
    StepsTest()
    {
        static constexpr char form[] = R"({"resourceType":"Questionnaire","url":"urn:test:seen","version":"1.0","status":"active","title":"Seen",
            "item":[{"linkId":"summary","text":"Summary","type":"text"},{"linkId":"observed","text":"Who","type":"reference"},
                    {"linkId":"part","text":"Reflection","type":"group","extension":[{"url":"urn:sightline:ext:completed-by-role","valueCode":"observed"}],
                     "item":[{"linkId":"learned","text":"Learned","type":"text"},{"linkId":"times","text":"Times","type":"integer"}]}]})";
        static constexpr char meta[] = R"({"steps":[
            {"kind":"reflection","name":"reflection","by":"the person observed","role":"observed","person":{"item":"observed"},"required":true,"signs":true},
            {"kind":"acknowledgement","name":"acknowledgement","by":"their manager","person":{"managerOf":"observed"},"required":true,"mayReturn":true}]})";
        const RecordBody published =
            publishedFormBody({ u"T02@1.0"_s, u"Seen"_s, form, { { u"author"_s }, { u"author"_s, u"observed"_s, u"lead"_s } }, *parseJson(meta) });
        EXPECT_TRUE(hub->publish({ { publishedId(RecordType::FormDefinition, u"T02@1.0"_s), published } }));
        auto author = device(u"b"_s);
        body = visit(u"b"_s);
        body.observed = PersonId(u"a"_s);
        body.answers.insert(u"observed"_s, Json::object({ { u"system"_s, u"urn:sightline:id"_s }, { u"value"_s, u"a"_s } }));
        made = author.create(body);
        EXPECT_EQ(outcomeName(author.sync({ made }).acks[0].outcome), u"applied"_s);
    }

    [[nodiscard]] RecordBody step(const QString &author, const QString &kind, Json::Object answers = {}) const
    {
        RecordBody step;
        step.type = RecordType::Step;
        step.state = RecordState::Completed;
        step.author = PersonId(author);
        step.form = body.form;
        step.about = made.record;
        step.aboutHash = bodyHash(*bodyBytes(body));
        step.role = kind;
        step.completedAtMs = body.completedAtMs + 1;
        step.answers = std::move(answers);
        return step;
    }
    QString push(const RecordBody &step)
    {
        auto hand = device(step.author.toString());
        return outcomeName(hand.sync({ hand.create(step) }).acks[0].outcome);
    }

    RecordBody body;
    Operation made { .id = OperationId(QUuid::createUuid()), .record = RecordId(QUuid::createUuid()) };
};

const Json::Object learned { { u"learned"_s, u"To wait longer."_s }, { QString::fromUtf16(step::sign), u"A"_s } };

TEST_F(StepsTest, TakesAHandFromWhoseItIs)
{
    EXPECT_EQ(push(step(u"a"_s, u"reflection"_s, learned)), u"applied"_s);
    EXPECT_EQ(push(step(u"tm"_s, u"acknowledgement"_s)), u"applied"_s);
    EXPECT_EQ(push(step(u"head"_s, u"acknowledgement"_s)), u"applied"_s) << "somebody further up may do it for them";
    EXPECT_EQ(push(step(u"tm"_s, u"return"_s, { { u"text"_s, u"Say more."_s } })), u"applied"_s);
    EXPECT_EQ(push(step(u"a"_s, u"addendum"_s, { { u"text"_s, u"The date was the 19th."_s } })), u"applied"_s);
}

TEST_F(StepsTest, TwoSignersEachHaveASignatureOfTheirOwn)
{
    // Both sign offline, neither having seen the other's.
    auto tm = device(u"tm"_s), head = device(u"head"_s);
    const auto signedBy = [this](TestDevice &device) {
        return device.create(
            step(device.caller.person.toString(), u"acknowledgement"_s, { { QString::fromUtf16(step::sign), device.caller.person.toString() } }));
    };
    const Operation first = signedBy(tm), second = signedBy(head);
    EXPECT_EQ(outcomeName(head.sync({ second }).acks[0].outcome), u"applied"_s);
    EXPECT_EQ(outcomeName(tm.sync({ first }).acks[0].outcome), u"applied"_s);
    auto author = device(u"b"_s);
    for (const Operation &operation : { first, second }) {
        const auto signature = author.body(operation.record);
        ASSERT_TRUE(signature);
        EXPECT_EQ(signature->author, operation.head->author);
        EXPECT_EQ(signature->aboutHash, bodyHash(author.row(made.record)->body)) << "of the record as it is";
        EXPECT_EQ(signature->answers.value(QString::fromUtf16(step::sign)).toString(), signature->author.toString());
    }
    EXPECT_EQ(author.body(made.record)->answers, body.answers) << "nothing of the record itself is changed by it";
}

TEST_F(StepsTest, AHandTakenOfflineBeforeTheOneBeforeItIsKept)
{
    EXPECT_EQ(push(step(u"tm"_s, u"acknowledgement"_s)), u"applied"_s);
    EXPECT_EQ(push(step(u"a"_s, u"reflection"_s, learned)), u"applied"_s);
}

TEST_F(StepsTest, HoldsAHandOfSomebodyElse)
{
    EXPECT_EQ(push(step(u"tm"_s, u"reflection"_s, learned)), u"held:step"_s) << "nobody reflects for another";
    EXPECT_EQ(push(step(u"a"_s, u"acknowledgement"_s)), u"held:step"_s);
    EXPECT_EQ(push(step(u"b"_s, u"acknowledgement"_s)), u"held:step"_s) << "the author";
    EXPECT_EQ(push(step(u"a"_s, u"return"_s, { { u"text"_s, u"No."_s } })), u"held:step"_s);
    EXPECT_EQ(push(step(u"tm"_s, u"return"_s)), u"held:step"_s) << "a return says why";
    EXPECT_EQ(push(step(u"tm"_s, u"approval"_s)), u"held:step"_s) << "the form has no such hand";
    EXPECT_EQ(push(step(u"c"_s, u"acknowledgement"_s)), u"held:scope"_s) << "may not read the record";
    RecordBody forged = step(u"a"_s, u"reflection"_s, learned);
    auto tm = device(u"tm"_s);
    EXPECT_EQ(outcomeName(tm.sync({ tm.create(forged) }).acks[0].outcome), u"held:author"_s);
}

/// A form that says nothing of hands, and raises an urgent concern.
class ConcernTest : public StepsTest {
protected:
    void givenConcern(const QString &code)
    {
        static constexpr char form[] = R"({"resourceType":"Questionnaire","url":"urn:test:worry","version":"1.0","status":"active","title":"Worry",
            "extension":[{"url":"urn:sightline:ext:product-function","extension":[{"url":"name","valueCode":"alert"},
                {"url":"question","valueString":"worry"},{"url":"code","valueString":"advice"}]}],
            "item":[{"linkId":"worry","text":"Worry","type":"choice","answerOption":[{"valueCoding":{"code":"none"}},{"valueCoding":{"code":"advice"}}]}]})";
        const RecordBody published = publishedFormBody({ u"T02@2.0"_s, u"Worry"_s, form, { { u"author"_s }, { u"author"_s, u"lead"_s } }, {} });
        ASSERT_TRUE(hub->publish({ { publishedId(RecordType::FormDefinition, u"T02@2.0"_s), published } }));
        auto author = device(u"b"_s);
        body = visit(u"b"_s);
        body.form = u"T02@2.0"_s;
        body.answers = { { u"worry"_s, Json::object({ { u"code"_s, code } }) } };
        made = author.create(body);
        ASSERT_EQ(outcomeName(author.sync({ made }).acks[0].outcome), u"applied"_s);
    }
};

TEST_F(ConcernTest, OnlyWhoLeadsSaysThatItWasRead)
{
    givenConcern(u"advice"_s);
    const QString reading = QString::fromUtf16(step::concernRead);
    EXPECT_EQ(push(step(u"b"_s, reading)), u"held:step"_s) << "its author";
    EXPECT_EQ(push(step(u"c"_s, reading)), u"held:scope"_s) << "somebody who may not read it";
    EXPECT_EQ(push(step(u"tm"_s, reading, { { u"worry"_s, u"none"_s } })), u"held:invalid"_s) << "it has no answers";
    EXPECT_EQ(push(step(u"tm"_s, reading)), u"applied"_s);
    EXPECT_EQ(push(step(u"head"_s, reading)), u"applied"_s) << "two may press";
    auto author = device(u"b"_s);
    author.pullAll();
    const auto rows = author.rows.value(u"user:b"_s);
    EXPECT_EQ(std::count_if(rows.cbegin(), rows.cend(), [&](const wire::Row &row) { return bodyFromBytes(row.body)->role == reading; }), 2)
        << "the author is told";
}

TEST_F(ConcernTest, ARecordWithoutAConcernHasNoneToRead)
{
    givenConcern(u"none"_s);
    EXPECT_EQ(push(step(u"tm"_s, QString::fromUtf16(step::concernRead))), u"held:step"_s);
}

TEST_F(StepsTest, HoldsAHandOnABodyThatIsNotPresent)
{
    RecordBody unseen = step(u"a"_s, u"reflection"_s, learned);
    unseen.aboutHash = QString(64, u'0');
    EXPECT_EQ(push(unseen), u"held:stale"_s);
    auto author = device(u"b"_s);
    Operation taken = author.operation(OperationKind::Void, made.record);
    taken.reason = u"Wrong person"_s;
    author.sync({ taken });
    EXPECT_EQ(push(step(u"a"_s, u"reflection"_s, learned)), u"held:void"_s);
    EXPECT_EQ(push(step(u"a"_s, u"addendum"_s, { { u"text"_s, u"I was there."_s } })), u"applied"_s);
}

TEST_F(StepsTest, HoldsAHandOnADraft)
{
    auto author = device(u"b"_s);
    RecordBody draft = body;
    draft.state = RecordState::Draft;
    made = author.create(draft);
    author.sync({ made });
    body = draft;
    // Only its author may read a draft, so it is she who tries.
    EXPECT_EQ(push(step(u"b"_s, u"acknowledgement"_s)), u"held:step"_s);
}

TEST_F(StepsTest, HoldsAnswersThatAreNotThoseOfTheHandsPart)
{
    EXPECT_EQ(push(step(u"a"_s, u"reflection"_s, { { u"summary"_s, u"rewritten"_s } })), u"held:invalid"_s);
    EXPECT_EQ(push(step(u"a"_s, u"reflection"_s, { { u"times"_s, u"not a number"_s } })), u"held:invalid"_s);
    EXPECT_EQ(push(step(u"tm"_s, u"acknowledgement"_s, { { u"learned"_s, u"words in her mouth"_s } })), u"held:invalid"_s);
    auto reader = device(u"tm"_s);
    EXPECT_EQ(reader.body(made.record)->answers.value(u"summary"_s), body.answers.value(u"summary"_s));
}

TEST_F(StepsTest, AdoptingForgivesThatItsAuthorHasLeftAndNothingElse)
{
    auto tm = device(u"tm"_s);
    const auto adopt = [&](const Operation &held) {
        Operation operation = tm.operation(OperationKind::Adopt, held.record);
        operation.target = held.id;
        return outcomeName(tm.sync({ operation }).acks[0].outcome);
    };
    const auto pushHeld = [&](TestDevice &by, RecordBody hand) {
        hand.team = TeamId(u"north"_s);
        const Operation create = by.create(hand);
        EXPECT_TRUE(outcomeName(by.sync({ create }).acks[0].outcome).startsWith(u"held:"_s));
        return create;
    };
    auto author = device(u"b"_s);
    EXPECT_EQ(adopt(pushHeld(author, step(u"b"_s, u"reflection"_s, learned))), u"held:step"_s) << "nobody reflects for another";
    RecordBody unseen = step(u"a"_s, u"reflection"_s, learned);
    unseen.aboutHash = QString(64, u'0');
    auto observed = device(u"a"_s);
    EXPECT_EQ(adopt(pushHeld(observed, unseen)), u"held:stale"_s) << "a signature covers what its signer saw";

    observed.caller.access = Caller::Access::PushOnly;
    const Operation late = pushHeld(observed, step(u"a"_s, u"reflection"_s, learned));
    EXPECT_EQ(adopt(late), u"applied"_s);
    tm.pullAll();
    EXPECT_TRUE(tm.row(late.record));
}

/// What somebody signed while she was here is hers, though it comes, and is adopted, when she has left.
TEST_F(StepsTest, AHandTakenBeforeItsOwnerLeftIsAdoptedAfter)
{
    auto tm = device(u"tm"_s);
    const auto adopt = [&](const Operation &held) {
        Operation operation = tm.operation(OperationKind::Adopt, held.record);
        operation.target = held.id;
        return outcomeName(tm.sync({ operation }).acks[0].outcome);
    };
    auto observed = device(u"a"_s);
    RecordBody hand = step(u"a"_s, u"reflection"_s, learned);
    hand.team = TeamId(u"north"_s);
    Operation before = observed.create(hand), after = observed.create(hand);
    before.atMs -= 3LL * 24 * 3600 * 1000;
    Person left = person(u"a"_s, u"early"_s, u"north"_s, u"tm"_s);
    left.to = hub->today().addDays(-2);
    publish(left);
    observed.caller.access = Caller::Access::PushOnly;
    for (const wire::Ack &ack : observed.sync({ before, after }).acks)
        EXPECT_EQ(outcomeName(ack.outcome), u"held:scope"_s);
    EXPECT_EQ(adopt(after), u"held:step"_s) << "she was gone when she says she took it";
    EXPECT_EQ(adopt(before), u"applied"_s);
    tm.pullAll();
    EXPECT_TRUE(tm.row(before.record));
}

TEST_F(StepsTest, NothingIsAddedToADraftWhateverItsFormSaysOfHands)
{
    auto author = device(u"b"_s);
    RecordBody draft = body;
    draft.state = RecordState::Draft;
    made = author.create(draft);
    author.sync({ made });
    body = draft;
    EXPECT_EQ(push(step(u"b"_s, u"addendum"_s, { { u"text"_s, u"More."_s } })), u"held:step"_s);
}

TEST_F(StepsTest, OnAFormWithoutHandsAStepIsOfTheBodyThatIsPresent)
{
    const RecordBody published = publishedFormBody(
        { u"T03@1.0"_s, u"Plain"_s, R"({"resourceType":"Questionnaire","status":"active"})"_ba, { { u"author"_s }, { u"author"_s, u"lead"_s } } });
    ASSERT_TRUE(hub->publish({ { publishedId(RecordType::FormDefinition, u"T03@1.0"_s), published } }));
    auto author = device(u"b"_s);
    body.form = u"T03@1.0"_s;
    made = author.create(body);
    ASSERT_EQ(outcomeName(author.sync({ made }).acks[0].outcome), u"applied"_s);
    EXPECT_EQ(push(step(u"tm"_s, u"note"_s)), u"applied"_s);
    RecordBody unseen = step(u"tm"_s, u"note"_s);
    unseen.aboutHash = QString(64, u'0');
    EXPECT_EQ(push(unseen), u"held:stale"_s);
    Operation taken = author.operation(OperationKind::Void, made.record);
    taken.reason = u"Wrong person"_s;
    author.sync({ taken });
    EXPECT_EQ(push(step(u"tm"_s, u"note"_s)), u"held:void"_s);
    RecordBody draft = body;
    draft.state = RecordState::Draft;
    made = author.create(draft);
    author.sync({ made });
    body = draft;
    EXPECT_EQ(push(step(u"b"_s, u"note"_s)), u"held:step"_s);
}

TEST_F(StepsTest, NobodyAdoptsTheirOwn)
{
    auto tm = device(u"tm"_s);
    RecordBody own = step(u"tm"_s, u"approval"_s);
    own.team = TeamId(u"north"_s);
    const Operation create = tm.create(own);
    ASSERT_EQ(outcomeName(tm.sync({ create }).acks[0].outcome), u"held:step"_s);
    Operation adopt = tm.operation(OperationKind::Adopt, create.record);
    adopt.target = create.id;
    EXPECT_EQ(outcomeName(tm.sync({ adopt }).acks[0].outcome), u"held:not_allowed"_s);
    EXPECT_EQ(latestOutcome(create.id), u"held:step"_s);
}

TEST_F(StepsTest, OnlyItsAuthorAmendsARecord)
{
    RecordBody amended = body;
    amended.about = made.record;
    amended.task.reset();
    EXPECT_EQ(push(amended), u"applied"_s);
    amended.author = PersonId(u"tm"_s);
    EXPECT_EQ(push(amended), u"held:author"_s);
}

} // namespace
