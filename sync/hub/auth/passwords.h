#pragma once

#include <QString>

#include <cstddef>

namespace sightline::hub {

/// What it costs to try a password. Source: assurance.md B3: 46 MiB once over, some 26 ms; tests take less.
struct PasswordCost {
    unsigned long long passes = 1;
    std::size_t bytes = 46UL * 1024 * 1024;
};

/// Shortest and longest password, in characters. NCSC: three random words; NIST 800-63B asks 8 with a second factor.
inline constexpr qsizetype passwordLengthMin = 12, passwordLengthMax = 256;

/// Why nobody should have @p password; empty: it may be used. One sentence for whoever chose it.
[[nodiscard]] QString whyNoPassword(const QString &password, const QString &account);
/// Argon2id, as libsodium writes it, with its own salt. Slow. Thread: any. Null: there was no memory for it.
[[nodiscard]] QString passwordHash(const QString &password, const PasswordCost &cost);
/// Slow, and as slow for a hash that no password has. Thread: any.
[[nodiscard]] bool isPassword(const QString &password, const QString &hash);

} // namespace sightline::hub
