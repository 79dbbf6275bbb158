#include "qml/app/page_plugins.h"
#include "qml/app/translations.h"
#include "tests/pictures/stage.h"

#include <QDir>
#include <QGuiApplication>
#include <QtQml/qqmlextensionplugin.h>

#include <cstdio>

Q_IMPORT_QML_PLUGIN(Sightline_GalleryPlugin)

using namespace sightline;

/// `sightline-pictures DIR [ONLY]`: draws every control, every seldom state and every page of the real app into DIR, at the five
/// sizes and in every look. Needs no screen. Exit code 0, or 1 with a sentence.
int main(int argc, char *argv[])
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_QUICK_BACKEND", "software");
    QGuiApplication application(argc, argv);
    QGuiApplication::setApplicationVersion(QStringLiteral(SIGHTLINE_VERSION));
    installWords(application);
    const QStringList arguments = QGuiApplication::arguments();
    if (arguments.size() < 2 || arguments.size() > 3) {
        std::fputs("Use: sightline-pictures DIR [ONLY]. ONLY is the beginning of the names to draw: control-, edge-, app-, template- or filled-, and more.\n",
                   stderr);
        return 2;
    }
    QDir().mkpath(arguments.at(1));
    pictures::Album album(arguments.at(1), arguments.value(2));
    Result<void> drawn = pictures::drawControls(album);
    if (drawn)
        drawn = pictures::drawEdges(album);
    if (drawn)
        drawn = pictures::drawApp(album, QStringLiteral(SIGHTLINE_HUB));
    if (drawn && arguments.size() == 3)   // some thousands of pictures: only where they are asked for
        drawn = pictures::drawTemplates(album, QStringLiteral(SIGHTLINE_HUB));
    if (drawn && arguments.size() == 3)
        drawn = pictures::drawFilledTemplates(album, QStringLiteral(SIGHTLINE_HUB));
    if (!drawn) {
        std::fprintf(stderr, "%s\n", qPrintable(drawn.error().detail));
        return 1;
    }
    std::printf("%d pictures in %s\n", album.count(), qPrintable(arguments.at(1)));
    return 0;
}
