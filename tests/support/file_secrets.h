#pragma once

#include "core/ports/secret_store.h"

namespace sightline::support {

/// A system that keeps secrets in a folder, so that they outlive a process that is killed: durable when it returns, and one holder at a time
/// over all processes. For tests: the folder protects nothing.
class FileSecrets final : public SecretStore {
public:
    explicit FileSecrets(QString folder);
    Result<std::optional<SecretBytes>> read(const QString &name) override;
    Result<void> write(const QString &name, const SecretBytes &secret) override;
    Result<void> remove(const QString &name) override;
    Result<std::shared_ptr<void>> hold(const QString &name) override;
    /// From now on says that it keeps what it is given, and does not.
    void beginToForget() { m_isForgetful = true; }

private:
    [[nodiscard]] QString pathOf(const QString &name) const;

    QString m_folder;
    bool m_isForgetful = false;
};

} // namespace sightline::support
