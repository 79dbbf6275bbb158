#include "qml/features/more/absence_view.h"

namespace sightline {

AbsenceView::AbsenceView(QObject *parent)
    : QObject(parent), m_absences({ { "absenceId", [](const AbsenceRow &row) { return QVariant(row.id); } },
                                    { "name", [](const AbsenceRow &row) { return QVariant(row.name); } },
                                    { "detail", [](const AbsenceRow &row) { return QVariant(row.detail); } },
                                    { "canEnd", [](const AbsenceRow &row) { return QVariant(row.canEnd); } } }),
      m_people(
          { { "personId", [](const ChoosableRow &row) { return QVariant(row.id); } }, { "name", [](const ChoosableRow &row) { return QVariant(row.name); } } }),
      m_covers(
          { { "personId", [](const ChoosableRow &row) { return QVariant(row.id); } }, { "name", [](const ChoosableRow &row) { return QVariant(row.name); } } })
{
}

void AbsenceView::show(const QList<AbsenceRow> &absences, const QList<ChoosableRow> &people, bool letsLeave, const QString &todayIso)
{
    m_absences.show(absences);
    m_people.show(people);
    m_me = people.isEmpty() ? QString() : people.first().id;
    m_letsLeave = letsLeave;
    m_todayIso = todayIso;
    Q_EMIT changed();
}

void AbsenceView::showCovers(const QString &personId, const QList<ChoosableRow> &covers)
{
    if (personId == m_who)
        m_covers.show(covers);
}

void AbsenceView::finish(const QString &words)
{
    m_isBusy = false;
    m_said = words;
    m_problem.clear();
    Q_EMIT changed();
    Q_EMIT finished();
}

void AbsenceView::refuse(const QString &words)
{
    m_isBusy = false;
    m_problem = words;
    Q_EMIT changed();
}

void AbsenceView::begin()
{
    m_problem.clear();
    m_said.clear();
    chooseWho(m_me);
}

void AbsenceView::chooseWho(const QString &personId)
{
    m_who = personId;
    m_covers.show({});
    Q_EMIT changed();
    Q_EMIT coversAsked(personId);
}

bool AbsenceView::takePress()
{
    if (m_isBusy)
        return false;
    m_isBusy = true;
    m_problem.clear();
    m_said.clear();
    Q_EMIT changed();
    return true;
}

void AbsenceView::enter(const QString &fromIso, const QString &untilIso, const QString &coverId)
{
    if (takePress())
        Q_EMIT enterAsked(m_who, fromIso, untilIso, coverId);
}

void AbsenceView::letLeave(const QString &lastDayIso, const QString &heirId)
{
    if (takePress())
        Q_EMIT leaveAsked(m_who, lastDayIso, heirId);
}

void AbsenceView::end(const QString &absenceId)
{
    if (takePress())
        Q_EMIT endAsked(absenceId);
}

} // namespace sightline
