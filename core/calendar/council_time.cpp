#include "core/calendar/council_time.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// "+01:00"
QString offsetText(int minutes)
{
    const int size = qAbs(minutes);
    return u"%1%2:%3"_s.arg(QChar(minutes < 0 ? u'-' : u'+')).arg(size / 60, 2, 10, QChar(u'0')).arg(size % 60, 2, 10, QChar(u'0'));
}

} // namespace

QDateTime councilMoment(const CouncilZone &zone, Instant instant)
{
    return QDateTime::fromMSecsSinceEpoch(instant.msSinceEpoch, Qt::OffsetFromUTC, zone.offsetMinutesAt(instant) * 60);
}

QString councilDateTime(const CouncilZone &zone, Instant instant)
{
    return councilMoment(zone, instant).toString(u"yyyy-MM-dd'T'HH:mm:ss"_s) + offsetText(zone.offsetMinutesAt(instant));
}

QString councilOffset(const CouncilZone &zone, QDate day, QTime time)
{
    constexpr qint64 msPerMinute = 60'000;
    const qint64 asUtcMs = QDateTime(day, time, Qt::UTC).toMSecsSinceEpoch();
    const int near = zone.offsetMinutesAt({ asUtcMs - zone.standardOffsetMinutes * msPerMinute });
    const int minutes = zone.offsetMinutesAt({ asUtcMs - near * msPerMinute });
    return offsetText(minutes);
}

} // namespace sightline
