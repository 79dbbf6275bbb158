#include "qml/app/system_text_size.h"

#include "qml/features/more/preferences.h"

#include <QFontInfo>
#include <QHash>

namespace sightline {

using namespace Qt::StringLiterals;

int systemTextPercent(const QFont &systemFont, const QString &platform)
{
    // What each sets its own text in where nobody has changed it, in pixels before the screen's own scale: 11 pt, 9 pt and 13 px.
    static const QHash<QString, int> usual { { u"xcb"_s, 15 }, { u"wayland"_s, 15 }, { u"windows"_s, 12 }, { u"cocoa"_s, 13 } };
    const auto pixels = usual.constFind(platform);
    if (pixels == usual.cend())
        return Preferences::textPercentMin;
    constexpr int step = 10;
    const int percent = qRound(100.0 * QFontInfo(systemFont).pixelSize() / *pixels / step) * step;
    return qBound(Preferences::textPercentMin, percent, Preferences::textPercentMax);
}

} // namespace sightline
