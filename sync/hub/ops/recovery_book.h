#pragma once

#include "sync/hub/ops/signed_file.h"
#include "sync/protocol/recovery.h"

#include <QList>

#include <memory>

namespace sightline::hub {

/// Somebody who may approve that a device's key is given back. Two have to, and neither is the person whose device it is.
struct RecoveryApprover {
    PersonId person;
    QByteArray codeHash;      ///< of the code that only they know (libsodium's own form: Argon2id, salt and cost)
    qint64 sinceMs = 0;
    qint64 withdrawnMs = 0;   ///< 0: they may
};

struct RecoveryApproval {
    PersonId by;
    qint64 atMs = 0;
    friend bool operator==(const RecoveryApproval &, const RecoveryApproval &) = default;
};

/// What became of one device's request.
struct RecoveryCase {
    QString id;                           ///< eight letters and digits, made from the request
    wire::RecoveryRequest request;
    PersonId person;                      ///< whose device it is
    qint64 askedMs = 0;
    QList<RecoveryApproval> approvals;
    qint64 answeredMs = 0;                ///< the latest answer; 0: none
};

/// How many different people have to approve.
inline constexpr int recoveryApprovalsNeeded = 2;

/// Who may approve, what devices have asked for, and what was approved and answered: a file beside the keys, signed by them, so that a
/// database that is put back takes no approval away and brings none back. Nothing in it is ever deleted. Held by one program at a time.
class RecoveryBook {
public:
    /// Errors: Corrupt (it was changed by other hands), StorageFailure.
    [[nodiscard]] static Result<std::unique_ptr<RecoveryBook>> open(const QString &path, const HubKeys &keys);
    RecoveryBook(const RecoveryBook &) = delete;
    RecoveryBook &operator=(const RecoveryBook &) = delete;

    [[nodiscard]] const QList<RecoveryApprover> &approvers() const { return m_approvers; }
    [[nodiscard]] const QList<RecoveryCase> &cases() const { return m_cases; }

    /// Lets @p person approve, with @p code, which is kept as its hash; a code from before is good for nothing then.
    [[nodiscard]] Result<void> admit(const PersonId &person, const SecretBytes &code, qint64 nowMs);
    /// False: they may not anyway.
    [[nodiscard]] Result<bool> withdraw(const PersonId &person, qint64 nowMs);
    /// That @p by may approve, and this is their code. Errors: NotAllowed, in the same words whatever is wrong.
    [[nodiscard]] Result<void> prove(const PersonId &by, const SecretBytes &code) const;
    /// Opens a case, or finds the one that was opened for the same request.
    /// Errors: WrongKey (sealed for another council, or not by the installation that it names).
    [[nodiscard]] Result<RecoveryCase> ask(const wire::RecoveryRequest &request, const PersonId &person, qint64 nowMs);
    /// Errors: NotFound (no such case), NotAllowed (no approver, a wrong code, their own device), AlreadyExists (they have approved it).
    [[nodiscard]] Result<RecoveryCase> approve(const QString &id, const PersonId &by, const SecretBytes &code, qint64 nowMs);
    /// The device's key, sealed to the key that it asked with. Errors: NotFound, NotAllowed (too few approvals).
    [[nodiscard]] Result<QByteArray> answer(const QString &id, qint64 nowMs);

private:
    RecoveryBook(std::unique_ptr<SignedFile> file, const HubKeys &keys) : m_file(std::move(file)), m_keys(keys) { }
    [[nodiscard]] Result<void> read();
    [[nodiscard]] Result<void> write() const;
    [[nodiscard]] RecoveryCase *find(const QString &id);

    std::unique_ptr<SignedFile> m_file;
    const HubKeys &m_keys;
    QList<RecoveryApprover> m_approvers;
    QList<RecoveryCase> m_cases;
};

} // namespace sightline::hub
