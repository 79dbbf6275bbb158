#include "qml/features/lock/lock_view.h"

#include <QClipboard>
#include <QGuiApplication>

namespace sightline {

void LockView::show(Phase phase, const QString &problem)
{
    m_phase = phase;
    m_isBusy = false;
    m_problem = problem;
    m_entry.clear();
    Q_EMIT changed();
    Q_EMIT lengthChanged();
}

void LockView::showAway()
{
    m_isOffer = false;
    m_first = {};
    m_answer.clear();
    m_triesText.clear();
    m_waitText.clear();
    m_requestLine.clear();
    show(Away, {});
}

void LockView::showUnlock(const QString &tries, const QString &problem)
{
    m_triesText = tries;
    show(Unlock, problem);
}

void LockView::showOffer(const QString &problem)
{
    m_isOffer = true;
    m_first = {};
    show(First, problem);
}

void LockView::leaveNewPin()
{
    if (m_isOffer)
        Q_EMIT offerPassed();
    else
        showLost(m_requestLine, {});
}

void LockView::showWait(const QString &words)
{
    if (m_waitText == words)
        return;
    m_waitText = words;
    Q_EMIT changed();
    Q_EMIT lengthChanged();
}

void LockView::showLost(const QString &line, const QString &problem)
{
    m_first = {};
    m_waitText.clear();
    m_requestLine = line;
    show(Lost, problem);
}

void LockView::digit(int digit)
{
    if (!m_isBusy && m_waitText.isEmpty() && m_entry.add(digit))
        Q_EMIT lengthChanged();
}

void LockView::erase()
{
    m_entry.erase();
    Q_EMIT lengthChanged();
}

void LockView::enter()
{
    if (!canEnter())
        return;
    if (m_phase == First) {
        m_first = m_entry.take();
        if (const auto fit = checkNewPin(m_first); !fit) {
            //: After a new PIN was typed that somebody would guess first.
            show(First, tr("That PIN is guessed first: one digit again and again, or digits in a row. Choose another."));
            return;
        }
        show(Again, {});
        return;
    }
    m_taken = m_entry.take();
    if (m_phase == Again && m_taken.view() != m_first.view()) {
        m_first = {};
        m_taken = {};
        //: After a new PIN was typed twice.
        show(First, tr("The two were not the same. Choose the PIN once more."));
        return;
    }
    m_isBusy = true;
    m_problem.clear();
    Q_EMIT changed();
    Q_EMIT lengthChanged();
    if (m_phase == Again && m_isOffer)
        Q_EMIT offerTaken();
    else if (m_phase == Again)
        Q_EMIT recoveryGiven(m_answer);
    else
        Q_EMIT pinGiven();
}

void LockView::giveAnswer(const QString &answer)
{
    m_answer = answer.trimmed();
    if (m_answer.isEmpty()) {
        //: Under the field for the council's answer.
        show(Lost, tr("Type or paste the answer first."));
        return;
    }
    show(First, {});
}

void LockView::copyRequest() const { QGuiApplication::clipboard()->setText(m_requestLine); }

} // namespace sightline
