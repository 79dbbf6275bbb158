#pragma once

#include <QColor>
#include <QQuickPaintedItem>
#include <qqmlintegration.h>

namespace sightline {

/// One of our icons (icons/*.svg), drawn in one colour at the item's size. Painted rather than built of shapes: curves
/// are then smooth with every renderer, also the software one. An unknown name draws nothing and warns.
/// Pictures only: it is not in the accessibility tree; whoever shows it gives the words.
class Icon : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY nameChanged FINAL)
    Q_PROPERTY(QColor color READ color WRITE setColor NOTIFY colorChanged FINAL)
    Q_PROPERTY(bool flips READ flips WRITE setFlips NOTIFY flipsChanged FINAL)
public:
    explicit Icon(QQuickItem *parent = nullptr);

    [[nodiscard]] QString name() const { return m_name; }
    void setName(const QString &name);
    [[nodiscard]] QColor color() const { return m_color; }
    void setColor(const QColor &color);
    /// Drawn mirrored, for icons with a direction in a right-to-left layout.
    [[nodiscard]] bool flips() const { return m_flips; }
    void setFlips(bool flips);

    void paint(QPainter *painter) override;

Q_SIGNALS:
    void nameChanged();
    void colorChanged();
    void flipsChanged();

private:
    QString m_name;
    QColor m_color = Qt::black;
    bool m_flips = false;
};

} // namespace sightline
