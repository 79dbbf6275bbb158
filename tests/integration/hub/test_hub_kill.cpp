#include "tests/integration/hub/hub_process.h"
#include "tests/integration/hub/pusher.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <atomic>
#include <cstdio>
#include <random>
#include <thread>

using namespace sightline;
using namespace sightline::hub;
using namespace Qt::StringLiterals;

namespace {

int killsWanted() { return qEnvironmentVariableIsEmpty("SIGHTLINE_DEEP") ? 60 : 6000; }

} // namespace

TEST(HubKill, LosesAndDoublesNothingItAnswered)
{
    QTemporaryDir folder;
    HubProcess hub(folder.path());
    ASSERT_EQ(hub.run({ u"init"_s, u"--demo"_s, u"--empty-lists"_s }).exitCode, 0);
    ASSERT_TRUE(hub.serve());
    std::vector<std::unique_ptr<Pusher>> pushers;
    for (int i = 0; i < 4; ++i) {
        const QByteArray code = hub.run({ u"enrol"_s, u"practitioner-north-1"_s }).out.trimmed();
        WireDevice device(hub.port(), u"practitioner-north-1"_s, QString::fromLatin1(code));
        ASSERT_TRUE(device.isEnrolled());
        ASSERT_TRUE(device.pullAll());
        pushers.push_back(std::make_unique<Pusher>(std::move(device)));
    }

    std::mt19937 chance(20261123);
    int kills = 0;
    int duringPush = 0;
    while (kills < killsWanted()) {
        std::atomic<bool> halt = false;
        int cutBefore = 0;
        for (const auto &pusher : pushers)
            cutBefore += pusher->cutOff;
        std::vector<std::thread> threads;
        for (const auto &pusher : pushers)
            threads.emplace_back([&pusher, &halt, port = hub.port()] { pusher->pushUntil(halt, port); });
        std::this_thread::sleep_for(std::chrono::microseconds(10'000 + chance() % 140'000));   // the moment of the kill
        hub.kill();
        ++kills;
        halt = true;
        for (std::thread &thread : threads)
            thread.join();
        int cutNow = 0;
        for (const auto &pusher : pushers)
            cutNow += pusher->cutOff;
        duringPush += cutNow > cutBefore ? 1 : 0;
        ASSERT_TRUE(hub.serve()) << "after kill " << kills;
    }
    for (const auto &pusher : pushers)
        EXPECT_TRUE(pusher->drain(hub.port()));
    EXPECT_EQ(hub.stop(), 0);

    const Finished check = hub.run({ u"check"_s, u"--json"_s });
    EXPECT_EQ(check.exitCode, 0) << check.err.constData();
    const Log log = logOf(hub.run({ u"export"_s }).out);
    const auto [acknowledged, lost, doubled, moved, contradictions] = reckon(pushers, log);
    EXPECT_EQ(lost, 0);
    EXPECT_EQ(doubled, 0);
    EXPECT_EQ(moved, 0) << "an answer named another seq than the log";
    EXPECT_EQ(contradictions, 0);
    EXPECT_GE(duringPush, kills / 3) << "too few kills came while a push was unanswered";
    EXPECT_GT(acknowledged, kills);
    std::printf("hub kills: %d (kill -9), %d while a push was unanswered; %lld operations acknowledged, %lld lost, %lld doubled\n", kills, duringPush,
                static_cast<long long>(acknowledged), static_cast<long long>(lost), static_cast<long long>(doubled));
    // For tests/kills, which adds up the kill tests.
    std::printf("kills: hub-push=%d acknowledged=%lld lost=%lld doubled=%lld\n", kills, static_cast<long long>(acknowledged), static_cast<long long>(lost),
                static_cast<long long>(doubled));
}
