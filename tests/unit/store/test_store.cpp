#include "core/store/store_thread.h"
#include "tests/unit/store/store_fixture.h"

#include <atomic>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

Draft draftOf(const RecordId &id, const PersonId &person, const QString &words)
{
    RecordBody body;
    body.author = person;
    body.form = u"F@1"_s;
    body.answers.insert(u"note"_s, words);
    return { id, body, u"note"_s, 5, {} };
}

TEST_F(StoreTest, AnErrorInTheMiddleLeavesNothingAndTellsNobody)
{
    int told = 0;
    const auto subscription = store->feed().subscribe([&](const Changes &) { ++told; });
    const RecordId record = newRecord();
    const auto failed = store->transact([&]() -> Result<void> {
        EXPECT_TRUE(store->outbox().append(createOf(record, formBody(u"x"_s))));
        return Error { ErrorCode::InvalidInput, u"stop"_s };
    });
    EXPECT_FALSE(failed);
    EXPECT_EQ(told, 0);
    EXPECT_EQ(store->outbox().counts()->kept, 0);
    EXPECT_FALSE(store->view().find(record).value());
    givenOwnRecord();
    EXPECT_EQ(told, 1);
}

TEST_F(StoreTest, TheFeedTellsOnceWhatATransactionChanged)
{
    QList<Changes> told;
    auto subscription = store->feed().subscribe([&](const Changes &changes) { told.append(changes); });
    const RecordId record = givenOwnRecord();
    ASSERT_EQ(told.size(), 1);
    EXPECT_EQ(told.first().records, QSet<RecordId> { record });
    EXPECT_TRUE(told.first().types.contains(RecordType::Form));
    EXPECT_TRUE(told.first().outbox);
    EXPECT_FALSE(told.first().drafts);
    subscription.leave();
    givenOwnRecord();
    EXPECT_EQ(told.size(), 1);
}

TEST_F(StoreTest, ADraftComesBackAsItWasWithTheFieldInFocus)
{
    const Draft draft = draftOf(newRecord(), person, u"Céline said \"no\" – 🐦\n"_s);
    ASSERT_TRUE(store->transact([&] { return store->drafts().save(draft); }));
    EXPECT_EQ(store->drafts().find(draft.id).value(), draft);
    Draft later = draft;
    later.body.answers.insert(u"note"_s, u"other"_s);
    later.focus = u"b"_s;
    ASSERT_TRUE(store->transact([&] { return store->drafts().save(later); }));
    EXPECT_EQ(store->drafts().list().value(), QList<Draft> { later });
}

TEST_F(StoreTest, ADiscardedDraftCanBeBroughtBackUntilItIsPurged)
{
    const RecordId id = newRecord();
    ASSERT_TRUE(store->transact([&] { return store->drafts().save(draftOf(id, person, u"a"_s)); }));
    ASSERT_TRUE(store->transact([&] { return store->drafts().discard(id, Instant { 100 }); }));
    EXPECT_EQ(store->drafts().count().value(), 0);
    EXPECT_EQ(store->transact([&] { return store->drafts().purgeDiscarded(Instant { 100 }); }).value(), 0);
    ASSERT_TRUE(store->transact([&] { return store->drafts().restore(id); }));
    EXPECT_EQ(store->drafts().count().value(), 1);
    ASSERT_TRUE(store->transact([&] { return store->drafts().discard(id, Instant { 100 }); }));
    EXPECT_EQ(store->transact([&] { return store->drafts().purgeDiscarded(Instant { 101 }); }).value(), 1);
    EXPECT_EQ(store->transact([&] { return store->drafts().restore(id); }).error().code, ErrorCode::NotFound);
}

TEST_F(StoreTest, AnEnrolmentAndItsKeyComeBack)
{
    const auto enrolment = store->meta().enrolment();
    ASSERT_TRUE(enrolment);
    EXPECT_EQ(enrolment->person, person);
    EXPECT_EQ(enrolment->recoveryKey.size(), 32);
    EXPECT_EQ(store->meta().privateKey()->size(), 64U);
    EXPECT_FALSE(store->meta().syncState()->lastContactMs.has_value());
    SyncState state { u"k7"_s, 5, 6, 7, -8, true };
    ASSERT_TRUE(store->transact([&] { return store->meta().setSyncState(state); }));
    EXPECT_EQ(store->meta().syncState().value(), state);
}

/// Decisions 1, whatever the program does: answers of what is no draft do not change, and nothing becomes a draft or comes back to life.
TEST_F(StoreTest, TheDatabaseFreezesAnswersInEveryStateButDraft)
{
    const auto put = [this](const RecordId &record, const RecordBody &body, qint64 rev) {
        return store->transact([&] { return store->base().put(baseRow(record, body, rev, rev)); });
    };
    const auto with = [](RecordBody body, RecordState state, const QString &words) {
        body.state = state;
        body.answers.insert(u"note"_s, words);
        return body;
    };
    for (const RecordType type : { RecordType::Form, RecordType::Step, RecordType::Fact }) {
        SCOPED_TRACE(recordTypeName(type).toStdString());
        RecordBody body = formBody(u"signed"_s);
        body.type = type;
        const RecordId record = newRecord();
        ASSERT_TRUE(put(record, with(body, RecordState::Draft, u"half"_s), 1));
        ASSERT_TRUE(put(record, with(body, RecordState::Completed, u"signed"_s), 2)) << "a draft may change";
        EXPECT_EQ(put(record, with(body, RecordState::Completed, u"other"_s), 3).error().code, ErrorCode::NotAllowed);
        EXPECT_EQ(put(record, with(body, RecordState::Draft, u"signed"_s), 3).error().code, ErrorCode::NotAllowed);
        EXPECT_EQ(put(record, with(body, RecordState::Void, u"other"_s), 3).error().code, ErrorCode::NotAllowed);
        RecordBody another = with(body, RecordState::Completed, u"signed"_s);
        another.type = RecordType::Claim;
        EXPECT_EQ(put(record, another, 3).error().code, ErrorCode::NotAllowed);
        ASSERT_TRUE(put(record, with(body, RecordState::Void, u"signed"_s), 3));
        EXPECT_EQ(put(record, with(body, RecordState::Void, u"other"_s), 4).error().code, ErrorCode::NotAllowed);
        EXPECT_EQ(put(record, with(body, RecordState::Completed, u"signed"_s), 4).error().code, ErrorCode::NotAllowed);
        EXPECT_EQ(bodyFromBytes(store->base().find(record).value()->body)->answers.value(u"note"_s), Json(u"signed"_s));
        // What a disk has damaged may be mended; what a new history has not confirmed may be anything.
        ASSERT_EQ(store->db().run("UPDATE base SET body = x'7B22' WHERE id = ?", record).value(), 1);
        EXPECT_TRUE(put(record, with(body, RecordState::Void, u"mended"_s), 5));
        ASSERT_TRUE(store->transact([&] { return store->base().markAllProvisional(); }));
        EXPECT_TRUE(put(record, with(body, RecordState::Draft, u"anything"_s), 1));
    }
}

TEST(StoreThread, RunsWorkInOrderAndSavesFirst)
{
    FixedClock clock;
    SodiumRandom random;
    StoreThread thread;
    EXPECT_EQ(thread.call([](Store &) -> Result<int> { return 1; }).get().error().code, ErrorCode::Cancelled);
    std::promise<void> gate;
    auto opening = thread.open([&]() -> Result<std::unique_ptr<Store>> {
        gate.get_future().wait();
        return Store::open({ .path = u":memory:"_s }, clock, random);
    });
    QList<int> order;
    auto read = thread.call([&](Store &) -> Result<int> {
        order.append(1);
        return 1;
    });
    auto save = thread.call(
        [&](Store &) -> Result<int> {
            order.append(2);
            return 2;
        },
        StoreThread::Lane::Save);
    gate.set_value();
    // The save was handed over while the store was being opened: it waits for the open, then goes before the read.
    opening.waitForFinished();
    ASSERT_TRUE(opening.result());
    EXPECT_TRUE(read.get());
    EXPECT_TRUE(save.get());
    EXPECT_EQ(order, (QList<int> { 2, 1 }));
}

TEST(StoreThread, FinishesWhatWasHandedOverBeforeItEnds)
{
    FixedClock clock;
    SodiumRandom random;
    std::atomic<int> done = 0;
    {
        StoreThread thread;
        thread.open([&] { return Store::open({ .path = u":memory:"_s }, clock, random); });
        for (int i = 0; i < 50; ++i)
            thread.run([&](Store &) -> Result<void> {
                ++done;
                return {};
            });
    }
    EXPECT_EQ(done, 50);
}

} // namespace
