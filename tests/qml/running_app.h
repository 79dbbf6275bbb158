#pragma once

#include "qml/app/app_graph.h"
#include "qml/app/keep_moments.h"
#include "tests/qml/screen_reader.h"

#include <QQmlApplicationEngine>
#include <QTemporaryDir>

namespace sightline::testing {

/// The whole app in this process, as main() composes it: the store on its thread, sync, the real window.
class RunningApp {
public:
    /// @p folder holds (or gets) the device's store and key.
    RunningApp(const QString &folder, QSize size, bool offline = false);
    /// With these options, and @p secrets for the key of a store without a key file.
    RunningApp(AppOptions options, QSize size, std::unique_ptr<SecretStore> secrets, PinWorld pins = {});
    /// The same without the hub, and it may fail to open: failure() says why. @p secrets holds the key; null: a file does.
    RunningApp(const QString &folder, QSize size, std::unique_ptr<SecretStore> secrets);
    ~RunningApp();

    [[nodiscard]] QQuickWindow &window() { return *m_window; }
    [[nodiscard]] ScreenReader reader() { return ScreenReader(*m_window); }
    [[nodiscard]] AppViews &views() { return m_graph->views(); }
    [[nodiscard]] AppGraph &graph() { return *m_graph; }
    /// The page that joins a device stands in place of the others: there is no store, or one that is nobody's.
    [[nodiscard]] bool isJoining() const { return m_isJoining; }
    /// The page of a locked device stands in place of the others.
    [[nodiscard]] bool isLocked() const { return m_isLocked; }
    /// Why the store did not open; none: it is open, or asks to be joined.
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }

    /// Where the store and the key of the device in @p folder are.
    static QStringList storeArguments(const QString &folder);

private:
    void start(const AppOptions &options, QSize size, std::unique_ptr<SecretStore> secrets, PinWorld pins = {});

    std::unique_ptr<AppGraph> m_graph;
    std::unique_ptr<QQmlApplicationEngine> m_engine;
    QQuickWindow *m_window = nullptr;
    std::unique_ptr<KeepMoments> m_moments;
    bool m_isOpen = false;
    bool m_isJoining = false;
    bool m_isLocked = false;
    std::optional<Error> m_failure;
};

/// What the programs' own messages complain of while it lives: a page that warns is a page with a fault.
class Complaints {
public:
    Complaints();
    ~Complaints();
    [[nodiscard]] QStringList all() const;
};

/// Imports the app's QML plugins, sets the platform for tests. Call first in main().
void prepareForTests();

} // namespace sightline::testing
