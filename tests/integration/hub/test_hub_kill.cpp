#include "core/base/json.h"
#include "tests/integration/hub/hub_process.h"
#include "tests/integration/hub/wire_device.h"

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

/// What a device was told about one operation.
struct Told {
    qint64 seq = 0;
    QString outcome;
};

/// One device that never stops: makes operations, sends them, sends again what was not answered, and remembers every answer.
class Pusher {
public:
    explicit Pusher(WireDevice device) : m_device(std::move(device)) { }

    /// Sends until @p halt, or an exchange fails.
    void pushUntil(const std::atomic<bool> &halt, quint16 port)
    {
        m_device.setPort(port);
        while (!halt) {
            while (m_unanswered.size() < 6)
                makeOne();
            if (!exchange())
                return;
        }
    }
    /// Sends what is left, without faults. True if nothing is left.
    bool drain(quint16 port)
    {
        m_device.setPort(port);
        for (int round = 0; round < 50 && !m_unanswered.isEmpty(); ++round)
            exchange();
        return m_unanswered.isEmpty();
    }

    QHash<OperationId, Told> told;
    QList<OperationId> made;
    int cutOff = 0;         ///< exchanges that carried operations and brought no answer
    int contradictions = 0; ///< an operation answered twice with different seqs

private:
    void makeOne()
    {
        RecordBody claim;
        claim.type = RecordType::Claim;
        claim.state = RecordState::Completed;
        claim.author = m_device.person;
        claim.service = ServiceId(u"early-support"_s);
        claim.madeAtMs = static_cast<qint64>(made.size());
        claim.answers.insert(u"note"_s, u"made number %1"_s.arg(made.size()));
        m_unanswered.append(m_device.create(claim));
        made.append(m_unanswered.last().id);
    }

    bool exchange()
    {
        const wire::SyncRequest sent = m_device.request(m_unanswered);
        const bool answered = m_device.take(sent, m_device.send(sent, true));
        if (!answered) {
            cutOff += sent.operations.isEmpty() ? 0 : 1;
            return false;
        }
        for (const wire::Ack &ack : m_device.lastAnswer->acks) {
            for (const wire::NumberedOperation &numbered : sent.operations) {
                if (numbered.number == ack.number)
                    remember(numbered.operation.id, ack);
            }
        }
        while (!m_unanswered.isEmpty() && told.contains(m_unanswered.first().id))
            m_unanswered.removeFirst();
        return true;
    }

    void remember(const OperationId &id, const wire::Ack &ack)
    {
        const auto before = told.constFind(id);
        if (before != told.constEnd() && before->seq != ack.seq)
            ++contradictions;
        told.insert(id, { ack.seq, outcomeName(ack.outcome) });
    }

    WireDevice m_device;
    QList<Operation> m_unanswered;
};

/// Every operation of the hub's log by id: how often it is there, and its seq.
struct Log {
    QHash<QString, int> count;
    QHash<QString, qint64> seq;
};

Log logOf(const QByteArray &exported)
{
    Log log;
    for (const QByteArray &line : exported.split('\n')) {
        if (line.isEmpty())
            continue;
        const auto record = parseJson(line);
        EXPECT_TRUE(record);
        for (const Json &operation : record ? (*record)[u"operations"_s].toArray() : Json::Array()) {
            const QString id = operation[u"operation"_s][u"id"_s].toString();
            log.count[id] += 1;
            log.seq[id] = operation[u"seq"_s].toInteger();
        }
    }
    return log;
}

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
    qint64 acknowledged = 0, lost = 0, doubled = 0, moved = 0, contradictions = 0;
    for (const auto &pusher : pushers) {
        contradictions += pusher->contradictions;
        for (const OperationId &id : pusher->made) {
            const QString name = id.toString();
            acknowledged += pusher->told.contains(id) ? 1 : 0;
            lost += log.count.value(name) == 0 ? 1 : 0;
            doubled += log.count.value(name) > 1 ? 1 : 0;
            moved += pusher->told.contains(id) && log.seq.value(name) != pusher->told.value(id).seq ? 1 : 0;
        }
    }
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
