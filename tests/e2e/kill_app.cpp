// Kills the real app with -9 while somebody types and around Done, and counts from reopening.
//   kill_app --bin BUILD [--kills N] [--seed S]
// Typing: after each kill the draft holds what stood in the field a second before, the app reopens on the same words and field.
// Done: a record is a draft or complete, never both or neither; one that the app called finished is complete. Last, every file
// the programs left is searched for the words that were typed. Ends with 0 only if all of that holds.
#include "tests/e2e/killed_app.h"
#include "tests/integration/record_count.h"
#include "tests/integration/word_search.h"

#include <QCommandLineParser>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QGuiApplication>
#include <QThread>

#include <cstdio>
#include <random>

#include <unistd.h>

using namespace sightline;
using namespace sightline::e2e;
using namespace sightline::integration;
using namespace Qt::StringLiterals;

namespace {

const QString storyField = u"One piece of work I learned about"_s;
const QString signatureField = u"Type your name to sign"_s;
const QString signature = u"Early Support Manager"_s;
constexpr qint64 lossMsMax = 1000;     // the promise: at most the last second of typing
constexpr qint64 stallMs = 250;        // a machine that stood still for so long says nothing about the program
constexpr int keyDelayMs = 30;

/// What stood in a field, and by when it did.
struct Seen {
    qint64 atMs = 0;
    QString text;
};

/// How long the disk takes to keep something now.
qint64 flushMs(const QString &folder)
{
    QFile file(folder + u"/flush-probe"_s);
    QElapsedTimer timer;
    timer.start();
    if (!file.open(QIODevice::WriteOnly) || file.write("x") != 1 || !file.flush() || ::fsync(file.handle()) != 0)
        fail(u"The disk does not take a file."_s);
    return timer.elapsed();
}

/// Types with real key events, a few at a time, so that it can stop with no key held down.
class Typist {
public:
    explicit Typist(QString words) : m_rest(std::move(words)) { }
    ~Typist() { stop(); }
    Typist(const Typist &) = delete;
    Typist &operator=(const Typist &) = delete;

    /// Begins the next few keys if the last ones are through.
    void goOn()
    {
        if (m_rest.isEmpty() || (m_tool.state() != QProcess::NotRunning && !m_tool.waitForFinished(0)))
            return;
        m_tool.start(u"xdotool"_s, { u"type"_s, u"--delay"_s, QString::number(keyDelayMs), u"--"_s, m_rest.left(keysAtOnce) });
        if (!m_tool.waitForStarted(10'000))
            fail(u"xdotool did not start."_s);
        m_rest.remove(0, keysAtOnce);
    }
    void stop()
    {
        m_rest.clear();
        if (m_tool.state() != QProcess::NotRunning)
            m_tool.waitForFinished(10'000);
    }

private:
    static constexpr int keysAtOnce = 8;
    QProcess m_tool;
    QString m_rest;
};

class KillApp {
public:
    KillApp(RealProcesses &world, const QString &program, int kills, quint64 seed)
        : m_world(world), m_app(world, program, u"a"_s), m_wanted(kills), m_dice(seed)
    {
        m_clock.start();
    }

    void run()
    {
        if (!m_world.makeCouncil() || !m_world.startHub() || !m_world.enrol(u"a"_s, u"tm-early-support-north"_s))
            fail(u"The council of the test could not be made."_s);
        m_world.killHub();
        const ProgramRun begun = m_world.cli(u"a"_s, { u"capture"_s, u"T03"_s, u"--draft"_s, u"--answers"_s, m_world.answersFile(u"not yet"_s) });
        const auto id = RecordId::fromString(begun.json()[u"record"_s].toString());
        if (begun.exitCode != 0 || !id)
            fail(u"The draft of the test could not be made: "_s + QString::fromUtf8(begun.err));
        m_like = **m_app.store()->drafts().find(*id);
        typing();
        done();
        count();
        search();
    }

    void print() const
    {
        std::printf("typing: %d kills, %d of them judged (the machine stood still in the others); at most %lld ms of typing lost\n", m_typingKills, m_judged,
                    static_cast<long long>(m_lossMs));
        std::printf("Done: %d kills, %d after the app had said that the record is finished, %d before it was kept\n", m_doneKills, m_afterFinished,
                    m_beforeKept);
        std::printf("%d problems\n", problems);
        // For tests/kills, which adds up the kill tests.
        std::printf("kills: app-typing=%d app-done=%d acknowledged=%lld lost=%d doubled=%d\n", m_typingKills, m_doneKills,
                    static_cast<long long>(m_count.acknowledged()), m_count.lost() + m_wordsLost, m_count.doubled());
    }

    int problems = 0;

private:
    void problem(const QString &what)
    {
        ++problems;
        std::printf("PROBLEM: %s\n", qPrintable(what));
    }

    qint64 between(qint64 least, qint64 most) { return std::uniform_int_distribution<qint64>(least, most)(m_dice); }

    // ---- typing

    void typing()
    {
        const RecordId draft = m_app.leaveOpen(*m_like, QString(), u"story"_s);
        QString kept;
        for (int round = 1; m_judged < m_wanted && round <= 3 * m_wanted; ++round) {
            const Element field = m_app.open(m_desktop, u"text"_s, storyField);
            waitForReopening(field, kept);
            m_desktop.key(u"ctrl+End"_s);
            const QString words = u"Round %1: the kettle sang, we spoke of school and of calm mornings. "_s.arg(round);
            kept = typeUntilKilled(draft, field, kept, words);
        }
        if (m_judged < m_wanted)
            problem(u"the machine stood still too often: only %1 kills while typing could be judged"_s.arg(m_judged));
        discard(draft);
    }

    void waitForReopening(const Element &field, const QString &words)
    {
        QElapsedTimer waited;
        waited.start();
        while (waited.elapsed() < 20'000 && !(field.text() == words && field.hasState(u"focused"_s)))
            QThread::msleep(25);
        if (field.text() != words)
            problem(u"the app reopens with other words: “%1” instead of “%2”"_s.arg(field.text(), words));
        if (!field.hasState(u"focused"_s))
            problem(u"the app does not reopen on the field that was in use"_s);
    }

    /// Types @p words behind @p before, kills somewhere in it, and judges what is kept. Returns that.
    QString typeUntilKilled(const RecordId &draft, const Element &field, const QString &before, const QString &words)
    {
        const qint64 killAt = m_clock.elapsed() + between(150, words.size() * keyDelayMs + 500);
        QList<Seen> seen { { m_clock.elapsed(), before } };
        qint64 longestGapMs = 0;
        Typist typist(words);
        while (m_clock.elapsed() < killAt) {
            typist.goOn();
            const QString text = field.text();
            longestGapMs = std::max(longestGapMs, m_clock.elapsed() - seen.last().atMs);
            seen.append({ m_clock.elapsed(), text });
            QThread::msleep(10);
        }
        const qint64 killedAt = m_clock.elapsed();
        m_app.kill9();
        ++m_typingKills;
        typist.stop();

        const auto store = m_app.store();
        const auto found = store->drafts().find(draft);
        if (!found || !*found) {
            problem(u"the draft is gone after a kill while typing"_s);
            fail(u"Nothing is left to go on with."_s);
        }
        const QString kept = (*found)->body.answers.value(u"story"_s).toString();
        if (!(before + words).startsWith(kept) || !kept.startsWith(before))
            problem(u"what is kept is not what was typed: “%1”"_s.arg(kept));
        if ((*found)->focus != "story"_L1)
            problem(u"the field in use was forgotten: “%1”"_s.arg((*found)->focus));
        qint64 lossMs = 0;
        for (const Seen &moment : seen) {
            if (!kept.startsWith(moment.text)) {
                lossMs = killedAt - moment.atMs;
                break;
            }
        }
        if (longestGapMs > stallMs || flushMs(m_world.folder()) > stallMs)
            return kept;
        ++m_judged;
        m_lossMs = std::max(m_lossMs, lossMs);
        if (lossMs > lossMsMax) {
            ++m_wordsLost;
            problem(u"%1 ms of typing were lost"_s.arg(lossMs));
        }
        return kept;
    }

    void discard(const RecordId &draft)
    {
        const auto store = m_app.store();
        if (const auto gone = store->transact([&] { return store->drafts().remove(draft); }); !gone)
            problem(gone.error().detail);
    }

    // ---- Done

    void done()
    {
        std::optional<RecordId> draft;
        QString story;
        for (int round = 1; m_doneKills < m_wanted; ++round) {
            if (!draft) {
                story = u"Done marker %1"_s.arg(round);
                m_count.offer(story);
                draft = m_app.leaveOpen(*m_like, story, u"sign.author.sign"_s);
            }
            const bool wasFinished = pressDoneUntilKilled(round % 2 == 0);
            if (judgeDone(*draft, story, wasFinished))
                draft.reset();
        }
    }

    /// True if the app said that the record is finished before it was killed.
    bool pressDoneUntilKilled(bool waitsForIt)
    {
        const Element field = m_app.open(m_desktop, u"text"_s, signatureField);
        if (field.text() != signature) {
            field.focus();
            m_desktop.key(u"ctrl+a"_s);
            m_desktop.type(signature);
            m_desktop.waitUntilGone({}, u"Saving…"_s);
            m_desktop.waitFor({}, u"Saved on this device"_s);
        }
        m_desktop.focusOn(m_desktop.waitFor(u"push button"_s, u"Done"_s));
        QElapsedTimer pressed;
        pressed.start();
        QProcess key;
        key.start(u"xdotool"_s, { u"key"_s, u"space"_s });
        if (waitsForIt) {
            key.waitForFinished(10'000);
            m_desktop.waitFor({}, u"Office visit is finished"_s, true);
            m_usualMs = (3 * m_usualMs + pressed.elapsed()) / 4;
            ++m_afterFinished;
        } else {
            QThread::msleep(static_cast<unsigned long>(between(0, m_usualMs / 2)));
        }
        m_app.kill9();
        key.waitForFinished(10'000);
        ++m_doneKills;
        return waitsForIt;
    }

    /// True if the record is complete.
    bool judgeDone(const RecordId &draft, const QString &story, bool wasFinished)
    {
        const auto store = m_app.store();
        const auto found = store->drafts().find(draft);
        const bool isDraft = found && *found;
        const auto row = store->view().find(draft);
        const bool isRecord = row && *row && (*row)->state == RecordState::Completed;
        if (isDraft == isRecord)
            problem(u"after a kill around Done the record is %1"_s.arg(isDraft ? u"complete and a draft"_s : u"gone"_s));
        if (wasFinished)
            m_count.acknowledge(story, draft.toString());
        if (wasFinished && !isRecord)
            problem(u"the app said that a record is finished, and it is not"_s);
        if (isDraft && (*found)->body.answers.value(u"story"_s).toString() != story)
            problem(u"a draft whose completing was cut off lost its words"_s);
        m_beforeKept += isDraft ? 1 : 0;
        return isRecord || !isDraft;
    }

    // ---- afterwards

    /// Everything goes to the hub once: what was acknowledged is there once and on the device once.
    void count()
    {
        if (!m_world.startHub())
            fail(u"The hub did not start again."_s);
        const ProgramRun sent = m_world.cli(u"a"_s, { u"sync"_s });
        if (sent.exitCode != 0)
            problem(u"sync failed afterwards: "_s + QString::fromUtf8(sent.err));
        const auto store = m_app.store();
        const auto sound = store->db().integrityCheck();
        if (!sound || *sound != u"ok"_s)
            problem(u"the database is damaged"_s);
        QStringList wrong = m_count.judge(u"device"_s, RecordCount::foundIn(*store));
        wrong += m_count.judge(u"the hub"_s, RecordCount::foundIn(m_world.hub({ u"export"_s }).out));
        for (const QString &what : std::as_const(wrong))
            problem(what);
    }

    /// No file holds the words: database, WAL as a kill leaves it, temporary files, logs of all three programs.
    void search()
    {
        // One more kill in the middle, so that a WAL and whatever else a running app keeps lie there.
        const RecordId draft = m_app.leaveOpen(*m_like, QString(), u"story"_s);
        const Element field = m_app.open(m_desktop, u"text"_s, storyField);
        waitForReopening(field, QString());
        typeUntilKilled(draft, field, QString(), u"The heron waited by the mill until the frost had gone. "_s);
        const QStringList words { u"kettle sang"_s, u"calm mornings"_s, u"heron waited"_s, u"Done marker"_s, signature };
        m_world.removeAnswersFiles();   // the test's own, in plain text
        const WordSearch encrypted = searchWords(m_world.folder(), words);
        std::printf("canary: %d files and %lld bytes examined, %lld hold words that were typed\n", encrypted.files, static_cast<long long>(encrypted.bytes),
                    static_cast<long long>(encrypted.found.size()));
        for (const QString &file : encrypted.found)
            problem(u"words that were typed are in "_s + file);
        if (encrypted.files < 8)
            problem(u"fewer files than the programs must have left"_s);
        // The planted presence: the same words in a database without encryption and in a log.
        const QString planted = m_world.folder() + u"/planted"_s;
        QDir().mkpath(planted);
        QFile log(planted + u"/app.log"_s);
        if (!log.open(QIODevice::WriteOnly) || log.write(("saving " + words.at(1)).toUtf8()) < 0)
            fail(u"The planted log could not be written."_s);
        log.close();
        const SystemClock clock;
        SodiumRandom random;
        {
            const auto plain = Store::open({ .path = planted + u"/store.db"_s }, clock, random);
            Draft typed = *m_like;
            typed.body.answers.insert(u"story"_s, u"and the kettle sang"_s);
            if (!plain || !(*plain)->transact([&] { return (*plain)->drafts().save(typed); }))
                fail(u"The planted database could not be written."_s);
            const WordSearch open = searchWords(planted, words);
            std::printf("canary: planted in a database without encryption and in a log, found in %lld files\n", static_cast<long long>(open.found.size()));
            const bool inDatabase = std::any_of(open.found.cbegin(), open.found.cend(), [](const QString &file) { return file.contains(u"store.db"); });
            if (!inDatabase || !open.found.contains(log.fileName()))
                problem(u"the search does not see planted words, so it proves nothing"_s);
        }
    }

    RealProcesses &m_world;
    const Desktop m_desktop;
    KilledApp m_app;
    int m_wanted;
    std::mt19937_64 m_dice;
    QElapsedTimer m_clock;
    std::optional<Draft> m_like;   ///< a whole office visit but for its signature
    RecordCount m_count;
    int m_typingKills = 0, m_judged = 0, m_wordsLost = 0;
    int m_doneKills = 0, m_afterFinished = 0, m_beforeKept = 0;
    qint64 m_lossMs = 0;
    qint64 m_usualMs = 400;
};

} // namespace

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption bin(u"bin"_s, u"Folder of the build."_s, u"DIR"_s);
    const QCommandLineOption kills(u"kills"_s, u"Kills of each class."_s, u"N"_s, qEnvironmentVariableIsSet("SIGHTLINE_DEEP") ? u"250"_s : u"20"_s);
    const QCommandLineOption seedOption(u"seed"_s, u"Seed of the moments."_s, u"S"_s, QString::number(std::random_device()()));
    parser.addOptions({ bin, kills, seedOption });
    parser.process(application);
    const QString build = parser.value(bin);
    std::printf("seed %s, %s kills a class\n", qPrintable(parser.value(seedOption)), qPrintable(parser.value(kills)));
    RealProcesses world(build + u"/platform/cli/sightline-cli"_s, build + u"/sync/hub/sightline-hub"_s);
    // Whatever the programs keep outside their stores lands where the search looks.
    for (const char *name : { "TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME" }) {
        const QString folder = world.folder() + u"/home-"_s + QString::fromLatin1(name).toLower();
        QDir().mkpath(folder);
        qputenv(name, folder.toUtf8());
    }
    KillApp test(world, build + u"/qml/app/sightline"_s, parser.value(kills).toInt(), parser.value(seedOption).toULongLong());
    test.run();
    test.print();
    return test.problems == 0 ? 0 : 1;
}
