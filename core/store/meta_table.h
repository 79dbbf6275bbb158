#pragma once

#include "core/base/id.h"
#include "core/base/secret_bytes.h"
#include "core/sqlite/connection.h"
#include "core/store/changes.h"

namespace sightline {

/// Who this store belongs to and which hub it is joined to. Everything here lies inside the encrypted database.
struct Enrolment {
    QString hubUrl;
    InstallationId installation;
    PersonId person;
    QString personName;
    QString council;
    QByteArray publicKey;        ///< Ed25519, 32 bytes
    QByteArray certificate;      ///< the enrolment, signed by the hub's key (decisions 10)
    QByteArray recoveryKey;      ///< X25519, 32 bytes: unsent work can be sealed to it (decisions 19)
    qint64 enrolledAtMs = 0;
    friend bool operator==(const Enrolment &, const Enrolment &) = default;
};

struct SessionTokens {
    QString access;              ///< opaque, 15 minutes
    QString refresh;             ///< single use
    qint64 accessUntilMs = 0;
    friend bool operator==(const SessionTokens &, const SessionTokens &) = default;
};

/// What the device knows of the hub's history. The stream's id, next number and chain are the outbox's (OutboxTable).
struct SyncState {
    QString epoch;               ///< empty: none yet (R2)
    qint64 durableSeq = 0;       ///< R13
    qint64 leaseUntilMs = 0;   ///< by the hub's clock; 0: never heard of one
    std::optional<qint64> lastContactMs;   ///< the device's clock at the last answer that was stored
    qint64 hubClockAheadMs = 0;  ///< measured at that answer
    bool sweepPending = false;   ///< provisional rows are left of an older epoch (R14)
    friend bool operator==(const SyncState &, const SyncState &) = default;
};

/// Table `meta`: single values by name. Thread: the store's.
class MetaTable {
public:
    MetaTable(Connection &db, Changes &changes) : m_db(db), m_changes(changes) { }

    /// Errors: NotEnrolled.
    [[nodiscard]] Result<Enrolment> enrolment();
    [[nodiscard]] Result<bool> isEnrolled();
    /// @p privateKey: the installation's Ed25519 secret key (64 bytes).
    [[nodiscard]] Result<void> setEnrolment(const Enrolment &enrolment, const SecretBytes &privateKey);
    /// Errors: NotEnrolled.
    [[nodiscard]] Result<SecretBytes> privateKey();

    [[nodiscard]] Result<SessionTokens> tokens();
    [[nodiscard]] Result<void> setTokens(const SessionTokens &tokens);
    [[nodiscard]] Result<SyncState> syncState();
    [[nodiscard]] Result<void> setSyncState(const SyncState &state);

    /// A named value for whoever needs one more (settings of a feature). Names are of the form "area.name".
    [[nodiscard]] Result<QString> text(const QString &name);   ///< empty if absent
    [[nodiscard]] Result<void> setText(const QString &name, const QString &value);
    [[nodiscard]] Result<qint64> number(const QString &name, qint64 fallback = 0);
    [[nodiscard]] Result<void> setNumber(const QString &name, qint64 value);
    [[nodiscard]] Result<QByteArray> bytes(const QString &name);
    [[nodiscard]] Result<void> setBytes(const QString &name, const QByteArray &value);

private:
    Connection &m_db;
    Changes &m_changes;
};

} // namespace sightline
