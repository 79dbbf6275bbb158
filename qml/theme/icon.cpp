#include "qml/theme/icon.h"

#include <QFile>
#include <QHash>
#include <QLoggingCategory>
#include <QPainter>
#include <QSvgRenderer>
#include <QTransform>

using namespace Qt::StringLiterals;

namespace sightline {
namespace {

Q_LOGGING_CATEGORY(themeLog, "sightline.theme")

/// The text of icon @p name, or empty. Read once: icons are compiled in and small.
QByteArray iconText(const QString &name)
{
    static QHash<QString, QByteArray> known;   // painting happens while the user-interface thread waits
    const auto found = known.constFind(name);
    if (found != known.constEnd())
        return *found;
    QFile file(u":/qt/qml/Sightline/Theme/icons/"_s + name + u".svg"_s);
    QByteArray text;
    if (file.open(QIODevice::ReadOnly))
        text = file.readAll();
    else
        qCWarning(themeLog) << "no icon named" << name;
    known.insert(name, text);
    return text;
}

} // namespace

Icon::Icon(QQuickItem *parent) : QQuickPaintedItem(parent) { setImplicitSize(24, 24); }

void Icon::setName(const QString &name)
{
    if (m_name == name)
        return;
    m_name = name;
    Q_EMIT nameChanged();
    update();
}

void Icon::setColor(const QColor &color)
{
    if (m_color == color)
        return;
    m_color = color;
    Q_EMIT colorChanged();
    update();
}

void Icon::setFlips(bool flips)
{
    if (m_flips == flips)
        return;
    m_flips = flips;
    Q_EMIT flipsChanged();
    update();
}

void Icon::paint(QPainter *painter)
{
    if (m_name.isEmpty())
        return;
    QSvgRenderer drawing(iconText(m_name).replace("currentColor", m_color.name(QColor::HexRgb).toLatin1()));
    if (!drawing.isValid())
        return;
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setOpacity(m_color.alphaF());
    if (m_flips) {
        painter->setWorldTransform(QTransform(-1, 0, 0, 1, width(), 0), true);
    }
    const qreal side = qMin(width(), height());
    drawing.render(painter, QRectF((width() - side) / 2, (height() - side) / 2, side, side));
}

} // namespace sightline
