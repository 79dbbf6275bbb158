#pragma once

#include "sync/client/join_proof.h"
#include "sync/client/store_access.h"
#include "sync/client/transport.h"
#include "sync/protocol/messages.h"

#include <functional>

namespace sightline::sync {

/// What stood between a device and the hub it was to join. Each has words of its own for a person (qml/app/join_words).
enum class EnrolFault {
    None,
    Unreachable,    ///< nothing was sent: no network, no such host, nobody listens
    NoAnswer,       ///< it was sent, and no whole answer came: the hub may count the code as used
    Untrusted,      ///< who answered did not prove to be whom the address names; the code was not sent
    NotAHub,        ///< what answered knows nothing of joining
    OtherVersion,   ///< app and hub do not understand each other; the hub may count the code as used
    Busy,           ///< the hub has no time or no room now
    CodeRefused,    ///< wrong, used or too old
    AccountRefused, ///< account, password or second proof; or closed for a while
    NotSignedIn,    ///< the council's sign-in let nobody in, or nobody came back from it
    UnknownPerson,  ///< it did, and this hub has nobody of that name
    NotOffered,     ///< the hub offers no such way in
    NoBrowser,      ///< there is no browser to sign in with
    OtherPersons,   ///< the store belongs to another person already; the code is used
    GivenUp,        ///< whoever waited gave it up
    Device,         ///< the store could not be made, opened or written
};

/// What whoever waits for an enrolment tells it, and learns of it.
struct EnrolWatch {
    const std::atomic<bool> *givenUp = nullptr;   ///< once true the hub is not asked; an open call is the transport's to cancel
    EnrolFault *fault = nullptr;                  ///< set where it fails
    QList<QByteArray> pins = {};                  ///< of an invitation; none: those that are kept for this address stay
    QString *hubSaid = nullptr;                   ///< set where the hub says whom to ask: a sentence of the council's
    std::function<void()> atBrowser = {};         ///< called, on the calling thread, once the browser was sent to the council's sign-in
};

/// Joins the store of @p access to the hub at @p hubUrl with a one-time code, or by who somebody is: makes this installation's key pair, gives the
/// hub its public half, and stores who we are. A store that is joined already is joined anew and keeps its work, if it is the
/// same person's (decisions 19). Waits for the hub; not on the interface's thread.
/// Errors: HubUnreachable (nothing changed), NotAllowed (the code is wrong, used or too old; or the store is another
/// person's), HubRefused, InvalidInput, UnsupportedVersion, Cancelled, those of the database.
[[nodiscard]] Result<Enrolment> enrolDevice(StoreAccess &access, Transport &transport, const QString &hubUrl, const JoinProof &proof,
                                            const EnrolWatch &watch = {});

/// Asks for new tokens on proof of this installation's key, and stores them durably before they are used.
/// Errors: NotEnrolled, NotAllowed (the hub takes this key no more), HubUnreachable, HubRefused (with Retry-After in
/// @p retryAfterMs), those of the database.
[[nodiscard]] Result<SessionTokens> renewTokens(StoreAccess &access, Transport &transport, qint64 *retryAfterMs = nullptr);

/// The Ed25519 signature of a renewal, over the bytes PROTOCOL.md names.
[[nodiscard]] QByteArray renewalText(const InstallationId &installation, qint64 clockMs, const QString &refreshToken);

} // namespace sightline::sync
