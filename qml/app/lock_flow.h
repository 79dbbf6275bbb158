#pragma once

#include "core/store/key_vault.h"
#include "qml/features/lock/lock_view.h"

#include <QTimer>

namespace sightline {

/// What the page of a locked device says: how many tries are left and what comes then, how long the next one waits, and what the council
/// is to be told where no PIN opens it any more. Thread: user interface.
class LockFlow : public QObject {
    Q_OBJECT
public:
    LockFlow(LockView &view, const Uptime *uptime);

    /// A PIN is asked for, as @p standing says. @p wasTried: one was given, and was wrong.
    void show(const KeyStanding &standing, bool wasTried);
    /// @p line: the request for the council; empty: nobody can open it.
    void showLost(const QString &line, const QString &problem) { m_view.showLost(line, problem); }
    void showAway();

    /// "3 more tries…": what is left and what happens then.
    [[nodiscard]] static QString triesWords(int left);
    [[nodiscard]] static QString waitWords(qint64 ms);
    /// Why the council's answer did not open the device.
    [[nodiscard]] static QString answerRefused(const Error &error);
    /// Why no PIN was chosen.
    [[nodiscard]] static QString pinRefused(const Error &error);

private:
    void tick();

    LockView &m_view;
    const Uptime *m_uptime;
    QTimer m_timer;
    qint64 m_waitEndsMs = 0;
};

} // namespace sightline
