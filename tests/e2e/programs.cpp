#include "tests/e2e/programs.h"

#include "tests/e2e/desktop.h"

#include <QDir>
#include <QFile>
#include <QThread>

#include <sys/prctl.h>

#include <csignal>

namespace sightline::e2e {

using namespace Qt::StringLiterals;

QString runToEnd(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(60000) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        fail(u"%1 %2 ended with %3: %4"_s.arg(program, arguments.join(u' ')).arg(process.exitCode()).arg(QString::fromUtf8(process.readAllStandardError())));
    }
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

Running::Running(const QString &program, const QStringList &arguments, const QString &logFile)
{
    m_process.setStandardOutputFile(logFile, QIODevice::Append);
    m_process.setStandardErrorFile(logFile, QIODevice::Append);
    // Whatever ends this program, even a step that fails, ends what it started.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process.start(program, arguments);
    if (!m_process.waitForStarted(10000))
        fail(u"%1 did not start."_s.arg(program));
}

Running::~Running()
{
    if (isRunning())
        killNow();
}

bool Running::hasEnded() { return m_process.state() == QProcess::NotRunning || m_process.waitForFinished(0); }

void Running::killNow()
{
    m_process.kill();
    m_process.waitForFinished(10000);
}

int Running::stop()
{
    m_process.terminate();
    if (!m_process.waitForFinished(20000))
        fail(u"A program did not stop within 20 seconds of being asked to."_s);
    return m_process.exitCode();
}

HubProcess::HubProcess(const Programs &programs, const QString &folder) : m_programs(programs), m_folder(folder)
{
    QDir().mkpath(folder + u"/data"_s);
    runToEnd(m_programs.hub, QStringList { u"init"_s } + store() + QStringList { u"--demo"_s });
}

QStringList HubProcess::store() const { return { u"--db"_s, u"sqlite:%1/data/hub.db"_s.arg(m_folder), u"--key-file"_s, m_folder + u"/hub.key"_s }; }

void HubProcess::start()
{
    const QString portFile = m_folder + u"/port"_s;
    const QString listen = u"127.0.0.1:%1"_s.arg(m_port);   // the first time 0: a free one; then the same again
    QFile::remove(portFile);
    m_running = std::make_unique<Running>(
        m_programs.hub, QStringList { u"serve"_s } + store() + QStringList { u"--listen"_s, listen, u"--port-file"_s, portFile }, m_folder + u"/hub.log"_s);
    for (int tries = 0; tries < 400; ++tries) {
        QFile file(portFile);
        if (file.open(QIODevice::ReadOnly)) {
            if (const int port = file.readAll().trimmed().toInt(); port > 0) {
                m_port = port;
                return;
            }
        }
        if (!m_running->isRunning())
            break;
        QThread::msleep(25);
    }
    fail(u"The hub did not begin to listen; its log is %1/hub.log."_s.arg(m_folder));
}

void HubProcess::kill9() { ::kill(static_cast<pid_t>(m_running->pid()), SIGKILL); }

void HubProcess::stop() { m_running.reset(); }

QString HubProcess::enrol(const QString &person) const { return runToEnd(m_programs.hub, QStringList { u"enrol"_s, person } + store()); }

QString HubProcess::exported() const { return runToEnd(m_programs.hub, QStringList { u"export"_s } + store()); }

} // namespace sightline::e2e
