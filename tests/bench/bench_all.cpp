// One table of what Sightline costs: real processes, real files, real HTTP over loopback; beside the disk, the bare machine and
// the peers where their scripts are at hand. See tests/bench/run.
#include "tests/bench/bench_table.h"
#include "tests/bench/peer_figures.h"
#include "tests/support/hub_process.h"

#include "core/base/json.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

constexpr int longMs = 30 * 60'000;
constexpr int rounds = 21;
constexpr int coldStarts = 5;

[[noreturn]] void stop(const QString &why)
{
    std::fprintf(stderr, "bench: %s\n", qPrintable(why));
    std::exit(1);
}

/// What @p program printed last, as JSON. Ends the bench if it fails.
Json run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program, arguments);
    if (!process.waitForFinished(longMs) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        stop(u"%1 %2 failed."_s.arg(QFileInfo(program).fileName(), arguments.join(u' ')));
    const QByteArray last = process.readAllStandardOutput().trimmed().split('\n').last();
    const auto json = parseJson(last);
    if (!json)
        stop(u"%1 said what is no JSON: %2"_s.arg(QFileInfo(program).fileName(), QString::fromUtf8(last.left(200))));
    return *json;
}

/// User and system time of another process so far, in microseconds.
qint64 cpuOf(qint64 processId)
{
    QFile file(u"/proc/%1/stat"_s.arg(processId));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray all = file.readAll();
    const QList<QByteArray> fields = all.mid(all.lastIndexOf(')') + 2).split(' ');
    return (fields.value(11).toLongLong() + fields.value(12).toLongLong()) * 10'000;   // USER_HZ is 100 on Linux
}

QString seconds(qint64 microseconds) { return u"%1 s"_s.arg(double(microseconds) / 1e6, 0, 'f', 2); }
QString milliseconds(qint64 microseconds) { return u"%1 ms"_s.arg(double(microseconds) / 1e3, 0, 'f', 2); }
QString mebibytes(qint64 kib) { return u"%1 MiB"_s.arg(double(kib) / 1024, 0, 'f', 0); }
QString megabytes(qint64 bytes) { return u"%1 MB"_s.arg(double(bytes) / 1e6, 0, 'f', 2); }

class BenchAll {
public:
    BenchAll(QString build, bool quick, QString peers) : m_build(std::move(build)), m_isQuick(quick), m_peersFolder(std::move(peers)) { }

    void measure()
    {
        measureStore();
        if (!m_isQuick)
            measureSearch();
        measurePlan();
        measureSync(10'000);
        measureSwitch(10'000);
        if (!m_isQuick) {
            measureSync(100'000);
            measureSwitch(100'000);
        }
        m_peers = m_isQuick ? bench::PeerFigures() : bench::PeerFigures::run(m_peersFolder);
    }
    void print() { m_table.print(m_peers); }

private:
    [[nodiscard]] QString program(const QString &place) const { return m_build + u'/' + place; }
    Json device(const QStringList &arguments) const { return run(program(u"tests/bench/bench_device"_s), arguments); }

    void measureStore()
    {
        const QString store = m_folder.filePath(u"app-store"_s);
        const Json figures = run(program(u"tests/bench/bench_store"_s), { u"--keep"_s, store });
        const auto pair = [&figures](const QString &name) {
            return u"%1 / %2"_s.arg(milliseconds(figures[name + u"_p50_us"_s].toInteger()), milliseconds(figures[name + u"_p99_us"_s].toInteger()));
        };
        m_table.add(u"disk: 8 KiB and fdatasync, p50 / p99"_s, pair(u"disk"_s));
        m_table.add(u"a typed draft to durable, p50 / p99"_s, pair(u"draft"_s));
        m_table.add(u"Done (record, fact, outbox) to durable, p50 / p99"_s, pair(u"done"_s));
        m_table.add(u"cold start to Today, 10,000 records and facts"_s, coldStart(store));
    }

    /// The app itself, from its start to the frame that shows Today; the median. The passphrase's stretching costs little here.
    QString coldStart(const QString &store)
    {
        const QString app = program(u"qml/app/sightline"_s);
        if (!QFileInfo::exists(app))
            return u"the app is not built"_s;
        QFile key(m_folder.filePath(u"app-key"_s));
        if (!key.open(QIODevice::WriteOnly) || key.write("bench passphrase") < 0)
            stop(u"The key file cannot be written."_s);
        key.close();
        std::vector<qint64> times;
        for (int i = 0; i < coldStarts; ++i) {
            QProcess process;
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(u"QT_LOGGING_RULES"_s, u"sightline.app.start.debug=true"_s);
            if (!environment.contains(u"DISPLAY"_s) && !environment.contains(u"WAYLAND_DISPLAY"_s))
                environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
            process.setProcessEnvironment(environment);
            process.setReadChannel(QProcess::StandardError);   // what the wait below wakes up for
            QElapsedTimer timer;
            timer.start();
            process.start(app, { u"--store"_s, store, u"--key-file"_s, key.fileName(), u"--offline"_s });
            QByteArray said;
            while (!said.contains("Today is drawn") && process.state() != QProcess::NotRunning && timer.elapsed() < 60'000) {
                process.waitForReadyRead(1000);
                said += process.readAllStandardError();
            }
            if (!said.contains("Today is drawn"))
                stop(u"The app did not come to Today: %1"_s.arg(QString::fromUtf8(said.right(400))));
            times.push_back(timer.nsecsElapsed() / 1000);
            process.kill();
            process.waitForFinished();
        }
        std::sort(times.begin(), times.end());
        return u"%1 (of %2: best %3)"_s.arg(milliseconds(times[times.size() / 2])).arg(coldStarts).arg(milliseconds(times.front()));
    }

    /// On a device with as many records as one may come to hold, whatever else is measured with how many.
    void measureSearch()
    {
        const Json figures = run(program(u"tests/bench/bench_search"_s), {});
        m_table.add(u"search per keystroke, 100,000 records, p50 / p99"_s,
                    u"%1 / %2"_s.arg(milliseconds(figures[u"p50_us"_s].toInteger()), milliseconds(figures[u"p99_us"_s].toInteger())));
    }

    void measurePlan()
    {
        const Json figures = run(program(u"tests/bench/bench_plan"_s), {});
        m_table.add(u"plan of 300 people, 10,000 facts: full / one fact"_s,
                    u"%1 / %2"_s.arg(milliseconds(figures[u"full_us"_s].toInteger()), milliseconds(figures[u"one_us"_s].toInteger())));
    }

    void join(support::HubProcess &hub, const QString &store, const QString &person)
    {
        const QString code = hub.codeFor(person);
        if (code.isEmpty())
            stop(u"The hub gave no code: "_s + hub.complaint);
        device({ u"join"_s, store, hub.url(), code });
    }

    /// A practitioner's device pushes so many records; her manager's pulls them; then one change at a time.
    void measureSync(int records)
    {
        support::HubProcess hub(program(u"sync/hub/sightline-hub"_s));
        if (!hub.init())
            stop(u"The hub could not be set up: "_s + hub.complaint);
        device({ u"publish"_s, hub.folder() + u"/hub.db"_s, hub.folder() + u"/hub.key"_s });
        if (!hub.serve())
            stop(u"The hub does not serve: "_s + hub.complaint);
        const QString author = m_folder.filePath(u"author-%1"_s.arg(records));
        const QString manager = m_folder.filePath(u"manager-%1"_s.arg(records));
        join(hub, author, u"practitioner-north-1"_s);
        device({ u"sync"_s, author });
        const qint64 bytes = device({ u"fill"_s, author, QString::number(records), u"1"_s })[u"bytes"_s].toInteger();
        const QString count = records == 10'000 ? u"10,000"_s : u"100,000"_s;
        const QString key = QString::number(records);
        m_table.add(u"corpus: %1 records, JSON bytes each"_s.arg(count), QString::number(bytes / records));

        qint64 hubCpu = cpuOf(hub.processId());
        const Json push = device({ u"sync"_s, author });
        if (push[u"pushed"_s].toInteger() != records || push[u"held"_s].toInteger() != 0)
            stop(u"A push of %1 pushed %2 and held %3."_s.arg(records).arg(push[u"pushed"_s].toInteger()).arg(push[u"held"_s].toInteger()));
        report(u"push of %1 records"_s.arg(count), u"push-"_s + key, push, cpuOf(hub.processId()) - hubCpu);

        join(hub, manager, u"tm-early-support-north"_s);
        hubCpu = cpuOf(hub.processId());
        const Json pull = device({ u"sync"_s, manager });
        if (pull[u"records"_s].toInteger() != records)
            stop(u"A first pull of %1 brought %2."_s.arg(records).arg(pull[u"records"_s].toInteger()));
        report(u"first pull of %1 records"_s.arg(count), u"pull-"_s + key, pull, cpuOf(hub.processId()) - hubCpu);
        m_table.add(u"    then, in idle moments, all searchable"_s, seconds(pull[u"searchable_ms"_s].toInteger() * 1000));

        const Json one = device({ u"one"_s, manager, author, QString::number(rounds) });
        for (const QString &what : { u"push"_s, u"pull"_s, u"both"_s }) {
            const Json &used = one[what];
            const QString name = what == "both"_L1 ? u"one record up and one down"_s : what == "push"_L1 ? u"one record up"_s : u"one record down"_s;
            // One after the other: the device gives a number, the hub commits, the device keeps the answer. A page alone needs none (decisions 16).
            const qint64 flushes = what == "pull"_L1 ? 0 : 3 * one[u"flush_us"_s].toInteger();
            const QString floor = flushes == 0 ? QString()
                                               : u" (three flushes of the disk: %1, %2 of it)"_s.arg(milliseconds(flushes))
                                                     .arg(double(flushes) / double(used[u"wall_us"_s].toInteger()), 0, 'f', 2);
            m_table.add(u"%1, hub holds %2"_s.arg(name, count),
                        u"%1, %2 B out, %3 B in, %4 request"_s.arg(milliseconds(used[u"wall_us"_s].toInteger()) + floor)
                            .arg(used[u"bytes_out"_s].toInteger())
                            .arg(used[u"bytes_in"_s].toInteger())
                            .arg(used[u"requests"_s].toInteger()),
                        u"one-%1-%2"_s.arg(what, key), used[u"wall_us"_s].toInteger());
        }
        hub.terminate();
    }

    /// A switch of the council's goes off over so many records, while somebody else pushes.
    void measureSwitch(int records)
    {
        const Json figures = run(program(u"tests/bench/bench_switch"_s), { QString::number(records) });
        const Json &off = figures[u"off"_s];
        m_table.add(u"a switch goes off over %1 records"_s.arg(records == 10'000 ? u"10,000"_s : u"100,000"_s),
                    u"in force at once; all followed in %1 (%2 with nobody pushing), peak %3, longest wait of a push %4"_s.arg(
                        seconds(off[u"us"_s].toInteger()), seconds(figures[u"alone_us"_s].toInteger()), mebibytes(off[u"peak_kib"_s].toInteger()),
                        milliseconds(off[u"push_longest_us"_s].toInteger())));
    }

    void report(const QString &what, const QString &key, const Json &used, qint64 hubCpu)
    {
        m_table.add(what,
                    u"%1, client peak %2, %3 out, %4 in, %5 requests, CPU %6 + hub %7"_s
                        .arg(seconds(used[u"wall_us"_s].toInteger()), mebibytes(used[u"peak_kib"_s].toInteger()), megabytes(used[u"bytes_out"_s].toInteger()),
                             megabytes(used[u"bytes_in"_s].toInteger()))
                        .arg(used[u"requests"_s].toInteger())
                        .arg(seconds(used[u"cpu_us"_s].toInteger()), seconds(hubCpu)),
                    key, used[u"wall_us"_s].toInteger());
    }

    QString m_build;
    bool m_isQuick;
    QString m_peersFolder;
    QTemporaryDir m_folder;
    bench::BenchTable m_table;
    bench::PeerFigures m_peers;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QStringList words = QCoreApplication::arguments().mid(1);
    const bool isQuick = words.removeAll(u"--quick"_s) > 0;
    const QString build = QDir::cleanPath(QCoreApplication::applicationDirPath() + u"/../.."_s);
    QString peers = qEnvironmentVariable("SIGHTLINE_PEERS", QDir::cleanPath(build + u"/../../../shared/baselines"_s));
    if (words.size() == 2 && words[0] == "--peers"_L1)
        peers = words[1];
    else if (!words.isEmpty())
        stop(u"tests/bench/run takes --quick and --peers DIR."_s);
    BenchAll bench(build, isQuick, peers);
    bench.measure();
    bench.print();
    return 0;
}
