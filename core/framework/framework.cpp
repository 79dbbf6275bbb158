#include "core/framework/framework.h"

#include <QStringList>

namespace sightline {

using namespace Qt::StringLiterals;

QString cellName(Cell cell)
{
    switch (cell) {
    case Cell::What: return u"what"_s;
    case Cell::How: return u"how"_s;
    case Cell::Why: return u"why"_s;
    case Cell::Lead: return u"lead"_s;
    case Cell::Frequency: break;
    }
    return u"frequency"_s;
}

Result<Cell> cellFromName(QStringView name)
{
    for (const Cell cell : { Cell::What, Cell::How, Cell::Why, Cell::Lead, Cell::Frequency }) {
        if (name == cellName(cell))
            return cell;
    }
    return Error { ErrorCode::InvalidInput, u"A cell must be one of what, how, why, lead and frequency."_s };
}

const QString &Activity::cell(Cell which) const
{
    switch (which) {
    case Cell::What: return what;
    case Cell::How: return how;
    case Cell::Why: return why;
    case Cell::Lead: return lead;
    case Cell::Frequency: break;
    }
    return frequency;
}

QStringList Framework::directorates() const
{
    QStringList names;
    for (const Service &service : services) {
        if (!service.directorate.isEmpty() && !names.contains(service.directorate))
            names.append(service.directorate);
    }
    return names;
}

qsizetype Framework::activityCount() const
{
    qsizetype count = 0;
    for (const Service &service : services)
        count += service.activities.size();
    return count;
}

} // namespace sightline
