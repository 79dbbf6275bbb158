#pragma once

#include <QDateTime>
#include <QString>

#include <compare>
#include <optional>

namespace sightline {

/// A moment in UTC, in milliseconds since 1970. Calendar days are QDate; the two never mix.
struct Instant {
    qint64 msSinceEpoch = 0;
    friend auto operator<=>(const Instant &, const Instant &) = default;
};

/// "2026-11-23T14:02:05.123Z".
[[nodiscard]] QString toIso(Instant instant);
/// Reads what toIso writes, and any ISO 8601 date-time with an offset. Null if it is not one.
[[nodiscard]] std::optional<Instant> instantFromIso(QStringView text);

/// What time it is. Constructor-injected; the simulator and tests have their own.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override;
};

} // namespace sightline
