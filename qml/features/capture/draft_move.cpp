#include "qml/features/capture/draft_move.h"

namespace sightline {

void DraftMove::clear()
{
    m_offer.clear();
    m_movedText.clear();
    m_problem.clear();
    m_look = {};
    m_isLooked = false;
    Q_EMIT changed();
}

void DraftMove::show(const QString &words)
{
    clear();
    m_offer = words;
    Q_EMIT changed();
}

void DraftMove::showLook(const MoveWords &words)
{
    m_look = words;
    m_isLooked = true;
    m_problem.clear();
    Q_EMIT changed();
}

void DraftMove::showProblem(const QString &words)
{
    m_problem = words;
    Q_EMIT changed();
}

void DraftMove::showMoved(const QString &words)
{
    clear();
    m_movedText = words;
    Q_EMIT changed();
}

void DraftMove::look()
{
    m_isLooked = false;
    m_problem.clear();
    Q_EMIT changed();
    Q_EMIT lookAsked();
}

void DraftMove::stay()
{
    clear();
    Q_EMIT stayChosen();
}

} // namespace sightline
