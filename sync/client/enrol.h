#pragma once

#include "sync/client/store_access.h"
#include "sync/client/transport.h"
#include "sync/protocol/messages.h"

namespace sightline::sync {

/// Joins the store of @p access to the hub at @p hubUrl with a one-time @p code: makes this installation's key pair, gives the
/// hub its public half, and stores who we are. A store that is joined already is joined anew and keeps its work, if it is the
/// same person's (decisions 19). Waits for the hub; not on the interface's thread.
/// Errors: HubUnreachable (nothing changed), NotAllowed (the code is wrong, used or too old; or the store is another
/// person's), HubRefused, InvalidInput, those of the database.
[[nodiscard]] Result<Enrolment> enrolDevice(StoreAccess &access, Transport &transport, const QString &hubUrl, const QString &code);

/// Asks for new tokens on proof of this installation's key, and stores them durably before they are used.
/// Errors: NotEnrolled, NotAllowed (the hub takes this key no more), HubUnreachable, HubRefused (with Retry-After in
/// @p retryAfterMs), those of the database.
[[nodiscard]] Result<SessionTokens> renewTokens(StoreAccess &access, Transport &transport, qint64 *retryAfterMs = nullptr);

/// The Ed25519 signature of a renewal, over the bytes PROTOCOL.md names.
[[nodiscard]] QByteArray renewalText(const InstallationId &installation, qint64 clockMs, const QString &refreshToken);

} // namespace sightline::sync
