// Several hubs as processes of their own over one PostgreSQL: what one commits the other's devices hear, what is asked of both happens
// once, and whatever is killed, nothing that was answered is missing.
#include "core/base/digest.h"
#include "core/base/json.h"
#include "sync/hub/http/waiting_room.h"
#include "sync/hub/store/postgres_listener.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/files.h"
#include "tests/integration/hub/hub_process.h"
#include "tests/integration/hub/pusher.h"
#include "tests/support/postgres_cluster.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <future>
#include <random>
#include <thread>

using namespace sightline;
using namespace sightline::hub;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Steady = std::chrono::steady_clock;

/// Two hubs over one schema, each with a folder and a history file of its own and the same keys.
class TwoHubsTest : public testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_EQ(first.run({ u"init"_s, u"--demo"_s, u"--empty-lists"_s }).exitCode, 0);
        ASSERT_TRUE(QDir().mkpath(otherFolder.filePath(u"keys"_s)));
        ASSERT_TRUE(QFile::copy(first.file(u"keys/hub.key"_s), second.file(u"keys/hub.key"_s)));
    }
    WireDevice device(const QString &person)
    {
        WireDevice made(first.port(), person, QString::fromLatin1(first.run({ u"enrol"_s, person }).out.trimmed()));
        EXPECT_TRUE(made.isEnrolled());
        EXPECT_TRUE(made.pullAll());
        return made;
    }
    static RecordBody claim(const QString &person)
    {
        RecordBody body;
        body.type = RecordType::Claim;
        body.state = RecordState::Completed;
        body.author = PersonId(person);
        body.service = ServiceId(u"early-support"_s);
        body.madeAtMs = 1;
        body.answers.insert(u"note"_s, u"n"_s);
        return body;
    }
    [[nodiscard]] Log log() const { return logOf(first.run({ u"export"_s }).out); }
    [[nodiscard]] static QByteArray acksOf(const RawAnswer &answer)
    {
        const auto json = parseJson(answer.body);
        return json ? writeJson((*json)[u"acks"_s]) : QByteArray();
    }
    /// How long @p waiter, at the second hub, waits for what @p author gives to the first after @p before.
    template <typename Before>
    std::chrono::milliseconds heardAfter(WireDevice &waiter, WireDevice &author, Before before)
    {
        waiter.setPort(second.port());
        EXPECT_TRUE(waiter.pullAll());
        wire::SyncRequest wait = waiter.request();
        wait.waitSeconds = 20;
        auto answer = std::async(std::launch::async, [&] { return waiter.send(wait); });
        std::this_thread::sleep_for(1000ms);   // it has come to the hub, which has looked around since it began, and is held there
        before();
        author.setPort(first.port());
        const auto begin = Steady::now();
        const Operation made = author.create(claim(north));
        EXPECT_TRUE(author.sync({ made }));
        EXPECT_TRUE(waiter.take(wait, answer.get()));
        EXPECT_TRUE(waiter.held.contains(made.record));
        return std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - begin);
    }

    support::PostgresCluster &cluster = support::PostgresCluster::shared();
    const QString schema = cluster.newSchema();
    const QString database = u"postgresql:"_s + cluster.conninfo(schema);
    QTemporaryDir folder, otherFolder;
    HubProcess first { folder.path(), database };
    HubProcess second { otherFolder.path(), database };
    const QString north = u"practitioner-north-1"_s;
};

/// How often a hub looks for what nobody said (waiting_room.cpp).
constexpr auto lookEvery = 400ms;

/// Until another process has done what @p reached asks for; false if it takes ten seconds.
template <typename Reached>
bool waitUntil(Reached reached)
{
    bool isReached = reached();
    for (int i = 0; i < 1000 && !isReached; ++i) {
        std::this_thread::sleep_for(10ms);
        isReached = reached();
    }
    return isReached;
}

bool isDeep() { return !qEnvironmentVariableIsEmpty("SIGHTLINE_DEEP"); }

void printReckoning(const char *what, int times, int duringPush, const Reckoning &sum)
{
    std::printf("%s: %d, %d while a push was unanswered; %lld operations acknowledged, %lld lost, %lld doubled\n", what, times, duringPush,
                static_cast<long long>(sum.acknowledged), static_cast<long long>(sum.lost), static_cast<long long>(sum.doubled));
}

void expectAllIsThere(const Reckoning &sum)
{
    EXPECT_EQ(sum.lost, 0);
    EXPECT_EQ(sum.doubled, 0);
    EXPECT_EQ(sum.moved, 0) << "an answer named another seq than the log";
    EXPECT_EQ(sum.contradictions, 0);
}

int cutOffs(const std::vector<std::unique_ptr<Pusher>> &pushers)
{
    int sum = 0;
    for (const auto &pusher : pushers)
        sum += pusher->cutOff;
    return sum;
}

int answers(const std::vector<std::unique_ptr<Pusher>> &pushers)
{
    int sum = 0;
    for (const auto &pusher : pushers)
        sum += pusher->answers;
    return sum;
}

} // namespace

TEST_F(TwoHubsTest, AnInitOverACouncilIsRefusedAndLeavesNoKeys)
{
    QTemporaryDir elsewhere;
    HubProcess third(elsewhere.path(), database);
    for (HubProcess *hub : { &third, &first }) {
        const Finished again = hub->run({ u"init"_s, u"--demo"_s });
        EXPECT_EQ(again.exitCode, 1) << again.err.constData();
        EXPECT_TRUE(again.err.contains("already")) << again.err.constData();
        EXPECT_EQ(QDir(hub->file(u"keys"_s)).entryList({ u"*.begun"_s }, QDir::Files), QStringList());
    }
    EXPECT_EQ(first.run({ u"user"_s, u"list"_s }).exitCode, 0);
    // Nor do the keys of one council become those of another.
    HubProcess other(folder.path(), u"postgresql:"_s + cluster.conninfo(cluster.newSchema()));
    EXPECT_TRUE(other.run({ u"init"_s, u"--demo"_s }).err.contains("never written over"));
}

/// Edge case 2.
TEST_F(TwoHubsTest, TheSameRequestAtBothAtOnceTakesEffectOnceAndIsAnsweredAlike)
{
    ASSERT_TRUE(first.serve());
    ASSERT_TRUE(second.serve());
    auto author = device(north);
    const int rounds = isDeep() ? 500 : 15;
    QList<OperationId> made;
    for (int i = 0; i < rounds; ++i) {
        const wire::SyncRequest request = author.request({ author.create(claim(north)), author.create(claim(north)) });
        for (const wire::NumberedOperation &numbered : request.operations)
            made.append(numbered.operation.id);
        WireDevice twin = author;
        author.setPort(first.port());
        twin.setPort(second.port());
        auto other = std::async(std::launch::async, [&] { return twin.send(request, true); });
        const RawAnswer answer = author.send(request, true);
        const RawAnswer otherAnswer = other.get();
        ASSERT_EQ(answer.status, 200) << answer.body.constData();
        ASSERT_EQ(otherAnswer.status, 200) << otherAnswer.body.constData();
        ASSERT_EQ(acksOf(answer), acksOf(otherAnswer));
        ASSERT_TRUE(author.take(request, answer));
        ASSERT_EQ(author.lastAnswer->acks.size(), 2);
    }
    const Log present = log();
    for (const OperationId &id : std::as_const(made))
        EXPECT_EQ(present.count.value(id.toString()), 1);
    EXPECT_EQ(first.run({ u"check"_s }).exitCode, 0);
    std::printf("the same request at two hubs at once: %d times, %d operations, each once\n", rounds, static_cast<int>(made.size()));
}

/// Without notices a hub finds at its second look what nobody said, and there are 400 ms between two. Once must be quicker than that.
TEST_F(TwoHubsTest, WhatOneCommitsTheOthersDevicesHearAtOnce)
{
    ASSERT_TRUE(first.serve());
    ASSERT_TRUE(second.serve());
    auto author = device(north), waiter = device(north);
    auto quickest = heardAfter(waiter, author, [] {});
    for (int again = 0; again < 3 && quickest >= lookEvery; ++again)   // they leave spread over 300 ms, and the machine may be busy
        quickest = std::min(quickest, heardAfter(waiter, author, [] {}));
    EXPECT_LT(quickest, lookEvery) << "no notice came";
    std::printf("heard across hubs after %lld ms\n", static_cast<long long>(quickest.count()));
}

/// Edge case 29: the connection that would have brought it is gone. The hub looks for what nobody said, long before the wait is over.
TEST_F(TwoHubsTest, ALostNoticeIsFoundLongBeforeTheWaitIsOver)
{
    ASSERT_TRUE(first.serve());
    ASSERT_TRUE(second.serve());
    auto author = device(north), waiter = device(north);
    qint64 ended = 0;
    const auto took = heardAfter(waiter, author, [&] {
        const auto db = cluster.connect(schema);
        const auto count = db->run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%LISTEN sightline_%' AND pid <> pg_backend_pid()");
        ended = count.valueOr(0);
    });
    EXPECT_EQ(ended, 2) << "both hubs' listeners";
    EXPECT_GE(took, lookEvery) << "a notice came all the same: nothing was shown";
    EXPECT_LT(took, 5s);
    std::printf("heard without a notice after %lld ms\n", static_cast<long long>(took.count()));
}

/// A file that is whole is told like a push.
TEST_F(TwoHubsTest, AFileThatIsWholeIsToldToTheOtherHubs)
{
    ASSERT_TRUE(first.serve());
    auto author = device(north);
    std::mutex mutex;
    std::condition_variable came;
    QMap<qint64, Commit> heard;
    PostgresListener listener({ cluster.conninfo(schema) }, [&](const Commit &commit) {
        const std::lock_guard lock(mutex);
        heard.insert(commit.seq, commit);
        came.notify_one();
    });
    const auto waitFor = [&](qint64 seq) {
        std::unique_lock lock(mutex);
        return came.wait_for(lock, 5s, [&] { return heard.contains(seq); });
    };
    const QByteArray photo(777, 'b');
    const QByteArray sha = sha256(photo);
    RecordBody named = claim(north);
    named.answers.insert(
        u"photo"_s, Json::object({ { u"sha"_s, toHex(sha) }, { u"mime"_s, u"image/jpeg"_s }, { u"size"_s, photo.size() }, { u"name"_s, u"photo-1.jpg"_s } }));
    bool isListening = false;
    for (int i = 0; i < 20 && !isListening; ++i) {   // until the listener is in
        ASSERT_TRUE(author.sync({ author.create(i == 0 ? named : claim(north)) }));
        ASSERT_EQ(outcomeName(author.lastAnswer->acks.first().outcome), u"applied"_s);
        std::unique_lock lock(mutex);
        isListening = came.wait_for(lock, 500ms, [&] { return !heard.isEmpty(); });
    }
    const QByteArray path = wire::filePath({ sha, 0 }).toLatin1();
    const auto answer = ask(first.port(), "PUT", path, photo, { author.authorization(), "Content-Digest: " + wire::contentDigest(photo) });
    ASSERT_EQ(answer.status, 200) << answer.body.constData();
    const auto state = wire::decodeFileState(answer.body);
    ASSERT_TRUE(state && state->complete);
    // The file's own place is taken first, then those of the records that name it.
    EXPECT_TRUE(waitFor(state->completeSeq + 1)) << "heard up to " << (heard.isEmpty() ? 0 : heard.lastKey()) << " of " << state->completeSeq + 1;
    EXPECT_TRUE(heard.value(state->completeSeq + 1).scopes.contains(u"service:early-support"_s));
}

TEST(WaitingRoomOfSeveralHubs, IsCalledByNoticesAndLooksForWhatNobodySaid)
{
    std::atomic<qint64> seq = 1;
    WaitingRoom room([&seq] { return seq.load(); }, 10ms, WaitingRoom::Others::Tell);
    std::atomic<int> mine = 0, others = 0;
    const auto visitor = [](const QString &scope, std::atomic<int> &count) {
        WaitingRoom::Visitor made;
        made.scopes = { scope };
        made.until = Steady::now() + 30s;
        made.seenSeq = 1;
        made.lookAgain = [&count](bool) { ++count; };
        return made;
    };
    std::this_thread::sleep_for(900ms);   // it has looked at what was there when it began
    room.enter(visitor(u"team:mine"_s, mine));
    room.enter(visitor(u"team:other"_s, others));
    seq = 2;
    room.wake(2, { u"team:mine"_s }, false);
    EXPECT_TRUE(waitUntil([&] { return mine == 1; }));
    std::this_thread::sleep_for(1200ms);   // longer than three looks
    EXPECT_EQ(others, 0) << "what was said concerned others only";
    seq = 3;
    EXPECT_TRUE(waitUntil([&] { return others == 1; })) << "and what nobody says is found";
}

/// Edge case 17 as a device meets it.
TEST_F(TwoHubsTest, ALockThatDoesNotComeIsAnswered503AndNothingIsTaken)
{
    ASSERT_TRUE(first.serve());
    auto author = device(north);
    const wire::SyncRequest request = author.request({ author.create(claim(north)) });
    const QString id = request.operations.first().operation.id.toString();
    {
        const auto holder = cluster.connect(schema);
        ASSERT_TRUE(holder->execute("SET idle_in_transaction_session_timeout = 0; BEGIN; SELECT 1 FROM council FOR UPDATE"));
        const RawAnswer answer = author.send(request);
        EXPECT_EQ(answer.status, 503) << answer.body.constData();
        EXPECT_FALSE(answer.header("Retry-After").isEmpty()) << answer.head.constData();
        EXPECT_TRUE(author.pullAll()) << "who only reads waits for nobody";
    }
    EXPECT_EQ(log().count.value(id), 0);
    EXPECT_EQ(author.send(request).status, 200);
    EXPECT_EQ(log().count.value(id), 1);
}

/// The wait for a standby is ended by hand: the commit is on this server alone, so it is no answer. Sent again, it is known.
TEST_F(TwoHubsTest, ACommitThatDidNotReachTheStandbyIsAnswered503AndIsNeverTakenTwice)
{
    ASSERT_TRUE(first.serve());
    auto author = device(north);
    const wire::SyncRequest request = author.request({ author.create(claim(north)) });
    const auto admin = cluster.connect(schema);
    ASSERT_TRUE(cluster.administerWithPsql(u"ALTER SYSTEM SET synchronous_standby_names = 'nobody'"_s));
    ASSERT_TRUE(cluster.administerWithPsql(u"SELECT pg_reload_conf()"_s));
    EXPECT_TRUE(
        waitUntil([&] { return cluster.connect(schema)->integer("SELECT 1 WHERE current_setting('synchronous_standby_names') = 'nobody'")->has_value(); }));
    auto answer = std::async(std::launch::async, [&] { return author.send(request); });
    const auto cancel = [&] {
        return admin->integer("SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep'").value().value_or(0) == 1;
    };
    EXPECT_TRUE(waitUntil(cancel));
    const RawAnswer got = answer.get();
    EXPECT_EQ(got.status, 503) << got.body.constData();
    EXPECT_TRUE(got.body.contains("never taken twice")) << got.body.constData();
    ASSERT_TRUE(cluster.administerWithPsql(u"ALTER SYSTEM RESET synchronous_standby_names"_s));
    ASSERT_TRUE(cluster.administerWithPsql(u"SELECT pg_reload_conf()"_s));
    EXPECT_TRUE(author.take(request, author.send(request)));
    EXPECT_EQ(author.lastAnswer->acks.size(), 1);
    EXPECT_EQ(log().count.value(request.operations.first().operation.id.toString()), 1);
}

/// Edge case 15: the commit is on the server's disk and its answer is on the way when the hub dies. A standby that does not come holds
/// the server exactly there.
TEST_F(TwoHubsTest, AHubKilledBetweenCommitAndAnswerHasTakenItOnce)
{
    ASSERT_TRUE(first.serve());
    ASSERT_TRUE(second.serve());
    auto author = device(north);
    const wire::SyncRequest request = author.request({ author.create(claim(north)) });
    const auto admin = cluster.connect(schema);
    const auto waitsForStandby = [&] { return admin->integer("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'").value().value_or(0) == 1; };
    ASSERT_TRUE(cluster.administerWithPsql(u"ALTER SYSTEM SET synchronous_standby_names = 'nobody'"_s));
    ASSERT_TRUE(cluster.administerWithPsql(u"SELECT pg_reload_conf()"_s));
    std::this_thread::sleep_for(300ms);   // the server reads its settings when it comes to it
    auto answer = std::async(std::launch::async, [&] { return author.send(request); });
    for (int i = 0; i < 500 && !waitsForStandby(); ++i)
        std::this_thread::sleep_for(10ms);   // the push is on its way
    EXPECT_TRUE(waitsForStandby());
    first.kill();
    EXPECT_EQ(answer.get().status, 0) << "nobody answered";
    ASSERT_TRUE(cluster.administerWithPsql(u"ALTER SYSTEM RESET synchronous_standby_names"_s));
    ASSERT_TRUE(cluster.administerWithPsql(u"SELECT pg_reload_conf()"_s));
    author.setPort(second.port());
    const RawAnswer again = author.send(request);
    EXPECT_TRUE(author.take(request, again)) << again.body.constData();
    EXPECT_EQ(author.lastAnswer->acks.size(), 1);
    EXPECT_EQ(log().count.value(request.operations.first().operation.id.toString()), 1);
}

/// Edge case 16: it dies with the council's row in its hand and half its statements done.
TEST_F(TwoHubsTest, AHubKilledWithTheCouncilsRowInItsHandHasTakenNothing)
{
    ASSERT_TRUE(first.serve());
    ASSERT_TRUE(second.serve());
    auto author = device(north), other = device(north);
    const wire::SyncRequest request = author.request({ author.create(claim(north)) });
    const auto admin = cluster.connect(schema);
    const auto waitsForTheLog = [&] {
        return admin->integer("SELECT count(*) FROM pg_locks WHERE relation = 'op'::regclass AND NOT granted").value().value_or(0) == 1;
    };
    auto holder = cluster.connect(schema);
    ASSERT_TRUE(holder->execute("BEGIN; LOCK TABLE op IN SHARE MODE"));   // the hub comes as far as its first line of the log
    auto answer = std::async(std::launch::async, [&] { return author.send(request); });
    for (int i = 0; i < 400 && !waitsForTheLog(); ++i)
        std::this_thread::sleep_for(10ms);   // the push is on its way
    EXPECT_TRUE(waitsForTheLog());
    EXPECT_FALSE(admin->execute("SELECT 1 FROM council FOR UPDATE NOWAIT")) << "it holds the council";
    first.kill();
    EXPECT_EQ(answer.get().status, 0);
    holder.reset();
    const auto begin = Steady::now();
    other.setPort(second.port());
    EXPECT_TRUE(other.sync({ other.create(claim(north)) }));
    EXPECT_LT(Steady::now() - begin, 5s);
    EXPECT_EQ(log().count.value(request.operations.first().operation.id.toString()), 0);
    author.setPort(second.port());
    EXPECT_TRUE(author.take(request, author.send(request)));
    EXPECT_EQ(log().count.value(request.operations.first().operation.id.toString()), 1);
}

/// Edge case 18: what one hub answered the next knows, whichever is asked.
TEST_F(TwoHubsTest, ADeviceMayAskAnotherHubEachTime)
{
    ASSERT_TRUE(first.serve());
    ASSERT_TRUE(second.serve());
    auto author = device(north), reader = device(north);
    const QString epoch = author.epoch;
    for (int i = 0; i < 30; ++i) {
        author.setPort(i % 2 ? first.port() : second.port());
        reader.setPort(i % 2 ? second.port() : first.port());
        const Operation made = author.create(claim(north));
        ASSERT_TRUE(author.sync({ made }));
        ASSERT_TRUE(reader.pullAll());
        EXPECT_TRUE(reader.held.contains(made.record)) << "round " << i;
    }
    EXPECT_EQ(reader.epoch, epoch);
    EXPECT_EQ(author.epoch, epoch);
}

TEST_F(TwoHubsTest, ACouncilMovesFromAFileToAServerAndBack)
{
    QTemporaryDir small, back;
    HubProcess file(small.path());
    ASSERT_EQ(file.run({ u"init"_s, u"--demo"_s }).exitCode, 0);
    const QByteArray before = file.run({ u"export"_s }).out;
    ASSERT_EQ(file.run({ u"backup"_s, u"--to"_s, small.filePath(u"moving.db"_s) }).exitCode, 0);
    HubProcess server(small.path(), u"postgresql:"_s + cluster.conninfo(cluster.newSchema()));
    const Finished moved = server.run({ u"restore"_s, u"--from"_s, small.filePath(u"moving.db"_s) });
    ASSERT_EQ(moved.exitCode, 0) << moved.err.constData();
    EXPECT_EQ(server.run({ u"export"_s }).out, before);
    EXPECT_EQ(server.run({ u"check"_s }).exitCode, 0);
    ASSERT_EQ(server.run({ u"backup"_s, u"--to"_s, small.filePath(u"back.db"_s) }).exitCode, 0);
    ASSERT_EQ(file.run({ u"restore"_s, u"--from"_s, small.filePath(u"back.db"_s) }).exitCode, 0);
    EXPECT_EQ(file.run({ u"export"_s }).out, before);
}

/// Edge cases 15 and 16: one of two hubs dies at any moment, the other goes on at once, and nothing that either answered is missing.
TEST_F(TwoHubsTest, AHubThatIsKilledLosesNothingItAnsweredAndHoldsNobodyUp)
{
    ASSERT_TRUE(first.serve());
    ASSERT_TRUE(second.serve());
    std::vector<std::unique_ptr<Pusher>> pushers;
    for (int i = 0; i < 4; ++i)
        pushers.push_back(std::make_unique<Pusher>(device(north)));
    auto bystander = device(north);
    bystander.setPort(second.port());
    std::mt19937 chance(20261126);
    const int killsWanted = isDeep() ? 1500 : 6;
    int duringPush = 0;
    std::chrono::milliseconds longest { 0 };
    for (int kills = 0; kills < killsWanted; ++kills) {
        std::atomic<bool> halt = false;
        const int before = cutOffs(pushers);
        std::vector<std::thread> threads;
        for (const auto &pusher : pushers)
            threads.emplace_back([&pusher, &halt, port = first.port()] { pusher->pushUntil(halt, port); });
        const int answersBefore = answers(pushers);
        for (int i = 0; i < 1000 && answers(pushers) == answersBefore; ++i)
            std::this_thread::sleep_for(5ms);   // the hub has only begun
        std::this_thread::sleep_for(std::chrono::microseconds(chance() % 120'000));   // the moment of the kill
        first.kill();
        const auto begin = Steady::now();
        EXPECT_TRUE(bystander.sync({ bystander.create(claim(north)) }));
        longest = std::max(longest, std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - begin));
        halt = true;
        for (std::thread &thread : threads)
            thread.join();
        duringPush += cutOffs(pushers) > before ? 1 : 0;
        ASSERT_TRUE(first.serve()) << "after kill " << kills;
    }
    for (const auto &pusher : pushers)
        EXPECT_TRUE(pusher->drain(second.port()));
    EXPECT_EQ(first.run({ u"check"_s }).exitCode, 0);
    const Reckoning sum = reckon(pushers, log());
    expectAllIsThere(sum);
    EXPECT_GE(duringPush, killsWanted / 3);
    EXPECT_GT(sum.acknowledged, killsWanted);
    EXPECT_LT(longest, 5s) << "a dead hub held the council";
    printReckoning("one of two hubs killed (kill -9)", killsWanted, duringPush, sum);
    std::printf("the other hub answered a push within %lld ms of each kill\n", static_cast<long long>(longest.count()));
}

/// The server itself: `pg_ctl stop -m immediate` under load.
TEST_F(TwoHubsTest, AServerStoppedAtOnceHasEverythingThatWasAnswered)
{
    ASSERT_TRUE(first.serve());
    ASSERT_TRUE(second.serve());
    std::vector<std::unique_ptr<Pusher>> pushers;
    for (int i = 0; i < 4; ++i)
        pushers.push_back(std::make_unique<Pusher>(device(north)));
    std::mt19937 chance(15);
    const int stopsWanted = isDeep() ? 200 : 2;
    int duringPush = 0;
    for (int stops = 0; stops < stopsWanted; ++stops) {
        std::atomic<bool> halt = false;
        const int before = cutOffs(pushers);
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < pushers.size(); ++i)
            threads.emplace_back([&pusher = pushers[i], &halt, port = i % 2 ? first.port() : second.port()] { pusher->pushUntil(halt, port); });
        std::this_thread::sleep_for(std::chrono::milliseconds(100 + chance() % 200));   // the moment of the stop
        cluster.stopAtOnce();
        for (std::thread &thread : threads)
            thread.join();
        duringPush += cutOffs(pushers) > before ? 1 : 0;
        cluster.start();
        // The hubs were not started again: they find the server when it is back, and each says so by an answer.
        for (std::size_t i = 0; i < pushers.size(); ++i)
            EXPECT_TRUE(waitUntil([&] { return pushers[i]->drain(i % 2 ? first.port() : second.port()); })) << "after stop " << stops;
    }
    EXPECT_EQ(first.run({ u"check"_s }).exitCode, 0);
    const Reckoning sum = reckon(pushers, log());
    expectAllIsThere(sum);
    EXPECT_EQ(duringPush, stopsWanted);
    printReckoning("server stopped at once", stopsWanted, duringPush, sum);
}

namespace {

/// A hub that was told both servers of a pair, as pg_service.conf names them.
QString eitherOf(const support::PostgresCluster &one, const support::PostgresCluster &other, const QString &schema)
{
    QString conninfo = one.conninfo(schema);
    return u"postgresql:"_s + conninfo.replace(one.folder(), one.folder() + u',' + other.folder());
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// Edge case 30, and what a failover costs: a standby is not served from; once it is promoted it is another database, so the hub that
/// meets it where the other server was ends, and the next begins a new history, in which devices offer again what they sent.
TEST_F(TwoHubsTest, AHubThatMeetsAPromotedServerEndsAndTheNextBeginsANewHistory)
{
    const auto standby = cluster.makeStandby();
    HubProcess elsewhere(otherFolder.path(), u"postgresql:"_s + standby->conninfo(schema));
    const Finished refused = elsewhere.run({ u"check"_s });
    EXPECT_EQ(refused.exitCode, 1);
    EXPECT_EQ(refused.err.count('\n'), 1) << refused.err.constData();

    HubProcess hub(folder.path(), eitherOf(cluster, *standby, schema));
    ASSERT_TRUE(hub.serve());
    WireDevice author(hub.port(), north, QString::fromLatin1(hub.run({ u"enrol"_s, north }).out.trimmed()));
    ASSERT_TRUE(author.pullAll());
    const Operation made = author.create(claim(north));
    ASSERT_TRUE(author.sync({ made }));
    const QString epoch = author.epoch;
    EXPECT_TRUE(waitUntil([&] {
        return cluster.connect(schema)->integer("SELECT count(*) FROM pg_stat_replication WHERE replay_lsn >= pg_current_wal_lsn()").value().value_or(0) == 1;
    })) << "the standby has all of it";
    cluster.stopAtOnce();
    standby->promote();
    const wire::SyncRequest next = author.request({ author.create(claim(north)) });
    EXPECT_NE(author.send(next).status, 200) << "no answer is made from another history's database";
    EXPECT_EQ(hub.waitUntilEnded(10s), 1);
    EXPECT_TRUE(contentOf(folder.filePath(u"serve.err"_s)).contains("Start it again")) << contentOf(folder.filePath(u"serve.err"_s)).constData();

    ASSERT_TRUE(hub.serve());   // as its unit does
    author.setPort(hub.port());
    EXPECT_TRUE(author.pullAll());
    EXPECT_NE(author.epoch, epoch);
    EXPECT_TRUE(author.held.contains(made.record));
    EXPECT_EQ(author.send(author.request({ next.operations.first().operation })).status, 200);
    const QString after = author.epoch;
    EXPECT_EQ(hub.stop(), 0);
    ASSERT_TRUE(hub.serve());
    author.setPort(hub.port());
    EXPECT_TRUE(author.pullAll());
    EXPECT_EQ(author.epoch, after) << "one new history, not one each start";
    cluster.start();
}

/// A server that takes over from one whose last answers it never got. What no backup holds the devices still have, and a new history
/// has them offer it; what a backup holds they may have let go of, so there only the backup is served.
TEST_F(TwoHubsTest, APromotedServerThatLacksWhatDevicesLetGoOfIsRefused)
{
    const auto standby = cluster.makeStandby();
    standby->stopAtOnce();   // it gets nothing from here on
    HubProcess hub(folder.path(), eitherOf(cluster, *standby, schema));
    ASSERT_TRUE(hub.serve());
    WireDevice author(hub.port(), north, QString::fromLatin1(hub.run({ u"enrol"_s, north }).out.trimmed()));
    ASSERT_TRUE(author.pullAll());
    const Operation made = author.create(claim(north));
    ASSERT_TRUE(author.sync({ made }));
    const QString backup = folder.filePath(u"backup.db"_s);
    ASSERT_EQ(hub.run({ u"backup"_s, u"--to"_s, backup }).exitCode, 0);
    ASSERT_TRUE(author.sync());
    ASSERT_GT(author.lastAnswer->durableSeq, 0) << "the device may let go of it";
    cluster.stopAtOnce();
    standby->start();
    standby->promote();
    EXPECT_EQ(hub.waitUntilEnded(10s), 1);

    const Finished refused = hub.run({ u"serve"_s, u"--listen"_s, u"127.0.0.1:0"_s });
    EXPECT_EQ(refused.exitCode, 1);
    EXPECT_TRUE(refused.err.contains("lack the last 1 operations that were answered")) << refused.err.constData();
    EXPECT_EQ(refused.err.count('\n'), 1) << refused.err.constData();
    const Finished again = hub.run({ u"backup"_s, u"--to"_s, folder.filePath(u"later.db"_s) });
    EXPECT_EQ(again.exitCode, 1) << "a backup of less is no newer backup";
    EXPECT_EQ(again.err.count('\n'), 1) << again.err.constData();

    const Finished restored = hub.run({ u"restore"_s, u"--from"_s, backup });
    ASSERT_EQ(restored.exitCode, 0) << restored.err.constData();
    ASSERT_TRUE(hub.serve());
    EXPECT_EQ(logOf(hub.run({ u"export"_s }).out).count.value(made.id.toString()), 1) << "what was answered is there";
    author.setPort(hub.port());
    EXPECT_TRUE(author.pullAll());
    EXPECT_TRUE(author.held.contains(made.record));
    cluster.start();
}

/// A hub's place over the records is held by a connection, and that goes with the server. It takes it again.
TEST_F(TwoHubsTest, AServerThatWasStartedAnewStillKnowsThatAHubServesFromIt)
{
    ASSERT_TRUE(first.serve());
    const QString backup = folder.filePath(u"backup.db"_s);
    ASSERT_EQ(first.run({ u"backup"_s, u"--to"_s, backup }).exitCode, 0);
    cluster.stopAtOnce();
    cluster.start();
    const auto admin = cluster.connect(schema);
    const auto hubs = [&] {
        return admin->integer("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock' AND granted").value().value_or(0);
    };
    EXPECT_TRUE(waitUntil([&] { return hubs() == 1; }));
    const Finished tooEarly = first.run({ u"restore"_s, u"--from"_s, backup });
    EXPECT_EQ(tooEarly.exitCode, 4) << tooEarly.err.constData();
    EXPECT_TRUE(first.isRunning());
    EXPECT_EQ(first.stop(), 0);
    EXPECT_TRUE(waitUntil([&] { return hubs() == 0; })) << "the server notices that it is gone";
    EXPECT_EQ(first.run({ u"restore"_s, u"--from"_s, backup }).exitCode, 0);
}

TEST_F(TwoHubsTest, ABackupIsProvenEncryptedAndPutBackBesideWhatWasThere)
{
    ASSERT_TRUE(first.serve());
    auto author = device(north);
    const Operation kept = author.create(claim(north));
    ASSERT_TRUE(author.sync({ kept }));
    const QString backup = folder.filePath(u"backup.db"_s);
    const Finished done = first.run({ u"backup"_s, u"--to"_s, backup, u"--json"_s });
    ASSERT_EQ(done.exitCode, 0) << done.err.constData();
    QFile file(backup);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_FALSE(file.readAll().contains("practitioner-north-1")) << "it opens with the key file only";
    EXPECT_NE(first.run({ u"backup"_s, u"--to"_s, backup }).exitCode, 0) << "over nothing";
    ASSERT_TRUE(author.sync());
    EXPECT_GT(author.lastAnswer->durableSeq, 0) << "devices are told";
    const Operation later = author.create(claim(north));
    ASSERT_TRUE(author.sync({ later }));
    const QString epoch = author.epoch;

    const Finished tooEarly = first.run({ u"restore"_s, u"--from"_s, backup });
    EXPECT_EQ(tooEarly.exitCode, 4) << tooEarly.err.constData();
    EXPECT_EQ(first.stop(), 0);
    const Finished restored = first.run({ u"restore"_s, u"--from"_s, backup });
    ASSERT_EQ(restored.exitCode, 0) << restored.err.constData();
    EXPECT_EQ(log().count.value(kept.id.toString()), 1);
    EXPECT_EQ(log().count.value(later.id.toString()), 0);
    EXPECT_EQ(first.run({ u"check"_s }).exitCode, 0);
    ASSERT_TRUE(cluster.connect(schema)->execute("ALTER TABLE op DISABLE TRIGGER op_no_truncate"));
    const Finished unguarded = first.run({ u"check"_s });
    EXPECT_EQ(unguarded.exitCode, 1);
    EXPECT_TRUE(unguarded.err.contains("op.op_no_truncate")) << unguarded.err.constData();
    ASSERT_TRUE(cluster.connect(schema)->execute("ALTER TABLE op ENABLE TRIGGER op_no_truncate"));
    const auto aside = cluster.connect(schema)->integer("SELECT count(*) FROM pg_namespace WHERE starts_with(nspname, ?1)", schema + u"_before_restore_"_s);
    EXPECT_EQ(aside.valueOr(0), 1);
    // Served again it is one new history, for the hub that restored and for the other, which knew the old one.
    ASSERT_TRUE(first.serve());
    ASSERT_TRUE(second.serve());
    author.setPort(first.port());
    EXPECT_TRUE(author.pullAll());
    EXPECT_NE(author.epoch, epoch);
    const QString after = author.epoch;
    author.setPort(second.port());
    EXPECT_TRUE(author.pullAll());
    EXPECT_EQ(author.epoch, after);
}

/// The files of deploy/ as they are, against a real server.
TEST_F(TwoHubsTest, TheServingRoleCanAddToTheLogAndNotChangeIt)
{
    const QString deploy = QStringLiteral(SIGHTLINE_SOURCE_DIR "/sync/hub/ops/deploy/");
    support::PostgresCluster own;
    ASSERT_TRUE(own.runFile(deploy + u"roles.sql"_s, u"postgres"_s, u"owner"_s));
    const auto as = [&own](const QString &role) { return u"postgresql:host=%1 dbname=sightline user=%2"_s.arg(own.folder(), role); };
    QTemporaryDir ownFolder;
    HubProcess administration(ownFolder.path(), as(u"sightline_owner"_s));
    HubProcess hub(ownFolder.path(), as(u"sightline_hub"_s));
    EXPECT_NE(hub.run({ u"init"_s, u"--demo"_s }).exitCode, 0) << "the serving role makes no tables";
    const Finished made = administration.run({ u"init"_s, u"--demo"_s, u"--empty-lists"_s });
    ASSERT_EQ(made.exitCode, 0) << made.err.constData();
    ASSERT_TRUE(own.runFile(deploy + u"grants.sql"_s, u"sightline"_s, u"sightline_owner"_s));
    ASSERT_TRUE(hub.serve()) << hub.run({ u"check"_s }).err.constData();
    WireDevice author(hub.port(), north, QString::fromLatin1(hub.run({ u"enrol"_s, north }).out.trimmed()));
    ASSERT_TRUE(author.pullAll());
    EXPECT_TRUE(author.sync({ author.create(claim(north)) }));
    EXPECT_EQ(hub.run({ u"check"_s }).exitCode, 0);
    EXPECT_EQ(hub.run({ u"backup"_s, u"--to"_s, ownFolder.filePath(u"backup.db"_s) }).exitCode, 0);
    EXPECT_EQ(hub.run({ u"revoke"_s, north }).exitCode, 0);
    int refused = 0;
    for (const char *forbidden : { "UPDATE op SET kind = 'x'", "DELETE FROM op", "UPDATE outcome SET name = 'x'", "DELETE FROM outcome", "DELETE FROM record",
                                   "DELETE FROM council", "TRUNCATE op", "DROP TABLE op", "ALTER TABLE op DISABLE TRIGGER ALL", "DELETE FROM file",
                                   "CREATE TABLE council.x ()", "UPDATE home SET identity = 'x'" }) {
        const auto db = PostgresConnection::open({ as(u"sightline_hub"_s).mid(11) }, {});
        ASSERT_TRUE(db);
        const auto done = (*db)->execute(forbidden);
        EXPECT_FALSE(done) << forbidden;
        refused += !done && done.error().detail.contains(u"42501"_s) ? 1 : 0;
    }
    EXPECT_EQ(refused, 12) << "by its rights, before any trigger";
    // A restore, which is the owner's, leaves the serving role what it had.
    EXPECT_EQ(hub.stop(), 0);
    const Finished restored = administration.run({ u"restore"_s, u"--from"_s, ownFolder.filePath(u"backup.db"_s) });
    ASSERT_EQ(restored.exitCode, 0) << restored.err.constData();
    EXPECT_TRUE(hub.serve()) << hub.run({ u"check"_s }).err.constData();
}
