#include "tests/support/s3_server.h"

#include <QByteArray>
#include <QFile>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

extern char **environ;

namespace sightline::support {

using namespace Qt::StringLiterals;

S3Server::S3Server()
{
    std::array<int, 2> in {}, out {};
    if (!m_folder.isValid() || ::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(out.data(), O_CLOEXEC) != 0) {
        complaint = u"there is no folder or pipe for the S3 server"_s;
        return;
    }
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, out[1], STDOUT_FILENO);
    const QByteArray script = SIGHTLINE_S3_SERVER, modules = SIGHTLINE_S3RVER, objects = QFile::encodeName(m_folder.filePath(u"objects"_s));
    std::array<char *, 6> arguments { const_cast<char *>("node"),
                                      const_cast<char *>("--openssl-legacy-provider"),
                                      const_cast<char *>(script.constData()),
                                      const_cast<char *>(modules.constData()),
                                      const_cast<char *>(objects.constData()),
                                      nullptr };
    if (posix_spawnp(&m_process, "node", &files, nullptr, arguments.data(), environ) != 0)
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
        complaint = u"s3rver does not start: platform/setup --tests installs node, platform/third_party/fetch-s3rver fetches it"_s;
}

S3Server::~S3Server()
{
    if (m_lifeline >= 0)
        ::close(m_lifeline);
    if (m_process > 0)
        ::waitpid(m_process, nullptr, 0);
}

QString S3Server::place(const QString &prefix, const QString &bucket) const
{
    return u"s3:http://127.0.0.1:%1/%2?region=eu-west-2&prefix=%3"_s.arg(m_port).arg(bucket, prefix);
}

QString S3Server::credentials(const QString &secret)
{
    QFile file(m_folder.filePath(u"credentials-"_s + secret));
    if (file.open(QIODevice::WriteOnly)) {
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        file.write("access_key_id = S3RVER\nsecret_access_key = " + secret.toLatin1() + '\n');
    }
    return file.fileName();
}

} // namespace sightline::support
