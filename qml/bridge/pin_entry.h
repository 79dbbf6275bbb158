#pragma once

#include "core/base/pin_rules.h"

namespace sightline {

/// A PIN while it is typed, digit by digit: in guarded memory, never in Qt's types, and on no screen. Thread: one at a time.
class PinEntry {
public:
    /// 0 to 9. False: it is full, or that is no digit.
    bool add(int digit);
    void erase();
    void clear();
    [[nodiscard]] int length() const { return m_length; }
    /// Whether it is long enough for a PIN.
    [[nodiscard]] bool isWhole() const { return m_length >= pinDigitsMin; }
    /// What was typed; nothing of it stays here.
    [[nodiscard]] SecretBytes take();

private:
    SecretBytes m_digits { static_cast<std::size_t>(pinDigitsMax) };
    int m_length = 0;
};

} // namespace sightline
