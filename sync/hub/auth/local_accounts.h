#pragma once

#include "sync/hub/auth/doorkeeper.h"
#include "sync/hub/auth/passwords.h"
#include "sync/protocol/sign_in.h"

namespace sightline::hub {

/// How a local account is shut for a while after wrong tries. It opens by itself, and at once with a right one after that.
struct AccountBounds {
    int triesMax = 5;                             ///< wrong ones, until it is closed
    qint64 closedMs = 30'000;                     ///< after the last of them; twice as long after each further one
    qint64 closedMsMax = 15LL * 60 * 1000;        ///< so that a stranger never shuts somebody out for a day
    int recoveryCodes = 10;
};

/// Accounts of the hub's own: for trials, and for when the council's sign-in is down. A password, and a second proof that is asked for always:
/// six digits of an authenticator, each good once, or one of ten recovery codes, each good once. One account a person, named by their id. What
/// it gives is an enrolment of the installation that asked, and nothing else. A try is counted, durably, before it is looked at, so that
/// neither many at once nor a hub that is killed gives more of them. Thread: as HubService. Source: assurance.md B3.
class LocalAccounts {
public:
    LocalAccounts(Doorkeeper &door, const HubKeys &keys, const Clock &clock, RandomSource &random, AccountBounds bounds = {});

    /// What somebody is told of their new account, this once.
    struct Given {
        QByteArray seed;
        QStringList recoveryCodes;
    };
    enum class Make { New, Anew };
    /// An account for @p person with a password that has @p hash; Anew: in place of the one there is, open and in use again.
    /// Errors: NotFound (nobody of that id is here; Anew: they have none), AlreadyExists (New).
    [[nodiscard]] Result<Given> give(HubTransaction &transaction, const PersonId &person, const QString &hash, Make make);
    /// Nothing is taken by it any more. False: there was none in use.
    [[nodiscard]] Result<bool> disable(HubTransaction &transaction, const PersonId &person);

    /// A try that has been counted.
    struct Try {
        std::optional<PersonId> person;   ///< none: there is no such account, or it is closed; the password is hashed all the same
        QString hash;
    };
    [[nodiscard]] Result<Try> begin(HubTransaction &transaction, const wire::LocalSignIn &request);
    /// Between the two, and outside of any transaction, the caller asks isPassword(): it is slow.
    /// Errors: storage only; the caller commits whatever the admission says. Refused in the same words whatever is wrong.
    [[nodiscard]] Result<Admission> finish(HubTransaction &transaction, const wire::LocalSignIn &request, const Try &begun, bool isPasswordRight);

private:
    [[nodiscard]] QByteArray sealed(const QByteArray &seed, const PersonId &person) const;
    [[nodiscard]] QByteArray opened(const QByteArray &sealedSeed, const PersonId &person) const;
    [[nodiscard]] QString takeSecond(LocalAccountRow &account, const QString &second) const;

    Doorkeeper &m_door;
    SecretBytes m_key;
    const Clock &m_clock;
    RandomSource &m_random;
    AccountBounds m_bounds;
};

} // namespace sightline::hub
