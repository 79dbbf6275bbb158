#pragma once

#include "core/store/key_vault.h"
#include "core/store/store.h"

namespace sightline {

/// Lets the PIN @p pin, with the system's secret store, open @p store from now on, in place of what @p present says. The key is sealed to the
/// council's recovery key at the same time, so that nobody is locked out of her own words for good. Waits for stretching and the secret
/// store. Thread: the store's.
/// Errors: InvalidInput (checkNewPin; a passphrase protects this store; the hub gave no recovery key), NotEnrolled, those of KeyVault::read()
/// (a present PIN is counted and tried first) and of KeyVault::write().
[[nodiscard]] Result<void> choosePin(Store &store, const QString &directory, const StoreCredentials &present, SecretBytes pin);

} // namespace sightline
