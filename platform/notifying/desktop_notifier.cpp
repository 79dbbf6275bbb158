#include "platform/notifying/desktop_notifier.h"

#include "platform/notifying/system_notifier.h"

#include <QDBusMessage>
#include <QDBusPendingCall>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

const QString service = u"org.freedesktop.Notifications"_s;
const QString path = u"/org/freedesktop/Notifications"_s;

constexpr int answerMsMax = 5000;   // the service may have to be started first

} // namespace

DesktopNotifier::DesktopNotifier(QDBusConnection bus) : m_bus(std::move(bus))
{
    if (m_bus.isConnected())
        m_bus.connect(service, path, service, u"ActionInvoked"_s, this, SLOT(onActionInvoked(uint, QString)));
}

void DesktopNotifier::show(const Notification &notice, std::function<void(bool)> shown)
{
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, service, u"Notify"_s);
    // "default" is what pressing the notice itself does.
    const QStringList actions { u"default"_s, notice.action };
    const QVariantMap hints { { u"urgency"_s, QVariant::fromValue(uchar(notice.isUrgent ? 2 : 1)) }, { u"desktop-entry"_s, u"sightline"_s } };
    constexpr int systemsOwnTime = -1;
    call.setArguments({ u"Sightline"_s, m_lastOf.at(notice.isUrgent), QString(), notice.title, notice.text, actions, hints, systemsOwnTime });
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call, answerMsMax), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, isUrgent = notice.isUrgent, shown = std::move(shown)] {
        watcher->deleteLater();
        const QDBusPendingReply<uint> reply = *watcher;
        if (!reply.isError())
            m_lastOf.at(isUrgent) = reply.value();
        shown(!reply.isError());
    });
}

void DesktopNotifier::onActionInvoked(uint id, const QString &action)
{
    // Every program on the bus hears every notification's buttons.
    const bool isOurs = id != 0 && (id == m_lastOf.at(0) || id == m_lastOf.at(1));
    if (isOurs && action == u"default" && pressed)
        pressed();
}

std::unique_ptr<Notifier> systemNotifier() { return std::make_unique<DesktopNotifier>(QDBusConnection::sessionBus()); }

} // namespace sightline
