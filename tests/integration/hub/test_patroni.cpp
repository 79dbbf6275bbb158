// The recipe of deploy/ for servers that take over from each other, as it stands there: a machine that leads is killed while 200 devices
// push, and nothing that was answered is missing. In a deep run alone: it takes minutes, and needs Debian's patroni and etcd-server.
#include "tests/integration/hub/hub_process.h"
#include "tests/integration/hub/pusher.h"
#include "tests/support/patroni_cluster.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <thread>

using namespace sightline;
using namespace sightline::hub;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Steady = std::chrono::steady_clock;

double secondsSince(Steady::time_point begin) { return std::chrono::duration<double>(Steady::now() - begin).count(); }

/// A hub that is started again whenever it ends, a second later, as its unit says.
class KeptHub {
public:
    explicit KeptHub(HubProcess &hub) : m_hub(hub) { }
    ~KeptHub() { stop(); }
    KeptHub(const KeptHub &) = delete;
    KeptHub &operator=(const KeptHub &) = delete;

    void start()
    {
        m_thread = std::thread([this] {
            while (!m_halt) {
                if (m_hub.serve())
                    m_port = m_hub.port();
                while (!m_halt && !m_hub.waitUntilEnded(100ms)) { }
                if (m_halt)
                    break;
                m_ends += 1;
                std::this_thread::sleep_for(1s);   // RestartSec of the unit
            }
        });
    }
    void stop()
    {
        m_halt = true;
        if (m_thread.joinable())
            m_thread.join();
        if (m_hub.isRunning())
            m_hub.stop();
    }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] int ends() const { return m_ends; }

private:
    HubProcess &m_hub;
    std::atomic<bool> m_halt = false;
    std::atomic<quint16> m_port = 0;
    std::atomic<int> m_ends = 0;
    std::thread m_thread;
};

template <typename Reached>
bool waitUntil(std::chrono::seconds longest, Reached reached)
{
    const auto begin = Steady::now();
    while (!reached()) {
        if (Steady::now() - begin > longest)
            return false;
        std::this_thread::sleep_for(20ms);   // other processes are at work
    }
    return true;
}

int answersOf(const std::vector<std::unique_ptr<Pusher>> &pushers)
{
    int sum = 0;
    for (const auto &pusher : pushers)
        sum += pusher->answers;
    return sum;
}

} // namespace

TEST(Patroni, AMachineThatLedIsKilledWhileDevicesPushAndNothingAnsweredIsLost)
{
    if (qEnvironmentVariableIsEmpty("SIGHTLINE_DEEP"))
        GTEST_SKIP() << "minutes long: in a deep run";
    ASSERT_EQ(support::PatroniCluster::whatIsMissing(), QString());
    const QString recipes = QStringLiteral(SIGHTLINE_SOURCE_DIR "/sync/hub/ops/deploy/");
    support::PatroniCluster cluster(recipes);
    ASSERT_TRUE(cluster.start()) << qPrintable(cluster.complaint);
    qputenv("PGSERVICEFILE", cluster.serviceFile().toUtf8());
    qputenv("PGPASSFILE", cluster.passwordFile().toUtf8());

    // As the README beside the recipe has it: made by the owner, served by the role that can only add.
    QTemporaryDir ownerFolder, firstFolder, secondFolder;
    const HubProcess owner(ownerFolder.path(), u"postgresql:service=council-owner"_s);
    const Finished made = owner.run({ u"init"_s, u"--demo"_s, u"--empty-lists"_s });
    ASSERT_EQ(made.exitCode, 0) << made.err.constData();
    ASSERT_TRUE(cluster.runFile(recipes + u"grants.sql"_s, u"council-owner"_s));
    std::array<HubProcess, 2> hubs { HubProcess(firstFolder.path(), u"postgresql:service=council"_s),
                                     HubProcess(secondFolder.path(), u"postgresql:service=council"_s) };
    std::array<KeptHub, 2> kept { KeptHub(hubs[0]), KeptHub(hubs[1]) };
    for (std::size_t i = 0; i < hubs.size(); ++i) {
        ASSERT_TRUE(QDir().mkpath(QFileInfo(hubs[i].file(u"keys/hub.key"_s)).path()));
        ASSERT_TRUE(QFile::copy(owner.file(u"keys/hub.key"_s), hubs[i].file(u"keys/hub.key"_s)));
        kept[i].start();
        ASSERT_TRUE(waitUntil(20s, [&] { return kept[i].port() != 0; }));
    }

    constexpr int devices = 200;
    const QString person = u"practitioner-north-1"_s;
    std::vector<std::unique_ptr<Pusher>> pushers;
    for (int i = 0; i < devices; ++i) {
        WireDevice device(kept[0].port(), person, QString::fromLatin1(owner.run({ u"enrol"_s, person }).out.trimmed()));
        ASSERT_TRUE(device.isEnrolled());
        ASSERT_TRUE(device.pullAll());
        pushers.push_back(std::make_unique<Pusher>(std::move(device)));
    }
    std::atomic<bool> halt = false;
    std::vector<std::thread> threads;
    for (int i = 0; i < devices; ++i) {
        threads.emplace_back([&pusher = *pushers[static_cast<std::size_t>(i)], &halt, &hub = kept[static_cast<std::size_t>(i % 2)]] {
            while (!halt) {
                pusher.pushUntil(halt, hub.port());   // comes back where no answer came
                std::this_thread::sleep_for(100ms);   // and tries again, as a device does
            }
        });
    }
    EXPECT_TRUE(waitUntil(60s, [&] { return answersOf(pushers) > 2 * devices; })) << "everybody pushes";

    const auto leads = cluster.leader();
    EXPECT_TRUE(leads);
    const int leader = leads.value_or(0);
    cluster.killMachine(leader);
    const auto killed = Steady::now();
    std::this_thread::sleep_for(1s);   // what was on its way has come
    const int before = answersOf(pushers);
    constexpr auto failoverLongest = 120s;
    EXPECT_TRUE(waitUntil(failoverLongest, [&] { return answersOf(pushers) > before; })) << "service does not come back";
    const double back = secondsSince(killed);
    EXPECT_TRUE(waitUntil(60s, [&] { return answersOf(pushers) > before + devices; })) << "not for everybody";
    // The machine comes back, and follows.
    cluster.startMachine(leader);
    EXPECT_TRUE(waitUntil(120s, [&] { return cluster.follows(leader); })) << "the former leader does not come back as a standby";
    halt = true;
    for (std::thread &thread : threads)
        thread.join();
    int cutOff = 0;
    for (std::size_t i = 0; i < pushers.size(); ++i) {
        cutOff += pushers[i]->cutOff;
        EXPECT_TRUE(waitUntil(60s, [&] { return pushers[i]->drain(kept[i % 2].port()); }));
    }
    const Finished check = hubs[0].run({ u"check"_s });
    EXPECT_EQ(check.exitCode, 0) << check.err.constData();
    const Reckoning sum = reckon(pushers, logOf(hubs[0].run({ u"export"_s }).out));
    EXPECT_EQ(sum.lost, 0);
    EXPECT_EQ(sum.doubled, 0);
    EXPECT_EQ(sum.contradictions, 0);
    EXPECT_GT(cutOff, 0) << "nobody was pushing when it was killed";
    EXPECT_GE(kept[0].ends() + kept[1].ends(), 2) << "each hub met another server and was started again";
    EXPECT_GT(sum.acknowledged, devices);
    std::printf("Patroni's leader killed while %d devices pushed: %lld operations acknowledged, %lld lost, %lld doubled; %d requests cut off; "
                "service back after %.1f s\n",
                devices, static_cast<long long>(sum.acknowledged), static_cast<long long>(sum.lost), static_cast<long long>(sum.doubled), cutOff, back);
}
