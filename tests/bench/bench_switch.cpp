// What turning a switch of the council costs a hub that holds so many records, all of a form that has the switch: how long until the readers
// of every record have followed, what the process holds at its peak, and how long the push of somebody else waits meanwhile. Prints one
// line of JSON. Somebody else pushes one record after the other all the while ("off", "on"), or nobody does ("alone").
//   bench_switch RECORDS
#include "core/base/digest.h"
#include "core/packs/council/demo_council.h"
#include "sync/hub/ops/seed.h"
#include "sync/hub/service/commit_queue.h"
#include "sync/hub/store/sqlite_hub_store.h"
#include "tests/bench/corpus.h"
#include "tests/bench/must.h"
#include "tests/bench/process_meter.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <atomic>
#include <cstdio>

using namespace sightline;
using namespace sightline::hub;
using namespace Qt::StringLiterals;
using bench::must;

namespace {

using Steady = std::chrono::steady_clock;

qint64 usSince(Steady::time_point begin) { return std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - begin).count(); }

const QString teamSwitch = u"records_for_team"_s;
const TeamId team(u"early-support-north"_s);
const ServiceId service(u"early-support"_s);

/// One process over the council's file: `serve`, or a command beside it.
struct Process {
    Process(const QString &path, const DatabaseKey &key)
        : store(must(SqliteHubStore::open({ .path = path, .key = &key, .mayCreate = true }))), service(*store, clock, random)
    {
    }
    SystemClock clock;
    SodiumRandom random;
    std::unique_ptr<SqliteHubStore> store;
    HubService service;
};

/// A practitioner's device: completes records and pushes them.
class Pusher {
public:
    Pusher(Process &hub, const QString &person, quint64 seed)
        : m_hub(hub), m_corpus(seed), m_caller { newId<InstallationId>(hub.clock, hub.random), PersonId(person), Caller::Access::Full },
          m_stream(newId<StreamId>(hub.clock, hub.random)), m_epoch(must(must(hub.store->snapshot())->state()).epoch)
    {
    }
    [[nodiscard]] const Caller &caller() const { return m_caller; }
    wire::SyncRequest request(int records)
    {
        wire::SyncRequest request { .epoch = m_epoch, .stream = m_stream };
        request.previousChain = m_chain;
        request.acked = m_next - 1;
        for (int i = 0; i < records; ++i) {
            Operation create { .id = newId<OperationId>(m_hub.clock, m_hub.random), .record = newId<RecordId>(m_hub.clock, m_hub.random) };
            create.kind = OperationKind::Create;
            create.kindName = operationKindName(create.kind);
            create.head = m_corpus.next(m_caller.person, ::service, team, m_hub.clock.now().msSinceEpoch);
            create.atMs = create.head->completedAtMs;
            m_chain = chainLink(m_chain, must(operationBytes(create)));
            request.operations.append({ m_next++, create });
        }
        return request;
    }

private:
    Process &m_hub;
    bench::Corpus m_corpus;
    Caller m_caller;
    StreamId m_stream;
    QString m_epoch;
    qint64 m_next = 1;
    QByteArray m_chain = chainStart();
};

PublishedForm formWithSwitch()
{
    PublishedForm form = bench::Corpus::form();
    form.meta = must(parseJson(R"({"councilSwitches":[{"setting":"records_for_team","adds":{"completed":["team"]},"default":false}]})"));
    return form;
}

void decide(Process &hub, const QMap<QString, qint64> &switchedOn)
{
    const CouncilCard card { .safeguardingPhone = {}, .switchedOn = switchedOn };
    must(hub.service.publish({ { publishedId(RecordType::Council, u"council"_s), publishedBody(RecordType::Council, toJson(card)) } }));
}

/// Pushes one record after the other through @p hub, as somebody at work does, while @p work goes on; gives how long each waited.
template <typename Work>
std::vector<qint64> pushesDuring(Process &hub, Work work)
{
    CommitQueue queue(*hub.store);
    std::atomic<bool> isOver = false;
    std::vector<qint64> waits;
    std::thread pushing([&] {
        Pusher pusher(hub, u"practitioner-north-2"_s, 7);
        do {
            const wire::SyncRequest request = pusher.request(1);
            std::mutex mutex;
            std::condition_variable answered;
            bool isDone = false;
            Result<void> result;
            const auto begin = Steady::now();
            const bool taken = queue.submit(
                [&](HubTransaction &transaction) -> Result<void> {
                    const auto accepted = hub.service.acceptPush(transaction, request, pusher.caller());
                    return accepted ? Result<void>() : accepted.error();
                },
                [&](const Result<void> &committed) {
                    const std::lock_guard lock(mutex);
                    result = committed;
                    isDone = true;
                    answered.notify_one();
                });
            std::unique_lock lock(mutex);
            answered.wait(lock, [&] { return isDone || !taken; });
            must(result);
            waits.push_back(usSince(begin));
        } while (!isOver);
    });
    work();
    isOver = true;
    pushing.join();
    queue.stop();
    std::sort(waits.begin(), waits.end());
    return waits;
}

/// How many records are in the team's scope.
qint64 inTeam(Process &hub) { return must(must(hub.store->snapshot())->scope(u"team:"_s + team.toString())).count; }

Json measure(Process &serving, Process &beside, const QMap<QString, qint64> &switchedOn)
{
    const bench::ProcessMeter meter(bench::ProcessMeter::Memory::Trimmed);
    qint64 us = 0;
    const std::vector<qint64> waits = pushesDuring(serving, [&] {
        const auto begin = Steady::now();
        decide(beside, switchedOn);
        us = usSince(begin);
    });
    const bench::Used used = meter.read();
    return Json::object({ { u"us"_s, us },
                          { u"peak_kib"_s, used.peakKib },
                          { u"pushes"_s, qint64(waits.size()) },
                          { u"push_median_us"_s, waits[waits.size() / 2] },
                          { u"push_longest_us"_s, waits.back() },
                          { u"in_team"_s, inTeam(serving) } });
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int records = QCoreApplication::arguments().value(1).toInt();
    if (records < 100)
        bench::stop({ ErrorCode::InvalidInput, u"bench_switch takes how many records, 100 at least."_s });
    QTemporaryDir folder;
    const QString path = folder.filePath(u"hub.db"_s);
    const DatabaseKey key = DatabaseKey::random();
    Process serving(path, key);
    must(serving.service.begin(u"Bench"_s));
    must(serving.service.publish(councilPublications(demoCouncil())));
    const PublishedForm form = formWithSwitch();
    must(serving.service.publish({ { publishedId(RecordType::FormDefinition, form.form), publishedFormBody(form) } }));
    const QMap<QString, qint64> on { { teamSwitch, 1 } };
    decide(serving, on);
    Pusher author(serving, u"practitioner-north-1"_s, 1);
    for (int made = 0; made < records; made += 100) {
        const auto answer = must(serving.service.sync(author.request(100), author.caller()));
        if (answer.acks.size() != 100 || answer.acks.last().outcome.code != Outcome::Code::Applied)
            bench::stop({ ErrorCode::Corrupt, u"A push of the bench was not applied."_s });
    }
    if (inTeam(serving) < records)
        bench::stop({ ErrorCode::Corrupt, u"The records are not in the team's scope."_s });
    Process beside(path, key);
    const Json off = measure(serving, beside, {});
    if (off[u"in_team"_s].toInteger() != 0)
        bench::stop({ ErrorCode::Corrupt, u"The switch is off, and records are still in the team's scope."_s });
    const Json backOn = measure(serving, beside, on);
    if (backOn[u"in_team"_s].toInteger() < records)
        bench::stop({ ErrorCode::Corrupt, u"The switch is on, and records are not in the team's scope."_s });
    const auto begin = Steady::now();
    decide(beside, {});
    const Json figures = Json::object({ { u"records"_s, records }, { u"off"_s, off }, { u"on"_s, backOn }, { u"alone_us"_s, usSince(begin) } });
    std::printf("%s\n", writeJson(figures).constData());
    return 0;
}
