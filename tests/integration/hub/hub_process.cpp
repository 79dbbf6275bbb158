#include "tests/integration/hub/hub_process.h"

#include <QFile>
#include <QThread>

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <vector>

extern char **environ;

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

HubProcess::HubProcess(QString folder, QString database) : m_folder(std::move(folder)), m_database(std::move(database))
{
    if (m_database.isEmpty())
        m_database = u"sqlite:"_s + file(u"hub.db"_s);
}

HubProcess::~HubProcess()
{
    if (m_process > 0)
        kill();
}

QStringList HubProcess::withPaths(QStringList arguments) const { return arguments << u"--db"_s << m_database << u"--key-file"_s << file(u"keys/hub.key"_s); }

pid_t HubProcess::start(const QStringList &arguments, const QString &out, const QString &err) const
{
    std::vector<QByteArray> texts { QByteArrayLiteral(SIGHTLINE_HUB_PROGRAM) };
    for (const QString &argument : arguments)
        texts.push_back(argument.toLocal8Bit());
    std::vector<char *> words;
    for (QByteArray &text : texts)
        words.push_back(text.data());
    words.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    const QByteArray outPath = out.toLocal8Bit();
    const QByteArray errPath = err.toLocal8Bit();
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, outPath.constData(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, errPath.constData(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    pid_t process = 0;
    const int failed = posix_spawn(&process, words[0], &files, nullptr, words.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    return failed ? 0 : process;
}

int HubProcess::waitFor(pid_t process) const
{
    int status = 0;
    if (process <= 0 || ::waitpid(process, &status, 0) != process)
        return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

Finished HubProcess::run(const QStringList &arguments) const
{
    const QString out = file(u"out"_s);
    const QString err = file(u"err"_s);
    QFile::remove(err);
    const int code = waitFor(start(withPaths(arguments), out, err));
    return { code, contentOf(out), contentOf(err) };
}

bool HubProcess::begin(const QStringList &arguments)
{
    m_process = start(withPaths(arguments), file(u"out"_s), file(u"err"_s));
    return m_process > 0;
}

bool HubProcess::serve(const QStringList &options)
{
    const QString portFile = file(u"port"_s);
    QFile::remove(portFile);
    // However full the disk is that the tests run on, photographs are taken.
    const QStringList usual { u"serve"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--port-file"_s, portFile, u"--keep-free-mb"_s, u"0"_s };
    m_process = start(withPaths(usual + options), file(u"serve.out"_s), file(u"serve.err"_s));
    for (int attempt = 0; m_process > 0 && attempt < 2000; ++attempt) {
        m_port = contentOf(portFile).trimmed().toUShort();
        if (m_port > 0)
            return true;
        QThread::msleep(5);   // another process is starting
    }
    return false;
}

void HubProcess::kill()
{
    ::kill(m_process, SIGKILL);
    waitFor(m_process);
    m_process = 0;
}

std::optional<int> HubProcess::waitUntilEnded(std::chrono::milliseconds wait)
{
    int status = 0;
    const auto until = std::chrono::steady_clock::now() + wait;
    while (m_process > 0 && ::waitpid(m_process, &status, WNOHANG) == 0) {
        if (std::chrono::steady_clock::now() >= until)
            return std::nullopt;
        QThread::msleep(5);   // another process is ending
    }
    m_process = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int HubProcess::stop()
{
    ::kill(m_process, SIGTERM);
    const int code = waitFor(m_process);
    m_process = 0;
    return code;
}

} // namespace sightline::hub
