#include "core/tasks/task.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Namespace of task ids (RFC 9562, version 5). Never changes: records of years ago name tasks by it.
const QUuid taskNamespace(0x6f1b5c0e, 0x3d2a, 0x5c47, 0x9a, 0x51, 0x0c, 0x7e, 0x83, 0x2d, 0x4b, 0x96);

} // namespace

QString taskStateName(TaskState state)
{
    switch (state) {
    case TaskState::Upcoming: return u"upcoming"_s;
    case TaskState::Due: return u"due"_s;
    case TaskState::Done: return u"done"_s;
    case TaskState::Late: return u"late"_s;
    case TaskState::NotDefined: return u"not-defined"_s;
    case TaskState::Advisory: return u"advisory"_s;
    case TaskState::Missed: return u"missed"_s;
    case TaskState::Waived: return u"waived"_s;
    case TaskState::EventDriven: break;
    }
    return u"event-driven"_s;
}

TaskId taskIdOf(const ActivityKey &activity, const QString &unit, QDate periodStart)
{
    // A line feed stands in no key, unit or date, so no two triples share a name.
    const QString name = activity.toString() + u'\n' + unit + u'\n' + periodStart.toString(Qt::ISODate);
    return TaskId(QUuid::createUuidV5(taskNamespace, name.toUtf8()));
}

} // namespace sightline
