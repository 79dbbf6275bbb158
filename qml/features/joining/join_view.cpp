#include "qml/features/joining/join_view.h"

namespace sightline {

void JoinView::ask(const QString &address)
{
    m_isShown = true;
    m_isBusy = false;
    m_address = address;
    m_problem = {};
    Q_EMIT changed();
}

void JoinView::setIsAnother(bool isAnother)
{
    if (m_isAnother == isAnother)
        return;
    m_isAnother = isAnother;
    Q_EMIT changed();
}

void JoinView::showStep(Step step, const QString &words)
{
    m_isBusy = true;
    m_step = step;
    m_stepText = words;
    m_problem = {};
    Q_EMIT changed();
}

void JoinView::showProblem(const JoinProblem &problem)
{
    m_isBusy = false;
    m_problem = problem;
    Q_EMIT changed();
    Q_EMIT problemShown();
}

void JoinView::hide()
{
    if (!m_isShown)
        return;
    m_isShown = false;
    m_isBusy = false;
    m_problem = {};
    Q_EMIT changed();
}

} // namespace sightline
