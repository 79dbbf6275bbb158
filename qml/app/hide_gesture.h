#pragma once

#include <QElapsedTimer>
#include <QQuickItem>
#include <qqmlintegration.h>

namespace sightline {

/// How soon after one Escape a second one hides, in milliseconds.
inline constexpr int secondEscapeMs = 700;

/// Ctrl+H, or Escape twice: wherever the keyboard is in this item's window, in an open sheet too. The first Escape does what it
/// does anyway. Off while the item is not enabled. Thread: user interface.
class HideGesture : public QQuickItem {
    Q_OBJECT
    QML_ELEMENT
public:
    using QQuickItem::QQuickItem;

    bool eventFilter(QObject *window, QEvent *event) override;

Q_SIGNALS:
    void asked();

protected:
    void itemChange(ItemChange change, const ItemChangeData &data) override;

private:
    QElapsedTimer m_sinceEscape;      ///< invalid before the first one
    bool m_isSecondEscape = false;    ///< the Escape that is being delivered
};

} // namespace sightline
