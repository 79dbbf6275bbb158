#include "tests/integration/real_processes.h"

#include "core/store/store_directory.h"

#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QThread>

#include <cstdio>

namespace sightline::integration {

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 60'000;   // a busy machine, not a measure of anything

Json coding(const QString &link, const QString &system, const QString &code)
{
    return Json::object({ { u"linkId"_s, link },
                          { u"answer"_s,
                            Json::array({ Json::object(
                                { { u"valueCoding"_s, Json::object({ { u"system"_s, system }, { u"code"_s, code }, { u"display"_s, code } }) } }) }) } });
}

Json answer(const QString &link, const QString &kind, const QString &value)
{
    return Json::object({ { u"linkId"_s, link }, { u"answer"_s, Json::array({ Json::object({ { kind, value } }) }) } });
}

Json group(const QString &link, std::initializer_list<Json> items) { return Json::object({ { u"linkId"_s, link }, { u"item"_s, Json::array(items) } }); }

void report(const char *what, const ProgramRun &run) { std::fprintf(stderr, "%s failed with exit code %d: %s\n", what, run.exitCode, run.err.constData()); }

} // namespace

Json ProgramRun::json() const
{
    if (!out.endsWith('\n'))
        return {};
    const auto parsed = parseJson(out, { 64LL * 1024 * 1024 });
    return parsed ? *parsed : Json();
}

RealProcesses::RealProcesses(QString cli, QString hub) : m_cliProgram(std::move(cli)), m_hubProgram(std::move(hub))
{
    QFile key(keyFile());
    if (key.open(QIODevice::WriteOnly))
        key.write("a passphrase of a test\n");
}

RealProcesses::~RealProcesses() { killHub(); }

bool RealProcesses::makeCouncil()
{
    const ProgramRun made = hub({ u"init"_s, u"--demo"_s, u"--empty-lists"_s });
    if (made.exitCode != 0)
        report("sightline-hub init", made);
    return made.exitCode == 0;
}

bool RealProcesses::startHub()
{
    const QString portFile = m_folder.filePath(u"port"_s);
    QFile::remove(portFile);
    m_hub = std::make_unique<QProcess>();
    m_hub->setStandardOutputFile(QProcess::nullDevice());
    m_hub->setStandardErrorFile(m_folder.filePath(u"hub.log"_s), QIODevice::Append);
    m_hub->start(m_hubProgram,
                 { u"serve"_s, u"--db"_s, u"sqlite:"_s + hubDatabase(), u"--key-file"_s, hubKeys(), u"--listen"_s,
                   u"127.0.0.1:"_s + (m_port.isEmpty() ? u"0"_s : m_port), u"--port-file"_s, portFile, u"--keep-free-mb"_s, u"0"_s });
    QElapsedTimer waited;
    waited.start();
    while (waited.elapsed() < patienceMs && m_hub->state() != QProcess::NotRunning) {
        QFile file(portFile);
        if (file.open(QIODevice::ReadOnly)) {
            const QByteArray port = file.readAll().trimmed();
            if (!port.isEmpty()) {
                m_port = QString::fromLatin1(port);
                return true;
            }
        }
        m_hub->waitForFinished(5);
    }
    std::fprintf(stderr, "sightline-hub serve did not start; its log is %s\n", qPrintable(m_folder.filePath(u"hub.log"_s)));
    return false;
}

void RealProcesses::killHub()
{
    if (m_hub && m_hub->state() != QProcess::NotRunning) {
        m_hub->kill();
        m_hub->waitForFinished(patienceMs);
    }
}

bool RealProcesses::stopHub()
{
    if (!m_hub)
        return true;
    m_hub->terminate();
    return m_hub->waitForFinished(patienceMs) && m_hub->exitStatus() == QProcess::NormalExit && m_hub->exitCode() == 0;
}

bool RealProcesses::enrol(const QString &device, const QString &person)
{
    const SystemClock clock;
    SodiumRandom random;
    const StoreCredentials credentials { SecretBytes::copyOf("a passphrase of a test"), nullptr, { 1, 8 * 1024 } };
    if (const auto made = StoreDirectory(storePath(device)).provision(credentials, clock, random); !made) {
        std::fprintf(stderr, "provisioning failed: %s\n", qPrintable(made.error().detail));
        return false;
    }
    const ProgramRun code = hub({ u"enrol"_s, person });
    if (code.exitCode != 0) {
        report("sightline-hub enrol", code);
        return false;
    }
    const ProgramRun joined = cli(device, { u"init"_s, u"--hub"_s, u"http://127.0.0.1:"_s + m_port, u"--enrol"_s, QString::fromLatin1(code.out.trimmed()) });
    if (joined.exitCode != 0)
        report("sightline-cli init", joined);
    return joined.exitCode == 0;
}

QStringList RealProcesses::ofDevice(const QString &device, const QStringList &arguments) const
{
    return QStringList { u"--store"_s, storePath(device), u"--key-file"_s, keyFile(), u"--json"_s } + arguments;
}

std::unique_ptr<QProcess> RealProcesses::begin(const QString &device, const QStringList &arguments)
{
    auto process = std::make_unique<QProcess>();
    process->start(m_cliProgram, ofDevice(device, arguments));
    process->waitForStarted(patienceMs);
    return process;
}

ProgramRun RealProcesses::finish(QProcess &process, qint64 killAfterUs)
{
    ProgramRun run;
    QElapsedTimer timer;
    timer.start();
    if (killAfterUs >= 0) {
        QThread::usleep(static_cast<unsigned long>(killAfterUs));
        process.kill();   // SIGKILL; nothing happens if it has ended
    }
    process.waitForFinished(patienceMs);
    run.tookUs = timer.nsecsElapsed() / 1000;
    run.wasKilled = process.exitStatus() == QProcess::CrashExit;
    run.exitCode = run.wasKilled ? -1 : process.exitCode();
    run.out = process.readAllStandardOutput();
    run.err = process.readAllStandardError();
    return run;
}

ProgramRun RealProcesses::cli(const QString &device, const QStringList &arguments, qint64 killAfterUs)
{
    const auto process = begin(device, arguments);
    return logged(finish(*process, killAfterUs));
}

ProgramRun RealProcesses::logged(ProgramRun run) const
{
    QFile log(m_folder.filePath(u"programs.log"_s));
    if (!log.open(QIODevice::Append) || log.write(run.err) < 0)
        std::fprintf(stderr, "%s cannot be written\n", qPrintable(log.fileName()));
    return run;
}

std::unique_ptr<QProcess> RealProcesses::beginHub(const QStringList &arguments)
{
    auto process = std::make_unique<QProcess>();
    process->start(m_hubProgram, arguments + QStringList { u"--db"_s, u"sqlite:"_s + hubDatabase(), u"--key-file"_s, hubKeys() });
    process->waitForStarted(patienceMs);
    return process;
}

ProgramRun RealProcesses::hub(const QStringList &arguments)
{
    const auto process = beginHub(arguments);
    return logged(finish(*process));
}

void RealProcesses::removeAnswersFiles() const
{
    QDir folder(m_folder.path());
    for (const QString &name : folder.entryList({ u"answers-*.json"_s }, QDir::Files))
        folder.remove(name);
}

QString RealProcesses::answersFile(const QString &words)
{
    const auto past = [](int minutes) { return QDateTime::currentDateTimeUtc().addSecs(-60LL * minutes).toString(u"yyyy-MM-dd'T'HH:mm:ss'+00:00'"_s); };
    const Json response = Json::object(
        { { u"resourceType"_s, u"QuestionnaireResponse"_s },
          { u"status"_s, u"completed"_s },
          { u"item"_s,
            Json::array({ group(u"visit"_s,
                                { group(u"ctx"_s,
                                        { answer(u"ctx.started"_s, u"valueDateTime"_s, past(30)), answer(u"ctx.ended"_s, u"valueDateTime"_s, past(15)),
                                          coding(u"ctx.mode"_s, u"urn:sightline:code:ctx.mode"_s, u"in-person"_s) }),
                                  coding(u"team"_s, u"urn:sightline:list:teams"_s, u"early-support-north"_s) }),
                          group(u"practice"_s, { answer(u"story"_s, u"valueString"_s, words) }),
                          group(u"impression"_s,
                                { answer(u"good"_s, u"valueString"_s, u"Calm and prepared."_s), coding(u"worry"_s, u"urn:sightline:code:worry"_s, u"none"_s) }),
                          group(u"following"_s, { answer(u"fed_back_on"_s, u"valueDate"_s, QDate::currentDate().toString(Qt::ISODate)) }) }) } });
    QFile file(m_folder.filePath(u"answers-%1.json"_s.arg(++m_answers % 8)));
    if (file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        file.write(writeJson(response));
    return file.fileName();
}

} // namespace sightline::integration
