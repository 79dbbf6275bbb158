#pragma once

#include "core/store/store_directory.h"

namespace sightline::sync {

/// A device that no PIN opens any more asks its council for its key: what it has to be told, as one line (PROTOCOL.md section 7b). The key
/// that the answer is sealed to is made with the first request and kept where the PIN's secret was, so that asking again and
/// waiting for days do no harm. Any thread but the interface's.
/// Errors: NotFound (no store, or its key was never sealed to the council), InvalidInput (no secret store), those of the secret store.
[[nodiscard]] Result<QString> askForRecovery(const QString &directory, SecretStore &secrets);

/// Takes the council's answer: the store opens by @p credentials from then on. Errors: InvalidInput (not a whole answer), WrongKey (the answer is for
/// another device, or an earlier request), those of recoverStore().
[[nodiscard]] Result<void> takeRecovery(const StoreDirectory &directory, const QString &answer, const StoreCredentials &credentials, const Clock &clock,
                                        RandomSource &random);

} // namespace sightline::sync
