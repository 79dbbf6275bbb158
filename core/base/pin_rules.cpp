#include "core/base/pin_rules.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

Result<void> checkNewPin(const SecretBytes &pin)
{
    const QByteArrayView digits = pin.view();
    const bool isDigits = std::all_of(digits.begin(), digits.end(), [](char one) { return one >= '0' && one <= '9'; });
    if (!isDigits || digits.size() < pinDigitsMin || digits.size() > pinDigitsMax)
        return Error { ErrorCode::InvalidInput, u"A PIN has %1 to %2 digits."_s.arg(pinDigitsMin).arg(pinDigitsMax) };
    // The same step from each digit to the next: 000000, 123456, 987654.
    const int step = digits[1] - digits[0];
    const auto differs = [step](char a, char b) { return b - a != step; };
    const bool isRow = qAbs(step) <= 1 && std::adjacent_find(digits.begin(), digits.end(), differs) == digits.end();
    if (isRow)
        return Error { ErrorCode::InvalidInput, u"One digit again and again, or digits in a row, are guessed first. Choose another PIN."_s };
    return {};
}

} // namespace sightline
