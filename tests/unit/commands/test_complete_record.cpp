#include "core/records/fact.h"
#include "tests/unit/commands/command_fixture.h"

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

class CompleteRecordTest : public CommandTest { };

TEST_F(CompleteRecordTest, WritesRecordAndFactTogetherAndRemovesTheDraft)
{
    const Draft draft = begin(goodAnswers());
    const auto done = complete(draft.id);
    ASSERT_TRUE(done) << done.error().detail.toStdString();
    ASSERT_EQ(done->record, draft.id);
    EXPECT_EQ(store->drafts().count().value(), 0);
    const auto outbox = store->outbox().all();
    ASSERT_EQ(outbox->size(), 2);
    EXPECT_EQ(outbox->at(0).operation.record, draft.id);
    EXPECT_EQ(outbox->at(0).operation.head->state, RecordState::Completed);
    EXPECT_EQ(outbox->at(1).operation.record, factIdOf(draft.id));
    EXPECT_TRUE(isFactOf(factIdOf(draft.id), *outbox->at(1).operation.head, draft.id, *outbox->at(0).operation.head));
    EXPECT_EQ(viewOf(factIdOf(draft.id)).doneOn, QDate(2026, 11, 23));
    EXPECT_EQ(store->outbox().counts()->recordsToSend, 1);   // people are told of the record, not of its fact
}

TEST_F(CompleteRecordTest, ARecordThatAnswersNoTaskMakesNoFact)
{
    ASSERT_TRUE(complete(begin(goodAnswers(), std::nullopt).id)->record);
    EXPECT_EQ(store->outbox().counts()->kept, 1);
}

TEST_F(CompleteRecordTest, TheObservedPersonIsInTheRecordItsFactAndWhatIsCounted)
{
    static constexpr char observation[] = R"({"resourceType":"Questionnaire","url":"urn:test:observation","version":"1.0","status":"active",
        "title":"Observation","item":[{"linkId":"who","text":"Who was observed?","type":"reference"}]})";
    const Json meta = Json::object({ { u"columns"_s, Json::object({ { u"observed"_s, u"who"_s } }) } });
    putReference(newRecord(), publishedFormBody({ u"O@1.0"_s, u"Observation"_s, observation, { { u"author"_s }, { u"author"_s } }, meta }));
    Answers answers;
    answers.set(u"who"_s, Json::object({ { u"value"_s, u"p2"_s }, { u"display"_s, u"Social Worker B"_s } }));
    const TaskReference task { ActivityKey(u"s1:observations"_s), u"service:s1"_s, u"2026-10-01"_s };
    const auto draft = beginDraft(*store, { u"O@1.0"_s, task, ServiceId(u"s1"_s), {}, {}, answers });
    ASSERT_TRUE(draft);
    const auto done = complete(draft->id);
    ASSERT_TRUE(done && done->record) << (done ? "refused" : done.error().detail.toStdString());
    EXPECT_EQ(store->view().body(*done->record).value()->observed, PersonId(u"p2"_s));
    EXPECT_EQ(store->view().body(factIdOf(*done->record)).value()->observed, PersonId(u"p2"_s));
    EXPECT_EQ(viewOf(factIdOf(*done->record)).observed, PersonId(u"p2"_s));
    ASSERT_TRUE(complete(begin(goodAnswers()).id));
    const auto facts = store->view().ofType(RecordType::Fact);
    EXPECT_EQ(std::count_if(facts->cbegin(), facts->cend(), [](const ViewRow &fact) { return fact.observed.has_value(); }), 1);
}

TEST_F(CompleteRecordTest, WhatIsMissingIsNamedAndTheDraftStays)
{
    Answers answers = goodAnswers();
    answers.remove(u"when"_s);
    const Draft draft = begin(answers);
    const auto refused = complete(draft.id);
    ASSERT_TRUE(refused);
    EXPECT_FALSE(refused->record);
    ASSERT_EQ(refused->issues.size(), 1);
    EXPECT_EQ(refused->issues.first().linkId, u"when"_s);
    EXPECT_EQ(store->outbox().counts()->kept, 0);
    EXPECT_EQ(store->drafts().find(draft.id).value(), draft);
}

TEST_F(CompleteRecordTest, HiddenAnswersStayInTheDraftAndLeaveTheRecord)
{
    Answers answers = goodAnswers();
    answers.set(u"why"_s, u"Nobody was home"_s);
    const Draft draft = begin(answers);
    EXPECT_TRUE(store->drafts().find(draft.id).value()->body.answers.contains(u"why"_s));
    ASSERT_TRUE(complete(draft.id)->record);
    EXPECT_FALSE(store->view().body(draft.id).value()->answers.contains(u"why"_s));
}

TEST_F(CompleteRecordTest, AnAnswerAtTheBoundIsTakenAndOneOverItIsRefusedButKept)
{
    const auto withNote = [&](qsizetype length) { return begin(goodAnswers(QString(length, u'a'))).id; };
    EXPECT_TRUE(complete(withNote(limits::answerBytesMax))->record);
    const RecordId over = withNote(limits::answerBytesMax + 1);
    const auto refused = complete(over);
    ASSERT_TRUE(refused);
    EXPECT_FALSE(refused->record);
    EXPECT_EQ(refused->issues.first().linkId, u"note"_s);
    EXPECT_EQ(store->drafts().find(over).value()->body.answers.value(u"note"_s).toString().size(), limits::answerBytesMax + 1);
}

TEST_F(CompleteRecordTest, AFullDiskLeavesTheDraftAndNothingElse)
{
    const Draft draft = begin(goodAnswers(QString(200'000, u'a')));
    const auto pages = store->db().integer("PRAGMA page_count");
    ASSERT_TRUE(store->db().execute("PRAGMA max_page_count = " + std::to_string(pages->value())));
    const auto refused = complete(draft.id);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::StorageFull);
    EXPECT_EQ(store->outbox().counts()->kept, 0);
    ASSERT_TRUE(store->db().execute("PRAGMA max_page_count = 1000000"));
    EXPECT_EQ(store->drafts().find(draft.id).value(), draft);
    EXPECT_TRUE(complete(draft.id)->record);   // and it goes on once there is room
}

TEST_F(CompleteRecordTest, AFormThatIsNotHereKeepsTheDraft)
{
    auto draft = beginDraft(*store, { u"X@1.0"_s, {}, {}, {}, {}, goodAnswers() });
    ASSERT_TRUE(draft);
    EXPECT_EQ(complete(draft->id).error().code, ErrorCode::NotFound);
    EXPECT_TRUE(store->drafts().find(draft->id).value());
}

} // namespace
