#include "qml/gallery/screenshots.h"

#include <QGuiApplication>
#include <QtQml/qqmlextensionplugin.h>

#include <cstdio>

Q_IMPORT_QML_PLUGIN(Sightline_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Sightline_ControlsPlugin)
Q_IMPORT_QML_PLUGIN(Sightline_TodayPlugin)
Q_IMPORT_QML_PLUGIN(Sightline_CapturePlugin)
Q_IMPORT_QML_PLUGIN(Sightline_RecordsPlugin)
Q_IMPORT_QML_PLUGIN(Sightline_FrameworkPlugin)
Q_IMPORT_QML_PLUGIN(Sightline_SyncPlugin)
Q_IMPORT_QML_PLUGIN(Sightline_MorePlugin)
Q_IMPORT_QML_PLUGIN(Sightline_AppPlugin)
Q_IMPORT_QML_PLUGIN(Sightline_GalleryPlugin)

/// `sightline-gallery --screenshots DIR [ONLY]`: draws every shelf in every look into DIR. Exit code 0, or 1 with a sentence.
int main(int argc, char *argv[])
{
    QGuiApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.size() < 3 || arguments.size() > 4 || arguments.at(1) != QLatin1String("--screenshots")) {
        std::fputs("Use: sightline-gallery --screenshots DIR [ONLY]. ONLY is the beginning of the names to draw.\n", stderr);
        return 2;
    }
    const auto drawn = sightline::drawGallery(arguments.at(2), arguments.value(3));
    if (!drawn) {
        std::fprintf(stderr, "%s\n", qPrintable(drawn.error().detail));
        return 1;
    }
    std::printf("%d pictures in %s\n", drawn.value(), qPrintable(arguments.at(2)));
    return 0;
}
