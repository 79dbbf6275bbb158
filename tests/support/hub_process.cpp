#include "tests/support/hub_process.h"

#include "core/base/json.h"

#include <QElapsedTimer>
#include <QFile>

namespace sightline::support {

using namespace Qt::StringLiterals;

namespace {
constexpr int patienceMs = 60'000;
}

HubProcess::HubProcess(QString program) : m_program(std::move(program)) { }

HubProcess::~HubProcess() { kill(); }

QStringList HubProcess::withDatabase(QStringList arguments) const
{
    return arguments << u"--db"_s << u"sqlite:"_s + m_folder.filePath(u"hub.db"_s) << u"--key-file"_s << m_folder.filePath(u"hub.key"_s);
}

QByteArray HubProcess::administer(const QStringList &arguments)
{
    QProcess process;
    process.start(m_program, withDatabase(arguments));
    const bool isDone = process.waitForFinished(patienceMs) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    complaint = isDone ? QString() : QString::fromUtf8(process.readAllStandardError()) + process.errorString();
    return isDone ? process.readAllStandardOutput() : QByteArray();
}

bool HubProcess::init() { return !administer({ u"init"_s, u"--demo"_s, u"--empty-lists"_s, u"--json"_s }).isEmpty(); }

QString HubProcess::codeFor(const QString &person)
{
    const auto json = parseJson(administer({ u"enrol"_s, person, u"--json"_s }));
    return json ? (*json)[u"code"_s].toString() : QString();
}

bool HubProcess::serve()
{
    const QString portFile = m_folder.filePath(u"port"_s);
    QFile::remove(portFile);
    m_serving = std::make_unique<QProcess>();
    m_serving->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_serving->start(m_program,
                     withDatabase({ u"serve"_s, u"--listen"_s, u"127.0.0.1:%1"_s.arg(m_port), u"--port-file"_s, portFile, u"--keep-free-mb"_s, u"0"_s }));
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < patienceMs) {
        QFile file(portFile);
        if (file.open(QIODevice::ReadOnly)) {
            if (const int port = file.readAll().trimmed().toInt(); port > 0) {
                m_port = port;
                return true;
            }
        }
        if (m_serving->waitForFinished(20))
            break;
    }
    complaint = u"the hub does not listen"_s;
    return false;
}

void HubProcess::kill()
{
    if (!m_serving)
        return;
    m_serving->kill();
    m_serving->waitForFinished(patienceMs);
    m_serving.reset();
}

void HubProcess::terminate()
{
    if (!m_serving)
        return;
    m_serving->terminate();
    m_serving->waitForFinished(patienceMs);
    m_serving.reset();
}

QString HubProcess::url() const { return u"http://127.0.0.1:%1"_s.arg(m_port); }

} // namespace sightline::support
