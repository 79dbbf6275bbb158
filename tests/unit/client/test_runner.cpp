#include "sync/client/runner.h"
#include "tests/support/loopback_transport.h"
#include "tests/unit/client/council_of_one.h"
#include "tests/unit/client/device_fixture.h"

#include "core/people/person.h"
#include "core/records/published.h"
#include "sync/hub/store/sqlite_hub_store.h"

#include <chrono>

namespace sightline::sync {
namespace {

/// A hub gone wrong: whatever body it leaves out, it names an operation that the device never sent.
class MisnamingTransport final : public Transport {
public:
    explicit MisnamingTransport(Transport &inner) : m_inner(inner) { }
    [[nodiscard]] Reply call(const Call &call) override
    {
        Reply reply = m_inner.call(call);
        misnamed += reply.body.contains("\"of\":") ? 1 : 0;
        reply.body.replace("\"of\":", "\"of\":9000");
        return reply;
    }
    void cancel() override { m_inner.cancel(); }

    std::atomic<int> misnamed = 0;

private:
    Transport &m_inner;
};

/// A hub and one device whose store has its own thread, as in the app.
class RunnerTest : public ::testing::Test {
protected:
    RunnerTest()
    {
        hubStore = std::move(hub::SqliteHubStore::open({ .path = u":memory:"_s })).value();
        service = std::make_unique<hub::HubService>(*hubStore, clock, hubRandom);
        beginCouncilOfOne(*service);

        EXPECT_TRUE(thread.call([](Store &) -> Result<void> { return {}; }).get().error().code == ErrorCode::Cancelled);
        thread.open([this]() { return Store::open({ .path = u":memory:"_s }, clock, random); }).waitForFinished();
        onStore([&](Store &store) {
            EXPECT_TRUE(store.transact([&]() -> Result<void> {
                if (const auto set = store.meta().setEnrolment({ u"loop"_s, installation, PersonId(u"sw1"_s), {}, {}, {}, {}, {}, 0 }, SecretBytes(64)); !set)
                    return set;
                if (const auto set = store.meta().setTokens({ u"token"_s, u"refresh"_s, 0 }); !set)
                    return set;
                return store.outbox().restartStream(newId<StreamId>(clock, random), OutboxTable::Offer::Unanswered);
            }));
        });
        auto made = std::make_unique<support::LoopbackTransport>(*service, hub::Caller { installation, PersonId(u"sw1"_s) });
        transport = made.get();
        runner = std::make_unique<Runner>(thread, std::move(made), std::make_unique<CountingRandom>());
    }
    ~RunnerTest() override { runner.reset(); }

    template <typename Work>
    void onStore(Work work)
    {
        EXPECT_TRUE(thread
                        .call([&work](Store &store) -> Result<void> {
                            work(store);
                            return {};
                        })
                        .get());
    }
    RecordId save(const QString &words, Turn turn = Turn::InOrder)
    {
        Operation operation { .id = newId<OperationId>(clock, random), .record = newId<RecordId>(clock, random) };
        operation.kind = OperationKind::Create;
        operation.kindName = u"create"_s;
        RecordBody head;
        head.author = PersonId(u"sw1"_s);
        head.form = u"X01@1.0"_s;
        head.answers.insert(u"said"_s, words);
        operation.head = head;
        onStore([&](Store &store) { EXPECT_TRUE(store.transact([&] { return store.outbox().append(operation, {}, turn); })); });
        return operation.record;
    }
    bool hubHas(const RecordId &record)
    {
        const auto snapshot = hubStore->snapshot();
        return (*snapshot)->record(record)->has_value();
    }
    /// Waits until @p isSo, told by the runner's own announcements; false after ten seconds.
    template <typename Condition>
    bool comesTrue(Condition isSo)
    {
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        std::unique_lock lock(mutex);
        while (!isSo()) {
            if (std::chrono::steady_clock::now() > until)
                return false;
            changed.wait_for(lock, std::chrono::milliseconds(20));
        }
        return true;
    }

    HandClock clock;
    CountingRandom random, hubRandom;
    InstallationId installation = newId<InstallationId>(clock, random);
    std::unique_ptr<hub::SqliteHubStore> hubStore;
    std::unique_ptr<hub::HubService> service;
    StoreThread thread;
    support::LoopbackTransport *transport = nullptr;
    std::unique_ptr<Runner> runner;
    std::mutex mutex;
    std::condition_variable changed;
};

TEST_F(RunnerTest, SendsWhatWasSavedAndThenListens)
{
    const RecordId record = save(u"Toast"_s);
    runner->start();
    EXPECT_TRUE(comesTrue([&] { return transport->isListening(); }));
    EXPECT_TRUE(hubHas(record));
    EXPECT_EQ(runner->status().word, SyncWord::UpToDate);
    EXPECT_EQ(runner->status().waiting, 0);
    EXPECT_TRUE(runner->status().lastContactMs.has_value());
}

TEST_F(RunnerTest, AsksForWholeBodiesOnceALeftOutOneIsNotItsOwn)
{
    auto made = std::make_unique<MisnamingTransport>(*transport);
    MisnamingTransport &misnaming = *made;
    const auto inner = std::exchange(runner, nullptr);   // keeps the transport beneath; it was never started
    runner = std::make_unique<Runner>(thread, std::move(made), std::make_unique<CountingRandom>());
    const RecordId record = save(u"Toast"_s);
    runner->start();
    ASSERT_TRUE(comesTrue([&] { return misnaming.misnamed == 1; }));
    runner->networkRestored();
    EXPECT_TRUE(comesTrue([&] { return hubHas(record) && runner->status().word == SyncWord::UpToDate; }));
    EXPECT_EQ(misnaming.misnamed, 1);
    runner.reset();
}

TEST_F(RunnerTest, BreaksOffListeningAsSoonAsSomethingIsSaved)
{
    runner->start();
    ASSERT_TRUE(comesTrue([&] { return transport->isListening(); }));
    const RecordId record = save(u"Toast"_s);   // nobody calls nudge(): the store's feed does
    EXPECT_TRUE(comesTrue([&] { return hubHas(record); }));
}

/// Five hundred records wait, a hundred of them with numbers from a request whose answer was lost: the concern is alone in the next
/// request, and nothing is lost or doubled by the new stream.
TEST_F(RunnerTest, AnUrgentRecordIsInTheFirstRequestWhateverWaits)
{
    runner->start();   // it knows the hub's history
    ASSERT_TRUE(comesTrue([&] { return transport->isListening(); }));
    runner->stop();
    QList<RecordId> waiting;
    for (int i = 0; i < 500; ++i)
        waiting.append(save(u"Record %1"_s.arg(i)));
    const auto requestNow = [this] {
        std::optional<wire::SyncRequest> message;
        onStore([&](Store &store) { message = buildRequest(store, {})->message; });
        return *message;
    };
    const wire::SyncRequest lost = requestNow();
    ASSERT_EQ(lost.operations.size(), wire::operationsPerPushMax);
    const RecordId urgent = save(u"Not safe tonight"_s, Turn::First);
    const wire::SyncRequest first = requestNow();
    ASSERT_EQ(first.operations.size(), 1);
    EXPECT_EQ(first.operations.first().operation.record, urgent);
    EXPECT_NE(first.stream, lost.stream);
    // The lost request arrives after all, and late.
    const auto caller = hub::Caller { installation, PersonId(u"sw1"_s) };
    ASSERT_TRUE(service->sync(first, caller));
    EXPECT_TRUE(hubHas(urgent));
    EXPECT_FALSE(hubHas(waiting.first()));
    ASSERT_TRUE(service->sync(lost, caller));
    runner->start();
    ASSERT_TRUE(comesTrue([&] { return transport->isListening(); }));
    for (const RecordId &record : std::as_const(waiting))
        EXPECT_TRUE(hubHas(record));
    const auto snapshot = hubStore->snapshot();
    EXPECT_EQ((*snapshot)->recordIds(u"form"_s)->size(), 501);
    EXPECT_TRUE((*snapshot)->recordIds(u"notice"_s)->isEmpty());
}

TEST_F(RunnerTest, SomethingUrgentIsSentWhileItListens)
{
    runner->start();
    ASSERT_TRUE(comesTrue([&] { return transport->isListening(); }));
    const RecordId urgent = save(u"Not safe tonight"_s, Turn::First);
    EXPECT_TRUE(comesTrue([&] { return hubHas(urgent) && transport->isListening(); }));
    EXPECT_EQ(runner->status().word, SyncWord::UpToDate);
}

TEST_F(RunnerTest, DoesNotWakeItselfByItsOwnWrites)
{
    save(u"Toast"_s);
    runner->start();
    ASSERT_TRUE(comesTrue([&] { return transport->isListening(); }));
    const int calls = transport->calls();
    EXPECT_LE(calls, 6);
    EXPECT_FALSE(comesTrue([&, until = std::chrono::steady_clock::now() + std::chrono::milliseconds(300)] {
                     return transport->calls() != calls || std::chrono::steady_clock::now() > until;
                 })
                 && transport->calls() != calls);
}

TEST_F(RunnerTest, SaysOfflineWhileTheHubIsAwayAndCatchesUpAfter)
{
    transport->unplug(true);
    const RecordId record = save(u"Toast"_s);
    runner->start();
    ASSERT_TRUE(comesTrue([&] { return runner->status().word == SyncWord::Offline; }));
    EXPECT_EQ(runner->status().waiting, 1);
    transport->unplug(false);
    runner->networkRestored();
    EXPECT_TRUE(comesTrue([&] { return hubHas(record) && runner->status().word == SyncWord::UpToDate; }));
}

TEST_F(RunnerTest, ALostAnswerIsAskedForAgainAndCountsOnce)
{
    transport->loseAnswers(2);
    const RecordId record = save(u"Toast"_s);
    runner->start();
    ASSERT_TRUE(comesTrue([&] {
        runner->networkRestored();
        return transport->isListening();
    }));
    const auto snapshot = hubStore->snapshot();
    EXPECT_EQ((*snapshot)->operationsOf(record)->size(), 1);
}

TEST_F(RunnerTest, StopsAtOnceWhileListeningAndCanStartAgain)
{
    runner->start();
    ASSERT_TRUE(comesTrue([&] { return transport->isListening(); }));
    const auto before = std::chrono::steady_clock::now();
    runner->stop();
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(5));
    EXPECT_EQ(runner->status().word, SyncWord::Stopped);
    const RecordId record = save(u"Toast"_s);
    EXPECT_FALSE(hubHas(record));
    runner->start();
    EXPECT_TRUE(comesTrue([&] { return hubHas(record); }));
}

TEST_F(RunnerTest, TellsListenersUntilTheyLeave)
{
    std::atomic<int> told = 0;
    auto token = runner->listen([&told](const SyncStatus &) { ++told; });
    runner->start();
    ASSERT_TRUE(comesTrue([&] { return transport->isListening(); }));
    EXPECT_GT(told.load(), 0);
    token.reset();
    const int before = told;
    runner->stop();
    EXPECT_EQ(told, before);
}

TEST_F(RunnerTest, SyncOnceReportsWhatItMovedAndReachesNobodyWhenUnplugged)
{
    save(u"Toast"_s);
    ThreadedStore access(thread);
    transport->unplug(true);
    const auto away = syncOnce(access, *transport, random);
    ASSERT_FALSE(away);
    EXPECT_EQ(away.error().code, ErrorCode::HubUnreachable);
    transport->unplug(false);
    const auto report = syncOnce(access, *transport, random);
    ASSERT_TRUE(report) << report.error().detail.toStdString();
    EXPECT_EQ(*report, (SyncReport { 1, 1, 0, 1 })) << "its own record is not among what came from others; the person's is";
    EXPECT_EQ(*syncOnce(access, *transport, random), (SyncReport {}));
}

} // namespace
} // namespace sightline::sync
