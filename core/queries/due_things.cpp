#include "core/queries/due_things.h"

#include "core/queries/concerns.h"
#include "core/queries/today_board.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

bool isToBeDone(const TodayItem &item)
{
    const TaskState state = item.task.task.state;
    const bool isOpen = state == TaskState::Upcoming || state == TaskState::Due || state == TaskState::Late;
    return isOpen && item.task.task.due.isValid() && (item.takenBy.isEmpty() || item.isTakenByMe);
}

} // namespace

Result<QList<DueThing>> dueThings(Store &store, const CouncilCalendar &calendar, QDate day)
{
    const auto board = todayBoard(store, calendar, day);
    if (!board)
        return board.error();
    const auto unread = concerns(store, calendar, day);
    if (!unread)
        return unread.error();
    QList<DueThing> things;
    for (const TodayItem &item : board->items) {
        if (isToBeDone(item))
            things.append({ DueThing::Kind::Task, item.task.task.id.toString(), item.task.task.due });
    }
    for (const ListedChild &listed : board->visits) {
        if (listed.isMine && listed.standing.due.isValid())
            things.append({ DueThing::Kind::Visit, listed.child.id->toString(), listed.standing.due });
    }
    for (const ConcernItem &concern : *unread) {
        if (concern.isForMe && concern.mayRead && !concern.readAtMs)
            things.append({ DueThing::Kind::Concern, concern.item.id.toString(), {} });
    }
    return things;
}

} // namespace sightline
