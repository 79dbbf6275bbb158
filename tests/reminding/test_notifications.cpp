// Notices on a real session bus, with a daemon of the test's own in the desktop's place; from the planner's words to the button pressed.
#include "platform/notifying/system_notifier.h"
#include "qml/app/reminder_words.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const QString service = u"org.freedesktop.Notifications"_s;
const QString path = u"/org/freedesktop/Notifications"_s;

/// What a desktop has: takes notices, and says when one was pressed.
class FakeDaemon final : public QDBusVirtualObject {
public:
    FakeDaemon() : m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"daemon"_s))
    {
        m_isThere = m_bus.registerVirtualObject(path, this) && m_bus.registerService(service);
    }
    ~FakeDaemon() override
    {
        m_bus.unregisterService(service);
        m_bus.unregisterObject(path);
        QDBusConnection::disconnectFromBus(u"daemon"_s);
    }
    [[nodiscard]] bool isThere() const { return m_isThere; }
    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        if (message.member() != u"Notify")
            return false;
        taken.append(message.arguments());
        const uint replaced = message.arguments().value(1).toUInt();
        connection.send(message.createReply(QVariant::fromValue(replaced != 0 ? replaced : ++m_last)));
        return true;
    }
    void press(uint id, const QString &action = u"default"_s) const
    {
        QDBusMessage signal = QDBusMessage::createSignal(path, service, u"ActionInvoked"_s);
        signal.setArguments({ QVariant::fromValue(id), action });
        m_bus.send(signal);
    }

    QList<QVariantList> taken;

private:
    QDBusConnection m_bus;
    bool m_isThere = false;
    uint m_last = 40;   // other programs have shown notices before
};

/// Until @p isSo, or too long for a bus on this machine.
template <typename Condition>
bool waitUntil(Condition isSo)
{
    QElapsedTimer timer;
    timer.start();
    while (!isSo() && timer.elapsed() < 20'000)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 50);
    return isSo();
}

std::optional<bool> shown(Notifier &notifier, const Notification &notice)
{
    const auto answer = std::make_shared<std::optional<bool>>();
    notifier.show(notice, [answer](bool was) { *answer = was; });
    return waitUntil([answer] { return answer->has_value(); }) ? *answer : std::nullopt;
}

/// Words of a notice that name somebody, a service or a template: what must not be on a locked screen.
QStringList leaksIn(const QVariantList &notice, const QStringList &words)
{
    QStringList found;
    for (const QString &word : words) {
        for (const QVariant &argument : notice) {
            const bool isIn = argument.toString().contains(word, Qt::CaseInsensitive) || argument.toStringList().join(u' ').contains(word, Qt::CaseInsensitive);
            if (isIn)
                found.append(word);
        }
    }
    return found;
}

} // namespace

TEST(Notifications, ReachTheDesktopAndComeBackWhenPressed)
{
    FakeDaemon desktop;
    ASSERT_TRUE(desktop.isThere()) << "the test runs on a bus of its own: see on-a-bus";
    const auto notifier = systemNotifier();
    int pressed = 0;
    notifier->pressed = [&pressed] { ++pressed; };
    ASSERT_EQ(shown(*notifier, summaryNotification({ 1, 2, 0 })), true);
    ASSERT_EQ(desktop.taken.size(), 1);
    const QVariantList first = desktop.taken.first();
    EXPECT_EQ(first.value(0).toString(), u"Sightline"_s);
    EXPECT_EQ(first.value(1).toUInt(), 0u);
    EXPECT_FALSE(first.value(3).toString().isEmpty());
    EXPECT_TRUE(first.value(4).toString().contains(u'2'));
    EXPECT_EQ(first.value(5).toStringList().value(0), u"default"_s);

    // The next takes its place: they do not pile up. An urgent one stands beside it.
    ASSERT_EQ(shown(*notifier, summaryNotification({ 0, 1, 0 })), true);
    EXPECT_EQ(desktop.taken.at(1).value(1).toUInt(), 41u);
    ASSERT_EQ(shown(*notifier, concernNotification(1)), true);
    EXPECT_EQ(desktop.taken.at(2).value(1).toUInt(), 0u);

    desktop.press(40);                 // another program's
    desktop.press(41, u"close"_s);     // not the notice itself
    desktop.press(41);
    ASSERT_TRUE(waitUntil([&] { return pressed > 0; }));
    desktop.press(42);
    ASSERT_TRUE(waitUntil([&] { return pressed > 1; }));
    EXPECT_EQ(pressed, 2);
}

TEST(Notifications, WithNobodyToShowThemSayThatNothingWasShown)
{
    const auto notifier = systemNotifier();
    EXPECT_EQ(shown(*notifier, concernNotification(2)), false);
}

TEST(Notifications, NameNobodyAndNothing)
{
    FakeDaemon desktop;
    ASSERT_TRUE(desktop.isThere());
    const auto notifier = systemNotifier();
    const QStringList words { u"Early Support"_s, u"Supervision"_s, u"visit"_s, u"child"_s, u"A.B."_s, u"Team Manager"_s, u"concern"_s, u"safeguarding"_s };
    for (const ReminderCounts &counts : { ReminderCounts { 1, 0, 0 }, ReminderCounts { 0, 1, 0 }, ReminderCounts { 0, 0, 1 }, ReminderCounts { 57, 12, 3 } })
        ASSERT_EQ(shown(*notifier, summaryNotification(counts)), true);
    for (const int concerns : { 1, 5 })
        ASSERT_EQ(shown(*notifier, concernNotification(concerns)), true);
    ASSERT_EQ(desktop.taken.size(), 6);
    for (const QVariantList &notice : std::as_const(desktop.taken)) {
        EXPECT_EQ(leaksIn(notice, words), QStringList());
        std::printf("%s | %s\n", qPrintable(notice.value(3).toString()), qPrintable(notice.value(4).toString()));
    }
    // One that names somebody would have been found on the bus.
    Notification leaking = summaryNotification({ 0, 1, 0 });
    leaking.text += u" Supervision with Team Manager, North"_s;
    ASSERT_EQ(shown(*notifier, leaking), true);
    EXPECT_EQ(leaksIn(desktop.taken.last(), words), (QStringList { u"Supervision"_s, u"Team Manager"_s }));
}

int main(int argc, char **argv)
{
    ::testing::InitGoogleTest(&argc, argv);
    QCoreApplication application(argc, argv);
    return RUN_ALL_TESTS();
}
