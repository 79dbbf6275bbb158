#pragma once

#include <QPointer>
#include <QQuickItem>
#include <qqmlintegration.h>

namespace sightline {

/// Scrolls a Flickable so that the item with the keyboard focus (in a text, its cursor) stays in sight, also when the
/// Flickable shrinks because a keyboard slid up. Does nothing for focus outside the Flickable.
class FocusFollower : public QQuickItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QQuickItem *flickable READ flickable WRITE setFlickable NOTIFY flickableChanged FINAL)
    Q_PROPERTY(qreal margin READ margin WRITE setMargin NOTIFY marginChanged FINAL)
public:
    explicit FocusFollower(QQuickItem *parent = nullptr);

    [[nodiscard]] QQuickItem *flickable() const { return m_flickable; }
    void setFlickable(QQuickItem *flickable);
    [[nodiscard]] qreal margin() const { return m_margin; }
    void setMargin(qreal margin);

Q_SIGNALS:
    void flickableChanged();
    void marginChanged();

protected:
    void itemChange(ItemChange change, const ItemChangeData &data) override;

private Q_SLOTS:
    void follow();   // a slot: text items of three unrelated types announce their cursor by name only

private:
    void watch(QQuickWindow *window);
    void followItem();

    QPointer<QQuickItem> m_flickable;
    QPointer<QQuickItem> m_followed;
    QMetaObject::Connection m_windowConnection;
    QMetaObject::Connection m_cursorConnection;
    qreal m_margin = 0;
};

} // namespace sightline
