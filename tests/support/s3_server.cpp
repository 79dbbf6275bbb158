#include "tests/support/s3_server.h"

#include <QByteArray>
#include <QFile>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <vector>

extern char **environ;

namespace sightline::support {

using namespace Qt::StringLiterals;

QString S3Server::keyFile() const { return m_folder.filePath(u"key.pem"_s); }

bool S3Server::makeCertificate()
{
    std::vector<QByteArray> words { "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2" };
    for (const QByteArray &word : { QByteArray("-subj"), QByteArray("/CN=127.0.0.1"), QByteArray("-addext"), QByteArray("subjectAltName=IP:127.0.0.1"),
                                    QByteArray("-keyout"), QFile::encodeName(keyFile()), QByteArray("-out"), QFile::encodeName(certificate()) })
        words.push_back(word);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t process = 0;
    int status = -1;
    const bool isRun = posix_spawnp(&process, "openssl", &files, nullptr, pointersTo(words).data(), environ) == 0 && ::waitpid(process, &status, 0) == process;
    posix_spawn_file_actions_destroy(&files);
    return isRun && status == 0;
}

S3Server::S3Server(Speaks speaks) : m_speaks(speaks)
{
    if (speaks == Speaks::Tls && !makeCertificate()) {
        complaint = u"openssl made no certificate for the S3 server"_s;
        return;
    }
    std::vector<QByteArray> words { "node", "--openssl-legacy-provider", SIGHTLINE_S3_SERVER, SIGHTLINE_S3RVER,
                                    QFile::encodeName(m_folder.filePath(u"objects"_s)) };
    if (speaks == Speaks::Tls) {
        words.push_back(QFile::encodeName(certificate()));
        words.push_back(QFile::encodeName(keyFile()));
    }
    if (!m_folder.isValid() || !m_server.start(std::move(words)))
        complaint = u"there is no folder or pipe for the S3 server"_s;
    else if (port() == 0)
        complaint = u"s3rver does not start: platform/setup --tests installs node, platform/third_party/fetch-npm fetches it"_s;
}

QString S3Server::place(const QString &prefix, const QString &bucket) const
{
    const QString scheme = m_speaks == Speaks::Tls ? u"https"_s : u"http"_s;
    return u"s3:%1://127.0.0.1:%2/%3?region=eu-west-2&prefix=%4"_s.arg(scheme).arg(port()).arg(bucket, prefix);
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
