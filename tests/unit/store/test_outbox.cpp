#include "tests/unit/store/store_fixture.h"

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

class OutboxTest : public StoreTest {
protected:
    OutboxBatch batch(int operationsMax = 100, qint64 bytesMax = 1024 * 1024)
    {
        auto next = store->transact([&] { return store->outbox().nextBatch(operationsMax, bytesMax, clock.at); });
        EXPECT_TRUE(next) << (next ? "" : next.error().detail.toStdString());
        return std::move(next).value();
    }
    void answer(const OutboxBatch &of, const OutboxEntry &entry, qint64 seq, const Outcome &outcome = {})
    {
        const auto stored = store->transact([&] { return store->outbox().recordAnswer(of.stream, entry.number, seq, outcome, 77); });
        ASSERT_TRUE(stored);
        EXPECT_TRUE(*stored);
    }
};

TEST_F(OutboxTest, NumbersInOrderOfMakingAndChains)
{
    for (int i = 0; i < 3; ++i)
        givenOwnRecord();
    const auto first = batch();
    ASSERT_EQ(first.entries.size(), 3);
    EXPECT_EQ(first.previousChain, chainStart());
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(first.entries.at(i).number, i + 1);
    // Asking again, and after more work, gives the same numbers and the same chain.
    givenOwnRecord();
    const auto second = batch();
    ASSERT_EQ(second.entries.size(), 4);
    EXPECT_EQ(second.entries.at(3).number, 4);
    answer(second, second.entries.at(0), 10);
    const auto third = batch();
    ASSERT_EQ(third.entries.size(), 3);
    EXPECT_EQ(third.entries.first().number, 2);
    EXPECT_EQ(third.previousChain, chainLink(chainStart(), first.entries.first().bytes));
    EXPECT_EQ(third.acked, 1);
}

TEST_F(OutboxTest, ABatchStopsAtItsBoundsButIsNeverEmptyWhileWorkWaits)
{
    for (int i = 0; i < 101; ++i)
        givenOwnRecord();
    const auto hundred = batch();
    EXPECT_EQ(hundred.entries.size(), 100);
    EXPECT_TRUE(hundred.more);
    EXPECT_EQ(batch(100, 1).entries.size(), 1);
    EXPECT_EQ(batch(200).entries.size(), 101);
    EXPECT_FALSE(batch(101).more);
}

TEST_F(OutboxTest, AnOperationOverTheBoundIsRefusedAndOneAtItIsNot)
{
    const RecordId record = newRecord();
    RecordBody body = formBody(u""_s);
    const auto sizeWith = [&](qsizetype words) {
        body.answers.insert(u"note"_s, QString(words, u'a'));
        return operationBytes(createOf(record, body)).value().size();
    };
    const qsizetype room = limits::operationBytesMax - sizeWith(1) + 1;
    ASSERT_EQ(sizeWith(room), limits::operationBytesMax);
    EXPECT_TRUE(store->transact([&] { return store->outbox().append(createOf(record, body)); }));
    ASSERT_EQ(sizeWith(room + 1), limits::operationBytesMax + 1);
    const auto refused = store->transact([&] { return store->outbox().append(createOf(newRecord(), body)); });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::TooLarge);
    EXPECT_EQ(batch().entries.size(), 1);
}

TEST_F(OutboxTest, TheDatabaseRefusesToChangeOrLoseAnOperation)
{
    givenOwnRecord();
    for (const std::string_view sql : { "UPDATE outbox_body SET op = x'00'", "UPDATE outbox_body SET n = 7", "DELETE FROM outbox_body", "DELETE FROM outbox",
                                        "UPDATE outbox SET n = 7", "UPDATE outbox SET op_id = x'00'", "UPDATE outbox SET record_id = x'00'" })
        EXPECT_EQ(store->db().run(sql).error().code, ErrorCode::NotAllowed) << sql;
    EXPECT_EQ(store->outbox().counts()->operationsToSend, 1);
    EXPECT_EQ(store->outbox().all()->size(), 1);
    // The same once it is numbered, sent and answered, as far as its words go: only the hub's backup lets it go.
    const auto sent = batch();
    answer(sent, sent.entries.first(), 7);
    EXPECT_EQ(store->db().run("DELETE FROM outbox_body").error().code, ErrorCode::NotAllowed);
    EXPECT_EQ(store->transact([&] { return store->outbox().dropDurable(7); }).value(), 1);
    EXPECT_EQ(store->db().integer("SELECT count(*) FROM outbox_body").value(), 0);
}

TEST_F(OutboxTest, HeldBackWorkWaitsAndSoDoesWhatWasMadeAfterIt)
{
    const RecordId before = givenOwnRecord(), held = newRecord();
    const Instant until { clock.at.msSinceEpoch + 10'000 };
    ASSERT_TRUE(store->transact([&] { return store->outbox().append(createOf(held, formBody(u"too soon"_s)), until); }));
    const RecordId after = givenOwnRecord();
    const auto first = batch();
    ASSERT_EQ(first.entries.size(), 1);
    EXPECT_EQ(first.entries.first().operation.record, before);
    EXPECT_FALSE(first.more);
    answer(first, first.entries.first(), 10);
    EXPECT_FALSE(store->outbox().hasWork(clock.at).value());
    EXPECT_EQ(store->outbox().counts()->recordsToSend, 2);   // people are told of it all the same
    EXPECT_EQ(viewOf(held).sync, RecordSync::Here);
    clock.at.msSinceEpoch = until.msSinceEpoch;
    EXPECT_TRUE(store->outbox().hasWork(clock.at).value());
    const auto later = batch();
    ASSERT_EQ(later.entries.size(), 2);
    EXPECT_EQ(later.entries.at(0).operation.record, held);
    EXPECT_EQ(later.entries.at(0).number, 2);
    EXPECT_EQ(later.entries.at(1).operation.record, after);
    EXPECT_EQ(later.previousChain, chainLink(chainStart(), first.entries.first().bytes));
}

TEST_F(OutboxTest, OnlyWhatIsHeldBackCanBeTakenBack)
{
    const RecordId held = newRecord(), other = givenOwnRecord();
    const Instant until { clock.at.msSinceEpoch + 10'000 };
    const auto hold = [&](const RecordId &record) {
        return store->transact([&] { return store->outbox().append(createOf(record, formBody(u"too soon"_s)), until); });
    };
    const auto takeBack = [&](const RecordId &record) { return store->transact([&] { return store->outbox().takeBack(record); }).value(); };
    ASSERT_TRUE(hold(held));
    EXPECT_EQ(takeBack(other), 0);
    EXPECT_EQ(takeBack(held), 1);
    EXPECT_FALSE(store->view().find(held)->has_value());
    ASSERT_TRUE(hold(held));
    clock.at = until;
    ASSERT_EQ(batch().entries.size(), 2);   // numbered: a request may have carried it
    EXPECT_EQ(takeBack(held), 0);
    EXPECT_EQ(store->db().run("DELETE FROM outbox").error().code, ErrorCode::NotAllowed);
    EXPECT_EQ(store->db().run("UPDATE outbox SET held_until_ms = 1").error().code, ErrorCode::NotAllowed);
    // A fork empties the numbers; what had one is no more to be taken back for that.
    ASSERT_TRUE(store->transact([&] { return store->outbox().restartStream(newId<StreamId>(clock, random), OutboxTable::Offer::Unanswered); }));
    EXPECT_EQ(takeBack(held), 0);
    EXPECT_EQ(store->outbox().counts()->operationsToSend, 2);
}

TEST_F(OutboxTest, AClockSetBackHoldsNothingForYears)
{
    ASSERT_TRUE(store->transact([&] { return store->outbox().append(createOf(newRecord(), formBody(u"x"_s)), Instant { clock.at.msSinceEpoch + 10'000 }); }));
    EXPECT_TRUE(batch().entries.isEmpty());
    clock.at.msSinceEpoch -= 365LL * 24 * 3600 * 1000;
    EXPECT_EQ(batch().entries.size(), 1);
}

TEST_F(OutboxTest, TheSameOperationTwiceIsRefused)
{
    const RecordId record = newRecord();
    const Operation operation = createOf(record, formBody(u"x"_s));
    ASSERT_TRUE(store->transact([&] { return store->outbox().append(operation); }));
    const auto twice = store->transact([&] { return store->outbox().append(operation); });
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, ErrorCode::AlreadyExists);
}

TEST_F(OutboxTest, AForkRenumbersOnlyWhatHasNoAnswer)
{
    for (int i = 0; i < 3; ++i)
        givenOwnRecord();
    const auto before = batch();
    answer(before, before.entries.at(0), 10);
    const StreamId fresh = newId<StreamId>(clock, random);
    ASSERT_TRUE(store->transact([&] { return store->outbox().restartStream(fresh, OutboxTable::Offer::Unanswered); }));
    const auto after = batch();
    EXPECT_EQ(after.stream, fresh);
    ASSERT_EQ(after.entries.size(), 2);
    EXPECT_EQ(after.entries.at(0).number, 1);
    EXPECT_EQ(after.entries.at(0).operation.id, before.entries.at(1).operation.id);
    EXPECT_EQ(after.previousChain, chainStart());
    EXPECT_EQ(after.acked, 0);
}

TEST_F(OutboxTest, ANewEpochOffersEverythingThatIsKeptInOrderOfMaking)
{
    for (int i = 0; i < 3; ++i)
        givenOwnRecord();
    const auto before = batch();
    answer(before, before.entries.at(0), 10);
    answer(before, before.entries.at(1), 11);
    ASSERT_TRUE(store->transact([&] { return store->outbox().restartStream(newId<StreamId>(clock, random), OutboxTable::Offer::Everything); }));
    const auto after = batch();
    ASSERT_EQ(after.entries.size(), 3);
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(after.entries.at(i).operation.id, before.entries.at(i).operation.id);
        EXPECT_EQ(after.entries.at(i).number, i + 1);
    }
}

TEST_F(OutboxTest, AResendOffersAnsweredOnesAgainUnderTheirNumbers)
{
    for (int i = 0; i < 3; ++i)
        givenOwnRecord();
    const auto before = batch();
    for (int i = 0; i < 3; ++i)
        answer(before, before.entries.at(i), 10 + i);
    EXPECT_TRUE(batch().entries.isEmpty());
    ASSERT_TRUE(store->transact([&] { return store->outbox().resendFrom(before.stream, 2); }));
    const auto again = batch();
    ASSERT_EQ(again.entries.size(), 2);
    EXPECT_EQ(again.entries.first().number, 2);
    EXPECT_EQ(again.previousChain, chainLink(chainStart(), before.entries.first().bytes));
    EXPECT_EQ(again.acked, 1);
}

TEST_F(OutboxTest, AnsweredWorkIsKeptUntilTheBackupHoldsIt)
{
    for (int i = 0; i < 3; ++i)
        givenOwnRecord();
    const auto sent = batch();
    answer(sent, sent.entries.at(0), 10);
    answer(sent, sent.entries.at(1), 11, { Outcome::Code::Held, u"invalid"_s, { u"note"_s } });
    const auto drop = [&](qint64 durable, OutboxTable::Unapplied what) {
        return store->transact([&] { return store->outbox().dropDurable(durable, what); }).value();
    };
    EXPECT_EQ(drop(9, OutboxTable::Unapplied::KeepUntilSettled), 0);
    EXPECT_EQ(drop(99, OutboxTable::Unapplied::KeepUntilSettled), 1);   // the held one stays, the unanswered one too
    EXPECT_EQ(drop(99, OutboxTable::Unapplied::Drop), 1);
    EXPECT_EQ(store->outbox().counts()->operationsToSend, 1);
}

TEST_F(OutboxTest, AnAnswerTwiceIsNoNews)
{
    givenOwnRecord();
    const auto sent = batch();
    answer(sent, sent.entries.first(), 10);
    const auto again = store->transact([&] { return store->outbox().recordAnswer(sent.stream, 1, 10, {}, 77); });
    EXPECT_FALSE(again.value());
    const auto unknown = store->transact([&] { return store->outbox().recordAnswer(sent.stream, 9, 10, {}, 77); });
    EXPECT_FALSE(unknown.value());
}

/// Appends a record that is urgent, perhaps about another, and returns the operation's record.
class UrgentTest : public OutboxTest {
protected:
    RecordId givenUrgent(std::optional<RecordId> about = {}, std::optional<Instant> heldUntil = {})
    {
        RecordBody body = formBody(u"Not safe tonight"_s);
        body.about = about;
        const Operation create = createOf(newRecord(), body);
        EXPECT_TRUE(store->transact([&] { return store->outbox().append(create, heldUntil, Turn::First); }));
        return create.record;
    }
    bool needsStream() { return store->outbox().needsStreamToOvertake(clock.at).value(); }
    static QList<RecordId> recordsOf(const OutboxBatch &batch)
    {
        QList<RecordId> records;
        for (const OutboxEntry &entry : batch.entries)
            records.append(entry.operation.record);
        return records;
    }
};

TEST_F(UrgentTest, GoesFirstAndAloneAndTheRestFollowsInItsOrder)
{
    const QList<RecordId> earlier { givenOwnRecord(), givenOwnRecord() };
    const RecordId urgent = givenUrgent();
    const auto first = batch();
    EXPECT_EQ(recordsOf(first), QList<RecordId> { urgent });
    EXPECT_EQ(first.entries.first().number, 1);
    EXPECT_EQ(recordsOf(batch()), QList<RecordId> { urgent }) << "until it is answered nothing makes its request larger";
    answer(first, first.entries.first(), 10);
    const auto rest = batch();
    EXPECT_EQ(recordsOf(rest), earlier);
    EXPECT_EQ(rest.entries.first().number, 2);
    EXPECT_EQ(rest.previousChain, chainLink(chainStart(), first.entries.first().bytes));
}

TEST_F(UrgentTest, TakesWithItWhatItRestsOnInTheOrderOfMaking)
{
    const RecordId other = givenOwnRecord();
    const RecordId amended = givenOwnRecord();
    const RecordId urgent = givenUrgent(amended);
    EXPECT_EQ(recordsOf(batch()), (QList<RecordId> { amended, urgent }));
    EXPECT_FALSE(recordsOf(batch()).contains(other));
    // Without the rule it would overtake what it amends; the simulator's switch shows that this is noticed.
    const auto alone = store->outbox().needsStreamToOvertake(clock.at, Overtaking::Alone);
    EXPECT_FALSE(alone.value());
}

TEST_F(UrgentTest, NeedsANewStreamOnlyWhereOthersHaveNumbersWithoutAnswers)
{
    for (int i = 0; i < 3; ++i)
        givenOwnRecord();
    const auto lost = batch();   // numbered, and no answer came
    EXPECT_FALSE(needsStream());
    const RecordId urgent = givenUrgent();
    EXPECT_TRUE(needsStream());
    const auto fresh = newId<StreamId>(clock, random);
    ASSERT_TRUE(store->transact([&] { return store->outbox().restartStream(fresh, OutboxTable::Offer::Unanswered); }));
    EXPECT_FALSE(needsStream());
    const auto first = batch();
    EXPECT_EQ(recordsOf(first), QList<RecordId> { urgent });
    EXPECT_EQ(first.stream, fresh);
    EXPECT_FALSE(needsStream()) << "it has its number now";
    const RecordId second = givenUrgent();
    EXPECT_FALSE(needsStream()) << "one urgent operation does not stand in another's way";
    EXPECT_EQ(recordsOf(batch()), (QList<RecordId> { urgent, second }));
    answer(first, first.entries.first(), 10);
    EXPECT_EQ(lost.entries.size(), 3);
}

TEST_F(UrgentTest, WaitsWhileItCanBeTakenBackAndThenOvertakesWhatIsHeldBack)
{
    const RecordId earlier = givenOwnRecord();
    const RecordId urgent = givenUrgent({}, Instant { clock.at.msSinceEpoch + 10'000 });
    EXPECT_EQ(recordsOf(batch()), QList<RecordId> { earlier });
    clock.at.msSinceEpoch += 10'000;
    EXPECT_TRUE(store->outbox().hasWork(clock.at).value());
    EXPECT_TRUE(needsStream());
    ASSERT_TRUE(store->transact([&] { return store->outbox().restartStream(newId<StreamId>(clock, random), OutboxTable::Offer::Unanswered); }));
    EXPECT_EQ(recordsOf(batch()), QList<RecordId> { urgent });
    // Beside one that is held back it goes at once.
    const Operation held = createOf(newRecord(), formBody(u"later"_s));
    ASSERT_TRUE(store->transact([&] { return store->outbox().append(held, Instant { clock.at.msSinceEpoch + 10'000 }); }));
    EXPECT_EQ(recordsOf(batch()), QList<RecordId> { urgent });
}

TEST_F(UrgentTest, IsToldOfWhenItIsLetGo)
{
    bool isUrgent = false;
    const auto subscription = store->feed().subscribe([&](const Changes &changes) { isUrgent = isUrgent || changes.urgent; });
    givenOwnRecord();
    givenUrgent({}, Instant { clock.at.msSinceEpoch + 10'000 });
    EXPECT_FALSE(isUrgent);
    ASSERT_TRUE(store->settleCompletions());
    EXPECT_TRUE(isUrgent);
    isUrgent = false;
    givenUrgent();
    EXPECT_TRUE(isUrgent);
}

} // namespace
