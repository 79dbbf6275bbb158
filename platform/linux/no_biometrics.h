#pragma once

#include "core/ports/biometric_store.h"

namespace sightline {

/// Linux has no key that is bound to a finger or face: fprintd answers yes or no, to whoever asks in the person's name, and keeps nothing.
/// So nothing of the kind is offered, and this says so. Thread: any.
class NoBiometrics final : public BiometricStore {
public:
    [[nodiscard]] QString whyNot() const override { return QStringLiteral("This system keeps no key for a finger or face, so the PIN opens Sightline here."); }
    Result<std::optional<SecretBytes>> read(const QString &) override { return no(); }
    Result<void> write(const QString &, const SecretBytes &) override { return no(); }
    Result<void> remove(const QString &) override { return no(); }

private:
    [[nodiscard]] Error no() const { return { ErrorCode::StorageFailure, whyNot() }; }
};

} // namespace sightline
