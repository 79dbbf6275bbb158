#include "sync/client/exchange.h"
#include "tests/support/loopback_transport.h"
#include "tests/unit/client/council_of_one.h"
#include "tests/unit/client/device_fixture.h"

#include "core/people/person.h"
#include "core/records/published.h"
#include "sync/hub/store/sqlite_hub_store.h"
#include "sync/protocol/codec.h"

namespace sightline::sync {
namespace {

/// Remembers what each call asked for, and lets a test do something while the answer is on its way.
class WatchedTransport final : public Transport {
public:
    explicit WatchedTransport(Transport &inner) : m_inner(inner) { }
    [[nodiscard]] Reply call(const Call &call) override
    {
        const auto request = wire::decodeSyncRequest(call.body);
        EXPECT_TRUE(request);
        asked.append(request ? request->cursors : QMap<QString, qint64>());
        Reply reply = m_inner.call(call);
        if (onCall)
            onCall(static_cast<int>(asked.size()));
        return reply;
    }
    void cancel() override { m_inner.cancel(); }

    QList<QMap<QString, qint64>> asked;
    std::function<void(int nth)> onCall;

private:
    Transport &m_inner;
};

/// A store that takes no job begun while @c isAway.
class AwayStore final : public StoreAccess {
public:
    explicit AwayStore(Store &store) : m_store(store) { }
    Result<void> run(const Job &job) override
    {
        job(m_store);
        return {};
    }
    Ended begin(Job job) override
    {
        if (isAway)
            return [] { return Result<void>(Error { ErrorCode::Cancelled, {} }); };
        return StoreAccess::begin(std::move(job));
    }

    bool isAway = false;

private:
    Store &m_store;
};

/// A device that has everything to fetch from a council of some hundred people.
class ReadAheadTest : public DeviceTest {
protected:
    static constexpr int peopleCount = 700;

    ReadAheadTest()
    {
        hubStore = hub::SqliteHubStore::open({ .path = u":memory:"_s }).value();
        service = std::make_unique<hub::HubService>(*hubStore, clock, hubRandom);
        beginCouncilOfOne(*service);
        QList<hub::Publication> people;
        for (int i = 0; i < peopleCount; ++i) {
            Person person;
            person.id = PersonId(u"p%1"_s.arg(i));
            person.name = u"Practitioner %1"_s.arg(i);
            person.roles = { u"Practitioner"_s };
            people.append({ hub::publishedId(RecordType::Person, person.id.toString()), publishedBody(RecordType::Person, toJson(person)) });
        }
        EXPECT_TRUE(service->publish(people));
        EXPECT_TRUE(store->transact([&] { return store->meta().setTokens({ u"token"_s, u"refresh"_s, 0 }); }));
        loop = std::make_unique<support::LoopbackTransport>(*service, hub::Caller { store->meta().enrolment()->installation, PersonId(u"sw1"_s) });
        transport = std::make_unique<WatchedTransport>(*loop);
    }

    [[nodiscard]] int peopleHere() { return static_cast<int>(store->base().count().valueOr(-1)); }
    [[nodiscard]] bool isAnyPageAskedTwice() const
    {
        return std::any_of(transport->asked.cbegin(), transport->asked.cend(), [this](const auto &cursors) { return transport->asked.count(cursors) > 1; });
    }

    CountingRandom hubRandom;
    std::unique_ptr<hub::HubStore> hubStore;
    std::unique_ptr<hub::HubService> service;
    std::unique_ptr<support::LoopbackTransport> loop;
    std::unique_ptr<WatchedTransport> transport;
};

TEST_F(ReadAheadTest, TheNextPageIsOnItsWayBeforeTheLastIsStoredAndNoneIsAskedForTwice)
{
    OwnStore access(*store);
    int hereAtSecond = -1;
    transport->onCall = [&](int nth) {
        if (nth == 2)
            hereAtSecond = peopleHere();
    };
    ASSERT_TRUE(syncOnce(access, *transport, random));
    EXPECT_EQ(hereAtSecond, 0);
    EXPECT_GT(peopleHere(), peopleCount);
    EXPECT_GT(transport->asked.size(), 3);
    EXPECT_FALSE(isAnyPageAskedTwice());
}

TEST_F(ReadAheadTest, WorkSavedMeanwhileGoesWithTheNextRequestAndWhatWasReadAheadIsDropped)
{
    OwnStore access(*store);

    transport->onCall = [&](int nth) {
        if (nth == 2)
            givenSaved(u"Toast"_s);
    };
    const auto report = syncOnce(access, *transport, random);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->receipted, 1);
    EXPECT_GT(peopleHere(), peopleCount);
    EXPECT_TRUE(isAnyPageAskedTwice()) << "the page that was read ahead is asked for again, with the work";
}

TEST_F(ReadAheadTest, APageThatCouldNotBeStoredIsAskedForAgain)
{
    AwayStore access(*store);
    Exchange exchange(access, *transport, random);
    transport->onCall = [&](int nth) { access.isAway = nth == 1; };   // from then until the page after it was read ahead
    exchange.run(event::Start {}, Exchange::Until::Idle);
    EXPECT_EQ(exchange.state().failure, Failure::Storage);
    EXPECT_EQ(peopleHere(), 0);
    EXPECT_EQ(transport->asked.size(), 2);
    exchange.run(event::Nudge {}, Exchange::Until::Idle);
    EXPECT_GT(peopleHere(), peopleCount);
    EXPECT_EQ(transport->asked.at(2), transport->asked.at(0)) << "the cursors did not move";
}

TEST_F(ReadAheadTest, ALineThatBreaksWhileReadingAheadLosesNothing)
{
    OwnStore access(*store);
    transport->onCall = [&](int nth) {
        if (nth == 1)
            loop->loseAnswers(1);   // that of the page read ahead
    };
    ASSERT_TRUE(syncOnce(access, *transport, random));
    EXPECT_GT(peopleHere(), peopleCount);
    EXPECT_EQ(transport->asked.at(2), transport->asked.at(1)) << "asked again in its turn";
}

TEST_F(ReadAheadTest, AStoreLentToAnotherThreadTakesTheSame)
{
    LentStore access(*store);
    ASSERT_TRUE(syncOnce(access, *loop, random));
    EXPECT_GT(peopleHere(), peopleCount);
}

} // namespace
} // namespace sightline::sync
