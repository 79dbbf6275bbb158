#include "core/base/instant.h"

#include <QTimeZone>

namespace sightline {

QString toIso(Instant instant) { return QDateTime::fromMSecsSinceEpoch(instant.msSinceEpoch, Qt::UTC).toString(Qt::ISODateWithMs); }

std::optional<Instant> instantFromIso(QStringView text)
{
    const auto parsed = QDateTime::fromString(text.toString(), Qt::ISODateWithMs);
    // A time without an offset is a local claim, and whose zone it is in cannot be known here.
    if (!parsed.isValid() || parsed.timeSpec() == Qt::LocalTime)
        return std::nullopt;
    return Instant { parsed.toMSecsSinceEpoch() };
}

Instant SystemClock::now() const { return { QDateTime::currentMSecsSinceEpoch() }; }

} // namespace sightline
