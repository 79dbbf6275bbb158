#pragma once

#include "core/ports/uptime.h"

#include <QObject>
#include <QTimer>

namespace sightline {

/// Says when nobody has touched the app for some minutes: no key, no finger, no mouse. Time that the device slept counts, so one that is woken
/// after a night is locked before anything is seen, and the first touch only wakes it. Thread: user interface.
class IdleWatch : public QObject {
    Q_OBJECT
public:
    /// @p uptime outlives this.
    explicit IdleWatch(const Uptime &uptime);

    /// Begins anew; 0 minutes: stops.
    void start(int minutes);
    /// As a touch would do: something goes on that nobody has to touch (a voice note).
    void touch();
    /// Looks now; the timer does so every few seconds.
    void look();

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void idle();

private:
    [[nodiscard]] bool isOver() const;

    const Uptime &m_uptime;
    QTimer m_timer;
    qint64 m_limitMs = 0;
    qint64 m_touchedAtMs = 0;
};

} // namespace sightline
