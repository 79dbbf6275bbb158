// Kills a real program with -9 while it keeps photos, drawings, voice notes and signatures, hands a device over and returns a record, and counts
// from reopening. It is this program itself, started again as a worker: it does in order what the app does, through the same commands
// on the same encrypted store, and says on one line each what is durable by now.
//   kill_rich [--kills N] [--seed S]
// After each kill everything the worker said is there once and whole, and of what it was at either all or nothing. Ends with 0 only if so.
#include "core/base/digest.h"
#include "core/commands/hand_over.h"
#include "core/commands/keep_file.h"
#include "core/commands/save_draft.h"
#include "core/commands/take_step.h"
#include "core/forms/answer_value.h"
#include "core/people/person.h"
#include "core/records/published.h"
#include "core/records/step_body.h"
#include "core/store/store_directory.h"
#include "tests/e2e/rich_worker.h"

#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>

#include <cstdio>
#include <random>

#include <signal.h>

using namespace sightline;
using namespace sightline::e2e;
using namespace Qt::StringLiterals;

namespace {

/// What the worker said of one act, in order.
struct Act {
    RecordId draft;
    int said = 0;            ///< how many of its moments are durable for certain
    bool isSettled = false;  ///< looked at after its kill, and found in one of the states it may be in
};

class KillRich {
public:
    KillRich(QString program, int kills, quint64 seed) : m_program(std::move(program)), m_wanted(kills), m_dice(seed) { }

    void run()
    {
        makeRichStore(m_folder.path());
        m_timer.start();
        for (const RichKind kind : richKinds) {
            round(kind, richMoments(kind));   // how long an act takes now; killed like the others, right behind it
            for (int kill = 1; kill < m_wanted; ++kill)
                round(kind);
        }
        lookAtEverything();
        plant();
    }

    void print()
    {
        int kills = 0;
        for (const RichKind kind : richKinds) {
            const Tally &tally = m_tallies[kind];
            std::printf("%-11s %3d kills: %4d acts acknowledged, cut-off acts found whole %d, begun %d, not at all %d\n", richName(kind), tally.kills,
                        tally.acknowledged, tally.whole, tally.begun, tally.nothing);
            kills += tally.kills;
        }
        std::printf("%d kills in %lld s: %lld files whole; %d problems\n", kills, static_cast<long long>(m_timer.elapsed() / 1000),
                    static_cast<long long>(m_files), problems);
        // For tests/kills, which adds up the kill tests.
        std::printf("kills:");
        int acknowledged = 0;
        for (const RichKind kind : richKinds) {
            std::printf(" %s=%d", richName(kind), m_tallies[kind].kills);
            acknowledged += m_tallies[kind].acknowledged;
        }
        std::printf(" acknowledged=%d lost=%d doubled=%d\n", acknowledged, m_lost, m_doubled);
    }

    int problems = 0;

private:
    struct Tally {
        int kills = 0, acknowledged = 0, whole = 0, begun = 0, nothing = 0;
    };

    void problem(const QString &what)
    {
        ++problems;
        std::printf("PROBLEM: %s\n", qPrintable(what));
    }

    /// One worker from its start to its kill: anywhere in its first two acts and a little behind, or once its first has come to
    /// @p waitFor, which then says how long they take.
    void round(RichKind kind, int waitFor = -1)
    {
        Tally &tally = m_tallies[kind];
        QProcess worker;
        worker.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        worker.start(m_program, { u"--worker"_s, m_folder.path(), QString::fromLatin1(richName(kind)), QString::number(m_label) });
        if (!worker.waitForStarted() || !worker.waitForReadyRead(60'000)) {
            problem(u"the worker did not begin"_s);
            return;
        }
        QByteArray said = worker.readAllStandardOutput();
        QElapsedTimer working;
        working.start();
        if (waitFor >= 0) {
            const QByteArray end = "durable " + QByteArray::number(m_label) + ' ' + QByteArray::number(waitFor) + ' ';
            while (!said.contains(end) && worker.waitForReadyRead(60'000))
                said += worker.readAllStandardOutput();
            m_actUs = static_cast<int>(working.nsecsElapsed() / 1000);
        } else {
            QThread::usleep(static_cast<unsigned long>(std::uniform_int_distribution<int>(0, m_actUs * 11 / 5)(m_dice)));
        }
        ::kill(static_cast<pid_t>(worker.processId()), SIGKILL);
        worker.waitForFinished();
        if (worker.exitStatus() != QProcess::CrashExit) {
            problem(u"the worker of %1 ended by itself"_s.arg(QString::fromLatin1(richName(kind))));
            return;
        }
        ++tally.kills;
        const auto acts = actsOf(said + worker.readAllStandardOutput(), kind);
        m_label += static_cast<int>(acts.size()) + 1;
        judge(kind, acts, tally);
    }

    /// A last line that was cut off was not said.
    QMap<int, Act> actsOf(const QByteArray &said, RichKind kind)
    {
        QMap<int, Act> acts;
        for (const QByteArray &line : said.left(said.lastIndexOf('\n') + 1).split('\n')) {
            const QList<QByteArray> words = line.split(' ');   // "durable LABEL MOMENT DRAFT"
            if (words.size() != 4 || words.first() != "durable")
                continue;
            const auto draft = RecordId::fromString(QString::fromLatin1(words[3]));
            if (!draft) {
                problem(u"the worker names no record: %1"_s.arg(QString::fromUtf8(line)));
                continue;
            }
            Act &act = acts.insert(words[1].toInt(), { *draft, words[2].toInt() }).value();
            m_all[kind].insert(words[1].toInt(), act);
        }
        return acts;
    }

    void judge(RichKind kind, const QMap<int, Act> &acts, Tally &tally)
    {
        const auto store = openRichStore(m_folder.path());
        if (!store) {
            problem(u"the store does not open after a kill: "_s + store.error().detail);
            return;
        }
        for (auto it = acts.cbegin(); it != acts.cend(); ++it) {
            const bool isLast = it.key() == acts.lastKey();
            const RichFound found = lookAt(**store, kind, it.key(), it->draft);
            if (!found.wrong.isEmpty())
                problem(u"%1 %2: %3"_s.arg(QString::fromLatin1(richName(kind))).arg(it.key()).arg(found.wrong));
            if (found.moment < it->said) {
                ++m_lost;
                problem(u"%1 %2 was acknowledged up to %3 and is there up to %4"_s.arg(QString::fromLatin1(richName(kind)))
                            .arg(it.key())
                            .arg(it->said)
                            .arg(found.moment));
            }
            tally.acknowledged += it->said == richMoments(kind) ? 1 : 0;
            if (isLast && it->said < richMoments(kind)) {
                tally.whole += found.moment == richMoments(kind) ? 1 : 0;
                tally.begun += found.moment < richMoments(kind) ? 1 : 0;
            }
        }
        tally.nothing += acts.isEmpty() || acts.last().said == richMoments(kind) ? 1 : 0;
        if (const QString wrong = cleanUp(**store, kind); !wrong.isEmpty())
            problem(wrong);
    }

    /// Once more at the end, all of it: nothing that was there has gone since, nothing is there twice, every file is whole.
    void lookAtEverything()
    {
        const auto store = openRichStore(m_folder.path());
        if (!store) {
            problem(u"the store does not open at the end: "_s + store.error().detail);
            return;
        }
        const auto sound = (*store)->db().integrityCheck();
        if (!sound || *sound != u"ok"_s)
            problem(u"the database is damaged"_s);
        for (auto kind = m_all.cbegin(); kind != m_all.cend(); ++kind) {
            for (auto act = kind->cbegin(); act != kind->cend(); ++act) {
                const RichFound found = lookAt(**store, kind.key(), act.key(), act->draft);
                if (act->said == richMoments(kind.key()) && found.moment < act->said) {
                    ++m_lost;
                    problem(u"%1 %2 was there and is gone"_s.arg(QString::fromLatin1(richName(kind.key()))).arg(act.key()));
                }
            }
            const int twice = timesDoubled(**store, kind.key());
            m_doubled += twice;
            if (twice > 0)
                problem(u"%1: %2 acts are there twice"_s.arg(QString::fromLatin1(richName(kind.key()))).arg(twice));
        }
        m_files = filesWhole(**store);
        if (m_files < 0)
            problem(u"a stored file is not whole"_s);
    }

    /// What the judging must see: a record taken away, a file cut short, an act done twice.
    void plant()
    {
        const auto store = openRichStore(m_folder.path());
        const auto &photos = m_all[RichKind::Photo];
        const auto whole = std::find_if(photos.cbegin(), photos.cend(), [](const Act &act) { return act.said == richMoments(RichKind::Photo); });
        if (!store || whole == photos.cend()) {
            problem(u"no photo was acknowledged, so nothing is proven"_s);
            return;
        }
        if (!(*store)->db().run("DELETE FROM file_chunk WHERE rowid = (SELECT max(rowid) FROM file_chunk)"))
            problem(u"nothing could be planted"_s);
        if (filesWhole(**store) >= 0)
            problem(u"a planted torn file is not seen"_s);
        if (lookAt(**store, RichKind::Photo, whole.key(), newRichRecord()).moment != 0)
            problem(u"a planted loss is not seen"_s);
        if (const QString wrong = plantDouble(**store); !wrong.isEmpty())
            problem(wrong);
        if (timesDoubled(**store, RichKind::Return) != 1)
            problem(u"a planted double is not seen"_s);
    }

    QString m_program;
    int m_wanted;
    std::mt19937_64 m_dice;
    QTemporaryDir m_folder;
    QElapsedTimer m_timer;
    QMap<RichKind, Tally> m_tallies;
    QMap<RichKind, QMap<int, Act>> m_all;
    int m_label = 1;
    int m_actUs = 0;
    int m_lost = 0, m_doubled = 0;
    qint64 m_files = 0;
};

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--worker"_L1)
        return workRichly(arguments.value(2), richKindOf(arguments.value(3)), arguments.value(4).toInt());
    QCommandLineParser parser;
    const QCommandLineOption kills(u"kills"_s, u"Kills of each kind."_s, u"N"_s, qEnvironmentVariableIsSet("SIGHTLINE_DEEP") ? u"1000"_s : u"20"_s);
    const QCommandLineOption seedOption(u"seed"_s, u"Seed of the moments."_s, u"S"_s, QString::number(std::random_device()()));
    parser.addOptions({ kills, seedOption });
    parser.process(application);
    std::printf("seed %s, %s kills a kind\n", qPrintable(parser.value(seedOption)), qPrintable(parser.value(kills)));
    KillRich test(QCoreApplication::applicationFilePath(), parser.value(kills).toInt(), parser.value(seedOption).toULongLong());
    test.run();
    test.print();
    return test.problems == 0 ? 0 : 1;
}
