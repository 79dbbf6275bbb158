#include "tests/support/real_keyring.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusServiceWatcher>
#include <QEventLoop>
#include <QStandardPaths>
#include <QTimer>

namespace sightline::support {

using namespace Qt::StringLiterals;

namespace {

const QString service = u"org.freedesktop.secrets"_s;
constexpr int patienceMs = 30'000;

bool isServed() { return QDBusConnection::sessionBus().interface()->isServiceRegistered(service); }

/// Waits until the bus says so, or @p process is gone where it should be there.
bool waitUntilServed(bool wanted, QProcess &process)
{
    QEventLoop loop;
    QDBusServiceWatcher watcher(service, QDBusConnection::sessionBus(), QDBusServiceWatcher::WatchForOwnerChange);
    QObject::connect(&watcher, &QDBusServiceWatcher::serviceOwnerChanged, &loop, &QEventLoop::quit);
    if (wanted)
        QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(patienceMs, &loop, &QEventLoop::quit);
    if (isServed() != wanted)
        loop.exec();
    return isServed() == wanted;
}

} // namespace

QString RealKeyring::folder() { return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/keyrings"_s; }

bool RealKeyring::start(const std::optional<QByteArray> &password)
{
    m_process = std::make_unique<QProcess>();
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    QStringList arguments { u"--foreground"_s, u"--components=secrets"_s };
    if (password)
        arguments.append(u"--unlock"_s);
    m_process->start(u"gnome-keyring-daemon"_s, arguments);
    if (!m_process->waitForStarted()) {
        complaint = m_process->errorString();
        return false;
    }
    if (password)
        m_process->write(*password);
    m_process->closeWriteChannel();
    if (waitUntilServed(true, *m_process))
        return true;
    complaint = QString::fromUtf8(m_process->readAll());
    return false;
}

bool RealKeyring::stop()
{
    if (!m_process)
        return true;
    m_process->terminate();
    return m_process->waitForFinished(patienceMs) && waitUntilServed(false, *m_process);
}

RealKeyring::~RealKeyring()
{
    if (m_process && m_process->state() != QProcess::NotRunning) {
        m_process->kill();
        m_process->waitForFinished();
    }
}

} // namespace sightline::support
