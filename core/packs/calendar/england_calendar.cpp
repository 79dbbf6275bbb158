#include "core/packs/calendar/england_calendar.h"

#include <QFile>

// Resources of a static library register themselves only when asked, from outside any namespace.
static void loadResources() { Q_INIT_RESOURCE(calendar_pack); }

namespace sightline {

QByteArray englandCalendarPack()
{
    loadResources();
    QFile file(QStringLiteral(":/sightline/packs/calendar/england.json"));
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);   // compiled into this very program
    return isOpen ? file.readAll() : QByteArray();
}

const CouncilCalendar &englandCalendar()
{
    static const CouncilCalendar calendar = [] {
        const auto pack = parseJson(englandCalendarPack());
        Q_ASSERT(pack);   // a unit test reads it; what ships is what was tested
        const auto read = CouncilCalendar::fromJson(pack.valueOr({}));
        Q_ASSERT(read);
        return read.valueOr(CouncilCalendar());
    }();
    return calendar;
}

} // namespace sightline
