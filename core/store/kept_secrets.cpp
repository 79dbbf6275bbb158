#include "core/store/kept_secrets.h"

#include <QtEndian>

#include <cstring>

namespace sightline {

namespace {

constexpr char keptMagic[] = "sightline kept 2";
constexpr qsizetype keptMagicBytes = sizeof keptMagic - 1;
constexpr qsizetype keptTriesBytes = 36;
constexpr qsizetype keptEntryBytes = 8 + static_cast<qsizetype>(keptSecretBytes);

} // namespace

const SecretBytes *KeptSecrets::find(qint64 number) const
{
    const auto found = secrets.find(number);
    return found == secrets.end() ? nullptr : &found->second;
}

bool KeptSecrets::keepOnly(qint64 number)
{
    const std::size_t before = secrets.size();
    for (auto it = secrets.begin(); it != secrets.end();)
        it = it->first == number ? std::next(it) : secrets.erase(it);
    return secrets.size() != before;
}

SecretBytes toSecretBytes(const KeptSecrets &kept)
{
    SecretBytes bytes(static_cast<std::size_t>(keptMagicBytes + keptTriesBytes + static_cast<qsizetype>(kept.secrets.size()) * keptEntryBytes));
    unsigned char *at = bytes.data();
    const auto put = [&at](const void *from, std::size_t count) {
        std::memcpy(at, from, count);
        at += count;
    };
    put(keptMagic, static_cast<std::size_t>(keptMagicBytes));
    put(toBytes(kept.tries).constData(), static_cast<std::size_t>(keptTriesBytes));
    for (const auto &[number, secret] : kept.secrets) {
        const qint64 raw = qToBigEndian(number);
        put(&raw, sizeof raw);
        put(secret.data(), keptSecretBytes);
    }
    return bytes;
}

std::optional<KeptSecrets> keptSecretsFrom(const SecretBytes &bytes)
{
    KeptSecrets kept;
    if (bytes.size() == keptSecretBytes) {
        kept.secrets.emplace(0, bytes.clone());
        return kept;
    }
    const QByteArrayView all = bytes.view();
    constexpr qsizetype headBytes = keptMagicBytes + keptTriesBytes;
    if (all.size() < headBytes || (all.size() - headBytes) % keptEntryBytes != 0 || std::memcmp(all.data(), keptMagic, keptMagicBytes) != 0)
        return std::nullopt;
    const auto tries = pinTriesFrom(all.sliced(keptMagicBytes, keptTriesBytes));
    if (!tries)
        return std::nullopt;
    kept.tries = *tries;
    for (qsizetype at = headBytes; at < all.size(); at += keptEntryBytes)
        kept.secrets.emplace(qFromBigEndian<qint64>(all.data() + at), SecretBytes::copyOf(all.sliced(at + 8, static_cast<qsizetype>(keptSecretBytes))));
    return kept;
}

} // namespace sightline
