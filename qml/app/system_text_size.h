#pragma once

#include <QFont>
#include <QString>

namespace sightline {

/// How large the system sets its own text, in per cent of what is usual on @p platform (QGuiApplication::platformName()), to the nearest ten,
/// within 100 and 200: what the app begins with until its person chooses. 100 where a platform is not known to say it.
/// Thread: user interface. Source: decisions 30.
[[nodiscard]] int systemTextPercent(const QFont &systemFont, const QString &platform);

} // namespace sightline
