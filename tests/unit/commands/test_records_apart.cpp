// What is said of a child in a supervision becomes a record of its own, with readers of its own, and nothing of it stays behind.
#include "core/commands/records_apart.h"
#include "core/commands/void_record.h"
#include "core/forms/own_records.h"
#include "tests/unit/commands/command_fixture.h"

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

constexpr char supervision[] = R"({"resourceType":"Questionnaire","url":"urn:test:s","version":"1.0","status":"active","title":"Supervision",
    "item":[{"linkId":"who","text":"With whom","type":"reference"},
            {"linkId":"well","text":"Going well","type":"text","required":true},
            {"linkId":"cases","text":"Cases","type":"group","item":[
                {"linkId":"case","text":"Child","type":"group","repeats":true,
                 "extension":[{"url":"urn:sightline:ext:own-record","valueCode":"C"}],
                 "item":[{"linkId":"rec","text":"Number","type":"string","required":true},
                         {"linkId":"words","text":"Words","type":"group","repeats":true,"item":[{"linkId":"said","text":"Said","type":"string"}]}]}]}]})";
constexpr char caseForm[] = R"({"resourceType":"Questionnaire","url":"urn:test:c","version":"1.0","status":"active","title":"Case",
    "item":[{"linkId":"belongs","text":"Part of","type":"reference","readOnly":true,
             "extension":[{"url":"urn:sightline:ext:carry-forward","valueString":"context/belongs_to"}]},
            {"linkId":"who","text":"With whom","type":"reference"},
            {"linkId":"rec","text":"Number","type":"string","required":true},
            {"linkId":"words","text":"Words","type":"group","repeats":true,"item":[{"linkId":"said","text":"Said","type":"string"}]}]})";

class RecordsApartTest : public CommandTest {
protected:
    void publishBoth()
    {
        publishSupervision();
        PublishedForm published { u"C@1.0"_s, u"Case"_s, caseForm, { { u"author"_s }, { u"author"_s, u"observed"_s } } };
        published.meta = Json::object({ { u"columns"_s, Json::object({ { u"observed"_s, u"who"_s } }) } });
        putReference(newRecord(), publishedFormBody(published));
    }
    void publishSupervision()
    {
        putReference(newRecord(), publishedFormBody({ u"S@1.0"_s, u"Supervision"_s, supervision, { { u"author"_s }, { u"author"_s } } }));
    }
    Draft beginSupervision()
    {
        Answers answers;
        answers.set(u"who"_s, Json::object({ { u"system"_s, u"urn:sightline:id"_s }, { u"value"_s, u"p1"_s } }));
        answers.set(u"well"_s, u"Calm week."_s);
        answers.set(u"case#"_s, rowsToJson({ { u"aaaaaaaa"_s, u"V"_s, {} }, { u"bbbbbbbb"_s, u"W"_s, {} }, { u"cccccccc"_s, u"X"_s, {} } }));
        answers.set(u"case#aaaaaaaa/rec"_s, u"4711"_s);
        answers.set(u"case#aaaaaaaa/words#"_s, rowsToJson({ { u"dddddddd"_s, u"V"_s, {} } }));
        answers.set(u"case#aaaaaaaa/words#dddddddd/said"_s, u"CANARY I want to go home"_s);
        answers.set(u"case#bbbbbbbb/rec"_s, u"4712"_s);
        answers.set(u"case#cccccccc/rec"_s, u"4713"_s);
        auto draft = beginDraft(
            *store, { u"S@1.0"_s, TaskReference { ActivityKey(u"s1:supervision"_s), u"user:p1"_s, u"2026-10-01"_s }, ServiceId(u"s1"_s), {}, {}, answers });
        EXPECT_TRUE(draft) << (draft ? "" : draft.error().detail.toStdString());
        return *draft;
    }
};

} // namespace

TEST_F(RecordsApartTest, EachRowBecomesARecordOfItsOwnAndNothingOfItStays)
{
    publishBoth();
    const Draft draft = beginSupervision();
    const auto done = complete(draft.id);
    ASSERT_TRUE(done) << done.error().detail.toStdString();
    const auto outbox = store->outbox().all();
    ASSERT_EQ(outbox->size(), 5);   // the supervision, its fact, three cases
    const RecordBody &whole = *outbox->at(0).operation.head;
    EXPECT_FALSE(bodyBytes(whole)->contains("CANARY"));
    EXPECT_FALSE(bodyBytes(whole)->contains("4711"));
    EXPECT_EQ(whole.answers.size(), 2);
    const RecordBody &first = *outbox->at(2).operation.head;
    EXPECT_EQ(outbox->at(2).operation.record, idApart(draft.id, u"case#aaaaaaaa"_s));
    EXPECT_EQ(first.form, u"C@1.0");
    EXPECT_EQ(first.state, RecordState::Completed);
    EXPECT_EQ(first.service, whole.service);
    EXPECT_EQ(first.observed, PersonId(u"p1"_s));
    EXPECT_FALSE(first.task);
    EXPECT_EQ(first.answers.value(u"rec"_s), Json(u"4711"_s));
    EXPECT_EQ(first.answers.value(u"words#dddddddd/said"_s), Json(u"CANARY I want to go home"_s));
    EXPECT_EQ(first.answers.value(u"who"_s), whole.answers.value(u"who"_s));
    EXPECT_EQ(first.answers.value(u"belongs"_s)[u"value"_s], Json(draft.id.toString()));
    EXPECT_EQ(outbox->at(4).operation.head->answers.value(u"rec"_s), Json(u"4713"_s));
}

TEST_F(RecordsApartTest, WhatWasKeptApartIsEnteredInErrorWithTheWholeAndNothingElseIs)
{
    publishBoth();
    const Draft draft = beginSupervision(), beside = beginSupervision();
    ASSERT_TRUE(complete(beside.id));   // in the same moment, about somebody else
    ASSERT_TRUE(complete(draft.id));
    const RecordId visit = givenCompleted();
    ASSERT_TRUE(voidRecord(*store, idApart(draft.id, u"case#cccccccc"_s), u"Twice"_s));
    const qint64 before = store->outbox().counts()->kept;
    ASSERT_TRUE(voidRecord(*store, draft.id, u"About the wrong child, Leo"_s));
    EXPECT_EQ(store->outbox().counts()->kept, before + 4);   // the supervision, its fact, two cases; the third is void already
    const auto stateOf = [this](const RecordId &record) { return (*store->view().body(record))->state; };
    for (const QString &key : { u"case#aaaaaaaa"_s, u"case#bbbbbbbb"_s, u"case#cccccccc"_s }) {
        EXPECT_EQ(stateOf(idApart(draft.id, key)), RecordState::Void) << key.toStdString();
        EXPECT_EQ(stateOf(idApart(beside.id, key)), RecordState::Completed) << key.toStdString();
    }
    EXPECT_EQ(stateOf(visit), RecordState::Completed);
    // Their readers are others than the whole's: the reason given for that stays with it.
    const auto ofCase = store->outbox().ofRecord(idApart(draft.id, u"case#aaaaaaaa"_s));
    ASSERT_EQ(ofCase->size(), 2);
    for (const OutboxEntry &entry : *ofCase)
        EXPECT_FALSE(entry.bytes.contains("Leo"));
}

TEST_F(RecordsApartTest, WithoutTheOtherFormNothingIsStoredAndTheDraftStays)
{
    publishSupervision();
    const Draft draft = beginSupervision();
    EXPECT_FALSE(complete(draft.id));
    EXPECT_EQ(store->outbox().all()->size(), 0);
    EXPECT_EQ(store->drafts().count().value(), 1);
}

TEST_F(RecordsApartTest, ARowThatIsNotFilledInStopsCompletingAsEverywhere)
{
    publishBoth();
    Draft draft = beginSupervision();
    Answers answers(draft.body.answers);
    answers.remove(u"case#bbbbbbbb/rec"_s);
    draft.body.answers = answers.fields();
    ASSERT_TRUE(store->transact([&] { return store->drafts().save(draft); }));
    const auto refused = complete(draft.id);
    ASSERT_TRUE(refused);
    EXPECT_FALSE(refused->record);
    ASSERT_EQ(refused->issues.size(), 1);
    EXPECT_EQ(refused->issues.first().key, u"case#bbbbbbbb/rec");
}

TEST(OwnRecordsTest, LeaveAFormWithoutSuchGroupsAsItWas)
{
    const auto json = parseJson(caseForm);
    ASSERT_TRUE(json);
    Answers answers;
    answers.set(u"rec"_s, u"1"_s);
    const Parted parted = partOwnRecords(readQuestionnaire(*json).value(), answers);
    EXPECT_TRUE(parted.records.isEmpty());
    EXPECT_EQ(parted.rest, answers);
}
