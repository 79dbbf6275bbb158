#include "tests/support/postgres_cluster.h"

#include <QDir>
#include <QFile>
#include <QStorageInfo>
#include <QStringList>

#include <thread>

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace sightline::support {

using namespace Qt::StringLiterals;

namespace {

[[noreturn]] void giveUp(const QString &why) { qFatal("PostgreSQL for the tests: %s", qPrintable(why)); }

/// Where Debian keeps the newest server's programs.
QString programFolder()
{
    const QDir all(u"/usr/lib/postgresql"_s);
    const QStringList versions = all.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    if (versions.isEmpty())
        giveUp(u"it is not installed; run platform/setup --tests"_s);
    return all.filePath(versions.last() + u"/bin"_s);
}

/// Who the server runs as, for setpriv: nobody where we are root.
QStringList asOrdinaryUser()
{
    QStringList words { u"setpriv"_s, u"--pdeathsig"_s, u"QUIT"_s };
    if (::geteuid() == 0)
        words << u"--reuid=nobody"_s << u"--regid=nogroup"_s << u"--clear-groups"_s;
    return words;
}

int start(const QStringList &words, const QString &output)
{
    std::vector<QByteArray> texts;
    for (const QString &word : words)
        texts.push_back(word.toLocal8Bit());
    std::vector<char *> arguments;
    for (QByteArray &text : texts)
        arguments.push_back(text.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    const QByteArray path = output.toLocal8Bit();
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, path.constData(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
    pid_t process = 0;
    if (posix_spawnp(&process, arguments[0], &files, nullptr, arguments.data(), environ) != 0)
        giveUp(u"%1 cannot be started"_s.arg(words.first()));
    posix_spawn_file_actions_destroy(&files);
    return process;
}

int waitFor(int process)
{
    int status = 0;
    ::waitpid(process, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void run(const QStringList &words, const QString &output)
{
    if (waitFor(start(words, output)) != 0) {
        QFile file(output);
        const QByteArray said = file.open(QIODevice::ReadOnly) ? file.readAll().right(2000) : QByteArray();
        giveUp(u"%1 failed:\n%2"_s.arg(words.join(u' '), QString::fromUtf8(said)));
    }
}

} // namespace

PostgresCluster &PostgresCluster::shared()
{
    static PostgresCluster cluster;
    return cluster;
}

void PostgresCluster::makeFolder(Place place)
{
    const QString memory = u"/dev/shm"_s;
    const bool hasMemory =
        place == Place::Memory && ::access(memory.toLocal8Bit().constData(), W_OK) == 0 && QStorageInfo(memory).bytesAvailable() > (1LL << 30);
    QByteArray name = ((hasMemory ? memory : QDir::tempPath()) + u"/sightline-pg-XXXXXX"_s).toLocal8Bit();
    if (!::mkdtemp(name.data()))
        giveUp(u"a folder for it cannot be made"_s);
    m_folder = QString::fromLocal8Bit(name);
    if (::geteuid() != 0)
        return;
    constexpr unsigned nobody = 65534;   // as Debian's base-passwd fixes it
    if (::chown(name.constData(), nobody, nobody) != 0)
        giveUp(u"its folder cannot be given to nobody"_s);
}

PostgresCluster::PostgresCluster(Place place, int connectionsMax) : m_connectionsMax(connectionsMax)
{
    makeFolder(place);
    run(asOrdinaryUser() << programFolder() + u"/initdb"_s << u"-D"_s << m_folder + u"/data"_s << u"-U"_s << u"owner"_s << u"-A"_s << u"trust"_s << u"-E"_s
                         << u"UTF8"_s << u"--locale=C"_s << u"--data-checksums"_s << u"--no-sync"_s << u"--no-instructions"_s,
        m_folder + u"/initdb.log"_s);
    start();
}

PostgresCluster::PostgresCluster(StandbyTag, const PostgresCluster &primary)
{
    makeFolder(Place::Memory);
    run(asOrdinaryUser() << programFolder() + u"/pg_basebackup"_s << u"-D"_s << m_folder + u"/data"_s << u"-h"_s << primary.m_folder << u"-U"_s << u"owner"_s
                         << u"-R"_s << u"--no-sync"_s << u"-c"_s << u"fast"_s,
        m_folder + u"/basebackup.log"_s);
    start();
}

PostgresCluster::~PostgresCluster()
{
    stopAtOnce();
    QDir(m_folder).removeRecursively();
}

std::unique_ptr<PostgresCluster> PostgresCluster::makeStandby() const { return std::unique_ptr<PostgresCluster>(new PostgresCluster(StandbyTag {}, *this)); }

void PostgresCluster::promote() const
{
    run(asOrdinaryUser() << programFolder() + u"/pg_ctl"_s << u"promote"_s << u"-w"_s << u"-D"_s << m_folder + u"/data"_s, m_folder + u"/promote.log"_s);
}

void PostgresCluster::start()
{
    m_process = support::start(asOrdinaryUser() << programFolder() + u"/postgres"_s << u"-D"_s << m_folder + u"/data"_s << u"-k"_s << m_folder << u"-h"_s
                                                << QString() << u"-c"_s << u"max_connections=%1"_s.arg(m_connectionsMax) << u"-c"_s << u"shared_buffers=64MB"_s
                                                << u"-c"_s << u"hot_standby=on"_s,
                               m_folder + u"/server.log"_s);
    for (int attempt = 0; attempt < 1500 && !answers(); ++attempt) {
        if (::waitpid(m_process, nullptr, WNOHANG) != 0)
            giveUp(u"the server ended; see %1/server.log"_s.arg(m_folder));
        std::this_thread::sleep_for(std::chrono::milliseconds(20));   // another process is starting
    }
}

bool PostgresCluster::answers() const
{
    return waitFor(support::start({ programFolder() + u"/pg_isready"_s, u"-q"_s, u"-h"_s, m_folder, u"-U"_s, u"owner"_s }, m_folder + u"/ready.log"_s)) == 0;
}

void PostgresCluster::stopAtOnce()
{
    if (m_process <= 0)
        return;
    ::kill(m_process, SIGQUIT);
    ::kill(m_process, SIGCONT);   // if it hangs
    waitFor(m_process);
    m_process = 0;
}

void PostgresCluster::hang()
{
    // The connections that stand go first: they are processes of their own, and would go on.
    if (!administerWithPsql(u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"_s))
        giveUp(u"its connections cannot be ended"_s);
    ::kill(m_process, SIGSTOP);
}

void PostgresCluster::goOn() { ::kill(m_process, SIGCONT); }

QString PostgresCluster::conninfo(const QString &schema, const QString &role) const
{
    return u"host=%1 user=%2 dbname=postgres options=-csearch_path=%3"_s.arg(m_folder, role, schema);
}

bool PostgresCluster::administerWithPsql(const QString &sql) const
{
    return waitFor(support::start({ programFolder() + u"/psql"_s, u"-q"_s, u"-h"_s, m_folder, u"-U"_s, u"owner"_s, u"-d"_s, u"postgres"_s, u"-v"_s,
                                    u"ON_ERROR_STOP=1"_s, u"-c"_s, sql },
                                  m_folder + u"/psql.log"_s))
        == 0;
}

bool PostgresCluster::runFile(const QString &path, const QString &database, const QString &role) const
{
    return waitFor(support::start({ programFolder() + u"/psql"_s, u"-X"_s, u"-q"_s, u"-h"_s, m_folder, u"-U"_s, role, u"-d"_s, database, u"-v"_s,
                                    u"ON_ERROR_STOP=1"_s, u"-f"_s, path },
                                  m_folder + u"/psql.log"_s))
        == 0;
}

QString PostgresCluster::newSchema()
{
    const QString name = u"council_%1"_s.arg(++m_schemas);
    if (!connect(u"public"_s)->execute((u"CREATE SCHEMA "_s + name).toStdString()))
        giveUp(u"a schema cannot be made"_s);
    return name;
}

std::unique_ptr<hub::PostgresConnection> PostgresCluster::connect(const QString &schema) const
{
    auto made = hub::PostgresConnection::open({ conninfo(schema) }, {});
    if (!made)
        giveUp(made.error().detail);
    return std::move(*made);
}

std::unique_ptr<hub::PostgresHubStore> PostgresCluster::store(const QString &schema, bool guards) const
{
    hub::PostgresHubOptions options;
    options.target = { conninfo(schema) };
    options.mayCreate = true;
    options.guards = guards;
    auto made = hub::PostgresHubStore::open(options);
    if (!made)
        giveUp(made.error().detail);
    return std::move(*made);
}

} // namespace sightline::support
