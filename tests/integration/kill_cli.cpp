// Kills real processes with -9 at random points and counts, from reopening, what was acknowledged and is gone or doubled.
//   kill_cli CLI HUB [KILLS-PER-CLASS] [SEED]
// Classes of points: typing (a draft being saved), commit (a record being completed), push (a device sending), page (another
// device receiving), hub (the hub while it takes a push). Ends with 0 only if nothing was lost, doubled or unreadable.
#include "core/store/store_directory.h"
#include "tests/integration/real_processes.h"
#include "tests/integration/record_count.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QThread>

#include <cstdio>

using namespace sightline;
using namespace sightline::integration;
using namespace Qt::StringLiterals;

namespace {

struct PointClass {
    const char *name;
    int kills = 0;
    int finished = 0;         ///< the process ended before the kill came
    double usualUs = 200'000; ///< how long an undisturbed run takes, followed as the machine gets slower or faster
};

class KillTest {
public:
    KillTest(RealProcesses &world, int killsPerClass, quint64 seed) : m_world(world), m_wanted(killsPerClass), m_dice(seed) { }

    bool run()
    {
        if (!m_world.makeCouncil() || !m_world.startHub() || !m_world.enrol(u"a"_s, u"tm-early-support-north"_s)
            || !m_world.enrol(u"b"_s, u"sm-early-support"_s))
            return false;
        const int roundsMax = m_wanted * 12;
        for (int round = 0; round < roundsMax && !isEnough(); ++round) {
            if (!type() || !commit() || !push() || !page() || !hubDies())
                return false;
        }
        return settle() && count();
    }

    int problems = 0;

private:
    bool isEnough() const
    {
        for (const PointClass *each : classes()) {
            if (each->kills < m_wanted)
                return false;
        }
        return true;
    }
    QList<const PointClass *> classes() const { return { &m_typing, &m_commit, &m_push, &m_page, &m_hub }; }

    void problem(const QString &what)
    {
        ++problems;
        std::printf("PROBLEM: %s\n", qPrintable(what));
    }

    /// A moment at which to kill: anywhere in the usual length of such a run, and a little behind it.
    qint64 moment(const PointClass &kind) { return static_cast<qint64>(std::uniform_real_distribution<double>(0, 1.1)(m_dice) * kind.usualUs); }

    ProgramRun killed(PointClass &kind, const QString &device, const QStringList &arguments)
    {
        const ProgramRun run = m_world.cli(device, arguments, moment(kind));
        if (run.wasKilled) {
            ++kind.kills;
        } else {
            ++kind.finished;
            if (run.exitCode != 0)
                problem(u"%1: exit code %2: %3"_s.arg(QString::fromLatin1(kind.name)).arg(run.exitCode).arg(QString::fromUtf8(run.err)));
        }
        return run;
    }

    /// Runs to its end, and learns from it how long such runs take now.
    bool whole(PointClass &kind, const QString &device, const QStringList &arguments, ProgramRun *out = nullptr)
    {
        const ProgramRun run = m_world.cli(device, arguments);
        kind.usualUs = 0.7 * kind.usualUs + 0.3 * static_cast<double>(run.tookUs);
        if (out)
            *out = run;
        if (run.exitCode != 0)
            problem(u"%1, undisturbed: exit code %2: %3"_s.arg(QString::fromLatin1(kind.name)).arg(run.exitCode).arg(QString::fromUtf8(run.err)));
        return run.exitCode == 0;
    }

    Result<std::unique_ptr<Store>> reopen(const QString &device)
    {
        return StoreDirectory(m_world.storePath(device)).open({ SecretBytes::copyOf("a passphrase of a test"), nullptr, {} }, m_clock, m_random);
    }

    bool type()
    {
        if (m_typing.kills >= m_wanted)
            return true;
        const auto save = [this](const QString &words) {
            QStringList arguments { u"capture"_s, u"T03"_s, u"--draft"_s, u"--answers"_s, m_world.answersFile(words) };
            if (!m_draft.isEmpty())
                arguments << u"--continue"_s << m_draft;
            return arguments;
        };
        ++m_typed;
        ProgramRun saved;
        if (!whole(m_typing, u"a"_s, save(QString::number(m_typed)), &saved))
            return false;
        m_draft = saved.json()[u"record"_s].toString();
        const int acknowledged = m_typed;
        ++m_typed;
        const ProgramRun cut = killed(m_typing, u"a"_s, save(QString::number(m_typed)));
        const bool wasTold = !cut.json().isNull();
        const auto store = reopen(u"a"_s);
        if (!store) {
            problem(u"the store does not open after a kill while typing: "_s + store.error().detail);
            return false;
        }
        const auto draft = (*store)->drafts().find(*RecordId::fromString(m_draft));
        if (!draft || !*draft) {
            problem(u"the draft is gone"_s);
            return false;
        }
        const int kept = (*draft)->body.answers.value(u"story"_s).toString().toInt();
        if (kept < (wasTold ? m_typed : acknowledged) || kept > m_typed)
            problem(u"the draft went back to %1 although %2 was acknowledged"_s.arg(kept).arg(wasTold ? m_typed : acknowledged));
        return true;
    }

    QStringList completing(const QString &marker) { return { u"capture"_s, u"T03"_s, u"--sign"_s, u"--answers"_s, m_world.answersFile(marker) }; }

    void acknowledge(const QString &marker, const Json &told)
    {
        m_count.offer(marker);
        if (!told[u"record"_s].toString().isEmpty())
            m_count.acknowledge(marker, told[u"record"_s].toString());
    }

    QString marker(const char *kind) { return u"%1 marker %2"_s.arg(QString::fromLatin1(kind)).arg(++m_markers); }

    bool commit()
    {
        const QString words = marker("commit");
        ProgramRun done;
        if (!whole(m_commit, u"a"_s, completing(words), &done))
            return false;
        acknowledge(words, done.json());
        if (m_commit.kills < m_wanted) {
            const QString cutWords = marker("commit");
            acknowledge(cutWords, killed(m_commit, u"a"_s, completing(cutWords)).json());
        }
        return true;
    }

    bool push()
    {
        if (m_push.kills < m_wanted)
            killed(m_push, u"a"_s, { u"sync"_s });
        return whole(m_push, u"a"_s, { u"sync"_s });
    }

    bool page()
    {
        if (m_page.kills < m_wanted)
            killed(m_page, u"b"_s, { u"sync"_s });
        return whole(m_page, u"b"_s, { u"sync"_s });
    }

    bool hubDies()
    {
        if (m_hub.kills >= m_wanted)
            return true;
        const QString words = marker("hub");
        ProgramRun done;
        if (!whole(m_commit, u"a"_s, completing(words), &done))
            return false;
        acknowledge(words, done.json());
        const auto syncing = m_world.begin(u"a"_s, { u"sync"_s });
        QThread::usleep(static_cast<unsigned long>(moment(m_push)));
        m_world.killHub();
        ++m_hub.kills;
        const ProgramRun cut = RealProcesses::finish(*syncing);
        // 3: no answer; 1: an answer that was cut off in the middle. Either way one sentence, and the work stays on the device.
        const bool saysWhy = cut.exitCode == 0 || ((cut.exitCode == 3 || cut.exitCode == 1) && cut.err.count('\n') == 1);
        if (!saysWhy)
            problem(u"a sync whose hub died ended with exit code %1: %2"_s.arg(cut.exitCode).arg(QString::fromUtf8(cut.err)));
        return m_world.startHub();
    }

    bool settle() { return whole(m_push, u"a"_s, { u"sync"_s }) && whole(m_page, u"b"_s, { u"sync"_s }); }

    /// Every acknowledged record must be once on its device, once on the hub and once on the other device; nothing twice.
    bool count()
    {
        if (!m_world.stopHub())
            problem(u"the hub did not stop cleanly on SIGTERM"_s);
        for (const QString &device : { u"a"_s, u"b"_s }) {
            const auto store = reopen(device);
            if (!store) {
                problem(u"device %1 does not open at the end: %2"_s.arg(device, store.error().detail));
                return false;
            }
            const auto sound = (*store)->db().integrityCheck();
            if (!sound || *sound != u"ok"_s)
                problem(u"the database of device %1 is damaged"_s.arg(device));
            judge(u"device "_s + device, RecordCount::foundIn(**store));
        }
        const ProgramRun exported = m_world.hub({ u"export"_s });
        if (exported.exitCode != 0)
            problem(u"the hub's export failed: "_s + QString::fromUtf8(exported.err));
        judge(u"the hub"_s, RecordCount::foundIn(exported.out));
        return true;
    }

    void judge(const QString &where, const RecordCount::Found &found)
    {
        for (const QString &wrong : m_count.judge(where, found))
            problem(wrong);
    }

public:
    void print(qint64 seconds) const
    {
        int kills = 0;
        for (const PointClass *each : classes()) {
            std::printf("%-10s %d kills (%d runs ended before theirs)\n", each->name, each->kills, each->finished);
            kills += each->kills;
        }
        std::printf("%d kills in %lld s: %lld records acknowledged, %d problems\n", kills, static_cast<long long>(seconds),
                    static_cast<long long>(m_count.acknowledged()), problems);
        // For tests/kills, which adds up the kill tests.
        std::printf("kills:");
        for (const PointClass *each : classes())
            std::printf(" %s=%d", each->name, each->kills);
        std::printf(" acknowledged=%lld lost=%d doubled=%d\n", static_cast<long long>(m_count.acknowledged()), m_count.lost(), m_count.doubled());
    }
    bool isComplete() const { return isEnough(); }

private:
    RealProcesses &m_world;
    int m_wanted;
    std::mt19937_64 m_dice;
    SystemClock m_clock;
    SodiumRandom m_random;
    PointClass m_typing { "cli-typing" }, m_commit { "cli-commit" }, m_push { "cli-push" }, m_page { "cli-page" }, m_hub { "hub-sync" };
    QString m_draft;
    int m_typed = 0;
    int m_markers = 0;
    RecordCount m_count;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 3) {
        std::fprintf(stderr, "kill_cli CLI HUB [KILLS-PER-CLASS] [SEED]\n");
        return 2;
    }
    const int wanted = arguments.value(3, qEnvironmentVariableIsSet("SIGHTLINE_DEEP") ? u"2700"_s : u"20"_s).toInt();
    const quint64 seed = arguments.size() > 4 ? arguments.at(4).toULongLong() : std::random_device()();
    std::printf("seed %llu, %d kills a class\n", static_cast<unsigned long long>(seed), wanted);
    RealProcesses world(arguments.at(1), arguments.at(2));
    KillTest test(world, wanted, seed);
    QElapsedTimer timer;
    timer.start();
    const bool ran = test.run();
    test.print(timer.elapsed() / 1000);
    if (!test.isComplete())
        std::printf("PROBLEM: not every class of point was reached %d times\n", wanted);
    return ran && test.problems == 0 && test.isComplete() ? 0 : 1;
}
