// Nine o'clock: so many devices reconnect within one minute, and each pushes twenty records and pulls two hundred that came meanwhile, from
// one hub in a process of its own on this machine, over its real sockets. Prints how long a request and a whole reconnection took, what was
// refused for a while and what for good, and what the hub used.
//   bench_herd [--devices 2000] [--seconds 60] [--push 20] [--rows 200]
//
// Everybody arrives at a moment drawn beforehand, whether or not the hub keeps up: who waits, waits longer, and that is counted. The
// devices share the machine's cores with the hub; what they use is printed too. Nothing is warmed up.
#include "core/people/person.h"
#include "core/people/team.h"
#include "core/records/published.h"
#include "sync/hub/ops/open_hub.h"
#include "sync/protocol/codec.h"
#include "tests/bench/must.h"
#include "tests/integration/hub/hub_process.h"
#include "tests/integration/hub/wire_device.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <random>
#include <thread>

#include <sys/resource.h>
#include <unistd.h>

using namespace sightline;
using namespace sightline::hub;
using namespace Qt::StringLiterals;
using bench::must;

namespace {

using Steady = std::chrono::steady_clock;

constexpr int peopleInATeam = 10;
constexpr int triesMax = 200;

struct Herd {
    int devices = 2000;
    int seconds = 60;
    int push = 20;
    int rows = 200;
};

double msSince(Steady::time_point begin) { return std::chrono::duration<double, std::milli>(Steady::now() - begin).count(); }

double at(std::vector<double> &times, double part)
{
    if (times.empty())
        return 0;
    std::sort(times.begin(), times.end());
    return times[std::min(times.size() - 1, static_cast<std::size_t>(part * static_cast<double>(times.size())))];
}

QString teamOf(int device) { return u"team-%1"_s.arg(device / peopleInATeam); }
QString personOf(int device) { return u"person-%1"_s.arg(device); }

QByteArray words(int bytes)
{
    static const QByteArray said = "Visited at home; the kitchen was warm and the children had eaten. Talked about school and the plan for the week. ";
    QByteArray all;
    while (all.size() < bytes)
        all += said;
    return all.first(bytes);
}

RecordBody recordOf(const QString &form, int device, const QString &what)
{
    RecordBody body;
    body.state = RecordState::Completed;
    body.author = PersonId(personOf(device));
    body.team = TeamId(teamOf(device));
    body.service = ServiceId(u"early"_s);
    body.form = form;
    body.madeAtMs = body.completedAtMs = 1'795'391'000'000;
    body.answers.insert(u"summary"_s, what + QString::fromLatin1(words(1100)));
    return body;
}

/// A council of so many people in teams of ten, with one form that its author's team reads and one that only author and manager do.
void makeCouncil(OpenHub &hub, const Herd &herd)
{
    QList<Publication> all;
    const int teams = (herd.devices + peopleInATeam - 1) / peopleInATeam;
    for (int i = 0; i < teams; ++i) {
        const Team team { TeamId(teamOf(i * peopleInATeam)), u"A team"_s, ServiceId(u"early"_s), { PersonId(u"lead-%1"_s.arg(i)) } };
        all.append({ publishedId(RecordType::Team, team.id.toString()), publishedBody(RecordType::Team, toJson(team)) });
    }
    const auto add = [&all](const QString &id, const QString &team) {
        Person person;
        person.id = PersonId(id);
        person.name = u"Role phrase"_s;
        person.roles = { u"Practitioner"_s };
        person.service = ServiceId(u"early"_s);
        person.teams = { TeamId(team) };
        all.append({ publishedId(RecordType::Person, id), publishedBody(RecordType::Person, toJson(person)) });
    };
    for (int i = 0; i < herd.devices; ++i)
        add(personOf(i), teamOf(i));
    for (int i = 0; i < teams; ++i)
        add(u"lead-%1"_s.arg(i), teamOf(i * peopleInATeam));
    static constexpr char form[] = R"({"resourceType":"Questionnaire","url":"urn:bench:%1","version":"1.0","status":"active","title":"A form",
        "item":[{"linkId":"summary","text":"Summary","type":"text"}]})";
    const QStringList author { u"author"_s }, lead { u"author"_s, u"lead"_s }, team { u"author"_s, u"lead"_s, u"team"_s };
    all.append({ publishedId(RecordType::FormDefinition, u"own@1.0"_s), publishedFormBody({ u"own@1.0"_s, u"Own"_s, form, { author, lead }, {} }) });
    all.append({ publishedId(RecordType::FormDefinition, u"shared@1.0"_s), publishedFormBody({ u"shared@1.0"_s, u"Shared"_s, form, { author, team }, {} }) });
    must(hub.service().begin(u"Bench"_s, all));
    must(hub.keepKeys());
}

/// What one reconnection came to.
struct Reconnection {
    bool isDone = false;
    double wholeMs = 0;
    std::vector<double> requestMs;
    int refusedForAWhile = 0;
    qint64 rows = 0;
    qint64 answerBytes = 0;
};

/// One device: enrolled, with everything there was when it was last here, and what it has written since.
struct Member {
    std::unique_ptr<WireDevice> device;
    QList<Operation> written;
    QMap<QString, qint64> cursors;
};

/// Pushes what was written and pulls until there is no more, coming back as it is told to where the hub is busy.
Reconnection reconnect(Member &member, const Herd &herd, Steady::time_point due)
{
    Reconnection outcome;
    WireDevice &device = *member.device;
    device.cursors = member.cursors;
    bool isPushed = false;
    for (int tries = 0; tries < triesMax; ++tries) {
        const wire::SyncRequest request = device.request(isPushed ? QList<Operation>() : member.written);
        const auto begin = Steady::now();
        const RawAnswer answer = device.send(request, true);
        outcome.requestMs.push_back(msSince(begin));
        if (answer.status == 0 || answer.status == 429 || answer.status == 503) {
            ++outcome.refusedForAWhile;
            std::this_thread::sleep_for(std::chrono::seconds(std::max(1, answer.header("retry-after").toInt())));
            continue;
        }
        if (!device.take(request, answer))
            return outcome;   // for good
        outcome.answerBytes += answer.body.size();
        isPushed = isPushed || device.lastAnswer->acks.size() == herd.push;
        for (const wire::Row &row : device.lastAnswer->rows)
            outcome.rows += row.in.isEmpty() ? 0 : 1;
        if (!isPushed)
            return outcome;
        if (!device.lastAnswer->more) {
            outcome.isDone = true;
            outcome.wholeMs = msSince(due);
            return outcome;
        }
    }
    return outcome;
}

/// What @p process has used since it began: processor seconds, and memory at its peak in MiB.
struct Used {
    double cpuSeconds = 0;
    double peakMib = 0;
};
Used usedBy(pid_t process)
{
    const auto contentOf = [process](const char *name) {
        QFile file(u"/proc/%1/%2"_s.arg(process).arg(QLatin1String(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    Used used;
    const QByteArray stat = contentOf("stat");
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    used.cpuSeconds = (fields.value(11).toDouble() + fields.value(12).toDouble()) / static_cast<double>(::sysconf(_SC_CLK_TCK));
    for (const QByteArray &line : contentOf("status").split('\n')) {
        if (line.startsWith("VmHWM:"))
            used.peakMib = line.mid(6).trimmed().split(' ').value(0).toDouble() / 1024;
    }
    return used;
}

double ownCpuSeconds()
{
    rusage used {};
    getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval &time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

/// Everybody enrolled and up to date, then the rows that came meanwhile; the hub does not serve yet.
std::vector<Member> gather(HubProcess &hub, const HubPaths &paths, const Herd &herd)
{
    std::vector<Member> members(static_cast<std::size_t>(herd.devices));
    QStringList codes;
    QString epoch;
    {
        const auto opened = must(OpenHub::open(paths, OpenFor::Creating));
        makeCouncil(*opened, herd);
    }
    const auto opened = must(OpenHub::open(paths, OpenFor::Administering));
    must(opened->inTransaction([&](HubTransaction &transaction) -> Result<void> {
        for (int i = 0; i < herd.devices; ++i)
            codes.append(must(opened->door().issueCode(transaction, PersonId(personOf(i)))));
        return {};
    }));
    const HubState before = must(opened->state());
    for (int i = 0; i < herd.devices; ++i) {
        const auto snapshot = must(opened->store().snapshot());
        for (const QString &scope : must(opened->service().scopesOf(*snapshot, PersonId(personOf(i)))))
            members[static_cast<std::size_t>(i)].cursors.insert(scope, before.seq);
    }
    if (!hub.serve({ u"--connections-per-address"_s, u"4096"_s }))
        bench::stop({ ErrorCode::StorageFailure, u"the hub does not serve"_s });
    for (int i = 0; i < herd.devices; ++i) {
        Member &member = members[static_cast<std::size_t>(i)];
        member.device = std::make_unique<WireDevice>(hub.port(), personOf(i), codes[i]);
        if (!member.device->isEnrolled())
            bench::stop({ ErrorCode::NotAllowed, u"a device could not be enrolled"_s });
        member.device->epoch = before.epoch;
        for (int n = 0; n < herd.push; ++n)
            member.written.append(member.device->create(recordOf(u"own@1.0"_s, i, u"%1 of %2. "_s.arg(n).arg(i))));
    }
    // Of each team its first member has written what the others have not seen, on another device.
    for (int i = 0; i < herd.devices; i += peopleInATeam) {
        wire::SyncRequest request { .epoch = before.epoch, .stream = newId<StreamId>(opened->clock(), opened->random()) };
        request.previousChain = chainStart();
        const Caller caller { newId<InstallationId>(opened->clock(), opened->random()), PersonId(personOf(i)) };
        for (int n = 0; n < herd.rows;) {
            request.operations.clear();
            for (; n < herd.rows && request.operations.size() < 100; ++n) {
                Operation create = members.front().device->create(recordOf(u"shared@1.0"_s, i, u"%1 meanwhile. "_s.arg(n)));
                request.operations.append({ n + 1, create });
            }
            QByteArray chain = request.previousChain;
            for (const wire::NumberedOperation &one : request.operations)
                chain = chainLink(chain, must(operationBytes(one.operation)));
            must(opened->inTransaction([&](HubTransaction &transaction) -> Result<void> {
                const auto taken = opened->service().acceptPush(transaction, request, caller);
                return taken ? Result<void>() : taken.error();
            }));
            request.previousChain = chain;
        }
    }
    return members;
}

} // namespace

int main(int argc, char **argv)
{
    Herd herd;
    CLI::App app { "How one hub bears a whole council that reconnects within a minute." };
    app.add_option("--devices", herd.devices, "How many reconnect")->check(CLI::Range(1, 4000))->capture_default_str();
    app.add_option("--seconds", herd.seconds, "Within how many seconds")->check(CLI::Range(1, 3600))->capture_default_str();
    app.add_option("--push", herd.push, "Records that each has written")->check(CLI::Range(1, 100))->capture_default_str();
    app.add_option("--rows", herd.rows, "Records that each has not seen")->check(CLI::Range(0, 5000))->capture_default_str();
    CLI11_PARSE(app, argc, argv);

    QTemporaryDir folder;
    QDir().mkpath(folder.filePath(u"keys"_s));
    const HubPaths paths = must(hubPaths(u"sqlite:"_s + folder.filePath(u"hub.db"_s), folder.filePath(u"keys/hub.key"_s)));
    HubProcess hub(folder.path());
    std::vector<Member> members = gather(hub, paths, herd);
    // Begun anew, so that what it uses is of the herd alone.
    hub.stop();
    if (!hub.serve({ u"--connections-per-address"_s, u"4096"_s }))
        bench::stop({ ErrorCode::StorageFailure, u"the hub does not serve"_s });
    for (Member &member : members)
        member.device->setPort(hub.port());

    std::mt19937 chance(1);
    std::uniform_int_distribution<int> moment(0, herd.seconds * 1000);
    std::vector<Reconnection> outcomes(members.size());
    std::vector<std::thread> threads;
    const Used before = usedBy(hub.processId());
    const double ownBefore = ownCpuSeconds();
    const auto begin = Steady::now();
    for (std::size_t i = 0; i < members.size(); ++i) {
        const auto due = begin + std::chrono::milliseconds(moment(chance));
        threads.emplace_back([&, i, due] {
            std::this_thread::sleep_until(due);
            outcomes[i] = reconnect(members[i], herd, due);
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    const double took = msSince(begin) / 1000;
    const Used after = usedBy(hub.processId());
    const double own = ownCpuSeconds() - ownBefore;

    std::vector<double> wholes, requests;
    int done = 0, refused = 0;
    qint64 rows = 0, bytes = 0;
    for (const Reconnection &outcome : outcomes) {
        done += outcome.isDone ? 1 : 0;
        if (outcome.isDone)
            wholes.push_back(outcome.wholeMs);
        requests.insert(requests.end(), outcome.requestMs.begin(), outcome.requestMs.end());
        refused += outcome.refusedForAWhile;
        rows += outcome.rows;
        bytes += outcome.answerBytes;
    }
    std::printf("%d devices within %d s, each pushing %d records and pulling what came meanwhile (%.0f rows each, %.0f KiB of answers unpacked)\n",
                herd.devices, herd.seconds, herd.push, static_cast<double>(rows) / herd.devices, static_cast<double>(bytes) / 1024 / herd.devices);
    std::printf("  done: %d in %.1f s; refused for good: %d; told to come back: %d\n", done, took, herd.devices - done, refused);
    std::printf("  a request: p50 %.1f ms, p99 %.1f ms, longest %.1f ms (%zu requests)\n", at(requests, 0.5), at(requests, 0.99), at(requests, 1),
                requests.size());
    std::printf("  a whole reconnection, from the moment it was due: p50 %.1f ms, p99 %.1f ms, longest %.1f ms\n", at(wholes, 0.5), at(wholes, 0.99),
                at(wholes, 1));
    std::printf("  the hub: %.1f s of processor (%.2f ms a device), %.0f MiB at its peak; the devices themselves %.1f s\n",
                after.cpuSeconds - before.cpuSeconds, (after.cpuSeconds - before.cpuSeconds) * 1000 / herd.devices, after.peakMib, own);
    const bool isWhole = done == herd.devices && rows >= static_cast<qint64>(herd.devices) * herd.rows;
    if (!isWhole)
        std::puts("  NOT everybody was served.");
    return hub.stop() == 0 && isWhole ? 0 : 1;
}
