#include "sync/hub/ops/certificate_pin.h"

#include "core/base/digest.h"

#include <QFile>

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

namespace sightline::hub {

using namespace Qt::StringLiterals;

Result<QByteArray> pinOfCertificate(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error { ErrorCode::NotFound, u"The certificate \"%1\" cannot be read."_s.arg(path) };
    static constexpr qint64 pemBytesMax = 1024 * 1024;
    const QByteArray pem = file.read(pemBytesMax);
    const std::unique_ptr<BIO, decltype(&BIO_free)> source(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())), &BIO_free);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(PEM_read_bio_X509(source.get(), nullptr, nullptr, nullptr), &X509_free);
    if (!certificate)
        return Error { ErrorCode::InvalidInput, u"There is no certificate in \"%1\": give the PEM file that --tls-cert or the proxy has."_s.arg(path) };
    unsigned char *info = nullptr;
    const int length = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate.get()), &info);
    if (length <= 0)
        return Error { ErrorCode::InvalidInput, u"The key of the certificate in \"%1\" cannot be read."_s.arg(path) };
    const QByteArray pin = sha256(QByteArrayView(info, length));
    OPENSSL_free(info);
    return pin;
}

} // namespace sightline::hub
