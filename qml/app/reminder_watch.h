#pragma once

#include "core/commands/take_reminder.h"
#include "core/ports/notifier.h"
#include "qml/app/store_link.h"
#include "qml/features/more/preferences.h"

#include <QTimer>

#include <functional>
#include <memory>

namespace sightline {

/// Reminds the person of what is due while the app runs: looks when something changed and every few minutes, decides by
/// decideReminder(), and tells through the system. Thread: user interface.
class ReminderWatch : public QObject {
    Q_OBJECT
public:
    ReminderWatch(StoreLink &link, Preferences &preferences);

    /// What shows notices; without it nothing is told, and nothing noted as told.
    void setNotifier(std::unique_ptr<Notifier> notifier);
    /// Whether somebody else has the device: then nothing is told.
    void setIsHandedOver(std::function<bool()> isHandedOver) { m_isHandedOver = std::move(isHandedOver); }
    /// Begins to look. Before it the store need not be open.
    void start();
    /// Looks now, unless it is at it.
    void look();

Q_SIGNALS:
    /// A notice was pressed: Today is wanted.
    void todayAsked();

private:
    [[nodiscard]] ReminderChoices choices() const;
    void tell(const ReminderDecision &decision);
    void show(const Notification &notice, const ReminderDecision &decision);

    StoreLink &m_link;
    Preferences &m_preferences;
    std::unique_ptr<Notifier> m_notifier;
    std::function<bool()> m_isHandedOver;
    QTimer m_now;      ///< now and then
    QTimer m_soon;     ///< after a change
    bool m_isLooking = false;
    bool m_isStarted = false;
};

} // namespace sightline
