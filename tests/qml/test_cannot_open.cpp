#include "core/store/store_directory.h"
#include "tests/qml/made_up_secrets.h"
#include "tests/qml/running_app.h"

#include <QFile>
#include <QGuiApplication>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

/// A device with a store, and what happens to it before the app is started again.
class CannotOpenTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(QDir().mkpath(folder()));
        QFile key(folder() + u"/key"_s);
        ASSERT_TRUE(key.open(QIODevice::WriteOnly));
        key.write("a passphrase for tests alone\n");
        key.close();
        StoreCredentials credentials { SecretBytes::copyOf("a passphrase for tests alone"), nullptr, { 1, 8 * 1024 } };
        makeJoinedStore(credentials);
        expectPages(start());
    }
    /// A store that belongs to somebody, as joining leaves it.
    void makeJoinedStore(const StoreCredentials &credentials) const
    {
        SystemClock clock;
        SodiumRandom random;
        StoreDirectory directory(folder() + u"/store"_s);
        ASSERT_TRUE(directory.provision(credentials, clock, random));
        const auto store = directory.open(credentials, clock, random);
        ASSERT_TRUE(store) << qPrintable(store.error().detail);
        const Enrolment self { u"http://127.0.0.1:9"_s, newId<InstallationId>(clock, random), PersonId(u"sw1"_s), {}, {}, {}, {}, {}, 0 };
        ASSERT_TRUE((*store)->transact([&] { return (*store)->meta().setEnrolment(self, SecretBytes(64)); }));
    }

    [[nodiscard]] QString folder() const { return m_folder.filePath(u"device"_s); }
    [[nodiscard]] std::unique_ptr<RunningApp> start(std::unique_ptr<SecretStore> secrets = nullptr) const
    {
        return std::make_unique<RunningApp>(folder(), QSize(390, 844), std::move(secrets));
    }
    /// The app as it should be: its places, and no word about not opening.
    static void expectPages(const std::unique_ptr<RunningApp> &app)
    {
        ASSERT_FALSE(app->failure()) << qPrintable(app->failure()->detail);
        ASSERT_TRUE(app->reader().waitFor(QAccessible::Button, u"Capture"_s)) << qPrintable(app->reader().said());
        EXPECT_FALSE(app->reader().said().contains(u"support desk"_s));
    }
    /// One page that says @p words and whether the work is safe, with one button; the keyboard is on it, and it closes the window.
    static void expectWhy(const std::unique_ptr<RunningApp> &app, ErrorCode code, const QString &title, const QString &words)
    {
        ASSERT_TRUE(app->failure());
        EXPECT_EQ(app->failure()->code, code);
        const ScreenReader reader = app->reader();
        ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, title)) << qPrintable(reader.said());
        EXPECT_TRUE(reader.said().contains(words)) << qPrintable(reader.said());
        EXPECT_FALSE(reader.find(QAccessible::Button, u"Capture"_s));
        EXPECT_FALSE(reader.said().contains(app->failure()->detail));
        EXPECT_EQ(reader.unnamed(), QStringList());
        const auto close = reader.find(QAccessible::Button, u"Close"_s);
        ASSERT_TRUE(close);
        EXPECT_TRUE(reader.waitFor([&] { return close->element->state().focused; }));
        reader.key(Qt::Key_Space);
        EXPECT_TRUE(reader.waitFor([&] { return !app->window().isVisible(); }));
    }

    QTemporaryDir m_folder;
};

TEST_F(CannotOpenTest, AnotherProgramHasTheStore)
{
    SystemClock clock;
    SodiumRandom random;
    StoreCredentials credentials;
    credentials.passphrase = SecretBytes::copyOf("a passphrase for tests alone");
    auto other = StoreDirectory(folder() + u"/store"_s).open(credentials, clock, random);
    ASSERT_TRUE(other) << qPrintable(other.error().detail);
    expectWhy(start(), ErrorCode::StorageLocked, u"Sightline is already open on this device"_s, u"Use the window that is open."_s);
    other->reset();
    expectPages(start());
}

TEST_F(CannotOpenTest, TheKeyDoesNotFit)
{
    QFile key(folder() + u"/key"_s);
    ASSERT_TRUE(key.open(QIODevice::WriteOnly));
    key.write("somebody else's passphrase\n");
    key.close();
    expectWhy(start(), ErrorCode::WrongKey, u"Your records cannot be unlocked"_s, u"Everything you wrote is still here, locked"_s);
}

TEST_F(CannotOpenTest, TheKeyFileIsNotGivenOrCannotBeRead)
{
    const QString title = u"The key of your records was not given"_s;
    const auto ring = std::make_shared<MadeUpSecrets::Keyring>();
    expectWhy(start(std::make_unique<MadeUpSecrets>(ring)), ErrorCode::InvalidInput, title, u"Everything you wrote is still here, locked"_s);
    ASSERT_TRUE(QFile::remove(folder() + u"/key"_s));
    ASSERT_TRUE(QDir().mkdir(folder() + u"/key"_s));   // what cannot be read as a file
    expectWhy(start(), ErrorCode::InvalidInput, title, u"Start Sightline again as you usually do"_s);
}

TEST_F(CannotOpenTest, TheDatabaseIsDamaged)
{
    for (const qint64 where : { 0, 40 }) {   // its very beginning, and the first page's contents
        QFile database(folder() + u"/store/store.db"_s);
        ASSERT_TRUE(database.open(QIODevice::ReadWrite));
        ASSERT_TRUE(database.seek(where));
        database.write(QByteArray(512, 'x'));
        database.close();
        expectWhy(start(), ErrorCode::Corrupt, u"Part of the records on this device is damaged"_s, u"Do not remove the app"_s);
    }
}

TEST_F(CannotOpenTest, TheSystemsSecretStoreDoesNotAnswer)
{
    m_folder.remove();
    ASSERT_TRUE(QDir().mkpath(m_folder.path()));
    const auto ring = std::make_shared<MadeUpSecrets::Keyring>();
    MadeUpSecrets secrets(ring);
    makeJoinedStore({ {}, &secrets, {} });
    expectPages(start(std::make_unique<MadeUpSecrets>(ring)));
    ring->answers = false;
    expectWhy(start(std::make_unique<MadeUpSecrets>(ring)), ErrorCode::StorageFailure, u"The key of your records cannot be reached"_s, u"keyring"_s);
    ring->answers = true;
    expectPages(start(std::make_unique<MadeUpSecrets>(ring)));
    ring->isLocked = true;
    expectWhy(start(std::make_unique<MadeUpSecrets>(ring)), ErrorCode::NotAllowed, u"The key of your records cannot be reached"_s, u"Unlock the keyring"_s);
    ring->isLocked = false;
    expectPages(start(std::make_unique<MadeUpSecrets>(ring)));
    ring->kept.clear();   // another person's keyring, or a new one
    expectWhy(start(std::make_unique<MadeUpSecrets>(ring)), ErrorCode::WrongKey, u"Your records cannot be unlocked"_s, u"support desk"_s);
}

} // namespace

int main(int argc, char *argv[])
{
    prepareForTests();
    QGuiApplication application(argc, argv);
    QGuiApplication::setQuitOnLastWindowClosed(false);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
