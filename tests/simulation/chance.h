#pragma once

#include "core/base/instant.h"
#include "core/base/random_source.h"

#include <QMap>
#include <QString>

#include <random>

namespace sightline::simulation {

/// All chance of one run: the same seed is the same run.
class Dice {
public:
    explicit Dice(quint64 seed) : m_engine(seed * 0x9E3779B97F4A7C15ULL + 1) { }
    /// Evenly from 0 to @p below - 1.
    [[nodiscard]] int under(int below) { return static_cast<int>(m_engine() % static_cast<quint64>(below)); }
    [[nodiscard]] double unit() { return static_cast<double>(m_engine() >> 11) / 9007199254740992.0; }
    [[nodiscard]] bool comesUp(double chance) { return unit() < chance; }
    template <typename List>
    [[nodiscard]] const typename List::value_type &oneOf(const List &list)
    {
        return list[under(static_cast<int>(list.size()))];
    }
    [[nodiscard]] std::mt19937_64 &engine() { return m_engine; }

private:
    std::mt19937_64 m_engine;
};

/// Bytes for ids and epochs, from a seed of their own.
class SeededRandom final : public RandomSource {
public:
    explicit SeededRandom(quint64 seed) : m_engine(seed) { }
    [[nodiscard]] QByteArray bytes(int count) override
    {
        QByteArray out(count, '\0');
        for (char &byte : out)
            byte = static_cast<char>(m_engine());
        return out;
    }

private:
    std::mt19937_64 m_engine;
};

/// The world's time; a device's clock may be wrong by any amount, for nothing may rest on it.
class SkewedClock final : public Clock {
public:
    explicit SkewedClock(const Instant &world, qint64 aheadMs = 0) : m_world(world), m_aheadMs(aheadMs) { }
    [[nodiscard]] Instant now() const override { return { m_world.msSinceEpoch + m_aheadMs }; }

private:
    const Instant &m_world;
    qint64 m_aheadMs;
};

/// How often what happened: printed at the end, so that a fault class that never comes up cannot hide.
using Tally = QMap<QString, qint64>;

} // namespace sightline::simulation
