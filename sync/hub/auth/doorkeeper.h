#pragma once

#include "sync/hub/auth/hub_keys.h"
#include "sync/hub/service/hub_service.h"

namespace sightline::hub {

/// An answer, or why not. A refusal may still have changed something that must be committed: a family of tokens revoked.
struct Admission {
    std::optional<wire::EnrolAnswer> answer;
    ErrorCode code =
        ErrorCode::NotAllowed;   ///< of a refusal: NotAllowed (401), HubRefused (403: the installation is revoked), InvalidInput (400: tried again with
                                              ///< its clock set right, the device is let in)
    QString refusal;                          ///< one sentence, without personal data
};

/// Lifetimes of what is handed out, in milliseconds. Source: assurance.md B3, sync.md B10.
struct TokenTimes {
    qint64 codeMs = 7LL * 24 * 3600 * 1000;         ///< from an administrator's desk to a practitioner's tablet
    qint64 codeKeptMs = 30LL * 24 * 3600 * 1000;    ///< after it ran out, then it is deleted with the next one that is made
    qint64 accessMs = 15LL * 60 * 1000;
    qint64 refreshMs = 90LL * 24 * 3600 * 1000;     ///< longest time away from the hub without enrolling anew
    qint64 accessKeptMs = 24LL * 3600 * 1000;           ///< after it ran out, then it is deleted
    qint64 refreshKeptMs = 90LL * 24 * 3600 * 1000;     ///< the same: used again meanwhile, it is told from one the hub never knew
    qint64 proofClockMs = 10LL * 60 * 1000;         ///< how far a device's clock may be off in a proof of key
    int dropBoxDays = 30;                           ///< how long somebody who left may still hand in work
    int wipeDays = 90;                              ///< how long a device that was withdrawn may still come, to hand in its work and be wiped
};

/// Twelve letters and digits that are not mistaken for one another when read aloud: "7KQM-2F9T-XWHB", 60 random bits.
[[nodiscard]] QString spokenCode(RandomSource &random);
/// @p code as it was given out, however it was typed: no spaces or hyphens, 0 for O, 1 for I and L.
[[nodiscard]] QString plainCode(const QString &code);

/// Somebody who has proven who they are, other than by a code.
struct Proven {
    PersonId person;
    Json::Object about;        ///< how, for the audit trail
    QByteArray once = {};      ///< what of the proof must not be used twice, if anything: its hash is kept like that of a code
};

/// Who comes in: one-time codes, installations by their public keys, tokens held by their hashes only. An access token says
/// who asks and never what may be read. A refresh token is good once: seen again after its successor was used, its
/// installation ends. Thread: as HubService.
class Doorkeeper {
public:
    Doorkeeper(HubService &service, const HubKeys &keys, const Clock &clock, RandomSource &random, TokenTimes times = {});

    /// A code good for one enrolment of @p person: "7KQM-2F9T-XWHB". Errors: NotFound (nobody of that id is here).
    [[nodiscard]] Result<QString> issueCode(HubTransaction &transaction, const PersonId &person);
    /// Errors: storage only; the caller commits whatever the admission says.
    [[nodiscard]] Result<Admission> enrol(HubTransaction &transaction, const wire::EnrolRequest &request);
    /// Enrols @p installation of somebody who has proven who they are. Errors: storage only, as enrol().
    [[nodiscard]] Result<Admission> admitProven(HubTransaction &transaction, const Proven &proven, const InstallationId &installation,
                                                const QByteArray &publicKey);
    /// Whether @p person may be enrolled today.
    [[nodiscard]] Result<bool> isHere(HubSnapshot &snapshot, const PersonId &person);
    [[nodiscard]] Result<Admission> refresh(HubTransaction &transaction, const wire::RefreshRequest &request);
    [[nodiscard]] Result<void> revoke(HubTransaction &transaction, const InstallationId &installation);
    /// A lost device: it reads nothing any more from this moment on. For wipeDays it may still come in with its key, to hand in what is unsent,
    /// and is told to destroy what it holds. Errors: NotFound.
    [[nodiscard]] Result<void> revokeAndWipe(HubTransaction &transaction, const InstallationId &installation);
    /// Whether @p installation was withdrawn so.
    [[nodiscard]] static Result<bool> isToBeWiped(HubSnapshot &snapshot, const InstallationId &installation);
    /// Ends every installation of @p person, every code of theirs that was sent out and not used, and the private address of their calendar.
    /// Returns how many installations.
    [[nodiscard]] Result<qint64> revokeAllOf(HubTransaction &transaction, const PersonId &person);

    /// Who holds @p accessToken at this moment. Errors: NotAllowed (no such token, or it has run out), HubRefused (revoked).
    [[nodiscard]] Result<Caller> authenticate(HubSnapshot &snapshot, const QString &accessToken);

private:
    [[nodiscard]] Result<std::optional<Caller::Access>> accessOf(HubSnapshot &snapshot, const PersonId &person);
    [[nodiscard]] Result<Admission> turnAway(HubTransaction &transaction, const QString &whose, const InstallationId &installation, const Json::Object &about,
                                             const QString &why);
    [[nodiscard]] Result<Admission> join(HubTransaction &transaction, EnrolmentRow enrolment, const InstallationId &installation, const QByteArray &publicKey,
                                         const Json::Object &about);
    [[nodiscard]] Result<Admission> admit(HubTransaction &transaction, const InstallationRow &installation, const QByteArray &family, qint64 generation);
    [[nodiscard]] Result<Admission> refreshKnown(HubTransaction &transaction, const wire::RefreshRequest &request, const TokenRow &token,
                                                 const InstallationRow &installation);
    [[nodiscard]] Result<Admission> refreshByProof(HubTransaction &transaction, const wire::RefreshRequest &request,
                                                   const std::optional<InstallationRow> &installation);
    [[nodiscard]] Result<void> withdraw(HubTransaction &transaction, const InstallationId &installation);
    /// A withdrawn installation that may come in to be wiped.
    [[nodiscard]] Result<bool> mayComeToBeWiped(HubSnapshot &snapshot, const InstallationRow &installation);
    [[nodiscard]] qint64 now() const { return m_clock.now().msSinceEpoch; }

    HubService &m_service;
    const HubKeys &m_keys;
    const Clock &m_clock;
    RandomSource &m_random;
    TokenTimes m_times;
};

/// What a device signs to renew its tokens (PROTOCOL.md section 7).
[[nodiscard]] QByteArray refreshProof(const InstallationId &installation, qint64 clockMs, const QString &refreshToken);

} // namespace sightline::hub
