#include "core/queries/council_time.h"

#include <QDateTime>

namespace sightline {

using namespace Qt::StringLiterals;

QString councilDateTime(const CouncilZone &zone, Instant instant)
{
    const int minutes = zone.offsetMinutesAt(instant);
    const QDateTime there = QDateTime::fromMSecsSinceEpoch(instant.msSinceEpoch, Qt::OffsetFromUTC, minutes * 60);
    const int away = qAbs(minutes);
    return there.toString(u"yyyy-MM-dd'T'HH:mm:ss"_s)
        + u"%1%2:%3"_s.arg(QChar(minutes < 0 ? u'-' : u'+')).arg(away / 60, 2, 10, QChar(u'0')).arg(away % 60, 2, 10, QChar(u'0'));
}

} // namespace sightline
