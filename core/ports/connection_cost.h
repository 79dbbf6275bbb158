#pragma once

#include <functional>

namespace sightline {

/// Whether what is sent now is counted and paid for: a phone's allowance, as far as the system says. Thread: user interface.
class ConnectionCost {
public:
    virtual ~ConnectionCost() = default;
    /// Whether this system says anything of it; false: isMetered() is a guess, and always "no".
    [[nodiscard]] virtual bool isKnown() const = 0;
    [[nodiscard]] virtual bool isMetered() const = 0;
    /// Called when the answer may be another one.
    std::function<void()> changed;
};

} // namespace sightline
