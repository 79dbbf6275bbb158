#pragma once

#include "core/ports/secret_store.h"

namespace sightline {

/// The desktop's secret service (GNOME Keyring, KWallet and others) through libsecret. Never falls back to a file: without a
/// service every call fails and says so. Thread: any; a call may wait for the person to unlock their keyring.
class SecretService final : public SecretStore {
public:
    [[nodiscard]] Result<std::optional<SecretBytes>> read(const QString &name) override;
    [[nodiscard]] Result<void> write(const QString &name, const SecretBytes &secret) override;
    [[nodiscard]] Result<void> remove(const QString &name) override;
    /// By a lock on a file in the folder that the session has for itself; nothing is in the file.
    [[nodiscard]] Result<std::shared_ptr<void>> hold(const QString &name) override;
};

} // namespace sightline
