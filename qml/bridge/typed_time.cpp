#include "qml/bridge/typed_time.h"

#include <QRegularExpression>

namespace sightline {

QTime typedTime(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^([01]?[0-9]|2[0-3])[:.]?([0-5][0-9])$"));
    const auto match = pattern.match(text.trimmed());
    return match.hasMatch() ? QTime(match.captured(1).toInt(), match.captured(2).toInt()) : QTime();
}

} // namespace sightline
