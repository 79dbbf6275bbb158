#pragma once

#include "core/store/store_directory.h"
#include "tests/e2e/desktop.h"
#include "tests/e2e/programs.h"
#include "tests/integration/real_processes.h"

#include <memory>

namespace sightline::e2e {

/// One person's device whose app is killed again and again: the app, and its store whenever no app has it open.
class KilledApp {
public:
    /// @p device is enrolled in @p world; @p program is the app.
    KilledApp(const integration::RealProcesses &world, QString program, QString device)
        : m_world(world), m_program(std::move(program)), m_device(std::move(device))
    {
    }

    /// Opens the app, with no hub to reach, waits for @p name of role @p role and gives the window the keyboard.
    [[nodiscard]] Element open(const Desktop &desktop, const QString &role, const QString &name);
    void kill9() { m_app.reset(); }
    [[nodiscard]] bool isRunning() const { return m_app && m_app->isRunning(); }

    /// The store as a kill left it. Ends the program with the reason if it does not open.
    [[nodiscard]] std::unique_ptr<Store> store() const;
    /// Leaves a copy of the draft @p like under an id of its own, with @p story, as the app leaves a draft that is open with @p focus
    /// in use; the next open() goes on in it.
    [[nodiscard]] RecordId leaveOpen(const Draft &like, const QString &story, const QString &focus) const;

private:
    const integration::RealProcesses &m_world;
    QString m_program;
    QString m_device;
    SystemClock m_clock;
    mutable SodiumRandom m_random;
    std::unique_ptr<Running> m_app;
};

} // namespace sightline::e2e
