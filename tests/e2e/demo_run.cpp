// platform/run with a window: demo_run SCRIPT BUILD. The demo lives in a folder of the test's own.
#include "tests/e2e/desktop.h"
#include "tests/e2e/programs.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QTemporaryDir>
#include <QThread>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <functional>

using namespace sightline::e2e;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Started {
    qint64 pid = 0;
    QString program;   ///< its file's name
};

/// The demo of this test, and the programs that work on it: they are known by their arguments.
class Demo {
public:
    Demo(QString script, QString build) : m_script(std::move(script)), m_build(std::move(build))
    {
        // What is started from here finds its home there, and nothing of this machine's user is read or changed.
        for (const char *name : { "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME" })
            qputenv(name, QFile::encodeName(m_home.path()));
    }
    /// Ends what is left of a step that failed.
    void killAll() const
    {
        for (const Started &left : running())
            ::kill(static_cast<pid_t>(left.pid), SIGKILL);
    }
    Demo(const Demo &) = delete;
    Demo &operator=(const Demo &) = delete;

    [[nodiscard]] QString folder() const { return m_home.filePath(u"sightline-demo"_s); }
    [[nodiscard]] QString log(const QString &name) const
    {
        QFile file(m_home.filePath(name + u".log"_s));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
    /// The programs that have the demo's folder among their arguments.
    [[nodiscard]] QList<Started> running() const
    {
        QList<Started> found;
        const QStringList processes = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QString &process : processes) {
            QFile arguments(u"/proc/%1/cmdline"_s.arg(process));
            if (process.toLongLong() == 0 || !arguments.open(QIODevice::ReadOnly))
                continue;
            const QByteArrayList words = arguments.readAll().split('\0');
            if (words.join(' ').contains(QFile::encodeName(folder())))
                found.append({ process.toLongLong(), QString::fromUtf8(words.first()).section(u'/', -1) });
        }
        return found;
    }
    [[nodiscard]] QList<qint64> running(const QString &program) const
    {
        QList<qint64> pids;
        for (const Started &started : running()) {
            if (started.program == program)
                pids.append(started.pid);
        }
        return pids;
    }
    [[nodiscard]] std::unique_ptr<Running> start(const QString &name, const QStringList &arguments) const
    {
        return std::make_unique<Running>(m_script, QStringList { u"--built"_s, m_build } + arguments, m_home.filePath(name + u".log"_s));
    }
    /// Runs it where it is to refuse, and says what it said. Nothing is left running, and it ends with an error.
    [[nodiscard]] QString refusalOf(const QStringList &arguments, bool hasDisplay = true) const
    {
        QProcess script;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        if (!hasDisplay) {
            environment.remove(u"DISPLAY"_s);
            environment.remove(u"WAYLAND_DISPLAY"_s);
        }
        script.setProcessEnvironment(environment);
        script.start(m_script, arguments);
        if (!script.waitForFinished(60'000) || script.exitStatus() != QProcess::NormalExit)
            fail(u"platform/run %1 did not end."_s.arg(arguments.join(u' ')));
        const QString said = QString::fromUtf8(script.readAllStandardError());
        if (script.exitCode() == 0 || said.isEmpty())
            fail(u"platform/run %1 was to refuse; it ended with %2 and said “%3”."_s.arg(arguments.join(u' ')).arg(script.exitCode()).arg(said));
        if (!running().isEmpty())
            fail(u"platform/run %1 refused, and left %2 running."_s.arg(arguments.join(u' '), running().first().program));
        return said;
    }
    [[nodiscard]] QString build() const { return m_build; }

private:
    QTemporaryDir m_home;
    QString m_script;
    QString m_build;
};

void waitUntil(const QString &what, const std::function<bool()> &holds, std::chrono::seconds limit = 60s)
{
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > deadline)
            fail(u"Waited in vain: %1"_s.arg(what));
        QThread::msleep(50);
    }
}

void expectSaid(const QString &said, const QStringList &words)
{
    for (const QString &word : words) {
        if (!said.contains(word))
            fail(u"“%1” is missing in: %2"_s.arg(word, said));
    }
}

/// The app that was started since @p before.
qint64 nextApp(const Demo &demo, const QList<qint64> &before)
{
    qint64 app = 0;
    waitUntil(u"an app"_s, [&] {
        for (const qint64 pid : demo.running(u"sightline"_s))
            app = before.contains(pid) ? app : pid;
        return app != 0;
    });
    return app;
}

/// The window of @p app is open, says @p state of its contact with the hub, and belongs to @p person.
void expectWindow(Desktop &desktop, qint64 app, const QString &state, const QString &person)
{
    desktop.turnTo(app);
    desktop.waitUntilSeen(u"push button"_s, state, false, 60s);
    desktop.press({}, u"More"_s);
    desktop.waitUntilSeen({}, person);
    desktop.waitUntilSeen({}, u"This is a demonstration."_s, true);
}

} // namespace

int main(int argc, char *argv[])
{
    QGuiApplication application(argc, argv);
    const QStringList arguments = QGuiApplication::arguments();
    if (arguments.size() != 3) {
        QTextStream(stderr) << "Use: demo_run SCRIPT BUILD\n";
        return 2;
    }
    // Static, so that it is there when a step fails, which ends this program where it stands.
    static const Demo demo(arguments[1], arguments[2]);
    if (std::atexit([] { demo.killAll(); }) != 0)
        return 2;
    Desktop desktop;

    say(u"Without a display it says so, offers --headless, and starts nothing."_s);
    expectSaid(demo.refusalOf({ u"--as"_s, u"Team Manager"_s }, false), { u"no display"_s, u"./platform/run --headless"_s });
    if (QFile::exists(demo.folder()))
        fail(u"A demo was set up that nobody can see."_s);

    say(u"A role that nobody has is answered with those that there are; a device that cannot be named so, with how."_s);
    const QStringList built { u"--built"_s, demo.build() };
    expectSaid(demo.refusalOf(built + QStringList { u"--as"_s, u"Wizard"_s }), { u"\"Wizard\""_s, u"Practitioner"_s, u"Team Manager"_s, u"Head of Service"_s });
    expectSaid(demo.refusalOf(built + QStringList { u"--device"_s, u"../elsewhere"_s }), { u"small letters, digits and hyphens"_s });
    expectSaid(demo.refusalOf(built + QStringList { u"--as"_s }), { u"--as needs a value."_s });
    expectSaid(demo.refusalOf({ u"--built"_s, u"/nowhere"_s }), { u"/nowhere/qml/app/sightline"_s });

    say(u"--as \"Team Manager\": her window opens, connected to a hub of its own."_s);
    auto first = demo.start(u"first"_s, { u"--as"_s, u"Team Manager"_s });
    const qint64 firstApp = nextApp(demo, {});
    expectWindow(desktop, firstApp, u"On the hub"_s, u"Team Manager, Assessment East"_s);
    const QList<qint64> hubs = demo.running(u"sightline-hub"_s);
    if (hubs.size() != 1)
        fail(u"%1 hubs run, not one."_s.arg(hubs.size()));

    say(u"--device second: a practitioner's window opens beside it, with a store of its own, at the same hub."_s);
    auto second = demo.start(u"second"_s, { u"--device"_s, u"second"_s });
    const qint64 secondApp = nextApp(demo, { firstApp });
    expectWindow(desktop, secondApp, u"On the hub"_s, u"Early Support Practitioner, North (first)"_s);
    expectWindow(desktop, firstApp, u"On the hub"_s, u"Team Manager, Assessment East"_s);   // and it is still there
    if (demo.running(u"sightline-hub"_s) != hubs)
        fail(u"The second device brought a hub of its own."_s);
    for (const QString &store : { u"first/tm-assessment-east"_s, u"second/practitioner-north-1"_s }) {
        if (!QFile::exists(demo.folder() + u"/devices/"_s + store + u"/store/store.db"_s))
            fail(u"There is no store devices/%1."_s.arg(store));
    }

    say(u"The second is told to stop: its window goes, the first one and the hub stay."_s);
    if (second->stop() == 0 || demo.running(u"sightline"_s) != QList<qint64> { firstApp } || demo.running(u"sightline-hub"_s) != hubs)
        fail(u"Stopping the second device did not end its app alone."_s);

    say(u"The first window goes: platform/run ends by itself, and the hub with it."_s);
    ::kill(static_cast<pid_t>(firstApp), SIGTERM);
    waitUntil(u"the end of platform/run"_s, [&] { return first->hasEnded(); });
    if (!demo.running().isEmpty())
        fail(u"%1 was left running."_s.arg(demo.running().first().program));

    say(u"--offline on a new device: it is joined, and then there is no hub, and the window says so."_s);
    auto third = demo.start(u"third"_s, { u"--device"_s, u"third"_s, u"--as"_s, u"qa-officer"_s, u"--offline"_s });
    const qint64 thirdApp = nextApp(demo, {});
    expectWindow(desktop, thirdApp, u"Offline"_s, u"Quality Assurance Officer"_s);
    if (!demo.running(u"sightline-hub"_s).isEmpty())
        fail(u"A hub runs beside the app that was to be without."_s);
    if (third->stop() == 0 || !demo.running().isEmpty())
        fail(u"Something was left running at the end."_s);
    say(u"Everything that was started has ended."_s);
    return 0;
}
