#pragma once

#include "core/ports/secret_store.h"

#include <QHash>

#include <atomic>
#include <memory>
#include <mutex>

namespace sightline::testing {

/// A system that keeps secrets, and one day does not answer any more. Any thread.
class MadeUpSecrets : public SecretStore {
public:
    struct Keyring {
        std::mutex mutex;
        std::mutex holding;
        QHash<QString, QByteArray> kept;   ///< guarded
        std::atomic<bool> answers = true;
        std::atomic<bool> isLocked = false;   ///< what it holds cannot be had; what it does not hold, it says
        std::atomic<int> reads = 0;   ///< asked for so far
        [[nodiscard]] qsizetype size()
        {
            const std::lock_guard lock(mutex);
            return kept.size();
        }
    };
    explicit MadeUpSecrets(std::shared_ptr<Keyring> ring) : m_ring(std::move(ring)) { }

    Result<std::optional<SecretBytes>> read(const QString &name) override
    {
        ++m_ring->reads;
        if (!m_ring->answers)
            return silence();
        const std::lock_guard lock(m_ring->mutex);
        const auto found = m_ring->kept.constFind(name);
        if (m_ring->isLocked && found != m_ring->kept.cend())
            return Error { ErrorCode::NotAllowed, QStringLiteral("The system's keyring is locked.") };
        return found == m_ring->kept.cend() ? std::optional<SecretBytes>() : std::optional(SecretBytes::copyOf(*found));
    }
    Result<void> write(const QString &name, const SecretBytes &secret) override
    {
        if (!m_ring->answers)
            return silence();
        const std::lock_guard lock(m_ring->mutex);
        m_ring->kept.insert(name, secret.view().toByteArray());
        return {};
    }
    Result<void> remove(const QString &name) override
    {
        if (!m_ring->answers)
            return silence();
        const std::lock_guard lock(m_ring->mutex);
        m_ring->kept.remove(name);
        return {};
    }
    Result<std::shared_ptr<void>> hold(const QString &) override
    {
        m_ring->holding.lock();
        return std::shared_ptr<void>(nullptr, [ring = m_ring](void *) { ring->holding.unlock(); });
    }

private:
    static Error silence() { return { ErrorCode::StorageFailure, QStringLiteral("The system's secret store does not answer.") }; }
    std::shared_ptr<Keyring> m_ring;
};

} // namespace sightline::testing
