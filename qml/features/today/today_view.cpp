#include "qml/features/today/today_view.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sightline {
namespace {

QList<Column<TaskRow>> taskColumns()
{
    return {
        { "taskId", [](const TaskRow &row) { return QVariant(row.id); } },
        { "title", [](const TaskRow &row) { return QVariant(row.title); } },
        { "summary", [](const TaskRow &row) { return QVariant(row.summary); } },
        { "doneText", [](const TaskRow &row) { return QVariant(row.doneText); } },
        { "dueText", [](const TaskRow &row) { return QVariant(row.dueText); } },
        { "dueTone", [](const TaskRow &row) { return QVariant(static_cast<int>(row.dueTone)); } },
        { "whyFirst", [](const TaskRow &row) { return QVariant(row.whyFirst); } },
        { "isVisit", [](const TaskRow &row) { return QVariant(row.isVisit); } },
    };
}

QList<Column<ActionRow>> actionColumns()
{
    return {
        { "recordId", [](const ActionRow &row) { return QVariant(row.recordId); } },
        { "row", [](const ActionRow &row) { return QVariant(row.row); } },
        { "title", [](const ActionRow &row) { return QVariant(row.title); } },
        { "detail", [](const ActionRow &row) { return QVariant(row.detail); } },
        { "dueText", [](const ActionRow &row) { return QVariant(row.dueText); } },
        { "tone", [](const ActionRow &row) { return QVariant(static_cast<int>(row.tone)); } },
    };
}

/// The chip a task stands behind; empty for what the page shows at once.
QString groupOf(TaskPlace place)
{
    switch (place) {
    case TaskPlace::First:
    case TaskPlace::Soon: return {};
    case TaskPlace::Later: return u"later"_s;
    case TaskPlace::AsRequired: return u"as-required"_s;
    case TaskPlace::NoDate: return u"no-date"_s;
    case TaskPlace::Done: return u"done"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

TodayView::TodayView(QObject *parent)
    : QObject(parent), m_next(taskColumns()), m_soon(taskColumns()), m_group(taskColumns()),
      m_groups({ { "groupId", [](const TaskGroupRow &row) { return QVariant(row.id); } },
                 { "title", [](const TaskGroupRow &row) { return QVariant(row.title); } },
                 { "count", [](const TaskGroupRow &row) { return QVariant(row.count); } } }),
      m_drafts({ { "recordId", [](const DraftRow &row) { return QVariant(row.id); } },
                 { "onRecord", [](const DraftRow &row) { return QVariant(row.onRecord); } },
                 { "title", [](const DraftRow &row) { return QVariant(row.title); } },
                 { "detail", [](const DraftRow &row) { return QVariant(row.detail); } },
                 { "savedText", [](const DraftRow &row) { return QVariant(row.savedText); } } }),
      m_waiting({ { "recordId", [](const WaitingRow &row) { return QVariant(row.id); } },
                  { "title", [](const WaitingRow &row) { return QVariant(row.title); } },
                  { "detail", [](const WaitingRow &row) { return QVariant(row.detail); } },
                  { "dueText", [](const WaitingRow &row) { return QVariant(row.dueText); } },
                  { "tone", [](const WaitingRow &row) { return QVariant(static_cast<int>(row.tone)); } } }),
      m_actions(actionColumns()), m_managed(actionColumns()), m_concerns({ { "recordId", [](const ConcernRow &row) { return QVariant(row.id); } },
                                                                           { "title", [](const ConcernRow &row) { return QVariant(row.title); } },
                                                                           { "raisedText", [](const ConcernRow &row) { return QVariant(row.raisedText); } },
                                                                           { "stateText", [](const ConcernRow &row) { return QVariant(row.stateText); } },
                                                                           { "placeText", [](const ConcernRow &row) { return QVariant(row.placeText); } },
                                                                           { "phone", [](const ConcernRow &row) { return QVariant(row.phone); } },
                                                                           { "phoneText", [](const ConcernRow &row) { return QVariant(row.phoneText); } },
                                                                           { "who", [](const ConcernRow &row) { return QVariant(row.who); } },
                                                                           { "what", [](const ConcernRow &row) { return QVariant(row.what); } },
                                                                           { "isRead", [](const ConcernRow &row) { return QVariant(row.isRead); } },
                                                                           { "isMine", [](const ConcernRow &row) { return QVariant(row.isMine); } } })
{
}

void TodayView::show(const TodayState &state)
{
    m_state = state;
    m_isReady = true;
    m_problem.clear();
    QList<TaskRow> first;
    QList<TaskGroupRow> groups {
        //: Chip on Today: tasks that are due later.
        { u"later"_s, tr("Later"), 0 },
        //: Chip on Today: tasks that are done when there is cause, and never late.
        { u"as-required"_s, tr("As required"), 0 },
        //: Chip on Today: tasks for which the framework gives no date.
        { u"no-date"_s, tr("No date set"), 0 },
        //: Chip on Today: tasks done in this period.
        { u"done"_s, tr("Done"), 0 },
    };
    for (const TaskRow &task : state.tasks) {
        if (task.place == TaskPlace::First)
            first.append(task);
        for (TaskGroupRow &group : groups)
            group.count += group.id == groupOf(task.place) ? 1 : 0;
    }
    groups.removeIf([](const TaskGroupRow &group) { return group.count == 0; });
    m_top.show(first.isEmpty() ? TaskRow {} : first.takeFirst());
    m_next.show(first);
    showSoon();
    m_groups.show(groups);
    m_drafts.show(state.drafts);
    m_waiting.show(state.waiting);
    QList<ActionRow> mine, managed;
    for (const ActionRow &action : state.actions)
        (action.isManaged ? managed : mine).append(action);
    m_actions.show(mine);
    m_managed.show(managed);
    m_concerns.show(state.concerns);
    showGroup();
    const QString shown = m_opened.taskId().isEmpty() ? m_top.taskId() : m_opened.taskId();
    // In one step: a page that is empty for a moment loses the reader's place and the keyboard's.
    const TaskRow *stays = find(shown);
    m_opened.show(stays ? *stays : TaskRow {});
    Q_EMIT changed();
}

void TodayView::showArriving(const QString &words)
{
    if (m_arriving == words)
        return;
    m_arriving = words;
    Q_EMIT changed();
}

void TodayView::showProblem(const QString &words)
{
    m_problem = words;
    m_isReady = true;
    Q_EMIT changed();
}

void TodayView::openTask(const QString &taskId)
{
    const TaskRow *task = find(taskId);
    if (task && task->isVisit)
        Q_EMIT childAsked(taskId);
    else if (task)
        m_opened.show(*task);
}

void TodayView::start(const QString &taskId)
{
    const TaskRow *task = find(taskId);
    if (!task)
        return;
    if (!task->isVisit)
        Q_EMIT startAsked(taskId);
    else if (task->draft.isEmpty())
        Q_EMIT visitAsked(taskId);
    else
        Q_EMIT resumeAsked(task->draft);
}

bool TodayView::isVisit(const QString &taskId) const
{
    const TaskRow *task = find(taskId);
    return task && task->isVisit;
}

const TaskRow *TodayView::find(const QString &taskId) const
{
    const auto found = std::find_if(m_state.tasks.cbegin(), m_state.tasks.cend(), [&](const TaskRow &task) { return task.id == taskId; });
    return found == m_state.tasks.cend() ? nullptr : &*found;
}

void TodayView::toggleGroup(const QString &groupId)
{
    m_openGroup = m_openGroup == groupId ? QString() : groupId;
    m_groupMax = rowsStep;
    showGroup();
    Q_EMIT changed();
}

void TodayView::showSoon()
{
    QList<TaskRow> tasks;
    for (const TaskRow &task : std::as_const(m_state.tasks)) {
        if (task.place == TaskPlace::Soon)
            tasks.append(task);
    }
    m_soonMore = qMax(0, static_cast<int>(tasks.size()) - m_soonMax);
    m_soon.show(tasks.mid(0, m_soonMax));
}

void TodayView::showGroup()
{
    QList<TaskRow> tasks;
    for (const TaskRow &task : std::as_const(m_state.tasks)) {
        if (!m_openGroup.isEmpty() && groupOf(task.place) == m_openGroup)
            tasks.append(task);
    }
    m_groupMore = qMax(0, static_cast<int>(tasks.size()) - m_groupMax);
    m_group.show(tasks.mid(0, m_groupMax));
}

void TodayView::showMore()
{
    m_soonMax += rowsStep;
    showSoon();
    Q_EMIT changed();
}

void TodayView::showMoreOfGroup()
{
    m_groupMax += rowsStep;
    showGroup();
    Q_EMIT changed();
}

} // namespace sightline
