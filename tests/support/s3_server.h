#pragma once

#include "tests/support/piped_server.h"

#include <QString>
#include <QTemporaryDir>

namespace sightline::support {

/// s3rver, an S3-compatible server of somebody else's writing, behind a check of signatures by another such (platform/third_party/fetch-npm;
/// s3_server.js), on loopback for as long as this is here. Its bucket is "files", its account S3RVER with the secret S3RVER.
class S3Server {
public:
    enum class Speaks { Http, Tls };
    /// @p speaks: with TLS under a certificate of its own that nobody else knows.
    explicit S3Server(Speaks speaks = Speaks::Http);

    /// 0: it could not be started, and `complaint` says why.
    [[nodiscard]] quint16 port() const { return m_server.port(); }
    /// As a hub is told of it; each with a prefix of its own shares nothing with another.
    [[nodiscard]] QString place(const QString &prefix, const QString &bucket = QStringLiteral("files")) const;
    /// PEM, where it speaks TLS.
    [[nodiscard]] QString certificate() const { return m_folder.filePath(QStringLiteral("certificate.pem")); }
    /// A file with its credentials, mode 0600.
    [[nodiscard]] QString credentials(const QString &secret = QStringLiteral("S3RVER"));

    QString complaint;

private:
    [[nodiscard]] bool makeCertificate();
    [[nodiscard]] QString keyFile() const;

    QTemporaryDir m_folder;
    Speaks m_speaks;
    PipedServer m_server;
};

} // namespace sightline::support
