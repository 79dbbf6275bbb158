#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

namespace sightline {

/// Digits of a PIN: six stand a chance of one in a hundred thousand against ten guesses; more than twelve nobody types.
inline constexpr int pinDigitsMin = 6;
inline constexpr int pinDigitsMax = 12;

/// Nothing where @p pin may be chosen as a PIN. Errors: InvalidInput, as one sentence: too short, too long, other than digits, one digit
/// only, or digits in a row (123456, 987654). Any thread.
[[nodiscard]] Result<void> checkNewPin(const SecretBytes &pin);

} // namespace sightline
