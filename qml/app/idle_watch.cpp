#include "qml/app/idle_watch.h"

#include <QEvent>
#include <QGuiApplication>

namespace sightline {

namespace {

constexpr int lookEveryMs = 2'000;

bool isTouch(QEvent::Type type)
{
    switch (type) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TabletPress:
    case QEvent::TabletMove:
    case QEvent::InputMethod: return true;
    default: return false;
    }
}

} // namespace

IdleWatch::IdleWatch(const Uptime &uptime) : m_uptime(uptime)
{
    m_timer.setInterval(lookEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &IdleWatch::look);
}

void IdleWatch::start(int minutes)
{
    m_limitMs = minutes * 60'000LL;
    touch();
    if (m_limitMs > 0 && !m_timer.isActive()) {
        qGuiApp->installEventFilter(this);
        m_timer.start();
    } else if (m_limitMs == 0 && m_timer.isActive()) {
        qGuiApp->removeEventFilter(this);
        m_timer.stop();
    }
}

void IdleWatch::touch() { m_touchedAtMs = m_uptime.now().ms; }

bool IdleWatch::isOver() const { return m_limitMs > 0 && m_uptime.now().ms - m_touchedAtMs >= m_limitMs; }

void IdleWatch::look()
{
    if (!isOver())
        return;
    touch();   // said once; where it could not be locked, it is said again after the same time
    Q_EMIT idle();
}

bool IdleWatch::eventFilter(QObject *watched, QEvent *event)
{
    if (!isTouch(event->type()))
        return QObject::eventFilter(watched, event);
    if (isOver()) {
        look();
        return true;
    }
    touch();
    return QObject::eventFilter(watched, event);
}

} // namespace sightline
