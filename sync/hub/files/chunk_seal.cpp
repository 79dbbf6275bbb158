#include "sync/hub/files/chunk_seal.h"

#include "core/base/digest.h"

#include <sodium.h>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr char version = 1;
constexpr qsizetype nonceBytes = qsizetype(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
constexpr qsizetype tagBytes = qsizetype(crypto_aead_xchacha20poly1305_ietf_ABYTES);
static_assert(ChunkSeal::addedBytes == 1 + nonceBytes + tagBytes);
static_assert(ChunkSeal::keyBytes == crypto_kdf_KEYBYTES);

constexpr int nameOwnBytes = 8;

unsigned char *bytesOf(QByteArray &bytes) { return reinterpret_cast<unsigned char *>(bytes.data()); }
const unsigned char *bytesOf(const QByteArray &bytes) { return reinterpret_cast<const unsigned char *>(bytes.constData()); }
unsigned long long sizeOf(const QByteArray &bytes) { return static_cast<unsigned long long>(bytes.size()); }

SecretBytes derived(const SecretBytes &key, quint64 number)
{
    static constexpr char context[] = "SLchunks";   // eight characters, as the library asks
    SecretBytes out(ChunkSeal::keyBytes);
    crypto_kdf_derive_from_key(out.data(), out.size(), number, context, key.data());
    return out;
}

} // namespace

ChunkSeal::ChunkSeal(const SecretBytes &key) : m_sealing(derived(key, 1)), m_naming(derived(key, 2)) { }

QByteArray ChunkSeal::hashOf(const QByteArray &bytes) const
{
    QByteArray hash(crypto_generichash_BYTES, '\0');
    crypto_generichash(bytesOf(hash), std::size_t(hash.size()), bytesOf(bytes), sizeOf(bytes), m_naming.data(), m_naming.size());
    return hash;
}

QString ChunkSeal::nameFor(const QByteArray &chunk) const
{
    QByteArray own(nameOwnBytes, '\0');
    randombytes_buf(own.data(), std::size_t(own.size()));
    return toHex(hashOf(chunk)) + u'-' + toHex(own);
}

QByteArray ChunkSeal::seal(const QString &name, const QByteArray &chunk) const
{
    const QByteArray bound = name.toLatin1();
    QByteArray out(chunk.size() + addedBytes, '\0');
    out[0] = version;
    randombytes_buf(out.data() + 1, std::size_t(nonceBytes));
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytesOf(out) + 1 + nonceBytes, nullptr, bytesOf(chunk), sizeOf(chunk), bytesOf(bound), sizeOf(bound), nullptr,
                                               bytesOf(out) + 1, m_sealing.data());
    return out;
}

Result<QByteArray> ChunkSeal::open(const QString &name, const QByteArray &sealed) const
{
    const Error damaged { ErrorCode::Corrupt, u"A chunk in the file store is not what was put there."_s };
    if (sealed.size() < addedBytes || sealed[0] != version)
        return damaged;
    const QByteArray bound = name.toLatin1();
    QByteArray out(sealed.size() - addedBytes, '\0');
    const unsigned char *nonce = bytesOf(sealed) + 1;
    const unsigned char *closed = nonce + nonceBytes;
    const int failed =
        crypto_aead_xchacha20poly1305_ietf_decrypt(bytesOf(out), nullptr, nullptr, closed, sizeOf(out) + static_cast<unsigned long long>(tagBytes),
                                                   bytesOf(bound), sizeOf(bound), nonce, m_sealing.data());
    if (failed || !name.startsWith(toHex(hashOf(out))))
        return damaged;
    return out;
}

QByteArray ChunkSeal::fingerprint() const { return toHex(hashOf("sightline file store")).toLatin1() + '\n'; }

} // namespace sightline::hub
