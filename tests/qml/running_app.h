#pragma once

#include "qml/app/app_graph.h"
#include "tests/qml/screen_reader.h"

#include <QQmlApplicationEngine>
#include <QTemporaryDir>

namespace sightline::testing {

/// The whole app in this process, as main() composes it: the store on its thread, sync, the real window.
class RunningApp {
public:
    /// @p folder holds (or gets) the device's store and key.
    RunningApp(const QString &folder, QSize size, bool offline = false);
    ~RunningApp();

    [[nodiscard]] QQuickWindow &window() { return *m_window; }
    [[nodiscard]] ScreenReader reader() { return ScreenReader(*m_window); }
    [[nodiscard]] AppViews &views() { return m_graph->views(); }

    /// Where the store and the key of the device in @p folder are.
    static QStringList storeArguments(const QString &folder);

private:
    std::unique_ptr<AppGraph> m_graph;
    std::unique_ptr<QQmlApplicationEngine> m_engine;
    QQuickWindow *m_window = nullptr;
};

/// Imports the app's QML plugins, sets the platform for tests. Call first in main().
void prepareForTests();

} // namespace sightline::testing
