#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <QString>

#include <optional>

namespace sightline {

/// Where a system keeps a key that it gives only to whom it recognises by a strong finger or face, and forgets once another finger or face is
/// enrolled: Android Keystore, iOS Keychain. Thread: any but the interface's; reading waits for the person. Source: assurance.md B2.
class BiometricStore {
public:
    virtual ~BiometricStore() = default;
    /// Why this system offers nothing of the kind, as a sentence; empty: it does.
    [[nodiscard]] virtual QString whyNot() const = 0;
    /// Asks the person to show themselves. None: nothing is kept under @p name, or the system has forgotten it.
    /// Errors: NotAllowed (not recognised, or given up), StorageFailure.
    [[nodiscard]] virtual Result<std::optional<SecretBytes>> read(const QString &name) = 0;
    [[nodiscard]] virtual Result<void> write(const QString &name, const SecretBytes &secret) = 0;
    [[nodiscard]] virtual Result<void> remove(const QString &name) = 0;
};

} // namespace sightline
