#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <QByteArray>
#include <QString>

namespace sightline::hub {

/// How a chunk is closed before it leaves for a store, and proven when it comes back. XChaCha20-Poly1305 over its bytes and its name, under a
/// key of the council's: whoever keeps the store reads nothing, cannot tell whether a picture they know is among them, and can give
/// no other bytes in a chunk's place. Thread: any.
class ChunkSeal {
public:
    static constexpr std::size_t keyBytes = 32;
    /// What sealing adds to a chunk, in bytes: version, nonce and tag.
    static constexpr qsizetype addedBytes = 1 + 24 + 16;

    /// @p key: 32 bytes.
    explicit ChunkSeal(const SecretBytes &key);

    /// A new name for @p chunk: a keyed hash of what it holds, and what makes the name its own, "<64 hex digits>-<16 hex digits>".
    [[nodiscard]] QString nameFor(const QByteArray &chunk) const;
    [[nodiscard]] QByteArray seal(const QString &name, const QByteArray &chunk) const;
    /// Errors: Corrupt (not what was sealed under @p name).
    [[nodiscard]] Result<QByteArray> open(const QString &name, const QByteArray &sealed) const;
    /// What tells this council's stores from another's: says nothing of the key.
    [[nodiscard]] QByteArray fingerprint() const;

private:
    [[nodiscard]] QByteArray hashOf(const QByteArray &bytes) const;

    SecretBytes m_sealing;
    SecretBytes m_naming;
};

} // namespace sightline::hub
