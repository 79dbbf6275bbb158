#include "tests/integration/hub/served_hub.h"
#include "tests/support/bad_link.h"

#include "core/sqlite/connection.h"
#include "sync/hub/audit/audit_entry.h"
#include "sync/hub/http/forwarded.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/limits.h"

#include <condition_variable>
#include <mutex>
#include <thread>

using namespace sightline;
using namespace sightline::hub;
using namespace std::chrono_literals;

namespace {

RecordBody visit(const QString &author, const QString &team, const QString &service)
{
    RecordBody body;
    body.state = RecordState::Completed;
    body.author = PersonId(author);
    body.form = u"visit@1.0"_s;
    body.team = TeamId(team);
    body.service = ServiceId(service);
    body.madeAtMs = body.completedAtMs = 1'795'391'000'000;
    body.answers.insert(u"summary"_s, u"A calm visit"_s);
    return body;
}

RecordBody northVisit() { return visit(u"practitioner-north-1"_s, u"early-support-north"_s, u"early-support"_s); }

} // namespace

TEST(HubRoutes, AnswerWithTheStatusesOfTheProtocol)
{
    ServedHub hub;
    auto device = hub.device(u"practitioner-north-1"_s);
    ASSERT_TRUE(device.isEnrolled());
    const QList<QByteArray> token { device.authorization() };
    EXPECT_EQ(ask(hub.port, "GET", "/v1/health").status, 200);
    EXPECT_EQ(ask(hub.port, "GET", "/v1/time").status, 200);
    EXPECT_EQ(ask(hub.port, "GET", "/v1/versions").body, "{\"v\":[1]}");
    EXPECT_EQ(ask(hub.port, "GET", "/v1/health?x=1").status, 200);
    EXPECT_EQ(ask(hub.port, "GET", "/v1/sync", {}, token).status, 405);
    EXPECT_EQ(ask(hub.port, "POST", "/v1/health", "{}").status, 405);
    EXPECT_EQ(ask(hub.port, "GET", "/").status, 404);
    EXPECT_EQ(ask(hub.port, "GET", "/v1/../../etc/passwd").status, 404);
    EXPECT_EQ(ask(hub.port, "POST", "/v1/sync", "{}").status, 401);
    EXPECT_EQ(ask(hub.port, "POST", "/v1/sync", "{}", { "Authorization: Basic eA==" }).status, 401);
    EXPECT_EQ(ask(hub.port, "POST", "/v1/sync", "{}", { "Authorization: Bearer guessed" }).status, 401);
    EXPECT_EQ(ask(hub.port, "POST", "/v1/sync", "{}", { "Authorization: Bearer " + device.enrolment().refreshToken.toLatin1() }).status, 401);
    EXPECT_EQ(ask(hub.port, "POST", "/v1/sync", "{}", token).status, 400);
    EXPECT_EQ(ask(hub.port, "POST", "/v1/sync", "not json", token).status, 400);
    EXPECT_EQ(ask(hub.port, "POST", "/v1/sync", "not gzip", token + QList<QByteArray> { "Content-Encoding: gzip" }).status, 400);
    EXPECT_EQ(ask(hub.port, "POST", "/v1/sync", "x", token + QList<QByteArray> { "Content-Encoding: br" }).status, 400);
    EXPECT_EQ(ask(hub.port, "POST", "/v1/digest", "{\"scope\":\"user:qa-manager\",\"prefix\":\"\"}", token).status, 404);
    EXPECT_EQ(ask(hub.port, "POST", "/v1/digest", "{\"scope\":\"ref\",\"prefix\":\"\"}", token).status, 200);
    EXPECT_EQ(ask(hub.port, "POST", "/v1/enrol", "{}").status, 400);
    const auto later = ask(hub.port, "POST", "/v1/sync", "{\"v\":2}", token);
    EXPECT_EQ(later.status, 426);
    EXPECT_TRUE(later.body.contains("\"error\""));
}

TEST(HubRoutes, WhoAsksTooOftenIsToldWhenToComeAgainAndNobodyElseIs)
{
    ServedHubOptions options;
    options.routes.ofDevice = { 0.01, 3 };
    ServedHub hub(options);
    auto flood = hub.device(u"practitioner-north-1"_s), calm = hub.device(u"tm-early-support-north"_s);
    const QList<QByteArray> ofFlood { flood.authorization() }, ofCalm { calm.authorization() };
    const auto digest = [&hub](const QList<QByteArray> &token) { return ask(hub.port, "POST", "/v1/digest", "{\"scope\":\"ref\",\"prefix\":\"\"}", token); };
    int served = 0;
    while (served < 10 && digest(ofFlood).status == 200)
        ++served;
    EXPECT_LE(served, 3);
    const auto refused = digest(ofFlood);
    EXPECT_EQ(refused.status, 429);
    EXPECT_GT(refused.header("retry-after").toInt(), 0);
    EXPECT_EQ(ask(hub.port, "GET", "/v1/files/" + QByteArray(64, 'a'), {}, ofFlood).status, 429);
    EXPECT_EQ(digest(ofCalm).status, 200);
}

TEST(HubRoutes, AnAddressThatFloodsIsToldToo)
{
    ServedHubOptions options;
    options.routes.ofAddress = { 0.01, 5 };
    ServedHub hub(options);
    int served = 0;
    while (served < 20 && ask(hub.port, "GET", "/v1/time").status == 200)
        ++served;
    EXPECT_EQ(served, 5);
    EXPECT_EQ(ask(hub.port, "GET", "/v1/versions").status, 429);
    EXPECT_EQ(ask(hub.port, "POST", "/v1/enrol", "{}").status, 429);
    EXPECT_EQ(ask(hub.port, "GET", "/v1/health").status, 200) << "whoever watches over it is answered";
}

/// What a device is given is told, once, whichever chunk of a file it begins with; and a pattern of the policy is no address.
TEST(HubRoutes, WhatIsGivenIsInTheAuditTrailWhenTheHubStops)
{
    ServedHub hub;
    auto north = hub.device(u"practitioner-north-1"_s), manager = hub.device(u"tm-early-support-north"_s);
    ASSERT_TRUE(north.pullAll());
    ASSERT_TRUE(north.sync({ north.create(northVisit()) }));
    ASSERT_TRUE(manager.pullAll());
    EXPECT_EQ(ask(hub.port, "GET", "/v1/files/*", {}, { manager.authorization() }).status, 404);
    hub.routes->stop();
    const auto snapshot = hub.store->snapshot();
    const auto lines = (*snapshot)->auditAfter(0, 1000);
    ASSERT_TRUE(lines);
    int given = 0;
    for (const AuditRow &row : *lines) {
        const auto entry = readAuditLine(row.line);
        ASSERT_TRUE(entry);
        if (entry->action == AuditAction::Given && entry->who == u"tm-early-support-north")
            given += int(entry->about.value(u"records"_s).toInteger());
    }
    EXPECT_EQ(given, 1);
}

TEST(HubRoutes, LimitsOfAPushHoldAtTheirEdges)
{
    ServedHub hub;
    auto device = hub.device(u"practitioner-north-1"_s);
    const QList<QByteArray> token { device.authorization() };
    const qint64 most = wire::pushInflatedBytesMax;
    EXPECT_EQ(ask(hub.port, "POST", "/v1/sync", QByteArray(most, ' '), token).status, 400) << "read, and found empty";
    EXPECT_EQ(ask(hub.port, "POST", "/v1/sync", QByteArray(most + 1, ' '), token).status, 413);
    const QList<QByteArray> packed = token + QList<QByteArray> { "Content-Encoding: gzip" };
    EXPECT_EQ(ask(hub.port, "POST", "/v1/sync", wire::gzip(QByteArray(most, ' ')), packed).status, 400);
    EXPECT_EQ(ask(hub.port, "POST", "/v1/sync", wire::gzip(QByteArray(most + 1, ' ')), packed).status, 413);
    EXPECT_EQ(ask(hub.port, "POST", "/v1/sync", QByteArray(wire::pushCompressedBytesMax, 'x'), packed).status, 400);
    EXPECT_EQ(ask(hub.port, "POST", "/v1/sync", QByteArray(wire::pushCompressedBytesMax + 1, 'x'), packed).status, 413);
}

TEST(HubRoutes, PushesAndPullsPackedBothWays)
{
    ServedHub hub;
    auto north = hub.device(u"practitioner-north-1"_s);
    auto manager = hub.device(u"tm-early-support-north"_s);
    ASSERT_TRUE(north.pullAll() && manager.pullAll());
    const Operation made = north.create(northVisit());
    const auto answer = north.sync({ made });
    ASSERT_TRUE(answer);
    ASSERT_EQ(answer->acks.size(), 1);
    EXPECT_EQ(outcomeName(answer->acks[0].outcome), u"applied"_s);
    ASSERT_TRUE(manager.pullAll());
    EXPECT_TRUE(manager.held.contains(made.record));
    auto again = hub.device(u"tm-early-support-north"_s);
    const auto raw = again.send(again.request());
    EXPECT_EQ(raw.header("content-encoding"), "gzip");
    EXPECT_EQ(raw.header("cache-control"), "no-store");
    EXPECT_EQ(raw.header("x-content-type-options"), "nosniff");
}

TEST(HubRoutes, AWaitingDeviceHearsOfWorkAtOnceAndOnlyOfItsOwnScopes)
{
    ServedHubOptions options;
    options.routes.wakeSpreadMs = 20;
    ServedHub hub(options);
    auto manager = hub.device(u"tm-early-support-north"_s);
    auto fostering = hub.device(u"tm-fostering"_s);
    auto north = hub.device(u"practitioner-north-1"_s);
    ASSERT_TRUE(manager.pullAll() && fostering.pullAll() && north.pullAll());
    const auto listen = [](WireDevice &device, int seconds) {
        wire::SyncRequest request = device.request();
        request.waitSeconds = seconds;
        const auto begin = std::chrono::steady_clock::now();
        EXPECT_TRUE(device.take(request, device.send(request)));
        return std::chrono::steady_clock::now() - begin;
    };
    std::chrono::steady_clock::duration managerTook {};
    std::chrono::steady_clock::duration fosteringTook {};
    std::thread first([&] { managerTook = listen(manager, 10); });
    std::thread second([&] { fosteringTook = listen(fostering, 2); });
    std::this_thread::sleep_for(300ms);   // both are held open by now
    const Operation made = north.create(northVisit());
    ASSERT_TRUE(north.sync({ made }));
    first.join();
    second.join();
    EXPECT_TRUE(manager.held.contains(made.record));
    EXPECT_LT(managerTook, 9s) << "woken, not come to the end of its own wait";
    EXPECT_FALSE(fostering.held.contains(made.record));
    EXPECT_GE(fosteringTook, 1900ms) << "what is not theirs does not wake them";
}

TEST(HubRoutes, AdministrationInAnotherProcessIsSeenWithinASecond)
{
    ServedHub hub;
    auto fostering = hub.device(u"tm-fostering"_s);
    ASSERT_TRUE(fostering.pullAll());
    // A store and a service of its own over the same file, as `sightline-hub user add` has.
    const auto beside = hub.openStore();
    HubService administration(*beside, hub.clock, hub.random);
    std::thread added([&] {
        std::this_thread::sleep_for(300ms);
        Person newcomer;
        newcomer.id = PersonId(u"newcomer"_s);
        newcomer.name = u"A newcomer"_s;
        newcomer.roles = { u"Practitioner"_s };
        newcomer.service = ServiceId(u"early-support"_s);
        EXPECT_TRUE(administration.publish({ publicationOf(newcomer) }));
    });
    wire::SyncRequest request = fostering.request();
    request.waitSeconds = 10;
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_TRUE(fostering.take(request, fostering.send(request)));
    added.join();
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 9s) << "woken, not come to the end of its own wait";
    EXPECT_TRUE(fostering.held.contains(publishedId(RecordType::Person, u"newcomer"_s)));
}

TEST(HubRoutes, AWithdrawnEnrolmentEndsAHeldRequestAndTheNext)
{
    ServedHub hub;
    auto north = hub.device(u"practitioner-north-1"_s);
    ASSERT_TRUE(north.pullAll());
    {
        auto transaction = hub.store->begin();
        ASSERT_TRUE(hub.door->revoke(**transaction, north.installation()));
        ASSERT_TRUE((*transaction)->commit());
    }
    EXPECT_EQ(north.send(north.request()).status, 403);
}

TEST(HubRoutes, CodesCannotBeGuessedAtLeisure)
{
    ServedHubOptions options;
    options.routes.failuresPerMinuteMax = 5;
    ServedHub hub(options);
    const QByteArray guess = wire::encode(wire::EnrolRequest { u"0000-0000-0000"_s, QByteArray(32, 'k'), newId<InstallationId>(hub.clock, hub.random) });
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(ask(hub.port, "POST", "/v1/enrol", guess).status, 401);
    const auto refused = ask(hub.port, "POST", "/v1/enrol", guess);
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.header("retry-after"), "60");
}

namespace {

/// The status of a wrong code from here with @p headers.
int wrongCode(const ServedHub &hub, const QList<QByteArray> &headers)
{
    const QByteArray wrong = wire::encode(wire::EnrolRequest { u"0000-0000-0000"_s, QByteArray(32, 'k'), InstallationId(QUuid::createUuid()) });
    return ask(hub.port, "POST", "/v1/enrol", wrong, headers).status;
}

} // namespace

TEST(HubRoutes, AForwardedAddressIsBelievedFromATrustedProxyOnly)
{
    ServedHubOptions options;
    options.routes.failuresPerMinuteMax = 3;
    {
        // Without the option a header changes nothing: whatever it says, the fourth failure is refused.
        ServedHub hub(options);
        for (int i = 0; i < 3; ++i)
            EXPECT_EQ(wrongCode(hub, { "X-Forwarded-For: 203.0.113." + QByteArray::number(i) }), 401);
        EXPECT_EQ(wrongCode(hub, { "X-Forwarded-For: 203.0.113.9" }), 429);
    }
    {
        // Nor where another proxy is trusted than the one that connects.
        options.http.trustedProxies = { "192.0.2.1" };
        ServedHub hub(options);
        for (int i = 0; i < 3; ++i)
            EXPECT_EQ(wrongCode(hub, { "X-Forwarded-For: 203.0.113." + QByteArray::number(i) }), 401);
        EXPECT_EQ(wrongCode(hub, { "X-Forwarded-For: 203.0.113.9" }), 429);
    }
    options.http.trustedProxies = { "127.0.0.1" };
    ServedHub hub(options);
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(wrongCode(hub, { "X-Forwarded-For: 203.0.113.1" }), 401);
    EXPECT_EQ(wrongCode(hub, { "X-Forwarded-For: 203.0.113.1" }), 429);
    EXPECT_EQ(wrongCode(hub, { "X-Forwarded-For: 203.0.113.2" }), 401) << "somebody else";
    // What a stranger wrote before the proxy's own word does not move them to another address.
    EXPECT_EQ(wrongCode(hub, { "X-Forwarded-For: 198.51.100.7, 203.0.113.1" }), 429);
    EXPECT_EQ(wrongCode(hub, { "X-Forwarded-For: 198.51.100.7", "X-Forwarded-For: 203.0.113.1" }), 429);
}

TEST(Forwarded, IsTheLastAddressThatNoTrustedProxyHas)
{
    const QList<QByteArray> trusted { "127.0.0.1", "10.0.0.5" };
    EXPECT_EQ(clientAddress("203.0.113.9", "198.51.100.7", trusted), "203.0.113.9") << "said by a stranger";
    EXPECT_EQ(clientAddress("127.0.0.1", "", trusted), "127.0.0.1");
    EXPECT_EQ(clientAddress("127.0.0.1", "198.51.100.7", trusted), "198.51.100.7");
    EXPECT_EQ(clientAddress("127.0.0.1", "1.2.3.4, 198.51.100.7 , 10.0.0.5", trusted), "198.51.100.7");
    EXPECT_EQ(clientAddress("127.0.0.1", "10.0.0.5", trusted), "127.0.0.1") << "nobody else is named";
    EXPECT_EQ(clientAddress("127.0.0.1", "198.51.100.7, unknown", trusted), "127.0.0.1");
    EXPECT_EQ(clientAddress("127.0.0.1", "::ffff:198.51.100.7", trusted), "198.51.100.7");
    EXPECT_EQ(clientAddress("127.0.0.1", "2001:DB8:0:0::7", trusted), "2001:db8::7");
    EXPECT_EQ(plainAddress("198.51.100.7:443"), QByteArray());
}

TEST(Forwarded, ATrustedProxyThatIsNoAddressIsRefused)
{
    HttpOptions options;
    options.trustedProxies = { "proxy.example.org" };
    HttpServer server(options, [](HttpRequest, const Respond &) {});
    const auto started = server.start();
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().code, ErrorCode::InvalidInput);
}

TEST(HubRoutes, AStrangerBehindTheSameProxyKeepsNobodyFromRenewing)
{
    ServedHubOptions options;
    options.routes.failuresPerMinuteMax = 5;
    ServedHub hub(options);
    const QByteArray junk = wire::encode(wire::RefreshRequest { newId<InstallationId>(hub.clock, hub.random), u"not a token"_s, QByteArray(),
                                                                hub.clock.now().msSinceEpoch, QByteArray(64, 's') });
    for (int i = 0; i < 20; ++i) {
        const int status = ask(hub.port, "POST", "/v1/session/refresh", junk).status;
        EXPECT_TRUE(status == 401 || status == 403) << status;
    }
    EXPECT_TRUE(hub.device(u"practitioner-north-1"_s).pullAll()) << "enrolling goes on too";
}

TEST(HubRoutes, ADeviceThatReadsNothingIsHeldAsLongAsItAsks)
{
    ServedHub hub;
    auto leaver = hub.device(u"practitioner-north-1"_s);
    ASSERT_TRUE(leaver.pullAll());
    Person left = *demoCouncil().person(leaver.person);
    left.to = hub.service->today().addDays(-2);
    ASSERT_TRUE(hub.service->publish({ publicationOf(left) }));
    ASSERT_TRUE(leaver.sync());   // hears that there is nothing to read any more
    ASSERT_TRUE(leaver.lastAnswer->scopes.isEmpty());
    wire::SyncRequest request = leaver.request();
    request.waitSeconds = 2;
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_TRUE(leaver.take(request, leaver.send(request)));
    EXPECT_GE(std::chrono::steady_clock::now() - begin, 1900ms) << "answered at once, it asks for 30 days without a rest";
}

TEST(HubRoutes, AGuardOfTheDatabaseThatFiresSignsNobodyOut)
{
    ServedHub hub;
    auto device = hub.device(u"practitioner-north-1"_s);
    ASSERT_TRUE(device.pullAll());
    {
        const auto beside = Connection::open({ .path = hub.folder.filePath(u"hub.db"_s) }).value();
        ASSERT_TRUE(beside->execute("CREATE TRIGGER planted BEFORE INSERT ON op BEGIN SELECT RAISE(ABORT, 'planted'); END"));
    }
    const RawAnswer answer = device.send(device.request({ device.create(northVisit()) }));
    EXPECT_EQ(answer.status, 503) << "401 would have the device join again";
    EXPECT_FALSE(answer.header("retry-after").isEmpty());
    EXPECT_FALSE(answer.body.contains("planted"));
}

TEST(HubRoutes, ManyDevicesPushAtOnceAndNothingIsLostOrDoubled)
{
    ServedHub hub;
    static constexpr int devices = 8;
    static constexpr int rounds = 25;
    std::vector<WireDevice> all;
    for (int i = 0; i < devices; ++i)
        all.push_back(hub.device(u"practitioner-north-1"_s));
    std::vector<std::thread> threads;
    std::atomic<int> applied = 0;
    for (WireDevice &device : all) {
        threads.emplace_back([&device, &applied] {
            EXPECT_TRUE(device.pullAll());
            for (int i = 0; i < rounds; ++i) {
                const auto answer = device.sync({ device.create(northVisit()), device.create(northVisit()) });
                for (const wire::Ack &ack : answer ? answer->acks : QList<wire::Ack>())
                    applied += outcomeName(ack.outcome) == "applied"_L1 ? 1 : 0;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    EXPECT_EQ(applied, devices * rounds * 2);
    auto manager = hub.device(u"tm-early-support-north"_s);
    ASSERT_TRUE(manager.pullAll());
    const auto snapshot = hub.store->snapshot();
    EXPECT_EQ((*snapshot)->recordIds(u"form"_s)->size(), devices * rounds * 2);
}

TEST(HubRoutes, ADeviceOnTenKilobytesASecondIsServedToItsEnd)
{
    ServedHub hub;
    auto device = hub.device(u"practitioner-north-1"_s);
    ASSERT_TRUE(device.isEnrolled());
    const support::BadLink link(hub.port, { .bitsPerSecond = 80'000, .lossPercent = 0 });
    device.setPort(static_cast<quint16>(link.port()));
    ASSERT_TRUE(device.pullAll()) << "everything there is";
    RecordBody body;
    body.state = RecordState::Completed;
    body.author = device.person;
    body.form = u"visit@1.0"_s;
    body.team = TeamId(u"early-support-north"_s);
    body.service = ServiceId(u"early-support"_s);
    body.madeAtMs = body.completedAtMs = 1'795'391'000'000;
    body.answers.insert(u"summary"_s, QString::fromLatin1(SodiumRandom().bytes(20'000).toBase64()));   // packs as little as it can
    const auto answer = device.sync({ device.create(body) });
    ASSERT_TRUE(answer);
    EXPECT_EQ(outcomeName(answer->acks.at(0).outcome), u"applied"_s);
    EXPECT_GE(link.bytesUp(), 20'000) << "it went over that line";
    EXPECT_EQ(link.cuts(), 0);
}

TEST(HubListening, HoldsOnToNothingOnceItHasStopped)
{
    const auto token = std::make_shared<int>(0);
    const std::weak_ptr<int> held = token;
    std::mutex mutex;
    std::condition_variable arrived;
    std::vector<Respond> unanswered;
    {
        HttpServer server({}, [&, token = token](const HttpRequest &, Respond respond) {
            const std::lock_guard lock(mutex);
            unanswered.push_back(std::move(respond));
            arrived.notify_all();
        });
        const auto port = server.start();
        ASSERT_TRUE(port);
        RawClient idle(*port);         // nothing said yet
        RawClient halfway(*port);      // in the middle of a request
        ASSERT_TRUE(halfway.send("POST /v1/sync HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf"));
        RawClient waiting(*port);      // an answer is being made when the server stops
        ASSERT_TRUE(waiting.send(requestText("POST", "/v1/sync", "{}", {})));
        {
            std::unique_lock lock(mutex);
            ASSERT_TRUE(arrived.wait_for(lock, 10s, [&] { return unanswered.size() == 1; }));
        }
        server.stop(0ms);
        EXPECT_EQ(idle.readUntilClosed(10s), QByteArray());
        EXPECT_TRUE(idle.wasClosed());
        EXPECT_EQ(halfway.readUntilClosed(10s), QByteArray());
        EXPECT_TRUE(halfway.wasClosed());
    }
    EXPECT_GT(held.use_count(), 1) << "planted: the answer still being made holds the handler, and with it the token";
    unanswered.front()({ .status = 200, .body = "{}" });   // too late: it is dropped
    unanswered.clear();
    // `token` itself is the one holder left.
    EXPECT_EQ(held.use_count(), 1);
}

TEST(HubListening, PlainHttpIsForLoopbackOnly)
{
    HttpServer open({ .host = u"0.0.0.0"_s }, [](HttpRequest, Respond) {});
    const auto started = open.start();
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().code, ErrorCode::NotAllowed);
    HttpServer nowhere({ .host = u"hub.example"_s }, [](HttpRequest, Respond) {});
    EXPECT_EQ(nowhere.start().error().code, ErrorCode::InvalidInput);
    HttpServer uncertified({ .host = u"127.0.0.1"_s, .tlsCertificate = u"/nowhere.pem"_s, .tlsKey = u"/nowhere.key"_s }, [](HttpRequest, Respond) {});
    EXPECT_EQ(uncertified.start().error().code, ErrorCode::InvalidInput);
}
