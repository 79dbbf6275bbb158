#include "qml/theme/font_choice.h"

#include <QFontDatabase>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace sightline {

QString FontChoice::family() const { return QFontDatabase::hasFamily(u"Inter"_s) ? u"Inter"_s : QGuiApplication::font().family(); }

} // namespace sightline
