#include "qml/app/hide_gesture.h"

#include <QKeyEvent>
#include <QQuickWindow>

namespace sightline {

// Shortcuts of the page are blocked while a sheet is open, and a sheet takes Escape as a shortcut of its own, so the window's keys
// are read before either: a key is first offered as a shortcut, and comes as a press once that was claimed.
bool HideGesture::eventFilter(QObject *window, QEvent *event)
{
    const bool isOffer = event->type() == QEvent::ShortcutOverride;
    if (!isEnabled() || (!isOffer && event->type() != QEvent::KeyPress))
        return QQuickItem::eventFilter(window, event);
    const auto &key = static_cast<const QKeyEvent &>(*event);
    const bool isEscape = key.key() == Qt::Key_Escape;
    if (isOffer && isEscape && !key.isAutoRepeat()) {
        m_isSecondEscape = m_sinceEscape.isValid() && !m_sinceEscape.hasExpired(secondEscapeMs);
        m_sinceEscape.start();
    }
    const bool hides = (isEscape && m_isSecondEscape) || (key.key() == Qt::Key_H && key.modifiers() == Qt::ControlModifier);
    if (!hides)
        return QQuickItem::eventFilter(window, event);
    event->accept();
    if (!isOffer) {
        m_isSecondEscape = false;
        m_sinceEscape.invalidate();
        Q_EMIT asked();
    }
    return true;
}

void HideGesture::itemChange(ItemChange change, const ItemChangeData &data)
{
    if (change == ItemSceneChange && data.window)
        data.window->installEventFilter(this);
    QQuickItem::itemChange(change, data);
}

} // namespace sightline
