#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"
#include "core/ports/uptime.h"

#include <QString>

#include <optional>

namespace sightline {

/// After so many wrong PINs the wraps that a PIN opens are destroyed. Six digits then stand a chance of one in a hundred thousand.
inline constexpr int pinTriesMax = 10;
/// Wrong PINs that cost no waiting; after them each waits twice as long as the one before it, from this first wait.
inline constexpr int pinFreeTries = 5;
inline constexpr qint64 pinFirstWaitMs = 30'000;

/// How often a PIN was tried. Counted durably before a PIN is looked at, so that ending the program forgets none.
struct PinTries {
    quint64 opened = 0;             ///< how often it was right so far: a count with a lower number is an older one
    int tries = 0;                  ///< since it was right last
    Uptime::Reading last;           ///< when the last of them was
    friend bool operator==(const PinTries &, const PinTries &) = default;

    /// Counts one more, at @p now.
    void count(const Uptime::Reading &now);
    /// It was right.
    void forget();
    [[nodiscard]] int left() const { return qMax(0, pinTriesMax - tries); }
    /// How long the next one waits, in milliseconds; 0: it does not. The wait is measured by how long the system has run, and begins
    /// anew with a start of it, so no clock that anybody can set shortens or lengthens it.
    [[nodiscard]] qint64 waitMs(const Uptime::Reading &now) const;
};

/// Which of two counts is the later one.
[[nodiscard]] PinTries laterOf(const PinTries &a, const PinTries &b);

/// 36 bytes. Not secret.
[[nodiscard]] QByteArray toBytes(const PinTries &tries);
/// None: not such bytes.
[[nodiscard]] std::optional<PinTries> pinTriesFrom(QByteArrayView bytes);

/// The second place of the count, beside the store: where the system's secret store is put back to what it held before, this still counts.
/// Sealed by the secret that the PIN stands with, so that nobody can write a count of their own.
class PinTriesFile {
public:
    explicit PinTriesFile(QString path) : m_path(std::move(path)) { }
    /// None: there is none, it is damaged, or it was sealed by another secret.
    [[nodiscard]] std::optional<PinTries> read(const SecretBytes &secret) const;
    /// Durable when it returns. Errors: StorageFailure, StorageFull.
    [[nodiscard]] Result<void> write(const PinTries &tries, const SecretBytes &secret) const;
    void remove() const;

private:
    QString m_path;
};

} // namespace sightline
