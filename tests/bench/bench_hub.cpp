// Prints what the hub's store costs: durable pushes a second, alone and together, beside the disk's own fsync; first pulls; and the same
// pushes over SQLite and over PostgreSQL.
#include "core/packs/council/demo_council.h"
#include "core/people/scope.h"
#include "core/sqlite/connection.h"
#include "sync/hub/ops/seed.h"
#include "sync/hub/service/commit_queue.h"
#include "sync/hub/store/postgres_connection.h"
#include "sync/hub/store/sqlite_hub_store.h"
#include "sync/protocol/codec.h"
#include "tests/support/postgres_cluster.h"

#include <QTemporaryDir>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <functional>

using namespace sightline;
using namespace sightline::hub;
using namespace Qt::StringLiterals;

namespace {

using Steady = std::chrono::steady_clock;

double msSince(Steady::time_point begin) { return std::chrono::duration<double, std::milli>(Steady::now() - begin).count(); }

/// Median time of an 8 KiB write and fsync, in milliseconds.
double fsyncMs(const QString &path)
{
    const int handle = ::open(path.toLocal8Bit().constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    const QByteArray page(8192, 'x');
    std::vector<double> times;
    for (int i = 0; i < 200; ++i) {
        const auto begin = Steady::now();
        if (::pwrite(handle, page.constData(), static_cast<size_t>(page.size()), i * page.size()) != page.size() || ::fsync(handle) != 0)
            return -1;
        times.push_back(msSince(begin));
    }
    ::close(handle);
    std::nth_element(times.begin(), times.begin() + 100, times.end());
    return times[100];
}

/// A device of the bench: one operation a push, as a practitioner completing a form.
struct Pusher {
    Caller caller;
    StreamId stream;
    qint64 next = 1;
    QByteArray chain = chainStart();
};

class Bench {
public:
    explicit Bench(std::unique_ptr<HubStore> over) : store(std::move(over))
    {
        service = std::make_unique<HubService>(*store, clock, random);
        if (!service->begin(u"Bench"_s) || !service->publish(councilPublications(demoCouncil())))
            std::puts("the bench's council could not be set up");
        readEpoch();
    }

    Pusher pusher()
    {
        return { { newId<InstallationId>(clock, random), PersonId(u"practitioner-north-1"_s), Caller::Access::Full }, newId<StreamId>(clock, random) };
    }

    wire::SyncRequest request(Pusher &pusher, int operations)
    {
        wire::SyncRequest request { .epoch = epoch, .stream = pusher.stream };
        request.previousChain = pusher.chain;
        request.acked = pusher.next - 1;
        for (int i = 0; i < operations; ++i) {
            Operation create { .id = newId<OperationId>(clock, random), .record = newId<RecordId>(clock, random) };
            create.kind = OperationKind::Create;
            create.kindName = u"create"_s;
            RecordBody body;
            body.state = RecordState::Completed;
            body.author = pusher.caller.person;
            body.team = TeamId(u"early-support-north"_s);
            body.service = ServiceId(u"early-support"_s);
            body.form = u"visit@1.0"_s;
            body.answers.insert(u"summary"_s, QString(1200, u'w'));
            create.head = body;
            pusher.chain = chainLink(pusher.chain, operationBytes(create).value());
            request.operations.append({ pusher.next++, create });
        }
        return request;
    }

    void readEpoch()
    {
        const auto snapshot = store->snapshot();
        epoch = (*snapshot)->state()->epoch;
    }

    SystemClock clock;
    SodiumRandom random;
    std::unique_ptr<HubStore> store;
    std::unique_ptr<HubService> service;
    QString epoch;
};

/// Pushes @p request and waits for its answer; counts in @p failed if it does not come or lacks an operation.
void push(Bench &bench, CommitQueue &queue, const wire::SyncRequest &request, const Caller &caller, std::atomic<int> &failed)
{
    std::mutex mutex;
    std::condition_variable answered;
    bool isDone = false;
    const bool taken = queue.submit(
        [&](HubTransaction &transaction) -> Result<void> {
            const auto result = bench.service->acceptPush(transaction, request, caller);
            if (!result || result->acks.size() != request.operations.size())
                ++failed;
            return {};
        },
        [&](const Result<void> &committed) {
            const std::lock_guard lock(mutex);
            failed += committed ? 0 : 1;
            isDone = true;
            answered.notify_one();
        });
    std::unique_lock lock(mutex);
    answered.wait(lock, [&] { return isDone || !taken; });
}

/// Pushes by @p devices at once, each waiting for its answer.
double pushesPerSecond(Bench &bench, int devices, int pushesEach, int operations = 1)
{
    CommitQueue queue(*bench.store);
    std::vector<std::thread> threads;
    std::atomic<int> failed = 0;
    const auto begin = Steady::now();
    for (int i = 0; i < devices; ++i) {
        threads.emplace_back([&] {
            Pusher pusher = bench.pusher();
            for (int n = 0; n < pushesEach; ++n)
                push(bench, queue, bench.request(pusher, operations), pusher.caller, failed);
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    if (failed > 0)
        std::printf("  (%d pushes failed)\n", failed.load());
    return devices * pushesEach / (msSince(begin) / 1000);
}

/// Pushes of ten operations by a device of each of @p councils at once, each council in a schema of its own of one server, as several would
/// share it. What is pushed is made before the clock starts.
double pushesOfManyCouncils(const std::function<std::unique_ptr<HubStore>()> &newCouncil, int councils, int pushesEach)
{
    struct Council {
        std::unique_ptr<Bench> bench;
        std::unique_ptr<CommitQueue> queue;
        Pusher pusher;
        std::vector<wire::SyncRequest> requests;
    };
    std::vector<Council> all;
    for (int i = 0; i < councils; ++i) {
        auto bench = std::make_unique<Bench>(newCouncil());
        Pusher pusher = bench->pusher();
        std::vector<wire::SyncRequest> requests;
        for (int n = 0; n < pushesEach; ++n)
            requests.push_back(bench->request(pusher, 10));
        auto queue = std::make_unique<CommitQueue>(*bench->store);
        all.push_back({ std::move(bench), std::move(queue), std::move(pusher), std::move(requests) });
    }
    std::vector<std::thread> threads;
    std::atomic<int> failed = 0;
    const auto begin = Steady::now();
    for (Council &council : all) {
        threads.emplace_back([&council, &failed] {
            for (const wire::SyncRequest &request : council.requests)
                push(*council.bench, *council.queue, request, council.pusher.caller, failed);
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    if (failed > 0)
        std::printf("  (%d pushes failed)\n", failed.load());
    return councils * pushesEach / (msSince(begin) / 1000);
}

/// What a database itself gives: @p together pushes of ten rows of 1.2 KB, one statement a push and one durable commit for all of them, pushes a
/// second. No hub can be quicker over it.
template <typename Db, typename Commit>
double floorOf(Db &db, int together, Commit commit)
{
    static qint64 next = 0;
    const QByteArray words(1200, 'w');
    const int commits = std::max(10, 400 / together);
    const auto begin = Steady::now();
    for (int i = 0; i < commits; ++i) {
        if (!db.execute("BEGIN"))
            return -1;
        for (int push = 0; push < together; ++push) {
            qint64 n = next;
            next += 10;
            if (!db.run("INSERT INTO bench_floor (n, body) VALUES (?1, ?11), (?2, ?11), (?3, ?11), (?4, ?11), (?5, ?11), (?6, ?11), (?7, ?11), (?8, ?11), "
                        "(?9, ?11), (?10, ?11)",
                        n, n + 1, n + 2, n + 3, n + 4, n + 5, n + 6, n + 7, n + 8, n + 9, words))
                return -1;
        }
        if (!commit(db))
            return -1;
    }
    return commits * together / (msSince(begin) / 1000);
}

void firstPull(Bench &bench, const char *what)
{
    const Caller reader { newId<InstallationId>(bench.clock, bench.random), PersonId(u"tm-early-support-north"_s), Caller::Access::Full };
    wire::SyncRequest request { .epoch = bench.epoch, .stream = newId<StreamId>(bench.clock, bench.random) };
    request.previousChain = chainStart();
    qint64 rows = 0, bytes = 0, packed = 0;
    int pages = 0;
    double packing = 0;
    const auto begin = Steady::now();
    for (bool more = true; more; ++pages) {
        const auto answer = bench.service->sync(request, reader);
        if (!answer) {
            std::printf("  first pull failed: %s\n", qPrintable(answer.error().detail));
            return;
        }
        const QByteArray text = wire::encode(*answer);
        const auto beginPacking = Steady::now();
        packed += wire::gzip(text).size();
        packing += msSince(beginPacking);
        bytes += text.size();
        rows += answer->rows.size();
        request.cursors = answer->cursors;
        more = answer->more;
    }
    std::printf("first pull, %s: %lld rows in %d pages, %.0f ms (%.0f of them packing), %lld KiB (%lld KiB packed)\n", what, static_cast<long long>(rows),
                pages, msSince(begin), packing, static_cast<long long>(bytes / 1024), static_cast<long long>(packed / 1024));
}

} // namespace

int main()
{
    QTemporaryDir folder;
    const double disk = fsyncMs(folder.filePath(u"probe"_s));
    std::printf("disk: write and fsync of 8 KiB %.3f ms (median)\n", disk);
    const DatabaseKey key = DatabaseKey::random();
    Bench bench(SqliteHubStore::open({ .path = folder.filePath(u"hub.db"_s), .key = &key, .mayCreate = true }).value());
    std::printf("durable pushes a second, encrypted, one operation of 1.2 KB each: 1 device %.0f", pushesPerSecond(bench, 1, 400));
    std::printf(", 8 devices %.0f", pushesPerSecond(bench, 8, 150));
    std::printf(", 64 devices %.0f\n", pushesPerSecond(bench, 64, 50));

    Pusher pusher = bench.pusher();
    const auto begin = Steady::now();
    for (int i = 0; i < 100; ++i) {
        const auto answer = bench.service->sync(bench.request(pusher, 100), pusher.caller);
        if (!answer || answer->acks.size() != 100)
            std::puts("  (a push failed)");
    }
    std::printf("push of 10,000 operations in 100 requests: %.0f ms\n", msSince(begin));
    firstPull(bench, "team manager");

    // One council, ten operations a push: the same service and queue over both stores, on the same disk.
    Bench sqlite(SqliteHubStore::open({ .path = folder.filePath(u"pushes.db"_s), .key = &key, .mayCreate = true }).value());
    support::PostgresCluster cluster(support::PostgresCluster::Place::Disk);
    const QString schema = cluster.newSchema();
    Bench postgres(cluster.store(schema));
    const auto floorFile = Connection::open({ .path = folder.filePath(u"floor.db"_s), .key = &key }).value();
    const auto floorServer = cluster.connect(schema);
    const bool isReady = floorFile->execute("CREATE TABLE bench_floor (n INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT")
        && floorServer->execute("CREATE TABLE bench_floor (n BIGINT PRIMARY KEY, body BYTEA NOT NULL)");
    if (!isReady)
        std::puts("  (the floor could not be made ready)");
    std::printf("durable pushes a second, one council, ten operations of 1.2 KB each:\n");
    for (const int devices : { 1, 8, 64 }) {
        const int each = devices == 1 ? 200 : 800 / devices;
        const double file = pushesPerSecond(sqlite, devices, each, 10);
        const double server = pushesPerSecond(postgres, devices, each, 10);
        const double fileFloor = floorOf(*floorFile, devices, [](Connection &db) { return bool(db.execute("COMMIT")); });
        const double serverFloor = floorOf(*floorServer, devices, [](PostgresConnection &db) { return bool(db.commit()); });
        std::printf("  %2d devices: SQLite %.0f (its floor %.0f, %.2f of it), PostgreSQL %.0f (its floor %.0f, %.2f of it)\n", devices, file, fileFloor,
                    file / fileFloor, server, serverFloor, server / serverFloor);
    }
    constexpr int councils = 150;
    support::PostgresCluster county(support::PostgresCluster::Place::Disk, 4 * councils);
    const double many = pushesOfManyCouncils([&county] { return std::unique_ptr<HubStore>(county.store(county.newSchema())); }, councils, 20);
    std::printf("durable pushes a second over %d councils of one PostgreSQL, ten operations of 1.2 KB each: %.0f\n", councils, many);
    return 0;
}
