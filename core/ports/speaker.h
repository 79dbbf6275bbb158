#pragma once

#include <QString>

#include <functional>

namespace sightline {

/// What reads a page aloud on this system. Thread: user interface.
class Speaker {
public:
    virtual ~Speaker() = default;
    /// Why nothing can be read aloud here, in one plain sentence; empty: it can. May take a moment the first time it is asked.
    [[nodiscard]] virtual QString whyNot() = 0;
    /// Reads @p words aloud, in place of what is being read. Nothing happens where whyNot() says so.
    virtual void say(const QString &words) = 0;
    virtual void stop() = 0;
    [[nodiscard]] virtual bool isSpeaking() const = 0;
    /// Called whenever it began or ended, or turned out not to work after all.
    std::function<void()> changed;
};

} // namespace sightline
