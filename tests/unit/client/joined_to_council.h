#pragma once

#include "sync/client/exchange.h"
#include "sync/hub/store/sqlite_hub_store.h"
#include "sync/protocol/codec.h"
#include "tests/support/loopback_transport.h"
#include "tests/unit/client/council_of_one.h"
#include "tests/unit/client/device_fixture.h"

namespace sightline::sync {

/// Remembers what each call asked for, and lets a test do something while the answer is on its way.
class WatchedTransport final : public Transport {
public:
    explicit WatchedTransport(Transport &inner) : m_inner(inner) { }
    [[nodiscard]] Reply call(const Call &call) override
    {
        const auto request = wire::decodeSyncRequest(call.body);
        EXPECT_TRUE(request);
        if (request)
            asked.append(*request);
        Reply reply = m_inner.call(call);
        if (onCall)
            onCall(static_cast<int>(asked.size()));
        return reply;
    }
    void cancel() override { m_inner.cancel(); }

    QList<wire::SyncRequest> asked;
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

/// A device of the one person of a council, and the council's hub behind a line that is watched.
class JoinedToCouncil : public DeviceTest {
protected:
    JoinedToCouncil()
    {
        hubStore = hub::SqliteHubStore::open({ .path = u":memory:"_s }).value();
        service = std::make_unique<hub::HubService>(*hubStore, clock, hubRandom);
        beginCouncilOfOne(*service);
        EXPECT_TRUE(store->transact([&] { return store->meta().setTokens({ u"token"_s, u"refresh"_s, 0 }); }));
        loop = std::make_unique<support::LoopbackTransport>(*service, hub::Caller { store->meta().enrolment()->installation, PersonId(u"sw1"_s) });
        transport = std::make_unique<WatchedTransport>(*loop);
    }

    CountingRandom hubRandom;
    std::unique_ptr<hub::HubStore> hubStore;
    std::unique_ptr<hub::HubService> service;
    std::unique_ptr<support::LoopbackTransport> loop;
    std::unique_ptr<WatchedTransport> transport;
};

} // namespace sightline::sync
