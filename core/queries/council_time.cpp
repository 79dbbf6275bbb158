#include "core/queries/council_time.h"

#include <QDateTime>

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

QString councilDateTime(const CouncilZone &zone, Instant instant)
{
    const int minutes = zone.offsetMinutesAt(instant);
    const QDateTime there = QDateTime::fromMSecsSinceEpoch(instant.msSinceEpoch, Qt::OffsetFromUTC, minutes * 60);
    return there.toString(u"yyyy-MM-dd'T'HH:mm:ss"_s) + offsetText(minutes);
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
