#include "qml/features/today/task_desk.h"

namespace sightline {

TaskDesk::TaskDesk(QObject *parent)
    : QObject(parent), m_fair({ { "name", [](const FairRow &row) { return QVariant(row.name); } },
                                { "reason", [](const FairRow &row) { return QVariant(row.reason); } },
                                { "taskId", [](const FairRow &row) { return QVariant(row.taskId); } } }),
      m_colleagues(
          { { "personId", [](const ColleagueRow &row) { return QVariant(row.id); } }, { "name", [](const ColleagueRow &row) { return QVariant(row.name); } } }),
      m_wishes({ { "waiverId", [](const WishRow &row) { return QVariant(row.id); } },
                 { "title", [](const WishRow &row) { return QVariant(row.title); } },
                 { "detail", [](const WishRow &row) { return QVariant(row.detail); } },
                 { "reason", [](const WishRow &row) { return QVariant(row.reason); } } })
{
}

void TaskDesk::show(const DeskState &state, const QString &todayIso)
{
    m_state = state;
    m_todayIso = todayIso;
    m_fair.show(state.fair);
    m_colleagues.show(state.colleagues);
    Q_EMIT changed();
}

void TaskDesk::showWishes(const QList<WishRow> &wishes)
{
    m_wishes.show(wishes);
    Q_EMIT changed();
}

void TaskDesk::finish()
{
    m_isBusy = false;
    m_begunTask.clear();   // its words are kept in the record now
    m_problem.clear();
    m_problemMember.clear();
    Q_EMIT problemChanged();
    Q_EMIT finished();
}

void TaskDesk::refuse(const QString &member, const QString &words)
{
    m_isBusy = false;
    m_problemMember = member;
    m_problem = words;
    Q_EMIT problemChanged();
}

bool TaskDesk::begin()
{
    const bool goesOn = !m_begunTask.isEmpty() && m_begunTask == m_state.taskId;
    m_begunTask = m_state.taskId;
    m_begunTitle = m_state.title;
    m_problem.clear();
    m_problemMember.clear();
    Q_EMIT problemChanged();
    return goesOn;
}

bool TaskDesk::takePress()
{
    if (m_isBusy)
        return false;
    m_isBusy = true;
    Q_EMIT problemChanged();
    return true;
}

void TaskDesk::putOff(bool isLater, const QString &untilIso, const QString &reason)
{
    if (takePress())
        Q_EMIT putOffAsked(m_begunTask, isLater, untilIso, reason);
}

void TaskDesk::withdraw()
{
    if (takePress())
        Q_EMIT withdrawAsked(m_state.waiverId);
}

void TaskDesk::pass(const QString &personId)
{
    if (takePress())
        Q_EMIT passAsked(personId.isEmpty() ? m_state.taskId : m_begunTask, personId);
}

void TaskDesk::note(const QString &onIso, const QString &dueIso, const QString &nextIso, const QString &reference, const QString &title)
{
    if (takePress())
        Q_EMIT noteAsked(m_begunTask, onIso, dueIso, nextIso, reference, title);
}

void TaskDesk::answer(const QString &waiverId, bool approves, const QString &reason)
{
    const WishRow *wish = m_wishes.find(waiverId);
    if (takePress())
        Q_EMIT answerAsked(waiverId, wish && wish->isStatutory, approves, reason);
}

} // namespace sightline
