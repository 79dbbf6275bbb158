// The app with a PIN: choosing it, the lock, and what an unlocked device goes on with.
#include "sync/client/exchange.h"
#include "sync/client/http_transport.h"
#include "sync/client/join_device.h"
#include "tests/qml/joined_devices.h"
#include "tests/qml/made_up_secrets.h"

#include <atomic>

#include <QSignalSpy>
#include <QTest>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr PassphraseCost cheap { 1, 8 * 1024 };
const QString pin = u"480153"_s;
const QString words = u"He laughed twice and asked for the blue cup."_s;

class SetUptime final : public Uptime {
public:
    [[nodiscard]] Reading now() const override { return { QByteArray(16, 'a'), ms }; }
    std::atomic<qint64> ms = 5000;
};

class LockTest : public JoinedDevices {
protected:
    void SetUp() override
    {
        begin();
        publishPlainNote();
        serve();
        MadeUpSecrets secrets(ring);
        StoreCredentials credentials;
        credentials.secretStore = &secrets;
        const auto hub = sync::hubUrlFromText(m_hub.url());
        ASSERT_TRUE(hub);
        sync::HttpTransport transport(*hub);
        auto joined = sync::joinDevice(StoreDirectory(store()), credentials, m_clock, m_random, transport, { m_hub.url(), m_hub.codeFor(author) });
        ASSERT_TRUE(joined.enrolment) << joined.error.detail.toStdString();
        sync::OwnStore access(*joined.store);
        ASSERT_TRUE(sync::syncOnce(access, transport, m_random));
    }
    [[nodiscard]] QString store() const { return folderOf(u"one"_s) + u"/store"_s; }
    void openApp(QSize size = { 390, 844 })
    {
        AppOptions options;
        options.storeDirectory = store();
        options.isOffline = true;
        app = std::make_unique<RunningApp>(options, size, std::make_unique<MadeUpSecrets>(ring), PinWorld { uptime, cheap });
        locked = std::make_unique<QSignalSpy>(&app->graph(), &AppGraph::locked);
    }
    /// As main() does when the app has locked itself.
    void openAnew()
    {
        locked.reset();
        app.reset();
        openApp();
        ASSERT_TRUE(app->isLocked());
    }
    void typePin(const QString &field, const QString &digits)
    {
        const ScreenReader reader = app->reader();
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, field)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, field)));
        reader.type(digits);
        reader.key(Qt::Key_Return);
    }
    void choosePin()
    {
        const ScreenReader reader = app->reader();
        ASSERT_TRUE(reader.press(QAccessible::PageTab, u"More"_s) || reader.press(QAccessible::Button, u"More"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor(QAccessible::ListItem, u"PIN and lock"_s, true)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::ListItem, u"PIN and lock"_s, true));
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Choose a PIN"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Choose a PIN"_s));
        typePin(u"A new PIN of 6 to 12 digits"_s, pin);
        typePin(u"The new PIN again"_s, pin);
        ASSERT_TRUE(reader.waitFor([&] { return reader.said().contains(u"Your PIN opens Sightline on this device from now on."_s); }))
            << qPrintable(reader.said());
    }
    [[nodiscard]] bool waitForSaid(const QString &what) const
    {
        const ScreenReader reader = app->reader();
        return reader.waitFor([&] { return reader.said().contains(what); });
    }

    std::shared_ptr<MadeUpSecrets::Keyring> ring = std::make_shared<MadeUpSecrets::Keyring>();
    std::shared_ptr<SetUptime> uptime = std::make_shared<SetUptime>();
    std::unique_ptr<RunningApp> app;
    std::unique_ptr<QSignalSpy> locked;
};

TEST_F(LockTest, LocksWhenNobodyTouchesItAndGoesOnInTheFieldWhereItWas)
{
    openApp();
    ASSERT_NO_FATAL_FAILURE(choosePin());
    {
        const ScreenReader reader = app->reader();
        reader.key(Qt::Key_Escape);
        ASSERT_NO_FATAL_FAILURE(beginNote(reader, u"A plain note"_s, words));
        const auto field = reader.find(QAccessible::EditableText, u"What was said"_s);
        ASSERT_TRUE(field && ScreenReader::textOf(*field) == words) << "the presence that the search below must find";
    }
    uptime->ms += 4 * 60'000;
    QTest::qWait(2'500);   // the watch has looked meanwhile
    EXPECT_EQ(locked->size(), 0) << "before its time";
    uptime->ms += 2 * 60'000;
    ASSERT_TRUE(QTest::qWaitFor([&] { return locked->size() == 1; }, 20'000)) << "nobody touched it for six minutes";
    ASSERT_TRUE(waitForSaid(u"Sightline is locked"_s));
    EXPECT_FALSE(app->reader().find(QAccessible::EditableText, u"What was said"_s)) << "a page with words on it stands behind the lock";
    ASSERT_NO_FATAL_FAILURE(openAnew());

    ASSERT_NO_FATAL_FAILURE(typePin(u"Your PIN"_s, u"771204"_s));
    ASSERT_TRUE(waitForSaid(u"That is not the PIN."_s)) << qPrintable(app->reader().said());
    EXPECT_TRUE(app->reader().said().contains(u"9 tries are left"_s)) << qPrintable(app->reader().said());
    EXPECT_TRUE(app->reader().said().contains(u"What waits to be sent is safe on this device"_s));
    ASSERT_NO_FATAL_FAILURE(typePin(u"Your PIN"_s, pin));
    const ScreenReader reader = app->reader();
    ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, u"What was said"_s)) << qPrintable(reader.said());
    const auto field = reader.find(QAccessible::EditableText, u"What was said"_s);
    ASSERT_TRUE(field);
    EXPECT_EQ(ScreenReader::textOf(*field), words);
    EXPECT_TRUE(reader.waitFor([&] { return field->element->state().focused; })) << "the keyboard is elsewhere";
}

TEST_F(LockTest, LocksAtOnceWhenAskedAndTheKeypadUnlocksIt)
{
    openApp({ 1440, 900 });
    ASSERT_NO_FATAL_FAILURE(choosePin());
    ASSERT_TRUE(app->reader().press(QAccessible::Button, u"Lock now"_s)) << qPrintable(app->reader().said());
    ASSERT_EQ(locked->size(), 1);
    ASSERT_NO_FATAL_FAILURE(openAnew());
    const ScreenReader reader = app->reader();
    for (const QChar digit : pin)
        ASSERT_TRUE(reader.press(QAccessible::Button, QString(digit))) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Unlock"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor([&] { return !app->views().lock()->isShown(); })) << qPrintable(reader.said());
}

TEST_F(LockTest, AfterFiveWrongOnesItSaysHowLongToWaitAndAfterTenTheCouncilOpensIt)
{
    openApp();
    ASSERT_NO_FATAL_FAILURE(choosePin());
    ASSERT_TRUE(app->reader().press(QAccessible::Button, u"Lock now"_s));
    ASSERT_NO_FATAL_FAILURE(openAnew());
    for (int i = 1; i <= 5; ++i) {
        ASSERT_NO_FATAL_FAILURE(typePin(u"Your PIN"_s, u"771204"_s));
        ASSERT_TRUE(waitForSaid(u"%1 tries are left"_s.arg(10 - i))) << qPrintable(app->reader().said());
    }
    ASSERT_TRUE(waitForSaid(u"You can try again in 30 second"_s)) << qPrintable(app->reader().said());
    for (int i = 6; i <= 10; ++i) {
        uptime->ms += 1'000'000;
        ASSERT_TRUE(app->reader().waitFor([&] { return app->views().lock()->waitText().isEmpty(); }));
        ASSERT_NO_FATAL_FAILURE(typePin(u"Your PIN"_s, u"771204"_s));
        const QString said = i == 10 ? u"Your council has to unlock this device"_s : i == 9 ? u"This is the last try."_s : u"%1 tries are left"_s.arg(10 - i);
        ASSERT_TRUE(waitForSaid(said)) << qPrintable(app->reader().said());
    }
    EXPECT_TRUE(app->views().lock()->requestLine().startsWith(u"SLQ1-"_s));
    EXPECT_TRUE(app->reader().said().contains(u"Everything you wrote is still here"_s)) << qPrintable(app->reader().said());
}

} // namespace
