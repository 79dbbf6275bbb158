// One device of the bench, a process of its own with real files and real HTTP. Prints one line of JSON for what it measured:
//   bench_device join STORE HUB CODE            makes a store and joins it
//   bench_device fill STORE RECORDS SEED        completes so many records offline
//   bench_device sync STORE                     sends and takes everything once
//   bench_device one  STORE OTHER ROUNDS        exchanges of one record: up, down, and both at once
//   bench_device publish DATABASE KEYFILE       gives the hub the form of the corpus (the hub is not serving)
#include "core/base/digest.h"
#include "core/commands/new_operation.h"
#include "core/people/scope.h"
#include "core/store/known_council.h"
#include "core/store/store_directory.h"
#include "sync/client/enrol.h"
#include "sync/client/exchange.h"
#include "sync/client/http_transport.h"
#include "sync/hub/ops/open_hub.h"
#include "tests/bench/corpus.h"
#include "tests/bench/must.h"
#include "tests/bench/process_meter.h"

#include <QCoreApplication>
#include <QFile>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

using namespace sightline;
using namespace Qt::StringLiterals;
using bench::must;
using bench::stop;

namespace {

void print(const Json &json) { std::printf("%s\n", writeJson(json).constData()); }

/// Stretching the passphrase is not what is measured: it costs little here.
StoreCredentials credentials() { return { SecretBytes::copyOf("bench passphrase"), nullptr, { 1, 8 * 1024 } }; }

class Device {
public:
    explicit Device(const QString &path) : m_store(must(StoreDirectory(path).open(credentials(), m_clock, m_random))), access(*m_store)
    {
        if (must(m_store->meta().isEnrolled()))
            connectTo(must(m_store->meta().enrolment()).hubUrl);
    }

    void connectTo(const QString &url) { transport = std::make_unique<sync::HttpTransport>(must(sync::hubUrlFromText(url))); }
    sync::SyncReport sync() { return must(sync::syncOnce(access, *transport, m_random)); }

    /// Completes @p count records as a practitioner does, except that the form is not filled on a screen.
    qint64 fill(int count, quint64 seed)
    {
        bench::Corpus corpus(seed);
        const PersonId me = must(m_store->meta().enrolment()).person;
        const auto council = must(knownCouncil(*m_store));   // held: what the store keeps goes after a thousand changes
        const Person *person = council->person(me);
        if (!person || person->teams.isEmpty())
            stop({ ErrorCode::NotFound, u"The device has not synced yet: it knows no team of its person."_s });
        qint64 bytes = 0;
        for (int done = 0; done < count;) {
            must(m_store->transact([&]() -> Result<void> {
                for (int i = 0; i < 500 && done < count; ++i, ++done) {
                    Operation create = newOperation(*m_store, OperationKind::Create, newId<RecordId>(m_clock, m_random));
                    create.head = corpus.next(me, person->service, person->teams.first(), create.atMs);
                    bytes += must(bodyBytes(*create.head)).size();
                    must(m_store->outbox().append(create));
                }
                return {};
            }));
        }
        return bytes;
    }

    SystemClock m_clock;
    SodiumRandom m_random;
    std::unique_ptr<Store> m_store;
    sync::LentStore access;
    std::unique_ptr<sync::HttpTransport> transport;
};

Json used(const bench::Used &used, qint64 requests)
{
    return Json::object({ { u"wall_us"_s, used.wallUs },
                          { u"cpu_us"_s, used.cpuUs },
                          { u"peak_kib"_s, used.peakKib },
                          { u"bytes_out"_s, used.bytesOut },
                          { u"bytes_in"_s, used.bytesIn },
                          { u"requests"_s, requests } });
}

void join(const QString &path, const QString &hub, const QString &code)
{
    const SystemClock clock;
    SodiumRandom random;
    must(StoreDirectory(path).provision(credentials(), clock, random));
    Device device(path);
    device.connectTo(hub);
    must(sync::enrolDevice(device.access, *device.transport, hub, code));
    print(Json::object({ { u"joined"_s, true } }));
}

void syncAll(const QString &path)
{
    Device device(path);
    const bench::ProcessMeter meter(bench::ProcessMeter::Memory::Trimmed);
    const sync::SyncReport report = device.sync();
    Json line = used(meter.read(), device.transport->traffic().requests);
    const qint64 begun = sync::Exchange::steadyMs();
    while (must(device.m_store->indexSome())) { }
    line.set(u"searchable_ms"_s, sync::Exchange::steadyMs() - begun);
    line.set(u"pushed"_s, report.pushed);
    line.set(u"held"_s, report.held);
    line.set(u"pulled"_s, report.pulled);
    line.set(u"records"_s, must(device.m_store->db().integer("SELECT count(*) FROM base WHERE type = 'form'")).value_or(0));
    print(line);
}

/// How long the disk takes to keep 8 KiB for good, in microseconds: once, beside the store at @p path.
qint64 flushUs(const QString &path)
{
    const int handle = ::open(QFile::encodeName(path + u"/flush"_s).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    const QByteArray page(8192, 'x');
    const auto begin = std::chrono::steady_clock::now();
    const bool isKept = handle >= 0 && ::pwrite(handle, page.constData(), static_cast<std::size_t>(page.size()), 0) == page.size() && ::fsync(handle) == 0;
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin).count();
    if (handle >= 0)
        ::close(handle);
    if (!isKept)
        stop({ ErrorCode::StorageFailure, u"The disk's own flush could not be measured."_s });
    return took;
}

/// Medians over @p rounds of exchanges in which one whole record goes up, comes down, or both.
void oneChange(const QString &path, const QString &otherPath, int rounds)
{
    Device device(path), other(otherPath);
    device.sync();   // the connection is there, as in an app that runs
    other.sync();
    Json line = Json::object();
    std::vector<qint64> flushes;
    for (const QString &what : { u"push"_s, u"pull"_s, u"both"_s }) {
        std::vector<bench::Used> all;
        qint64 requests = 0;
        for (int round = 0; round < rounds; ++round) {
            const quint64 seed = quint64(round) * 7 + (what == "push"_L1 ? 1 : what == "pull"_L1 ? 2 : 3);
            if (what != "push"_L1) {
                other.fill(1, seed);
                other.sync();
            }
            if (what != "pull"_L1)
                device.fill(1, seed + 1000);
            const qint64 before = device.transport->traffic().requests;
            const bench::ProcessMeter meter(bench::ProcessMeter::Memory::AsItIs);
            const sync::SyncReport report = device.sync();
            all.push_back(meter.read());
            requests = std::max(requests, device.transport->traffic().requests - before);
            flushes.push_back(flushUs(path));
            const qint64 pushed = what == "pull"_L1 ? 0 : 1;
            const qint64 pulled = what == "push"_L1 ? 0 : 1;
            if (report.pushed != pushed || report.pulled != pulled || report.held != 0)
                stop({ ErrorCode::Corrupt, u"An exchange of one change (%1) moved %2 up and %3 down."_s.arg(what).arg(report.pushed).arg(report.pulled) });
        }
        const auto median = [&all](auto member) {
            std::vector<qint64> values;
            for (const bench::Used &one : all)
                values.push_back(one.*member);
            std::sort(values.begin(), values.end());
            return values[values.size() / 2];
        };
        bench::Used middle;
        for (const auto member : { &bench::Used::wallUs, &bench::Used::cpuUs, &bench::Used::peakKib, &bench::Used::bytesOut, &bench::Used::bytesIn })
            middle.*member = median(member);
        line.set(what, used(middle, requests));
    }
    std::sort(flushes.begin(), flushes.end());
    line.set(u"flush_us"_s, flushes[flushes.size() / 2]);
    print(line);
}

void publishForm(const QString &database, const QString &keys)
{
    const auto hub = must(hub::OpenHub::open(must(hub::hubPaths(u"sqlite:"_s + database, keys)), hub::OpenFor::Administering));
    const PublishedForm form = bench::Corpus::form();
    must(hub->service().publish({ { hub::publishedId(RecordType::FormDefinition, form.form), publishedFormBody(form) } }));
    print(Json::object({ { u"published"_s, form.form } }));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    const QString phase = words.value(1);
    if (phase == "join"_L1 && words.size() == 5)
        join(words[2], words[3], words[4]);
    else if (phase == "fill"_L1 && words.size() == 5)
        print(Json::object({ { u"bytes"_s, Device(words[2]).fill(words[3].toInt(), words[4].toULongLong()) } }));
    else if (phase == "sync"_L1 && words.size() == 3)
        syncAll(words[2]);
    else if (phase == "one"_L1 && words.size() == 5)
        oneChange(words[2], words[3], words[4].toInt());
    else if (phase == "publish"_L1 && words.size() == 4)
        publishForm(words[2], words[3]);
    else
        stop({ ErrorCode::InvalidInput, u"See the top of tests/bench/bench_device.cpp for what it takes."_s });
    return 0;
}
