#pragma once

#include "core/base/id.h"
#include "core/base/json.h"
#include "core/sqlite/cipher.h"

#include <QStringList>

#include <optional>

namespace sightline {

/// What stretching a passphrase or a PIN costs (Argon2id). A port: real in the programs, low in tests (decisions 18). The cost is kept
/// in the key header, so a store opens with the cost it was made with.
struct PassphraseCost {
    quint64 passes = 3;
    quint64 memoryBytes = 256ULL * 1024 * 1024;   ///< 459 ms on one core as measured (assurance.md B2)
    friend bool operator==(const PassphraseCost &, const PassphraseCost &) = default;
};

/// The data key in one wrap, and what opens it.
struct KeyWrap {
    enum class By {
        System,       ///< a secret that the system's secret store keeps
        Passphrase,   ///< a passphrase, stretched
        Pin,          ///< a PIN, stretched, and such a secret: neither opens it alone
        Biometric,    ///< a secret that the system gives to whom it recognises
    };
    By by = By::System;
    std::optional<PassphraseCost> cost;   ///< of what is stretched
    QByteArray stretchSalt;
    qint64 secret = 0;                    ///< which of the kept secrets
    QByteArray nonce;
    QByteArray box;
    friend bool operator==(const KeyWrap &, const KeyWrap &) = default;
};

/// The data key sealed to a council's recovery key: opened by its hub, with two people's approval.
struct RecoveryWrap {
    QByteArray publicKey;         ///< X25519, whose it is sealed to
    InstallationId installation;  ///< whose device it was
    QByteArray box;               ///< crypto_box_seal of the installation's 16 bytes and the data key
    friend bool operator==(const RecoveryWrap &, const RecoveryWrap &) = default;
};

/// What lies in key.1.json and key.2.json. A plain value.
struct KeyHeader {
    qint64 version = 2;
    qint64 generation = 0;              ///< the higher is the newer
    QString store;                      ///< a random id that the secret store's names are made of
    QByteArray salt;                    ///< of the database
    std::optional<KeyWrap> daily;       ///< none: destroyed
    std::optional<KeyWrap> biometric;
    std::optional<RecoveryWrap> recovery;
};

/// The name under which the secret store keeps what @p header needs.
[[nodiscard]] QString secretNameOf(const KeyHeader &header);

/// The newest whole header of @p paths. None: there is none. Errors: Corrupt (there are files, and none is whole), UnsupportedVersion.
[[nodiscard]] Result<std::optional<KeyHeader>> readKeyHeader(const QStringList &paths);
/// Writes @p header to each of @p paths, one after the other and durably: at every moment one of them is whole.
[[nodiscard]] Result<void> writeKeyHeader(const QStringList &paths, const KeyHeader &header);

/// Stretches @p words as @p cost says. Errors: Corrupt (an impossible cost or salt), StorageFailure (no memory for it now).
[[nodiscard]] Result<SecretBytes> stretch(const SecretBytes &words, const QByteArray &salt, const PassphraseCost &cost);
/// Closes @p key in @p wrap by @p wrapping: its nonce and box are made. Bound to @p header's store and to the rest of the wrap.
void closeWrap(KeyWrap &wrap, const KeyHeader &header, const SecretBytes &key, const SecretBytes &wrapping);
/// None: @p wrapping does not open it.
[[nodiscard]] std::optional<SecretBytes> openWrap(const KeyWrap &wrap, const KeyHeader &header, const SecretBytes &wrapping);

} // namespace sightline
