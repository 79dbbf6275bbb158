#include "core/base/digest.h"

#include "core/base/random_source.h"

#include <sodium.h>

namespace sightline {

QByteArray sha256(QByteArrayView bytes)
{
    QByteArray out(crypto_hash_sha256_BYTES, Qt::Uninitialized);
    crypto_hash_sha256(reinterpret_cast<unsigned char *>(out.data()),
                       reinterpret_cast<const unsigned char *>(bytes.data()), static_cast<unsigned long long>(bytes.size()));
    return out;
}

QString toHex(QByteArrayView bytes)
{
    return QString::fromLatin1(QByteArray::fromRawData(bytes.data(), bytes.size()).toHex());
}

QByteArray SodiumRandom::bytes(int count)
{
    QByteArray out(count, Qt::Uninitialized);
    if (sodium_init() < 0)
        qFatal("The system has no source of randomness.");
    randombytes_buf(out.data(), static_cast<size_t>(count));
    return out;
}

} // namespace sightline
