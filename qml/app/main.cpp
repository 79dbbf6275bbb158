#include "platform/linux/desktop_screen_guard.h"
#include "platform/linux/hunspell_dictionary.h"
#include "platform/linux/process_privacy.h"
#include "platform/linux/restart.h"
#include "platform/linux/secret_service.h"
#include "platform/linux/system_uptime.h"
#include "platform/linux/termination.h"
#include "platform/media/qt_camera.h"
#include "platform/media/qt_sound.h"
#include "platform/network/system_connection_cost.h"
#include "platform/notifying/system_notifier.h"
#include "platform/opening/system_browser.h"
#include "platform/opening/system_opener.h"
#include "platform/printing/system_printers.h"
#include "platform/speech/system_speaker.h"
#include "qml/app/app_graph.h"
#include "qml/app/keep_moments.h"
#include "qml/app/page_plugins.h"
#include "qml/app/translations.h"
#include "qml/controls/dictionary.h"

#include <QGuiApplication>
#include <QLoggingCategory>
#include <QQmlApplicationEngine>
#include <QQuickWindow>

#include <cstdio>
#include <optional>

using namespace sightline;

// Off unless asked for (QT_LOGGING_RULES): the bench waits for its one line.
Q_LOGGING_CATEGORY(appStart, "sightline.app.start", QtInfoMsg)

namespace {

constexpr int exitFailed = 1;
constexpr int exitUsage = 2;
constexpr int exitLocked = 4;   // decisions 17

int say(const QString &words, int exitCode)
{
    static_cast<void>(std::fprintf(stderr, "%s\n", qPrintable(words)));   // where it cannot be said, the exit code says it
    return exitCode;
}

/// Says once that Today has been drawn with what the store holds.
void sayWhenTodayIsDrawn(QQmlApplicationEngine &engine, AppGraph &graph)
{
    auto *window = qobject_cast<QQuickWindow *>(engine.rootObjects().constFirst());
    if (!window || !appStart().isDebugEnabled())
        return;
    TodayView *today = graph.views().today();
    QObject::connect(window, &QQuickWindow::frameSwapped, today, [today, said = false]() mutable {
        if (said || !today->isReady())
            return;
        said = true;
        qCDebug(appStart) << "Today is drawn";
    });
    QObject::connect(today, &TodayView::changed, window, &QQuickWindow::update);
}

/// Lends the fields the system's dictionary; without one nothing is marked.
std::unique_ptr<HunspellDictionary> lendDictionary()
{
    auto words = HunspellDictionary::british();
    if (words) {
        Dictionary::instance().lend({ [&words = *words](const QString &word) { return words.knows(word); },
                                      [&words = *words](const QString &word) { return words.suggestions(word); } });
    }
    return words;
}

/// The same program with the same arguments, in a window of the same size.
QByteArrayList anew(const QByteArrayList &arguments, QSize size)
{
    QByteArrayList again = arguments;
    if (const qsizetype at = again.indexOf("--size"); at > 0)
        again.remove(at, qMin<qsizetype>(2, again.size() - at));
    return again << "--size" << QByteArray::number(size.width()) + 'x' + QByteArray::number(size.height());
}

/// The app until it ends. @p lockedAs: filled where it locked itself: the arguments with which it is to begin anew.
int run(int argc, char *argv[], std::optional<QByteArrayList> &lockedAs)
{
    const QByteArrayList arguments(argv, argv + argc);   // before Qt takes its own
    QGuiApplication application(argc, argv);
    QGuiApplication::setApplicationName(QStringLiteral("Sightline"));
    QGuiApplication::setApplicationVersion(QStringLiteral(SIGHTLINE_VERSION));

    installWords(application);
    const auto options = appOptions(QGuiApplication::arguments());
    if (!options)
        return say(options.error().detail, exitUsage);

    const auto dictionary = lendDictionary();
    AppGraph graph(*options, std::make_unique<SecretService>(), systemSpeaker(), { std::make_shared<SystemUptime>() });
    graph.setSound(systemMicrophone(), systemLoudspeaker());
    graph.setCamera(systemCamera());
    graph.setConnectionCost(systemConnectionCost());
    graph.setPrinters(systemPrinters());
    graph.setNotifier(systemNotifier());
    graph.followOwnCalendar();
    graph.setBrowser(std::make_unique<SystemBrowser>());
    graph.setOpener(systemOpener(copiesFolder(options->storeDirectory)));
    QQmlApplicationEngine engine;
    engine.addImageProvider(QStringLiteral("files"), graph.newFileImages());
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    QVariantMap properties { { QStringLiteral("views"), QVariant::fromValue(&graph.views()) }, { QStringLiteral("title"), options->windowTitle } };
    if (!options->size.isEmpty()) {
        properties.insert(QStringLiteral("width"), options->size.width());
        properties.insert(QStringLiteral("height"), options->size.height());
    }
    engine.setInitialProperties(properties);
    engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Sightline/App/Main.qml")));
    if (engine.rootObjects().isEmpty())
        return say(QStringLiteral("The window could not be made; the lines above say why."), exitFailed);
    if (options->isSelfTest)
        return 0;
    DesktopScreenGuard screen;
    auto *window = qobject_cast<QQuickWindow *>(engine.rootObjects().constFirst());
    graph.guardScreen(screen, window->winId());

    int exitCode = 0;
    QObject::connect(&graph, &AppGraph::openFailed, &application, [&](const Error &error) {
        // The window says it too, and what to do; the program ends so when it is closed.
        exitCode = say(error.detail, error.code == ErrorCode::StorageLocked ? exitLocked : exitFailed);
    });
    const KeepMoments moments(graph, *window);
    const Termination termination([&graph] {
        graph.saveAndWait();
        QCoreApplication::quit();
    });
    QObject::connect(&graph, &AppGraph::todayAsked, window, [window] {
        window->show();
        window->raise();
        window->requestActivate();
    });
    QObject::connect(&graph, &AppGraph::left, &application, &QCoreApplication::quit);
    QObject::connect(&graph, &AppGraph::locked, &application, [&] {
        lockedAs = anew(arguments, window->size());
        QCoreApplication::quit();
    });
    sayWhenTodayIsDrawn(engine, graph);
    graph.open();
    const int ended = QGuiApplication::exec();
    return exitCode != 0 ? exitCode : ended;
}

} // namespace

int main(int argc, char *argv[])
{
    keepProcessPrivate();
    std::optional<QByteArrayList> lockedAs;
    const int ended = run(argc, argv, lockedAs);
    if (lockedAs)
        becomeAnew(*lockedAs);
    return ended;
}
