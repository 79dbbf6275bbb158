#include "qml/features/more/pin_view.h"

namespace sightline {

void PinView::go(Step step, const QString &problem)
{
    m_step = step;
    m_isBusy = false;
    m_problem = problem;
    m_entry.clear();
    Q_EMIT changed();
    Q_EMIT lengthChanged();
}

void PinView::show(Opens opens, int lockMinutes)
{
    m_opens = opens;
    m_lockMinutes = lockMinutes;
    Q_EMIT changed();
}

void PinView::showChosen()
{
    m_opens = ByPin;
    //: In More, after a PIN was chosen or changed.
    m_done = tr("Your PIN opens Sightline on this device from now on.");
    go(Resting, {});
}

void PinView::showRefused(const QString &problem)
{
    m_present = {};
    m_new = {};
    go(Resting, problem);
}

void PinView::begin()
{
    m_done.clear();
    go(m_opens == ByPin ? Present : First, {});
}

void PinView::leave()
{
    m_present = {};
    m_new = {};
    go(Resting, {});
}

void PinView::digit(int digit)
{
    if (!m_isBusy && m_entry.add(digit))
        Q_EMIT lengthChanged();
}

void PinView::erase()
{
    m_entry.erase();
    Q_EMIT lengthChanged();
}

void PinView::enter()
{
    if (!canEnter())
        return;
    if (m_step == Present) {
        m_present = m_entry.take();
        go(First, {});
        return;
    }
    SecretBytes typed = m_entry.take();
    if (m_step == First) {
        if (const auto fit = checkNewPin(typed); !fit) {
            //: After a new PIN was typed that somebody would guess first.
            go(First, tr("That PIN is guessed first: one digit again and again, or digits in a row. Choose another."));
            return;
        }
        m_new = std::move(typed);
        go(Again, {});
        return;
    }
    if (typed.view() != m_new.view()) {
        m_new = {};
        //: After a new PIN was typed twice.
        go(First, tr("The two were not the same. Choose the PIN once more."));
        return;
    }
    m_isBusy = true;
    Q_EMIT changed();
    Q_EMIT lengthChanged();
    Q_EMIT chosen();
}

} // namespace sightline
