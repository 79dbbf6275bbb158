#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <QString>

#include <memory>
#include <optional>

namespace sightline {

/// Where the system keeps secrets for us: Keystore, Keychain, Secret Service, DPAPI. Never a file of ours.
/// Implementations never fall back to something insecure: without a store every call fails with StorageFailure and a
/// sentence that says what to do. Thread: see the implementation.
class SecretStore {
public:
    virtual ~SecretStore() = default;
    /// None if nothing is kept under @p name. Errors: StorageFailure, NotAllowed (the person refused access).
    [[nodiscard]] virtual Result<std::optional<SecretBytes>> read(const QString &name) = 0;
    [[nodiscard]] virtual Result<void> write(const QString &name, const SecretBytes &secret) = 0;
    [[nodiscard]] virtual Result<void> remove(const QString &name) = 0;
    /// Keeps every other holder of @p name waiting, in this process and in the others of this person, until what is returned is gone, or its
    /// process is: between two of them nothing can come in. Errors: StorageFailure.
    [[nodiscard]] virtual Result<std::shared_ptr<void>> hold(const QString &name) = 0;
};

} // namespace sightline
