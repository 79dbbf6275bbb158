#pragma once

#include "core/ports/microphone.h"

#include <QByteArray>

#include <cmath>

namespace sightline::support {

/// @p ms of a steady tone of @p hertz, as a microphone hears it, from moment @p fromMs on.
inline QByteArray tone(int ms, double hertz = 440, int fromMs = 0)
{
    constexpr double loudness = 12'000, turn = 6.283185307179586;
    QByteArray samples;
    for (qint64 i = 0; i < qint64(ms) * heardPerSecond / 1000; ++i) {
        const double at = fromMs / 1000.0 + static_cast<double>(i) / heardPerSecond;
        const auto sample = static_cast<qint16>(loudness * std::sin(turn * hertz * at));
        samples.append(reinterpret_cast<const char *>(&sample), sizeof sample);
    }
    return samples;
}

/// How often a second the loud part of @p samples (16 bits, @p perSecond of them) goes up through zero: a tone's hertz.
inline double hertzOf(const QByteArray &samples, int perSecond)
{
    const auto *values = reinterpret_cast<const qint16 *>(samples.constData());
    const auto count = samples.size() / qsizetype(sizeof(qint16));
    qsizetype ups = 0;
    for (qsizetype i = 1; i < count; ++i)
        ups += values[i - 1] < 0 && values[i] >= 0 ? 1 : 0;
    return count > 0 ? static_cast<double>(ups) * perSecond / static_cast<double>(count) : 0;
}

} // namespace sightline::support
