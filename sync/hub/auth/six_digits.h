#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace sightline::hub {

/// Six-digit codes of an authenticator (TOTP, RFC 6238: SHA-1, half a minute), by liboath.
inline constexpr int sixDigitsSeedBytes = 20;
inline constexpr int sixDigitsStepSeconds = 30;

/// @p seed as authenticators take it by hand: base32, in groups of four.
[[nodiscard]] QString seedText(const QByteArray &seed);
/// The same as an address, which a QR code of it gives to an authenticator.
[[nodiscard]] QString seedAddress(const QByteArray &seed, const QString &account, const QString &issuer);
/// The half minute since 1970 that @p digits are of, at @p atMs or one half minute to either side; none: they are of none of these.
[[nodiscard]] std::optional<qint64> stepOfDigits(const QByteArray &seed, const QString &digits, qint64 atMs);
/// What an authenticator shows at @p atMs. For tests, and for whoever has to prove a seed.
[[nodiscard]] QString digitsAt(const QByteArray &seed, qint64 atMs);

} // namespace sightline::hub
