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
    begin();
    Q_EMIT finished();
}

void TaskDesk::refuse(const QString &member, const QString &words)
{
    m_problemMember = member;
    m_problem = words;
    Q_EMIT problemChanged();
}

void TaskDesk::begin()
{
    m_problem.clear();
    m_problemMember.clear();
    Q_EMIT problemChanged();
}

void TaskDesk::putOff(bool isLater, const QString &untilIso, const QString &reason) { Q_EMIT putOffAsked(m_state.taskId, isLater, untilIso, reason); }

void TaskDesk::withdraw() { Q_EMIT withdrawAsked(m_state.waiverId); }

void TaskDesk::pass(const QString &personId) { Q_EMIT passAsked(m_state.taskId, personId); }

void TaskDesk::note(const QString &onIso, const QString &dueIso, const QString &nextIso, const QString &reference, const QString &title)
{
    Q_EMIT noteAsked(m_state.taskId, onIso, dueIso, nextIso, reference, title);
}

void TaskDesk::answer(const QString &waiverId, bool approves, const QString &reason)
{
    const WishRow *wish = m_wishes.find(waiverId);
    Q_EMIT answerAsked(waiverId, wish && wish->isStatutory, approves, reason);
}

} // namespace sightline
