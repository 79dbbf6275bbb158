#include "tests/support/patroni_cluster.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QStandardPaths>

#include <chrono>
#include <thread>

#include <arpa/inet.h>
#include <pwd.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

namespace sightline::support {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString here = u"127.0.0.1"_s;
/// Of the accounts that live as long as the test, on its machine alone.
const QString password = u"of-a-test"_s;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// @p text at @p path, for the system's user postgres alone.
bool write(const QString &path, const QString &text)
{
    QFile file(path);
    const passwd *postgres = ::getpwnam("postgres");
    return file.open(QIODevice::WriteOnly) && file.write(text.toUtf8()) == text.toUtf8().size() && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && postgres && ::chown(QFile::encodeName(path).constData(), postgres->pw_uid, postgres->pw_gid) == 0;
}

/// A port that is free now.
int freePort()
{
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    const bool isBound =
        ::bind(listener, reinterpret_cast<sockaddr *>(&address), size) == 0 && ::getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size) == 0;
    ::close(listener);
    return isBound ? ntohs(address.sin_port) : 0;
}

QStringList asPostgres() { return { u"setpriv"_s, u"--pdeathsig"_s, u"KILL"_s, u"--reuid=postgres"_s, u"--regid=postgres"_s, u"--init-groups"_s }; }

/// Until @p reached; false if it takes @p longest.
template <typename Reached>
bool waitUntil(std::chrono::seconds longest, Reached reached)
{
    const auto until = std::chrono::steady_clock::now() + longest;
    while (!reached()) {
        if (std::chrono::steady_clock::now() > until)
            return false;
        std::this_thread::sleep_for(200ms);   // other processes are at work
    }
    return true;
}

/// What @p words print; none if they fail.
std::optional<QString> outputOf(const QStringList &words, const QString &folder = {})
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(words.first(), words.sliced(1));
    constexpr int longestMs = 60'000;
    if (!process.waitForFinished(longestMs) || process.exitCode() != 0)
        return std::nullopt;
    return QString::fromUtf8(process.readAllStandardOutput());
}

} // namespace

PatroniCluster::PatroniCluster(QString recipes) : m_recipes(std::move(recipes)) { }

PatroniCluster::~PatroniCluster()
{
    for (int server = 0; server < static_cast<int>(m_patroni.size()); ++server)
        killMachine(server);
    for (const auto &etcd : m_etcd) {
        etcd->kill();
        etcd->waitForFinished();
    }
    if (!m_folder.isEmpty() && complaint.isEmpty())
        QDir(m_folder).removeRecursively();
}

QString PatroniCluster::whatIsMissing()
{
    for (const QString &program : { u"patroni"_s, u"etcd"_s, u"openssl"_s, u"setpriv"_s }) {
        if (QStandardPaths::findExecutable(program).isEmpty())
            return program + u" is not installed; run platform/setup --deep"_s;
    }
    return ::geteuid() == 0 ? QString() : u"it needs root, to run PostgreSQL as its own user"_s;
}

bool PatroniCluster::fail(const QString &why)
{
    complaint = why + (m_folder.isEmpty() ? QString() : u"; its folder stays: "_s + m_folder);
    return false;
}

QString PatroniCluster::folderOf(int server) const { return u"%1/db%2"_s.arg(m_folder).arg(server + 1); }

std::unique_ptr<QProcess> PatroniCluster::begin(const QStringList &words, const QString &log, const QStringList &environment) const
{
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment([this, &environment] {
        QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
        for (const QString &setting : environment)
            all.insert(setting.section(u'=', 0, 0), setting.section(u'=', 1));
        all.insert(u"HOME"_s, m_folder);   // not root's, where libpq would look for a certificate
        return all;
    }());
    process->setWorkingDirectory(m_folder);
    process->setProcessChannelMode(QProcess::MergedChannels);
    process->setStandardOutputFile(log, QIODevice::Append);
    const QStringList all = asPostgres() + words;
    process->start(all.first(), all.sliced(1));
    process->waitForStarted();
    return process;
}

bool PatroniCluster::makeCertificates()
{
    const QString tls = m_folder + u"/tls"_s;
    const QString script = u"set -e; cd '%1'; "
                           "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=authority -keyout ca.key -out ca.pem; "
                           "openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=machine -keyout server.key -out server.csr; "
                           "printf 'subjectAltName=IP:127.0.0.1\\nextendedKeyUsage=serverAuth,clientAuth\\n' >server.ext; "
                           "openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile server.ext -out server.pem; "
                           "chown postgres:postgres . *; chmod 0600 *"_s.arg(tls);
    return QDir().mkpath(tls) && outputOf({ u"sh"_s, u"-c"_s, script }) ? true : fail(u"certificates cannot be made"_s);
}

/// deploy/'s own files, with what is this machine's in place of what a council fills in.
bool PatroniCluster::writeRecipes()
{
    const QString recipe = QString::fromUtf8(contentOf(m_recipes + u"patroni.yml"_s));
    const QString services = QString::fromUtf8(contentOf(m_recipes + u"pg_service.conf"_s));
    if (recipe.isEmpty() || services.isEmpty())
        return fail(u"the recipes cannot be read"_s);
    QStringList etcdHosts, hosts, pgPorts;
    QString passwords;
    for (int server = 0; server < servers; ++server) {
        const auto at = static_cast<std::size_t>(server);
        etcdHosts.append(u"%1:%2"_s.arg(here).arg(m_ports[6 + at * 2]));
        hosts.append(here);
        pgPorts.append(QString::number(m_ports[at * 2]));
        for (const QString &role : { u"sightline_hub"_s, u"sightline_owner"_s })
            passwords += u"%1:%2:sightline:%3:%4\n"_s.arg(here).arg(m_ports[at * 2]).arg(role, password);
    }
    static const QRegularExpression anyMachine(u"10\\.0\\.0\\.[0-9]+/32"_s), hostLine(u"^host=.*$"_s, QRegularExpression::MultilineOption),
        etcdLine(u"^  hosts: .*$"_s, QRegularExpression::MultilineOption);
    for (int server = 0; server < servers; ++server) {
        const auto at = static_cast<std::size_t>(server);
        QString text = recipe;
        text.replace(u"name: db1"_s, u"name: db%1"_s.arg(server + 1));
        text.replace(u"10.0.0.11:8008"_s, u"%1:%2"_s.arg(here).arg(m_ports[at * 2 + 1]));
        text.replace(u"10.0.0.11:5432"_s, u"%1:%2"_s.arg(here).arg(m_ports[at * 2]));
        text.replace(etcdLine, u"  hosts: "_s + etcdHosts.join(u','));
        text.replace(anyMachine, here + u"/32"_s);
        text.replace(u"/etc/patroni/tls"_s, m_folder + u"/tls"_s);
        text.replace(u"/var/lib/postgresql/15/sightline"_s, folderOf(server) + u"/data"_s);
        text.replace(u"/var/lib/postgresql/.patroni-pgpass"_s, folderOf(server) + u"/pgpass"_s);
        text.replace(u"/var/run/postgresql"_s, folderOf(server));
        text.replace(u"mode: required"_s, u"mode: off"_s);
        if (text.contains(u"10.0.0."_s) || text.contains(u"/etc/"_s) || text.contains(u"/var/"_s))
            return fail(u"the recipe names what this test does not know of"_s);
        if (!QDir().mkpath(folderOf(server)) || !outputOf({ u"chown"_s, u"postgres:postgres"_s, folderOf(server) })
            || !write(folderOf(server) + u".yml"_s, text))
            return fail(u"the recipe cannot be written"_s);
    }
    QString own = services;
    own.replace(hostLine, u"host="_s + hosts.join(u','));
    own.replace(u"port=5432"_s, u"port="_s + pgPorts.join(u','));
    own.replace(u"/etc/sightline/db-ca.pem"_s, m_folder + u"/tls/ca.pem"_s);
    return write(serviceFile(), own) && write(passwordFile(), passwords) && ::chown(QFile::encodeName(passwordFile()).constData(), 0, 0) == 0
        ? true
        : fail(u"the services cannot be written"_s);
}

bool PatroniCluster::startEtcd()
{
    const QString tls = m_folder + u"/tls/"_s;
    QStringList members;
    const auto address = [this](int etcd, int which) {
        return u"https://%1:%2"_s.arg(here).arg(m_ports[6 + static_cast<std::size_t>(etcd) * 2 + static_cast<std::size_t>(which)]);
    };
    for (int etcd = 0; etcd < servers; ++etcd)
        members.append(u"e%1=%2"_s.arg(etcd).arg(address(etcd, 1)));
    for (int etcd = 0; etcd < servers; ++etcd) {
        const QString data = u"%1/e%2"_s.arg(m_folder).arg(etcd);
        if (!QDir().mkpath(data) || !outputOf({ u"chown"_s, u"postgres:postgres"_s, data }) || !outputOf({ u"chmod"_s, u"0700"_s, data }))
            return fail(u"etcd's folder cannot be made"_s);
        m_etcd.push_back(begin({ u"etcd"_s, u"--name=e%1"_s.arg(etcd), u"--data-dir="_s + data, u"--listen-client-urls="_s + address(etcd, 0),
                                 u"--advertise-client-urls="_s + address(etcd, 0), u"--listen-peer-urls="_s + address(etcd, 1),
                                 u"--initial-advertise-peer-urls="_s + address(etcd, 1), u"--initial-cluster="_s + members.join(u','), u"--client-cert-auth"_s,
                                 u"--trusted-ca-file="_s + tls + u"ca.pem"_s, u"--cert-file="_s + tls + u"server.pem"_s,
                                 u"--key-file="_s + tls + u"server.key"_s, u"--peer-client-cert-auth"_s, u"--peer-trusted-ca-file="_s + tls + u"ca.pem"_s,
                                 u"--peer-cert-file="_s + tls + u"server.pem"_s, u"--peer-key-file="_s + tls + u"server.key"_s },
                               m_folder + u"/etcd%1.log"_s.arg(etcd)));
    }
    return true;
}

void PatroniCluster::startMachine(int server)
{
    const auto at = static_cast<std::size_t>(server);
    if (m_patroni.size() <= at)
        m_patroni.resize(at + 1);
    m_patroni[at] = begin({ u"patroni"_s, folderOf(server) + u".yml"_s }, m_folder + u"/patroni%1.log"_s.arg(server + 1),
                          { u"PATRONI_REPLICATION_PASSWORD="_s + password, u"PATRONI_REWIND_PASSWORD="_s + password, u"PATRONI_RESTAPI_USERNAME=patroni"_s,
                            u"PATRONI_RESTAPI_PASSWORD="_s + password });
}

int PatroniCluster::postmasterOf(int server) const { return contentOf(folderOf(server) + u"/data/postmaster.pid"_s).split('\n').first().toInt(); }

void PatroniCluster::killMachine(int server)
{
    const auto &patroni = m_patroni[static_cast<std::size_t>(server)];
    patroni->kill();
    const int postmaster = postmasterOf(server);
    if (postmaster > 1) {
        const QList<QByteArray> children = contentOf(u"/proc/%1/task/%1/children"_s.arg(postmaster)).split(' ');
        ::kill(postmaster, SIGKILL);
        for (const QByteArray &child : children) {
            if (child.toInt() > 1)
                ::kill(child.toInt(), SIGKILL);
        }
    }
    patroni->waitForFinished();
}

QString PatroniCluster::ask(int server, const QString &sql) const
{
    const int port = m_ports[static_cast<std::size_t>(server) * 2];
    return outputOf(asPostgres() << u"psql"_s << u"-XAtq"_s << u"-h"_s << folderOf(server) << u"-p"_s << QString::number(port) << u"-d"_s << u"postgres"_s
                                 << u"-c"_s << sql,
                    m_folder)
        .value_or(QString())
        .trimmed();
}

std::optional<int> PatroniCluster::leader() const
{
    for (int server = 0; server < servers; ++server) {
        if (ask(server, u"SELECT pg_is_in_recovery()"_s) == "f"_L1)
            return server;
    }
    return std::nullopt;
}

bool PatroniCluster::follows(int server) const
{
    const auto leads = leader();
    return leads && *leads != server && ask(server, u"SELECT count(*) FROM pg_stat_wal_receiver WHERE status = 'streaming'"_s) == "1"_L1;
}

bool PatroniCluster::makeRoles()
{
    const auto leads = leader();
    if (!leads)
        return fail(u"nobody leads"_s);
    const QString roles = m_folder + u"/roles.sql"_s;
    const auto psql = [&](const QStringList &what) {
        const QStringList words = asPostgres() << u"psql"_s << u"-X"_s << u"-q"_s << u"-v"_s << u"ON_ERROR_STOP=1"_s << u"-h"_s << folderOf(*leads) << u"-p"_s
                                               << QString::number(m_ports[static_cast<std::size_t>(*leads) * 2]) << u"-d"_s << u"postgres"_s;
        return outputOf(words + what, m_folder).has_value();
    };
    if (!write(roles, QString::fromUtf8(contentOf(m_recipes + u"roles.sql"_s))) || !psql({ u"-f"_s, roles }))
        return fail(u"roles.sql does not run"_s);
    for (const QString &role : { u"sightline_hub"_s, u"sightline_owner"_s }) {
        if (!psql({ u"-c"_s, u"ALTER ROLE %1 PASSWORD '%2'"_s.arg(role, password) }))
            return fail(u"a password cannot be set"_s);
    }
    return true;
}

bool PatroniCluster::runFile(const QString &path, const QString &service)
{
    return outputOf({ u"env"_s, u"PGSERVICEFILE="_s + serviceFile(), u"PGPASSFILE="_s + passwordFile(), u"psql"_s, u"-X"_s, u"-q"_s, u"-v"_s,
                      u"ON_ERROR_STOP=1"_s, u"-f"_s, path, u"service="_s + service })
        .has_value();
}

bool PatroniCluster::start()
{
    QByteArray name = "/dev/shm/sightline-patroni-XXXXXX";
    if (!::mkdtemp(name.data()))
        return fail(u"a folder cannot be made"_s);
    m_folder = QString::fromLatin1(name);
    if (!outputOf({ u"chown"_s, u"postgres:postgres"_s, m_folder }))
        return fail(u"there is no user postgres"_s);
    for (int i = 0; i < servers * 4; ++i)
        m_ports.push_back(freePort());
    if (!makeCertificates() || !writeRecipes() || !startEtcd())
        return false;
    // One after the other, as the recipe says: the others copy the first.
    startMachine(0);
    if (!waitUntil(90s, [this] { return leader() == 0; }))
        return fail(u"the first server does not come to lead"_s);
    for (int server = 1; server < servers; ++server)
        startMachine(server);
    const auto stand = [this] {
        return ask(0, u"SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'"_s) == "2"_L1
            && ask(0, u"SELECT count(*) FROM pg_stat_replication WHERE sync_state IN ('sync', 'quorum')"_s) == "1"_L1;
    };
    if (!waitUntil(120s, stand))
        return fail(u"no second and third server follow"_s);
    return makeRoles();
}

} // namespace sightline::support
