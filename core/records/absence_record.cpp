#include "core/records/absence_record.h"

#include <QDateTime>

namespace sightline {

using namespace Qt::StringLiterals;

Result<Absence> absenceOf(const RecordBody &body)
{
    auto absence = absenceFromJson(Json(body.answers));
    if (absence && body.author == absence->person && body.madeAtMs > 0)
        absence->ownSince = QDateTime::fromMSecsSinceEpoch(body.madeAtMs, Qt::UTC).date();
    return absence;
}

QString problemOfAbsence(const Absence &absence)
{
    if (!absence.from.isValid() || (absence.to.isValid() && absence.to < absence.from))
        return u"from"_s;
    if (absence.cover == absence.person || (!absence.isAway() && absence.cover.isEmpty()))
        return u"cover"_s;
    return {};
}

} // namespace sightline
