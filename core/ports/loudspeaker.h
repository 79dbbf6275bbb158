#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

namespace sightline {

/// How sound is played here: as what is heard, but so many samples a second.
inline constexpr int playedPerSecond = 48'000;

/// What plays sound on this system. Thread: user interface.
class Loudspeaker {
public:
    virtual ~Loudspeaker() = default;
    /// Why nothing can be played here, in one plain sentence; empty: it can.
    [[nodiscard]] virtual QString whyNot() = 0;
    /// Plays @p samples from their beginning, in place of what is being played.
    virtual void play(const QByteArray &samples) = 0;
    virtual void stop() = 0;
    [[nodiscard]] virtual bool isPlaying() const = 0;
    /// Called whenever it began or ended.
    std::function<void()> changed;
};

} // namespace sightline
