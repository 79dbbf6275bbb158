#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

namespace sightline {

/// How sound is heard here: whole numbers of 16 bits in this machine's order, one channel, so many a second. Speech needs no more.
inline constexpr int heardPerSecond = 16'000;

/// Longest voice note, in milliseconds: ten minutes of a visit in one's own words. About 2 MB.
inline constexpr qint64 voiceNoteMsMax = 10LL * 60 * 1000;

/// What hears on this system. Thread: user interface.
class Microphone {
public:
    virtual ~Microphone() = default;
    /// Why nothing can be heard here, in one plain sentence; empty: it can.
    [[nodiscard]] virtual QString whyNot() = 0;
    /// Hears from here on. False: it did not begin.
    [[nodiscard]] virtual bool begin() = 0;
    virtual void end() = 0;
    /// Called with what was heard since the last time, heardPerSecond samples a second.
    std::function<void(const QByteArray &samples)> heard;
    /// Called where it ended by itself: unplugged, or refused.
    std::function<void()> lost;
};

} // namespace sightline
