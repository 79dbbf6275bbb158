#include "core/store/reading_lease.h"
#include "sync/client/enrol.h"
#include "sync/client/exchange.h"
#include "sync/client/http_transport.h"
#include "sync/client/request.h"
#include "sync/client/runner.h"
#include "sync/protocol/limits.h"
#include "tests/support/hub_process.h"

#include <gtest/gtest.h>

#include <QCoreApplication>

#include <chrono>

namespace sightline {
namespace {

using namespace Qt::StringLiterals;

/// A device with its store in memory and a real transport.
class Device {
public:
    explicit Device(const QString &url) : transport(*sync::hubUrlFromText(url)), m_url(url)
    {
        store = std::move(Store::open({ .path = u":memory:"_s }, clock, random)).value();
        access = std::make_unique<sync::OwnStore>(*store);
    }
    Result<Enrolment> enrol(const QString &code) { return sync::enrolDevice(*access, transport, m_url, code); }
    Result<sync::SyncReport> sync() { return sync::syncOnce(*access, transport, random); }
    RecordId save(const QString &words)
    {
        const Enrolment self = *store->meta().enrolment();
        Operation operation { .id = newId<OperationId>(clock, random), .record = newId<RecordId>(clock, random) };
        operation.kind = OperationKind::Create;
        operation.kindName = u"create"_s;
        RecordBody head;
        head.type = RecordType::Form;
        head.author = self.person;
        head.answers.insert(u"said"_s, words);
        operation.head = head;
        EXPECT_TRUE(store->transact([&] { return store->outbox().append(operation); }));
        return operation.record;
    }
    QString shown(const RecordId &record)
    {
        const auto body = store->view().body(record);
        return body && *body ? (*body)->answers.value(u"said"_s).toString() : QString();
    }

    SystemClock clock;
    SodiumRandom random;
    std::unique_ptr<Store> store;
    std::unique_ptr<sync::OwnStore> access;
    sync::HttpTransport transport;

private:
    QString m_url;
};

class DeviceAndHubTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(hub.init()) << hub.complaint.toStdString();
        ASSERT_TRUE(hub.serve()) << hub.complaint.toStdString();
        const auto users = parseJson(hub.administer({ u"user"_s, u"list"_s, u"--json"_s }));
        ASSERT_TRUE(users) << hub.complaint.toStdString();
        for (const Json &user : users->toArray()) {
            if (!user[u"manager"_s].toString().isEmpty())
                person = user[u"id"_s].toString();
        }
        ASSERT_FALSE(person.isEmpty());
    }
    std::unique_ptr<Device> givenDevice()
    {
        auto device = std::make_unique<Device>(hub.url());
        const auto joined = device->enrol(hub.codeFor(person));
        EXPECT_TRUE(joined) << (joined ? "" : joined.error().detail.toStdString());
        return device;
    }

    support::HubProcess hub { QStringLiteral(SIGHTLINE_HUB) };
    QString person;
};

TEST_F(DeviceAndHubTest, ARecordTravelsFromOneDeviceToAnother)
{
    const auto first = givenDevice();
    const auto second = givenDevice();
    ASSERT_TRUE(second->sync());
    const RecordId record = first->save(u"We had toast."_s);
    const auto report = first->sync();
    ASSERT_TRUE(report) << report.error().detail.toStdString();
    EXPECT_EQ(report->pushed, 1);
    EXPECT_EQ(report->receipted, 1);
    const auto pulled = second->sync();
    ASSERT_TRUE(pulled) << pulled.error().detail.toStdString();
    EXPECT_EQ(pulled->pulled, 1);
    EXPECT_EQ(second->shown(record), u"We had toast."_s);
    EXPECT_EQ(first->store->base().find(record)->value().body, second->store->base().find(record)->value().body);
    const auto scopes = first->store->scopes().all();
    for (const ScopeRow &scope : *scopes)
        EXPECT_EQ(*second->store->scopes().find(scope.id), scope) << scope.id.toStdString();
}

TEST_F(DeviceAndHubTest, AHubThatIsAwayChangesNothingAndOneThatIsKilledLosesNothing)
{
    const auto device = givenDevice();
    ASSERT_TRUE(device->sync());
    const RecordId record = device->save(u"We had toast."_s);
    hub.kill();
    const auto away = device->sync();
    ASSERT_FALSE(away);
    EXPECT_EQ(away.error().code, ErrorCode::HubUnreachable);
    EXPECT_EQ(device->store->outbox().counts()->operationsToSend, 1);
    EXPECT_EQ(device->store->view().find(record)->value().sync, RecordSync::Here);
    ASSERT_TRUE(hub.serve());
    ASSERT_TRUE(device->sync());
    EXPECT_EQ(device->store->view().find(record)->value().sync, RecordSync::OnHub);
    hub.kill();
    ASSERT_TRUE(hub.serve());
    const auto other = givenDevice();
    ASSERT_TRUE(other->sync());
    EXPECT_EQ(other->shown(record), u"We had toast."_s);
}

/// What an IT lead is asked on a Friday night: when was the lost tablet last heard, and what was on it alone?
TEST_F(DeviceAndHubTest, TheHubKnowsWhenEachDeviceWasLastHeardAndWhatItStillHeld)
{
    const auto device = givenDevice();
    const auto devices = [&] {
        const auto list = parseJson(hub.administer({ u"device"_s, u"list"_s, u"--user"_s, person, u"--json"_s }));
        EXPECT_TRUE(list) << hub.complaint.toStdString();
        return list.valueOr(Json::array()).toArray();
    };
    ASSERT_EQ(devices().size(), 1);
    EXPECT_TRUE(devices().first()[u"last_contact"_s].isNull()) << "it joined, and has not asked for anything yet";
    EXPECT_TRUE(devices().first()[u"remaining"_s].isNull());

    for (int i = 0; i < wire::operationsPerPushMax + 3; ++i)
        device->save(u"We had toast."_s);
    Draft draft { .id = newId<RecordId>(device->clock, device->random) };
    draft.body.author = PersonId(person);
    ASSERT_TRUE(device->store->transact([&] { return device->store->drafts().save(draft); }));
    sync::StoreAccess &access = *device->access;
    ASSERT_TRUE(access.run([&](Store &store) {
        const auto built = sync::buildRequest(store, {});
        ASSERT_TRUE(built);
        EXPECT_EQ(built->message.remaining, (wire::Remaining { 3, 1, 0, 0 })) << "what goes along is not on it alone any more";
    }));
    ASSERT_TRUE(device->sync());
    hub.terminate();   // what was noted is kept before it ends
    ASSERT_TRUE(hub.serve());
    const Json told = devices().first();
    EXPECT_FALSE(told[u"last_contact"_s].toString().isEmpty());
    EXPECT_EQ(told[u"remaining"_s], Json::object({ { u"records"_s, 0 }, { u"drafts"_s, 1 }, { u"files"_s, 0 }, { u"file_bytes"_s, 0 } }));
    EXPECT_TRUE(told[u"revoked"_s].isNull());
    ASSERT_FALSE(hub.administer({ u"revoke"_s, person, u"--json"_s }).isEmpty()) << hub.complaint.toStdString();
    EXPECT_FALSE(devices().first()[u"revoked"_s].toString().isEmpty());
    EXPECT_EQ(devices().first()[u"remaining"_s], told[u"remaining"_s]) << "it can still be told when it is withdrawn";
}

TEST_F(DeviceAndHubTest, ACodeIsGoodOnceAndAWrongOneSaysSo)
{
    const QString code = hub.codeFor(person);
    Device first(hub.url()), second(hub.url());
    EXPECT_TRUE(first.enrol(code));
    const auto again = second.enrol(code);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::NotAllowed);
    EXPECT_FALSE(*second.store->meta().isEnrolled());
    EXPECT_EQ(second.sync().error().code, ErrorCode::NotEnrolled);
}

TEST_F(DeviceAndHubTest, JoiningAgainKeepsUnsentWork)
{
    const auto device = givenDevice();
    ASSERT_TRUE(device->sync());
    const RecordId record = device->save(u"We had toast."_s);
    ASSERT_TRUE(device->enrol(hub.codeFor(person)));
    const auto report = device->sync();
    ASSERT_TRUE(report) << report.error().detail.toStdString();
    EXPECT_EQ(report->pushed, 1);
    EXPECT_EQ(device->store->view().find(record)->value().sync, RecordSync::OnHub);
}

TEST_F(DeviceAndHubTest, RenewsItsTokenWhenTheOldOneIsRefused)
{
    const auto device = givenDevice();
    auto tokens = *device->store->meta().tokens();
    const QString refresh = tokens.refresh;
    tokens.access = u"expired"_s;
    ASSERT_TRUE(device->store->transact([&] { return device->store->meta().setTokens(tokens); }));
    const auto report = device->sync();
    ASSERT_TRUE(report) << report.error().detail.toStdString();
    EXPECT_NE(device->store->meta().tokens()->refresh, refresh) << "a refresh token is good once";
}

TEST_F(DeviceAndHubTest, ARevokedDeviceIsToldAndKeepsItsWork)
{
    const auto device = givenDevice();
    ASSERT_TRUE(device->sync());
    device->save(u"We had toast."_s);
    ASSERT_FALSE(hub.administer({ u"revoke"_s, person, u"--json"_s }).isEmpty()) << hub.complaint.toStdString();
    const auto refused = device->sync();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::HubRefused);
    EXPECT_EQ(device->store->outbox().counts()->operationsToSend, 1);
}

TEST_F(DeviceAndHubTest, WhatALostDeviceHoldsIsClosedAtItsNextContactAndOpensWhenItIsJoinedAgain)
{
    const auto device = givenDevice();
    const RecordId sent = device->save(u"Sent before."_s);
    ASSERT_TRUE(device->sync());
    const RecordId unsent = device->save(u"Written since."_s);
    ASSERT_TRUE(checkMayRead(*device->store, sent));
    ASSERT_FALSE(hub.administer({ u"revoke"_s, person, u"--json"_s }).isEmpty()) << hub.complaint.toStdString();
    ASSERT_FALSE(device->sync());
    EXPECT_EQ(checkMayRead(*device->store, sent).error().code, ErrorCode::LeaseOver);
    EXPECT_TRUE(checkMayRead(*device->store, unsent)) << "nobody is locked out of their own words";

    ASSERT_TRUE(device->enrol(hub.codeFor(person)));
    const auto report = device->sync();
    ASSERT_TRUE(report) << report.error().detail.toStdString();
    EXPECT_TRUE(checkMayRead(*device->store, sent));
    EXPECT_EQ(report->pushed, 1);
}

/// What stands between a device and its hub, and says no in words of its own.
class Gatekeeper final : public sync::Transport {
public:
    [[nodiscard]] sync::Reply call(const sync::Call &) override
    {
        return { .kind = sync::Reply::Kind::Answered, .status = 403, .body = "<html><h1>Sign in to the guest network</h1></html>" };
    }
    void cancel() override { }
};

TEST_F(DeviceAndHubTest, ANetworkThatRefusesIsNotTakenForTheHub)
{
    const auto device = givenDevice();
    const RecordId sent = device->save(u"Sent before."_s);
    ASSERT_TRUE(device->sync());
    Gatekeeper gatekeeper;
    const auto refused = sync::syncOnce(*device->access, gatekeeper, device->random);
    ASSERT_FALSE(refused);
    EXPECT_FALSE(refused.error().detail.contains(u"join again"_s)) << refused.error().detail.toStdString();
    EXPECT_TRUE(checkMayRead(*device->store, sent));
    EXPECT_TRUE(device->sync()) << "the network has let go";

    // One that looks into what is sent, and lets the small requests pass.
    class Filter final : public sync::Transport {
    public:
        explicit Filter(sync::Transport &behind) : m_behind(behind) { }
        [[nodiscard]] sync::Reply call(const sync::Call &call) override
        {
            return call.path == "/v1/sync"_L1 ? sync::Reply { .kind = sync::Reply::Kind::Answered, .status = 403, .body = "<html></html>" }
                                              : m_behind.call(call);
        }
        void cancel() override { m_behind.cancel(); }

    private:
        sync::Transport &m_behind;
    };
    Filter filter(device->transport);
    const auto filtered = sync::syncOnce(*device->access, filter, device->random);
    ASSERT_FALSE(filtered);
    EXPECT_FALSE(filtered.error().detail.contains(u"join again"_s)) << filtered.error().detail.toStdString();
    EXPECT_TRUE(checkMayRead(*device->store, sent));
}

TEST_F(DeviceAndHubTest, AListeningDeviceHearsOfAnothersRecordWithoutAsking)
{
    const auto writer = givenDevice();
    ASSERT_TRUE(writer->sync());
    StoreThread thread;
    SystemClock clock;
    SodiumRandom random;
    thread.open([&]() { return Store::open({ .path = u":memory:"_s }, clock, random); }).waitForFinished();
    sync::ThreadedStore access(thread);
    sync::HttpTransport joining(*sync::hubUrlFromText(hub.url()));
    ASSERT_TRUE(sync::enrolDevice(access, joining, hub.url(), hub.codeFor(person)));
    sync::Runner runner(thread, std::make_unique<sync::HttpTransport>(*sync::hubUrlFromText(hub.url())), std::make_unique<SodiumRandom>());
    runner.start();
    const auto comesTrue = [](auto isSo) {
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!isSo() && std::chrono::steady_clock::now() < until)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        return isSo();
    };
    ASSERT_TRUE(comesTrue([&] { return runner.status().word == SyncWord::UpToDate; }));
    const RecordId record = writer->save(u"We had toast."_s);
    ASSERT_TRUE(writer->sync());
    EXPECT_TRUE(
        comesTrue([&] { return thread.call([&](Store &store) -> Result<bool> { return store.base().find(record)->has_value(); }).get().valueOr(false); }));
    runner.stop();
}

} // namespace
} // namespace sightline

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
