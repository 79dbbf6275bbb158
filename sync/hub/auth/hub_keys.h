#pragma once

#include "core/sqlite/cipher.h"

#include <QString>

#include <string_view>

namespace sightline::hub {

/// The hub's secrets, in one file outside its database (decisions 10, 18, 19): what opens the database, what signs
/// enrolments, and what opens unsent work sealed to the council. Losing the file loses the records: back it up apart.
class HubKeys {
public:
    [[nodiscard]] static HubKeys random();
    /// Errors: NotFound, NotAllowed (others may read the file), InvalidInput (not a key file).
    [[nodiscard]] static Result<HubKeys> load(const QString &path);
    /// Writes a new file that only its owner may read. Errors: AlreadyExists, StorageFailure.
    [[nodiscard]] Result<void> save(const QString &path) const;

    [[nodiscard]] const DatabaseKey &database() const { return m_database; }
    /// What closes the chunks of files that lie outside the database: made from its key, so a key file of any age has it. 32 bytes.
    [[nodiscard]] SecretBytes files() const;
    /// What closes the seeds of local accounts' six-digit codes, made in the same way. 32 bytes.
    [[nodiscard]] SecretBytes accounts() const;
    /// X25519: devices seal unsent work to it (crypto_box_seal).
    [[nodiscard]] QByteArray recoveryPublicKey() const;
    /// What a device sealed. Errors: WrongKey (sealed for another council, or damaged).
    [[nodiscard]] Result<QByteArray> openSealed(QByteArrayView sealed) const;
    /// The same for what is secret itself: in guarded memory only.
    [[nodiscard]] Result<SecretBytes> openSealedSecret(QByteArrayView sealed) const;

    /// 64 bytes of Ed25519.
    [[nodiscard]] QByteArray sign(QByteArrayView message) const;
    /// True if this hub signed @p message.
    [[nodiscard]] bool isSigned(QByteArrayView message, QByteArrayView signature) const;

private:
    HubKeys(DatabaseKey database, SecretBytes signingSeed, SecretBytes recoverySecret);
    [[nodiscard]] SecretBytes keyFor(std::string_view purpose) const;

    DatabaseKey m_database;
    SecretBytes m_signingSeed;       // 32 bytes
    SecretBytes m_recoverySecret;    // 32 bytes
};

/// True if @p signature over @p message is by the holder of @p publicKey (Ed25519). False for keys and signatures of a wrong size.
[[nodiscard]] bool isSignedBy(const QByteArray &publicKey, QByteArrayView message, const QByteArray &signature);

} // namespace sightline::hub
