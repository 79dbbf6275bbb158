// A device that was away for too long keeps its records closed, and everything its person writes open (decisions 9).
#include "core/commands/amend_record.h"
#include "core/commands/take_step.h"
#include "core/queries/action_list.h"
#include "core/queries/capture_context.h"
#include "core/queries/record_detail.h"
#include "core/queries/record_search.h"
#include "core/queries/record_trail.h"
#include "core/queries/sync_summary.h"
#include "core/store/reading_lease.h"
#include "tests/unit/queries/demo_store.h"

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 hourMs = 3'600'000, dayMs = 24 * hourMs;

class ReadingLeaseTest : public DemoStoreTest {
protected:
    ReadingLeaseTest()
    {
        RecordBody body = formBody(u"She drew a garden"_s);
        body.form = u"V@1.0"_s;
        body.author = me;
        EXPECT_TRUE(store->transact([&]() -> Result<void> {
            putAs(onHub, body);
            return {};
        }));
        heardFromHub();
    }
    void heardFromHub(qint64 hubClockAheadMs = 0)
    {
        const qint64 now = clock.at.msSinceEpoch;
        EXPECT_TRUE(store->transact([&]() -> Result<void> {
            auto state = *store->meta().syncState();
            state.epoch = u"e"_s;
            state.lastContactMs = now;
            state.hubClockAheadMs = hubClockAheadMs;
            state.leaseUntilMs = now + hubClockAheadMs + 14 * dayMs;
            return store->meta().setSyncState(state);
        }));
    }
    RecordId writtenNow(const QString &words)
    {
        const auto draft = beginDraft(*store, { u"V@1.0"_s, {}, {}, {}, {}, Answers(Answers::Fields { { u"note"_s, words } }) });
        EXPECT_TRUE(draft);
        CompleteOptions options;
        options.context.today = today;
        const auto done = completeRecord(*store, draft->id, options);
        EXPECT_TRUE(done && done->record);
        return *done->record;
    }
    void expectClosed(const RecordId &record, bool isClosed)
    {
        const auto agrees = [isClosed](const auto &read) { return isClosed ? !read && read.error().code == ErrorCode::LeaseOver : bool(read); };
        EXPECT_TRUE(agrees(recordDetail(*store, record)));
        EXPECT_TRUE(agrees(recordTrail(*store, englandCalendar(), record)));
        EXPECT_TRUE(agrees(recordActions(*store, today, record)));
        const auto hits = recordSearch(*store, u"garden"_s);
        ASSERT_TRUE(hits);
        const bool isFound = std::any_of(hits->cbegin(), hits->cend(), [&](const RecordHit &hit) { return hit.item.id == record; });
        EXPECT_EQ(isFound, !isClosed);
    }
    RecordId onHub = newRecord();
};

TEST_F(ReadingLeaseTest, RecordsCloseWhenItIsOverAndOpenWithTheNextAnswer)
{
    clock.at.msSinceEpoch += 14 * dayMs;
    expectClosed(onHub, false);
    clock.at.msSinceEpoch += 1;
    expectClosed(onHub, true);
    EXPECT_EQ(amendRecord(*store, onHub, today).error().code, ErrorCode::LeaseOver);
    EXPECT_TRUE(syncSummary(*store)->isReadingClosed);
    EXPECT_FALSE(recordList(*store)->items.isEmpty()) << "that it is here is no secret of it";
    heardFromHub();
    expectClosed(onHub, false);
    EXPECT_FALSE(syncSummary(*store)->isReadingClosed);
}

TEST_F(ReadingLeaseTest, DraftsAndUnsentWorkStayOpenAndCaptureGoesOn)
{
    const RecordId before = writtenNow(u"A garden, before"_s);
    clock.at.msSinceEpoch += 30 * dayMs;
    const RecordId after = writtenNow(u"A garden, after"_s);
    const auto draft = beginDraft(*store, { u"V@1.0"_s, {}, {}, {}, {}, Answers(Answers::Fields { { u"note"_s, u"A garden, begun"_s } }) });
    ASSERT_TRUE(draft);
    expectClosed(before, false);
    expectClosed(after, false);
    EXPECT_TRUE(recordDetail(*store, draft->id));
    EXPECT_EQ(recordSearch(*store, u"begun"_s)->size(), 1);
    expectClosed(onHub, true);
    EXPECT_TRUE(board()) << "Today shows what is to be done";
}

TEST_F(ReadingLeaseTest, SomethingAddedToARecordOpensItForNobody)
{
    clock.at.msSinceEpoch += 30 * dayMs;
    Operation patch { .id = newId<OperationId>(clock, random), .record = onHub };
    patch.kind = OperationKind::Void;
    patch.kindName = operationKindName(OperationKind::Void);
    patch.reason = u"The wrong child"_s;
    ASSERT_TRUE(store->transact([&] { return store->outbox().append(patch); }));
    expectClosed(onHub, true);
}

TEST_F(ReadingLeaseTest, TheHubsClockCountsAndAClockSetBackBeforeTheLastAnswerOpensNothing)
{
    heardFromHub(2 * dayMs);   // this device is two days behind
    clock.at.msSinceEpoch += 14 * dayMs + 1;
    expectClosed(onHub, true);
    clock.at.msSinceEpoch -= 14 * dayMs;
    expectClosed(onHub, false);
    clock.at.msSinceEpoch -= hourMs / 2;
    expectClosed(onHub, false);   // corrected a little
    clock.at.msSinceEpoch -= hourMs;
    expectClosed(onHub, true);
}

TEST_F(ReadingLeaseTest, NobodySignsWhatTheyCannotReadNow)
{
    FormContext context;
    context.today = today;
    const NewStep step { u"reflection"_s, {}, {}, true };
    const auto taken = [&] { return takeStep(*store, onHub, step, context).error().code; };
    EXPECT_EQ(taken(), ErrorCode::InvalidInput) << "this form has no such hand";
    clock.at.msSinceEpoch += 30 * dayMs;
    EXPECT_EQ(taken(), ErrorCode::LeaseOver);
    EXPECT_EQ(beginStep(*store, onHub, u"reflection"_s, context).error().code, ErrorCode::LeaseOver);
}

TEST_F(ReadingLeaseTest, ADeviceThatWasNeverAnsweredHasNothingToClose)
{
    ASSERT_TRUE(store->transact([&] { return store->meta().setSyncState({}); }));
    clock.at.msSinceEpoch += 100 * dayMs;
    expectClosed(onHub, false);
}

TEST_F(ReadingLeaseTest, NothingOfARecordIsCarriedIntoAFormOrShownInAList)
{
    learnBuiltInForms();
    const auto listedAction = [&] { return actionList(*store, englandCalendar(), today, ActionsOf::Me); };
    RecordBody body = formBody({});
    body.form = u"T03@1.2.0"_s;
    body.author = PersonId(u"sm-early-support"_s);
    body.answers = { { u"acts#"_s, Json::array({ Json::object({ { u"id"_s, u"row0"_s }, { u"at"_s, u"A"_s } }) }) },
                     { u"acts#row0/acts.action"_s, u"Ring the school"_s },
                     { u"acts#row0/acts.owner"_s, Json::object({ { u"system"_s, u"urn:sightline:id"_s }, { u"value"_s, me.toString() } }) } };
    ASSERT_TRUE(store->transact([&]() -> Result<void> {
        put(body);
        return {};
    }));
    ASSERT_EQ(listedAction()->size(), 1);
    EXPECT_FALSE(listedAction()->first().isSensitive);

    KnownForm last { .published = { .form = u"V@1.0"_s, .title = {}, .questionnaire = {}, .visibility = {} },
                     .questionnaire = *readQuestionnaire(*parseJson(form)) };
    last.published.meta = *parseJson(R"({"previous":{"sameAnswer":"note"}})");
    const Answers same(Answers::Fields { { u"note"_s, u"She drew a garden"_s } });
    EXPECT_TRUE(lastAnswers(*store, last, same, {})->has_value());
    clock.at.msSinceEpoch += 30 * dayMs;
    EXPECT_FALSE(lastAnswers(*store, last, same, {})->has_value());
    ASSERT_EQ(listedAction()->size(), 1) << "that there is something to do is no secret";
    EXPECT_TRUE(listedAction()->first().isSensitive);
    EXPECT_TRUE(listedAction()->first().action.what.isEmpty()) << "whoever lists it shows nothing of it";
    EXPECT_FALSE(listedAction()->first().action.owner.isEmpty());
}

} // namespace

namespace {

/// The same device when its person has become an elected member, and the hub has not taken yet what is no member's.
class ElectedMemberTest : public ReadingLeaseTest {
protected:
    ElectedMemberTest()
    {
        const auto filled = store->transact([&]() -> Result<void> {
            for (const auto &[name, sensitivity, id] : { std::tuple(u"W@1.0"_s, u"P1"_s, aboutTheHouse), { u"C@1.0"_s, u"P3"_s, aboutAChild } }) {
                PublishedForm published { name, name, form, {}, Json::object({ { u"sensitivity"_s, sensitivity } }) };
                published.visibility = { { u"author"_s }, { u"author"_s, u"lead"_s, u"service"_s }, {}, sensitivityFrom(published.meta) };
                put(publishedFormBody(published));
                RecordBody body = formBody(u"A garden of words"_s);
                body.form = name;
                body.author = PersonId(u"somebody-else"_s);
                putAs(id, body);
            }
            return {};
        });
        EXPECT_TRUE(filled);
    }
    /// The hub says so of the person this device belongs to.
    void become(bool isElected)
    {
        const auto people = store->view().ofType(RecordType::Person);
        ASSERT_TRUE(people);
        for (const ViewRow &row : *people) {
            auto self = personFromJson(Json(store->view().body(row.id).value()->answers));
            if (!self || self->id != me)
                continue;
            self->isElected = isElected;
            const auto body = publishedBody(RecordType::Person, toJson(*self));
            EXPECT_TRUE(store->transact([&]() -> Result<void> {
                putAs(row.id, body);
                return {};
            }));
        }
    }
    [[nodiscard]] bool isListed(const RecordId &record)
    {
        const auto list = recordList(*store);
        return list && std::any_of(list->items.cbegin(), list->items.cend(), [&](const RecordListItem &item) { return item.id == record; });
    }
    [[nodiscard]] bool isFound(const RecordId &record)
    {
        const auto hits = recordSearch(*store, u"garden"_s);
        EXPECT_TRUE(hits) << qPrintable(hits.error().detail);
        return hits && std::any_of(hits->cbegin(), hits->cend(), [&](const RecordHit &hit) { return hit.item.id == record; });
    }
    const RecordId aboutTheHouse = newRecord(), aboutAChild = newRecord();
};

} // namespace

TEST_F(ElectedMemberTest, SeesTheOrganisationAndTheirOwnAndNothingOfAChild)
{
    become(false);
    EXPECT_TRUE(isListed(aboutAChild) && isFound(aboutAChild) && recordDetail(*store, aboutAChild)) << "planted: it is here, and the staff read it";
    become(true);
    EXPECT_TRUE(isListed(aboutTheHouse) && isFound(aboutTheHouse) && recordDetail(*store, aboutTheHouse));
    EXPECT_TRUE(isListed(onHub) && isFound(onHub) && recordDetail(*store, onHub)) << "their own words";
    EXPECT_FALSE(isListed(aboutAChild));
    EXPECT_FALSE(isFound(aboutAChild));
    EXPECT_EQ(recordDetail(*store, aboutAChild).error().code, ErrorCode::NotFound);
    EXPECT_EQ(recordTrail(*store, englandCalendar(), aboutAChild).error().code, ErrorCode::NotFound);
    EXPECT_EQ(amendRecord(*store, aboutAChild, today).error().code, ErrorCode::NotFound);
}
