#include "tests/support/oidc_provider.h"

#include <QProcess>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

extern char **environ;

namespace sightline::support {

using namespace Qt::StringLiterals;

OidcProvider::OidcProvider()
{
    std::array<int, 2> in {}, out {};
    if (::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(out.data(), O_CLOEXEC) != 0) {
        complaint = u"there is no pipe for the provider"_s;
        return;
    }
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);   // it warns that it is no product's
    QByteArray words[] { "node", SIGHTLINE_OIDC_PROVIDER_SCRIPT, SIGHTLINE_OIDC_PROVIDER };
    char *pointers[] { words[0].data(), words[1].data(), words[2].data(), nullptr };
    if (posix_spawnp(&m_process, "node", &files, nullptr, pointers, environ) != 0)
        m_process = 0;
    posix_spawn_file_actions_destroy(&files);
    ::close(in[0]);
    ::close(out[1]);
    m_lifeline = in[1];
    QByteArray said;
    for (char one = 0; ::read(out[0], &one, 1) == 1 && one != '\n';)
        said.append(one);
    ::close(out[0]);
    m_port = said.toUShort();
    if (m_port == 0)
        complaint = u"oidc-provider does not start: platform/setup --tests installs node, platform/third_party/fetch-npm fetches it"_s;
}

OidcProvider::~OidcProvider()
{
    if (m_lifeline >= 0)
        ::close(m_lifeline);
    if (m_process > 0)
        ::waitpid(m_process, nullptr, 0);
}

QString OidcProvider::signIn(const QString &address, const QString &login)
{
    QProcess walk;
    walk.start(u"node"_s, { QStringLiteral(SIGHTLINE_OIDC_WALK_SCRIPT), address, login });
    static constexpr int wholeMs = 60'000;
    if (!walk.waitForFinished(wholeMs) || walk.exitCode() != 0)
        complaint = QString::fromUtf8(walk.readAllStandardError());
    return QString::fromUtf8(walk.readAllStandardOutput()).trimmed();
}

bool OidcProvider::beginSignIn(const QString &address, const QString &login)
{
    return QProcess::startDetached(u"node"_s, { QStringLiteral(SIGHTLINE_OIDC_WALK_SCRIPT), address, login, u"back"_s });
}

} // namespace sightline::support
