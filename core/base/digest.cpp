#include "core/base/digest.h"

#include "core/base/random_source.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <memory>

namespace sightline {

namespace {
constexpr qsizetype sha256Bytes = 32;
}

QByteArray sha256(QByteArrayView bytes)
{
    // Both are looked up once: doing it for each hash costs more than hashing a record.
    static EVP_MD *const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    QByteArray out(sha256Bytes, Qt::Uninitialized);
    const bool isDone = algorithm && context && EVP_DigestInit_ex2(context.get(), algorithm, nullptr) == 1
        && EVP_DigestUpdate(context.get(), bytes.data(), size_t(bytes.size())) == 1
        && EVP_DigestFinal_ex(context.get(), reinterpret_cast<unsigned char *>(out.data()), nullptr) == 1;
    if (!isDone)
        qFatal("The system's SHA-256 does not work.");
    return out;
}

QString toHex(QByteArrayView bytes) { return QString::fromLatin1(QByteArray::fromRawData(bytes.data(), bytes.size()).toHex()); }

QByteArray SodiumRandom::bytes(int count)
{
    QByteArray out(count, Qt::Uninitialized);
    if (sodium_init() < 0)
        qFatal("The system has no source of randomness.");
    randombytes_buf(out.data(), static_cast<size_t>(count));
    return out;
}

} // namespace sightline
