#include "tests/unit/client/joined_to_council.h"

namespace sightline::sync {
namespace {

/// A device with more saved than three requests hold.
class SendAheadTest : public JoinedToCouncil {
protected:
    static constexpr int savedCount = 3 * wire::operationsPerPushMax + 50;

    SendAheadTest()
    {
        OwnStore access(*store);
        EXPECT_TRUE(syncOnce(access, *transport, random));   // who is who
        transport->asked.clear();
        for (int i = 0; i < savedCount; ++i)
            saveOne(u"Note %1"_s.arg(i));
    }
    /// Each a moment after the one before: ids made in one moment by the counting dice may be the same.
    void saveOne(const QString &words)
    {
        ++clock.at.msSinceEpoch;
        givenSaved(words);
    }
    [[nodiscard]] int unanswered() { return static_cast<int>(store->outbox().counts().valueOr({}).operationsToSend); }
    /// Each record once on the hub, and nothing left here.
    void expectAllThereOnce(const Result<SyncReport> &report)
    {
        ASSERT_TRUE(report);
        EXPECT_EQ(report->receipted, savedCount);
        EXPECT_EQ(report->held, 0);
        EXPECT_EQ(unanswered(), 0);
        EXPECT_EQ(formsOnHub(), savedCount);
    }
    [[nodiscard]] int formsOnHub() { return static_cast<int>((*hubStore->snapshot())->scope(u"user:sw1"_s)->count); }
    [[nodiscard]] QList<qint64> numbersSent() const
    {
        QList<qint64> numbers;
        for (const wire::SyncRequest &request : transport->asked) {
            for (const wire::NumberedOperation &operation : request.operations)
                numbers.append(operation.number);
        }
        return numbers;
    }
    [[nodiscard]] bool isAnythingSentTwice() const
    {
        const QList<qint64> numbers = numbersSent();
        return QSet<qint64>(numbers.cbegin(), numbers.cend()).size() != numbers.size();
    }
};

TEST_F(SendAheadTest, TheNextOperationsAreOnTheirWayBeforeTheAnswerIsStoredAndNoneIsSentTwice)
{
    OwnStore access(*store);
    int unansweredAtSecond = -1;
    transport->onCall = [&](int nth) {
        if (nth == 2)
            unansweredAtSecond = unanswered();
    };
    expectAllThereOnce(syncOnce(access, *transport, random));
    EXPECT_EQ(unansweredAtSecond, savedCount) << "the second request went while the first answer was not stored";
    EXPECT_EQ(numbersSent().size(), savedCount);
    EXPECT_FALSE(isAnythingSentTwice());
}

TEST_F(SendAheadTest, AnAnswerThatIsLostIsAskedForAgainAndNothingIsDoubled)
{
    for (int lost = 1; lost <= 4; ++lost) {
        SCOPED_TRACE(lost);
        OwnStore access(*store);
        Exchange exchange(access, *transport, random);
        const auto first = transport->asked.size();
        transport->onCall = [&](int nth) {
            if (nth - first == lost)
                loop->loseAnswers(1);
        };
        exchange.run(event::Start {}, Exchange::Until::Idle);
        while (exchange.state().phase == Phase::BackingOff)
            exchange.run(event::NetworkRestored {}, Exchange::Until::Idle);
        EXPECT_EQ(unanswered(), 0);
        EXPECT_EQ(formsOnHub(), lost * savedCount);
        for (int i = 0; i < savedCount; ++i)
            saveOne(u"Another %1"_s.arg(i));
    }
    EXPECT_TRUE(isAnythingSentTwice());
}

TEST_F(SendAheadTest, WhatIsSavedMeanwhileGoesAfterIt)
{
    OwnStore access(*store);
    transport->onCall = [&](int nth) {
        if (nth == 2)
            saveOne(u"Toast"_s);
    };
    const auto report = syncOnce(access, *transport, random);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->receipted, savedCount + 1);
    EXPECT_FALSE(isAnythingSentTwice());
    EXPECT_EQ(numbersSent().last(), savedCount + 1);
}

/// Saved when the answer is in and not stored yet: what was built before it waits, and no store is said to be in trouble.
TEST_F(SendAheadTest, NothingGoesAheadOfWhatIsUrgent)
{
    OwnStore access(*store);
    Exchange exchange(access, *transport, random);
    Operation urgent = make(OperationKind::Create, newRecord());
    urgent.head = body(u"A concern"_s);
    bool isSaved = false;
    exchange.interruption = [&]() -> std::optional<Event> {
        if (isSaved || transport->asked.size() != 1)
            return std::nullopt;
        isSaved = true;
        EXPECT_TRUE(store->transact([&] { return store->outbox().append(urgent, {}, Turn::First); }));
        return event::Nudge { true };
    };
    exchange.run(event::Start {}, Exchange::Until::Idle);
    ASSERT_TRUE(isSaved);
    ASSERT_GE(transport->asked.size(), 2);
    const QList<wire::NumberedOperation> &second = transport->asked.at(1).operations;
    ASSERT_EQ(second.size(), 1) << "it goes alone";
    EXPECT_EQ(second.first().operation.id, urgent.id);
    EXPECT_EQ(exchange.state().failure, Failure::None);
    EXPECT_EQ(unanswered(), 0);
    EXPECT_EQ(formsOnHub(), savedCount + 1);
    EXPECT_EQ(std::count_if(transport->asked.cbegin(), transport->asked.cend(),
                            [&](const wire::SyncRequest &request) {
                                return std::any_of(request.operations.cbegin(), request.operations.cend(),
                                                   [&](const wire::NumberedOperation &sent) { return sent.operation.id == urgent.id; });
                            }),
              1)
        << "once";
}

TEST_F(SendAheadTest, AnAnswerThatGoesOnFromElsewhereIsNotUsed)
{
    OwnStore access(*store);
    Exchange exchange(access, *transport, random);
    bool isMoved = false;
    exchange.stepped = [&] {
        if (isMoved || unanswered() != savedCount - wire::operationsPerPushMax)
            return;
        // A repair has a scope fetched again from its beginning: rows before the cursor that was sent are missing in the answer.
        EXPECT_TRUE(store->transact([&]() -> Result<void> {
            auto scope = store->scopes().all()->first();
            isMoved = scope.cursor > 0;
            scope.cursor = 0;
            return store->scopes().put(scope);
        }));
    };
    exchange.run(event::Start {}, Exchange::Until::Idle);
    ASSERT_TRUE(isMoved);
    EXPECT_EQ(unanswered(), 0);
    EXPECT_EQ(formsOnHub(), savedCount);
    EXPECT_TRUE(isAnythingSentTwice());
}

TEST_F(SendAheadTest, OperationsThatCouldNotBeAnsweredHereAreSentAgain)
{
    AwayStore access(*store);
    Exchange exchange(access, *transport, random);
    transport->onCall = [&](int nth) { access.isAway = nth == 1; };   // from then until what follows was sent
    exchange.run(event::Start {}, Exchange::Until::Idle);
    EXPECT_EQ(exchange.state().failure, Failure::Storage);
    EXPECT_EQ(unanswered(), savedCount);
    exchange.run(event::Nudge {}, Exchange::Until::Idle);
    EXPECT_EQ(unanswered(), 0);
    EXPECT_EQ(formsOnHub(), savedCount);
}

TEST_F(SendAheadTest, AStoreLentToAnotherThreadSendsTheSame)
{
    LentStore access(*store);
    expectAllThereOnce(syncOnce(access, *loop, random));
}

} // namespace
} // namespace sightline::sync
