#include "qml/bridge/save_clock.h"

#include "core/base/limits.h"

#include <algorithm>

namespace sightline {

SaveClock::SaveClock(QObject *parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SaveClock::keepNow);
}

void SaveClock::changed()
{
    movedOn();
    setState(State::Typing);
}

void SaveClock::movedOn()
{
    ++m_present;
    soon();
}

/// In a pause; and without one before long, for somebody who types fast makes none.
void SaveClock::soon()
{
    if (!m_waiting.isValid())
        m_waiting.start();
    const qint64 left = draftUnkeptMs - m_waiting.elapsed();
    m_timer.start(static_cast<int>(std::clamp<qint64>(left, 0, limits::draftIdleMs)));
}

void SaveClock::keepNow()
{
    if (m_isHeld)
        return;
    m_timer.stop();
    m_waiting.invalidate();
    if (!hasUnkept())
        return;
    m_handedOver = m_present;
    m_onTheirWay.enqueue(m_present);
    setState(State::Saving);
    Q_EMIT keepAsked();
}

void SaveClock::hold()
{
    m_isHeld = true;
    m_timer.stop();
}

void SaveClock::release()
{
    m_isHeld = false;
    if (hasUnkept())
        soon();
}

void SaveClock::forget()
{
    m_timer.stop();
    m_waiting.invalidate();
    m_kept = m_handedOver = m_present;
    setState(State::Kept);
}

void SaveClock::kept()
{
    if (m_onTheirWay.isEmpty())
        return;
    m_kept = std::max(m_kept, m_onTheirWay.dequeue());
    // Words typed since, and words on their way behind these, are not on the device yet.
    if (isKept())
        setState(State::Kept);
    else if (hasUnkept())
        setState(State::Typing);
}

void SaveClock::notKept()
{
    if (!m_onTheirWay.isEmpty())
        m_onTheirWay.dequeue();
    if (!m_onTheirWay.isEmpty())
        return;   // the whole of it is on its way once more
    m_handedOver = m_kept;
    if (isKept())
        return;   // they were forgotten meanwhile
    setState(State::NotKept);
    m_timer.start(saveAgainMs);
}

void SaveClock::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

} // namespace sightline
