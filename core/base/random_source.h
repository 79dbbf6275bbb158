#pragma once

#include <QByteArray>

namespace sightline {

/// Where unpredictable bytes come from. The system's is SodiumRandom; the simulator has a seeded one.
class RandomSource {
public:
    virtual ~RandomSource() = default;
    /// @p count fresh bytes. Never fails: a system without randomness cannot run Sightline. Thread: any.
    [[nodiscard]] virtual QByteArray bytes(int count) = 0;
};

/// libsodium's generator (the kernel's).
class SodiumRandom final : public RandomSource {
public:
    [[nodiscard]] QByteArray bytes(int count) override;
};

} // namespace sightline
