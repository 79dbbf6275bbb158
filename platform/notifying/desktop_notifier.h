#pragma once

#include "core/ports/notifier.h"

#include <QDBusConnection>
#include <QObject>

#include <array>

namespace sightline {

/// Notifications as freedesktop.org has them (Desktop Notifications Specification 1.2): interface org.freedesktop.Notifications. No call waits:
/// an answer that does not come is "not shown".
class DesktopNotifier final : public QObject, public Notifier {
    Q_OBJECT
public:
    explicit DesktopNotifier(QDBusConnection bus);

    void show(const Notification &notice, std::function<void(bool)> shown) override;

private Q_SLOTS:
    void onActionInvoked(uint id, const QString &action);

private:
    QDBusConnection m_bus;
    std::array<uint, 2> m_lastOf {};   ///< the latest notice that is not urgent, and that is; 0: none yet
};

} // namespace sightline
