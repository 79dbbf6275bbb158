#include "qml/controls/focus_follower.h"

#include <QQuickWindow>

namespace sightline {

FocusFollower::FocusFollower(QQuickItem *parent) : QQuickItem(parent) { }

void FocusFollower::setFlickable(QQuickItem *flickable)
{
    if (m_flickable == flickable)
        return;
    if (m_flickable)
        disconnect(m_flickable, nullptr, this, nullptr);
    m_flickable = flickable;
    if (m_flickable)
        connect(m_flickable, &QQuickItem::heightChanged, this, &FocusFollower::follow, Qt::QueuedConnection);
    Q_EMIT flickableChanged();
}

void FocusFollower::setMargin(qreal margin)
{
    if (qFuzzyCompare(m_margin, margin))
        return;
    m_margin = margin;
    Q_EMIT marginChanged();
}

void FocusFollower::itemChange(ItemChange change, const ItemChangeData &data)
{
    if (change == ItemSceneChange)
        watch(data.window);
    QQuickItem::itemChange(change, data);
}

void FocusFollower::watch(QQuickWindow *window)
{
    disconnect(m_windowConnection);
    if (window)
        m_windowConnection = connect(window, &QQuickWindow::activeFocusItemChanged, this, &FocusFollower::followItem);
}

void FocusFollower::followItem()
{
    disconnect(m_cursorConnection);
    m_followed = window() ? window()->activeFocusItem() : nullptr;
    if (!m_followed || !m_flickable || !m_flickable->isAncestorOf(m_followed))
        return;
    // Text items move their cursor without moving themselves.
    if (m_followed->metaObject()->indexOfSignal("cursorRectangleChanged()") >= 0)
        m_cursorConnection = connect(m_followed, SIGNAL(cursorRectangleChanged()), this, SLOT(follow()));
    follow();
}

void FocusFollower::follow()
{
    if (!m_followed || !m_flickable || !m_flickable->isAncestorOf(m_followed))
        return;
    QRectF place(0, 0, m_followed->width(), m_followed->height());
    const QVariant cursor = m_followed->property("cursorRectangle");
    if (cursor.isValid() && place.height() > m_flickable->height() / 2)
        place = cursor.toRectF();
    const QRectF seen = m_followed->mapRectToItem(m_flickable, place).adjusted(0, -m_margin, 0, m_margin);
    const qreal contentY = m_flickable->property("contentY").toReal();
    const qreal most = qMax<qreal>(0, m_flickable->property("contentHeight").toReal() - m_flickable->height());
    if (seen.top() < 0)
        m_flickable->setProperty("contentY", qBound<qreal>(0, contentY + seen.top(), most));
    else if (seen.bottom() > m_flickable->height())
        m_flickable->setProperty("contentY", qBound<qreal>(0, contentY + qMin(seen.top(), seen.bottom() - m_flickable->height()), most));
}

} // namespace sightline
