#include "qml/app/join_words.h"
#include "sync/client/http_transport.h"
#include "sync/protocol/invitation.h"
#include "tests/qml/canned_server.h"
#include "tests/qml/joined_devices.h"
#include "tests/qml/made_up_secrets.h"
#include "tests/support/oidc_provider.h"
#include "tests/support/self_signed.h"

#include <QDirIterator>
#include <QGuiApplication>

#include <csignal>

#include <sys/resource.h>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

const QString addressField = u"Address of the hub"_s;
const QString codeField = u"Your code"_s;
const QString title = u"Join your council"_s;

/// A system that keeps secrets in a file, so that they outlive a process that is killed. For tests: the file protects nothing.
class FileSecrets : public SecretStore {
public:
    explicit FileSecrets(QString folder) : m_folder(std::move(folder)) { QDir().mkpath(m_folder); }
    Result<std::optional<SecretBytes>> read(const QString &name) override
    {
        QFile file(pathOf(name));
        return file.open(QIODevice::ReadOnly) ? std::optional(SecretBytes::copyOf(file.readAll())) : std::optional<SecretBytes>();
    }
    Result<void> write(const QString &name, const SecretBytes &secret) override
    {
        QFile file(pathOf(name));
        const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(secret.view().toByteArray()) == secret.view().size();
        return isWritten ? Result<void>() : Error { ErrorCode::StorageFailure, u"no secrets"_s };
    }
    Result<void> remove(const QString &name) override
    {
        QFile::remove(pathOf(name));
        return {};
    }
    Result<std::shared_ptr<void>> hold(const QString &) override { return std::shared_ptr<void>(); }

private:
    [[nodiscard]] QString pathOf(const QString &name) const { return m_folder + u'/' + QString::fromLatin1(name.toUtf8().toHex()); }
    QString m_folder;
};

/// While it lives this process writes no byte more to any file, as on a full disk.
class FullDisk {
public:
    FullDisk()
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit none = m_before;
        none.rlim_cur = 0;
        EXPECT_EQ(setrlimit(RLIMIT_FSIZE, &none), 0);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_before {};
};

void typeInto(const ScreenReader &reader, const QString &field, const QString &words)
{
    ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, field)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, field)));
    reader.clearField();
    reader.type(words);
}

/// Every file below @p folder that holds @p words in the clear; @p examined counts the bytes looked at.
QStringList filesWith(const QString &folder, const QByteArray &words, qint64 *examined)
{
    QStringList found;
    for (QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); files.hasNext();) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray bytes = file.readAll();
        *examined += bytes.size();
        if (bytes.contains(words))
            found.append(file.fileName());
    }
    return found;
}

class JoinAppTest : public JoinedDevices {
protected:
    [[nodiscard]] QString store() const { return folderOf(u"new"_s) + u"/store"_s; }
    [[nodiscard]] std::unique_ptr<RunningApp> start(QSize size = { 390, 844 }, bool offline = false) const
    {
        AppOptions options;
        options.storeDirectory = store();
        options.isOffline = offline;
        return std::make_unique<RunningApp>(options, size, std::make_unique<MadeUpSecrets>(ring));
    }
    /// The page asks, the first field has the keyboard, and there is no place to go to.
    static void expectAsks(RunningApp &app)
    {
        ASSERT_TRUE(app.isJoining()) << (app.failure() ? qPrintable(app.failure()->detail) : "it opened");
        const ScreenReader reader = app.reader();
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, addressField)) << qPrintable(reader.said());
        EXPECT_TRUE(reader.find(QAccessible::Heading, title)) << qPrintable(reader.said());
        EXPECT_TRUE(reader.waitFor([&] { return reader.find(QAccessible::EditableText, addressField)->element->state().focused; }));
        EXPECT_EQ(reader.unnamed(), QStringList());
        EXPECT_FALSE(reader.find(QAccessible::Button, u"Capture"_s));
    }
    /// Types both and presses Return in the second.
    static void joinWith(const ScreenReader &reader, const QString &address, const QString &code)
    {
        typeInto(reader, addressField, address);
        reader.key(Qt::Key_Return);
        ASSERT_TRUE(reader.waitFor([&] { return reader.find(QAccessible::EditableText, codeField)->element->state().focused; }));
        reader.clearField();
        if (!code.isEmpty())
            reader.type(code);
        reader.key(Qt::Key_Return);
    }
    /// The page says @p words; what was typed is still there, and nothing was left on the device.
    void expectRefusal(RunningApp &app, const QString &address, const QString &code, const QString &words)
    {
        const ScreenReader reader = app.reader();
        ASSERT_TRUE(reader.waitFor([&] { return reader.said().contains(words); })) << qPrintable(words) << "\n" << qPrintable(reader.said());
        EXPECT_TRUE(reader.waitFor([&] { return app.window().activeFocusItem() && !app.views().joining()->isBusy(); }));
        EXPECT_EQ(reader.textOf(*reader.find(QAccessible::EditableText, addressField)), address);
        EXPECT_EQ(reader.textOf(*reader.find(QAccessible::EditableText, codeField)), code);
        EXPECT_EQ(reader.unnamed(), QStringList());
        EXPECT_FALSE(QDir(store()).exists()) << "something is left of the store";
        EXPECT_EQ(ring->size(), 0) << "a key is left in the keyring";
    }

    std::shared_ptr<MadeUpSecrets::Keyring> ring = std::make_shared<MadeUpSecrets::Keyring>();
};

TEST_F(JoinAppTest, AnAddressAndACodeTypedByKeysEndOnTodayWithThatPersonsTasks)
{
    begin();
    serve();
    const QString code = m_hub.codeFor(manager);
    ASSERT_FALSE(code.isEmpty()) << qPrintable(m_hub.complaint);
    {
        const Complaints complaints;
        auto app = start();
        expectAsks(*app);
        const ScreenReader reader = app->reader();
        QStringList steps, arriving;
        QObject::connect(app->views().joining(), &JoinView::changed, &app->window(), [&] { steps.append(app->views().joining()->stepText()); });
        QObject::connect(app->views().today(), &TodayView::changed, &app->window(), [&] { arriving.append(app->views().today()->arriving()); });
        joinWith(reader, m_hub.url(), code.toLower().remove(u'-'));   // as people type it
        ASSERT_TRUE(reader.waitFor([&] { return app->views().today()->hasTop(); }, 60'000)) << qPrintable(reader.said());
        EXPECT_FALSE(app->isJoining());
        EXPECT_TRUE(reader.waitFor(QAccessible::Button, u"Capture"_s)) << qPrintable(reader.said());
        EXPECT_TRUE(reader.said().contains(app->views().today()->top()->title())) << qPrintable(reader.said());
        EXPECT_FALSE(reader.find(QAccessible::EditableText, codeField));
        EXPECT_TRUE(reader.waitFor([&] { return app->views().more()->personName() == u"Team Manager, Early Support North"_s; }))
            << qPrintable(app->views().more()->personName());
        // What it did was said, step by step, and how far the first pull was; no more once all of it is here.
        steps.removeDuplicates();
        EXPECT_EQ(steps.filter(u"Making a locked store"_s).size() + steps.filter(u"Asking 127.0.0.1"_s).size() + steps.filter(u"Opening Sightline"_s).size(),
                  3);
        EXPECT_TRUE(reader.waitFor([&] { return app->views().today()->arriving().isEmpty(); }));
        EXPECT_FALSE(arriving.filter(u"records are coming"_s).isEmpty()) << qPrintable(arriving.join(u'|'));
        EXPECT_EQ(complaints.all(), QStringList());
    }
    EXPECT_EQ(ring->size(), 1);
    // The key is in the keyring, and nothing of the person or the code lies in the folder.
    qint64 examined = 0;
    for (const QByteArray &canary : { code.toUtf8(), manager.toUtf8(), QByteArray("Early Support"), ring->kept.cbegin().value() })
        EXPECT_EQ(filesWith(folderOf(u"new"_s), canary, &examined), QStringList()) << canary.constData();
    EXPECT_EQ(filesWith(folderOf(u"new"_s), "sqlcipher", &examined).size(), 2) << "the key headers name their cipher: the search finds what is there";
    std::printf("%lld bytes searched\n", static_cast<long long>(examined));
    // Started again it opens, hub or not.
    m_hub.kill();
    auto again = start({ 1440, 900 }, true);
    EXPECT_FALSE(again->isJoining());
    ASSERT_FALSE(again->failure());
    EXPECT_TRUE(again->reader().waitFor([&] { return again->views().today()->hasTop(); })) << qPrintable(again->reader().said());
}

namespace {

const QString accountField = u"Your account"_s;
const QString passwordField = u"Your password"_s;
const QString secondField = u"Six digits"_s;
const QString signInButton = u"Sign in with your council account"_s;

/// A browser whose person signs in at the council as `login`; without one, nobody does anything.
class PlayedBrowser final : public Browser {
public:
    explicit PlayedBrowser(QString login = {}) : m_login(std::move(login)) { }
    Result<void> show(const QUrl &url) override
    {
        const bool isBegun = m_login.isEmpty() || support::OidcProvider::beginSignIn(QString::fromLatin1(url.toEncoded()), m_login);
        return isBegun ? Result<void>() : Error { ErrorCode::NotFound, u"no node"_s };
    }

private:
    QString m_login;
};

void writeOwn(const QString &path, const QByteArray &text)
{
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    ASSERT_TRUE(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
}

/// The hub's settings of the council's sign-in at @p provider.
QByteArray signInSettings(const support::OidcProvider &provider)
{
    return writeJson(Json::object({ { u"issuer"_s, provider.issuer() },
                                    { u"client_id"_s, u"sightline"_s },
                                    { u"person"_s, Json::object({ { u"claim"_s, u"employee"_s } }) },
                                    { u"help"_s, u"Ask the service desk."_s } }));
}

} // namespace

TEST_F(JoinAppTest, AnAccountOfTheHubsJoinsInPlaceOfACode)
{
    begin();
    serve();
    writeOwn(m_hub.folder() + u"/password"_s, "lantern orchard tuesday\n");
    const auto given = parseJson(m_hub.administer({ u"account"_s, u"add"_s, manager, u"--password-file"_s, m_hub.folder() + u"/password"_s, u"--json"_s }));
    ASSERT_TRUE(given) << qPrintable(m_hub.complaint);
    const QString recovery = (*given)[u"recovery_codes"_s].toStrings().value(0);
    const Complaints complaints;
    auto app = start();
    expectAsks(*app);
    const ScreenReader reader = app->reader();
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Local account"_s));
    ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, accountField)) << qPrintable(reader.said());
    EXPECT_FALSE(reader.find(QAccessible::EditableText, codeField));
    EXPECT_EQ(reader.unnamed(), QStringList());
    typeInto(reader, addressField, m_hub.url());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Join"_s));
    ASSERT_TRUE(reader.waitFor([&] { return reader.said().contains(u"Type the account, its password"_s); })) << qPrintable(reader.said());
    typeInto(reader, accountField, manager);
    typeInto(reader, passwordField, u"lantern orchard monday"_s);
    typeInto(reader, secondField, recovery);
    reader.key(Qt::Key_Return);
    ASSERT_TRUE(reader.waitFor([&] { return reader.said().contains(u"The hub does not take this: the account, the password"_s); }, 30'000))
        << qPrintable(reader.said());
    EXPECT_FALSE(QDir(store()).exists()) << "something is left of the store";
    typeInto(reader, passwordField, u"lantern orchard tuesday"_s);
    typeInto(reader, secondField, recovery);
    reader.key(Qt::Key_Return);
    ASSERT_TRUE(reader.waitFor([&] { return app->views().today()->hasTop(); }, 60'000)) << qPrintable(reader.said());
    EXPECT_EQ(complaints.all(), QStringList());
    qint64 examined = 0;
    EXPECT_EQ(filesWith(folderOf(u"new"_s), "lantern", &examined), QStringList()) << "the password is nowhere on the device";
    EXPECT_GT(examined, 0);
}

TEST_F(JoinAppTest, TheCouncilsOwnSignInJoinsByWayOfTheBrowser)
{
    support::OidcProvider provider;
    ASSERT_NE(provider.port(), 0) << qPrintable(provider.complaint);
    begin();
    writeOwn(m_hub.folder() + u"/hub.key.sign-in"_s, signInSettings(provider));
    serve();
    const Complaints complaints;
    auto app = start();
    expectAsks(*app);
    const ScreenReader reader = app->reader();
    QStringList steps;
    QObject::connect(app->views().joining(), &JoinView::changed, &app->window(), [&] { steps.append(app->views().joining()->stepText()); });
    typeInto(reader, addressField, m_hub.url());

    // Somebody whom the council knows and Sightline does not.
    app->graph().setBrowser(std::make_unique<PlayedBrowser>(u"visitor"_s));
    ASSERT_TRUE(reader.press(QAccessible::Button, signInButton));
    ASSERT_TRUE(
        reader.waitFor([&] { return reader.said().contains(u"Sightline does not know you yet. Nothing was changed. Ask the service desk."_s); }, 60'000))
        << qPrintable(reader.said());
    EXPECT_FALSE(QDir(store()).exists()) << "something is left of the store";

    // Nobody comes back from the browser, and the person stops.
    app->graph().setBrowser(std::make_unique<PlayedBrowser>());
    ASSERT_TRUE(reader.press(QAccessible::Button, signInButton));
    ASSERT_TRUE(reader.waitFor([&] { return reader.said().contains(u"Your browser shows your council's sign-in."_s); }, 30'000)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Stop"_s));
    ASSERT_TRUE(reader.waitFor([&] { return reader.said().contains(u"Stopped. Nothing was changed on this device."_s); }, 30'000)) << qPrintable(reader.said());
    EXPECT_FALSE(QDir(store()).exists()) << "something is left of the store";

    app->graph().setBrowser(std::make_unique<PlayedBrowser>(manager));
    ASSERT_TRUE(reader.press(QAccessible::Button, signInButton));
    ASSERT_TRUE(reader.waitFor([&] { return app->views().today()->hasTop(); }, 60'000)) << qPrintable(reader.said());
    EXPECT_FALSE(steps.filter(u"Your browser shows"_s).isEmpty());
    EXPECT_EQ(complaints.all(), QStringList());
}

TEST_F(JoinAppTest, AHubWithoutTheCouncilsSignInSaysSo)
{
    begin();
    serve();
    auto app = start();
    expectAsks(*app);
    const ScreenReader reader = app->reader();
    app->graph().setBrowser(std::make_unique<PlayedBrowser>());
    typeInto(reader, addressField, m_hub.url());
    ASSERT_TRUE(reader.press(QAccessible::Button, signInButton));
    ASSERT_TRUE(reader.waitFor([&] { return reader.said().contains(u"This hub does not let people join that way"_s); }, 30'000)) << qPrintable(reader.said());
    EXPECT_FALSE(QDir(store()).exists()) << "something is left of the store";
}

TEST_F(JoinAppTest, WhatIsTypedWrongIsSaidUnderItsField)
{
    auto app = start();
    expectAsks(*app);
    const ScreenReader reader = app->reader();
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Join"_s));
    expectRefusal(*app, {}, {}, u"Type the address of your council's hub."_s);
    EXPECT_TRUE(reader.waitFor([&] { return reader.find(QAccessible::EditableText, addressField)->element->state().focused; }));
    joinWith(reader, u"hub of the council"_s, u"7KQM"_s);
    expectRefusal(*app, u"hub of the council"_s, u"7KQM"_s, u"This is not an address Sightline can use."_s);
    EXPECT_TRUE(reader.waitFor([&] { return reader.find(QAccessible::EditableText, addressField)->element->state().focused; }));
    joinWith(reader, u"http://hub.example.org"_s, u"7KQM"_s);
    expectRefusal(*app, u"http://hub.example.org"_s, u"7KQM"_s, u"which is not encrypted. Nothing was sent and nothing was changed."_s);
    joinWith(reader, u"https://hub.example.org"_s, {});
    expectRefusal(*app, u"https://hub.example.org"_s, {}, u"Type the code that your council gave you."_s);
    EXPECT_TRUE(reader.waitFor([&] { return reader.find(QAccessible::EditableText, codeField)->element->state().focused; }));
}

TEST_F(JoinAppTest, AHubThatCannotBeUsedIsSaidAndNothingIsLeft)
{
    const SelfSigned nobodys = selfSigned();
    struct Case {
        QByteArray answer;
        QString words;
        bool hangsUp = false;
        bool isTls = false;
    };
    const QList<Case> cases {
        { CannedServer::answer(404, "{}"), u"is not a Sightline hub. Nothing was changed on this device."_s },
        { CannedServer::answer(200, "<html>Welcome</html>"), u"is not a Sightline hub. Nothing was changed on this device."_s },
        { CannedServer::answer(426, "{}"), u"of different versions and do not understand each other."_s },
        { CannedServer::answer(200, R"({"v":2,"access":"a"})"), u"of different versions and do not understand each other."_s },
        { CannedServer::answer(401, R"({"error":"not_allowed","detail":"No."})"), u"The hub does not take this code"_s },
        { CannedServer::answer(403, "<h1>Sign in to the guest network</h1>"), u"is not a Sightline hub"_s },
        { CannedServer::answer(503, "{}"), u"The hub is busy and cannot take this device now."_s },
        { {}, u"gave no answer in time. Nothing was changed on this device."_s, true },
        { CannedServer::answer(200, "{}"), u"could not prove that it is your council's hub, so your code was not sent."_s, false, true },
    };
    auto app = start();
    expectAsks(*app);
    for (const Case &one : cases) {
        CannedServer server(one.answer);
        server.hangsUp = one.hangsUp;
        if (one.isTls)
            server.useCertificate(nobodys.certificate, nobodys.key);
        const QString address = (one.isTls ? u"https://localhost:%1"_s : u"http://localhost:%1"_s).arg(server.serverPort());
        joinWith(app->reader(), address, u"7KQM-2F9T-XWHB"_s);
        expectRefusal(*app, address, u"7KQM-2F9T-XWHB"_s, one.words);
        EXPECT_EQ(server.requests > 0, !one.isTls) << "the code goes only to who may have it";
    }
    quint16 closed = 0;
    {
        const CannedServer gone;
        closed = gone.serverPort();
    }
    const QString address = u"http://127.0.0.1:%1"_s.arg(closed);
    joinWith(app->reader(), address, u"7KQM"_s);
    expectRefusal(*app, address, u"7KQM"_s, u"Nothing answers at 127.0.0.1:%1. Nothing was changed."_s.arg(closed));
}

TEST_F(JoinAppTest, AWrongOrUsedCodeIsSaidUnderItAndANewOneJoins)
{
    begin();
    serve();
    join(u"other"_s, author);
    const QString used = m_hub.codeFor(author);
    {
        QProcess cli;   // uses the code up
        QDir().mkpath(folderOf(u"third"_s));
        QFile key(folderOf(u"third"_s) + u"/key"_s);
        ASSERT_TRUE(key.open(QIODevice::WriteOnly));
        key.write("a passphrase for tests alone\n");
        key.close();
        cli.start(QStringLiteral(SIGHTLINE_CLI),
                  RunningApp::storeArguments(folderOf(u"third"_s)) + QStringList { u"init"_s, u"--hub"_s, m_hub.url(), u"--enrol"_s, used });
        ASSERT_TRUE(cli.waitForFinished(60'000));
        ASSERT_EQ(cli.exitCode(), 0);
    }
    auto app = start({ 1024, 768 });
    expectAsks(*app);
    const ScreenReader reader = app->reader();
    for (const QString &code : { u"AAAA-AAAA-AAAA"_s, used, QString(200, u'7') }) {
        joinWith(reader, m_hub.url(), code);
        expectRefusal(*app, m_hub.url(), code, code.size() < 100 ? u"The hub does not take this code"_s : u"Nothing was changed"_s);
    }
    EXPECT_TRUE(reader.find(QAccessible::EditableText, addressField));
    joinWith(reader, m_hub.url(), m_hub.codeFor(author));
    ASSERT_TRUE(reader.waitFor([&] { return app->views().today()->isReady() && !app->views().joining()->isShown(); }, 60'000)) << qPrintable(reader.said());
}

TEST_F(JoinAppTest, AHubThatHangsIsGivenUpAtOnceAndTheWindowNeverWaits)
{
    const CannedServer silent;
    const QString address = u"http://127.0.0.1:%1"_s.arg(silent.serverPort());
    for (const bool byEscape : { false, true }) {
        auto app = start();
        expectAsks(*app);
        const ScreenReader reader = app->reader();
        joinWith(reader, address, u"7KQM"_s);
        ASSERT_TRUE(reader.waitFor([&] { return reader.said().contains(u"Asking 127.0.0.1"_s) && silent.requests > (byEscape ? 1 : 0); }))
            << qPrintable(reader.said());
        EXPECT_TRUE(reader.said().contains(u"A locked store on this device: done"_s)) << qPrintable(reader.said());
        const auto stop = reader.find(QAccessible::Button, u"Stop"_s);
        ASSERT_TRUE(stop);
        EXPECT_TRUE(reader.waitFor([&] { return stop->element->state().focused; }));
        if (byEscape) {
            reader.key(Qt::Key_Escape);
        } else {
            reader.key(Qt::Key_Space);
        }
        expectRefusal(*app, address, u"7KQM"_s, u"Stopped. Nothing was changed on this device."_s);
        // And once more, and the window is closed in the middle.
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Join"_s));
        ASSERT_TRUE(reader.waitFor([&] { return reader.said().contains(u"Asking 127.0.0.1"_s); }));
        app.reset();
        EXPECT_FALSE(QDir(store()).exists());
        EXPECT_EQ(ring->size(), 0);
    }
}

TEST_F(JoinAppTest, ADeviceThatCannotKeepAStoreSaysSo)
{
    const CannedServer silent;
    const QString address = u"http://127.0.0.1:%1"_s.arg(silent.serverPort());
    {
        auto app = start();
        ring->answers = false;
        joinWith(app->reader(), address, u"7KQM"_s);
        expectRefusal(*app, address, u"7KQM"_s, u"its disk or its keyring does not answer. Nothing was changed."_s);
        ring->answers = true;
        // Another window is joining at this moment.
        SystemClock clock;
        SodiumRandom random;
        MadeUpSecrets secrets(ring);
        StoreDirectory directory(store());
        ASSERT_TRUE(directory.provision({ {}, &secrets, {} }, clock, random));
        const auto other = directory.open({ {}, &secrets, {} }, clock, random);
        ASSERT_TRUE(other);
        joinWith(app->reader(), address, u"7KQM"_s);
        ASSERT_TRUE(app->reader().waitFor([&] { return app->reader().said().contains(u"Another Sightline window is open on this device"_s); }));
        EXPECT_TRUE(directory.exists()) << "another window's store was taken from it";
    }
    // What that window left is nobody's yet: it asks again, and keeps it.
    auto app = start();
    expectAsks(*app);
    joinWith(app->reader(), u"http://127.0.0.1:9"_s, u"7KQM"_s);
    ASSERT_TRUE(app->reader().waitFor([&] { return app->reader().said().contains(u"Nothing answers at"_s); })) << qPrintable(app->reader().said());
    EXPECT_TRUE(StoreDirectory(store()).exists());
    EXPECT_EQ(silent.requests, 0);
}

TEST_F(JoinAppTest, ADatabaseWhoseKeyFileIsLostIsNeitherJoinedOverNorTakenBack)
{
    SystemClock clock;
    SodiumRandom random;
    MadeUpSecrets secrets(ring);
    StoreDirectory directory(store());
    const StoreCredentials credentials { {}, &secrets, {} };
    ASSERT_TRUE(directory.provision(credentials, clock, random));
    {
        const auto opened = directory.open(credentials, clock, random);
        ASSERT_TRUE(opened);
        const Enrolment self { u"http://127.0.0.1:9"_s, newId<InstallationId>(clock, random), PersonId(u"sw1"_s), {}, {}, {}, {}, {}, 0 };
        ASSERT_TRUE((*opened)->transact([&] { return (*opened)->meta().setEnrolment(self, SecretBytes(64)); }));
    }
    const QStringList keys = KeyVault(store()).files();
    for (const QString &key : keys)
        ASSERT_TRUE(QFile::rename(key, folderOf(u"backup"_s) + QFileInfo(key).fileName()));
    const auto bytes = [&] {
        QFile file(directory.databasePath());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QByteArray before = bytes();
    ASSERT_FALSE(before.isEmpty());
    const CannedServer refusing(CannedServer::answer(401, R"({"error":"not_allowed","detail":"No."})"));
    {
        auto app = start();
        EXPECT_FALSE(app->isJoining());
        ASSERT_TRUE(app->failure());
        EXPECT_TRUE(app->reader().waitFor([&] { return app->reader().said().contains(u"The key file of your records is missing"_s); }))
            << qPrintable(app->reader().said());
        // Nor from the page, where the files were lost after it was shown.
        Q_EMIT app->views().joining()->joinAsked(u"http://127.0.0.1:%1"_s.arg(refusing.serverPort()), u"7KQM"_s);
        EXPECT_TRUE(app->reader().waitFor([&] { return app->views().joining()->problem().contains(u"key.1.json"_s); }));
    }
    sync::HttpTransport transport(QUrl(u"http://127.0.0.1:%1"_s.arg(refusing.serverPort())));
    ring->answers = false;
    const auto end = sync::joinDevice(directory, credentials, clock, random, transport, { u"http://127.0.0.1:9"_s, u"7KQM"_s });
    ring->answers = true;
    EXPECT_EQ(end.error.code, ErrorCode::NotFound);
    EXPECT_TRUE(end.error.detail.contains(u"key.1.json"_s));
    EXPECT_EQ(refusing.requests, 0) << "the code was used up";
    EXPECT_EQ(bytes(), before);
    EXPECT_EQ(QDir(store()).entryList({ u"store.db*"_s }, QDir::Files), QStringList { u"store.db"_s });
    // Brought back, it opens.
    for (const QString &key : keys)
        ASSERT_TRUE(QFile::rename(folderOf(u"backup"_s) + QFileInfo(key).fileName(), key));
    auto app = start({ 390, 844 }, true);
    EXPECT_FALSE(app->failure());
    EXPECT_FALSE(app->isJoining());
}

TEST_F(JoinAppTest, StartedWithoutTheHubItSaysWhyItCannotJoin)
{
    auto app = start({ 390, 844 }, true);
    expectAsks(*app);
    joinWith(app->reader(), u"https://hub.example.org"_s, u"7KQM"_s);
    expectRefusal(*app, u"https://hub.example.org"_s, u"7KQM"_s, u"Sightline was started without the hub"_s);
}

/// Those who share a device: each start of Sightline is one app of this process, and what would start another is caught.
class PeopleAppTest : public JoinAppTest {
protected:
    [[nodiscard]] QString device() const { return folderOf(u"tablet"_s); }
    /// The app as these arguments start it.
    std::unique_ptr<RunningApp> startWith(const QStringList &arguments)
    {
        auto options = appOptions(QStringList { u"sightline"_s } + arguments);
        EXPECT_TRUE(options) << (options ? "" : qPrintable(options.error().detail));
        auto app = std::make_unique<RunningApp>(*options, QSize(390, 844), std::make_unique<MadeUpSecrets>(ring));
        app->graph().people().setStarter([this](const QStringList &asked) {
            started.append(asked);
            return canStart;
        });
        QObject::connect(&app->graph(), &AppGraph::left, &app->window(), [this] { ++left; });
        return app;
    }
    [[nodiscard]] std::unique_ptr<RunningApp> startFirst() { return startWith({ u"--people"_s, device() }); }
    static void openPeople(const ScreenReader &reader)
    {
        ASSERT_TRUE(reader.press(QAccessible::NoRole, u"More"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, u"Switch person"_s, true)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::NoRole, u"Switch person"_s, true)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Add a person"_s)) << qPrintable(reader.said());
    }
    static void pressPerson(const ScreenReader &reader, const QString &name)
    {
        ASSERT_TRUE(reader.waitFor([&] { return reader.find(QAccessible::RadioButton, name, 0, true).has_value(); })) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::RadioButton, name, true)) << qPrintable(reader.said());
    }
    void joinAs(RunningApp &app, const QString &person, bool isAddressThere)
    {
        const ScreenReader reader = app.reader();
        ASSERT_TRUE(app.isJoining());
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, codeField)) << qPrintable(reader.said());
        if (isAddressThere) {
            ASSERT_EQ(reader.textOf(*reader.find(QAccessible::EditableText, addressField)), m_hub.url());
            ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, codeField)));
            reader.type(m_hub.codeFor(person));
            reader.key(Qt::Key_Return);
        } else {
            joinWith(reader, m_hub.url(), m_hub.codeFor(person));
        }
        ASSERT_TRUE(reader.waitFor(
            [&] { return !app.views().joining()->isShown() && app.views().today()->isReady() && !app.views().more()->personName().isEmpty(); }, 60'000))
            << qPrintable(reader.said());
    }

    QList<QStringList> started;
    int left = 0;
    bool canStart = true;
};

TEST_F(PeopleAppTest, TwoPeopleOfOneTabletHaveAStoreEachAndGiveItToOneAnother)
{
    begin();
    serve();
    const QString first = u"Team Manager, Early Support North"_s;
    QString second;
    {
        auto app = startFirst();
        joinAs(*app, manager, false);
        const ScreenReader reader = app->reader();
        openPeople(reader);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Add a person"_s));
        ASSERT_TRUE(reader.waitFor([&] { return left == 1; }));
    }
    ASSERT_EQ(started.size(), 1);
    const QStringList adding = started.takeFirst();
    {
        // She changes her mind and goes back, and it is the first person's again.
        auto app = startWith(adding);
        ASSERT_TRUE(app->isJoining());
        ASSERT_TRUE(app->reader().waitFor(QAccessible::Button, u"Back"_s)) << qPrintable(app->reader().said());
        canStart = false;
        ASSERT_TRUE(app->reader().press(QAccessible::Button, u"Back"_s));
        ASSERT_TRUE(app->reader().waitFor([&] { return app->reader().said().contains(u"could not be started"_s); })) << qPrintable(app->reader().said());
        canStart = true;
        ASSERT_TRUE(app->reader().press(QAccessible::Button, u"Back"_s));
        ASSERT_TRUE(app->reader().waitFor([&] { return left == 2; }));
        app.reset();
        auto back = startWith(started.last());
        EXPECT_FALSE(back->isJoining());
        EXPECT_TRUE(back->reader().waitFor([&] { return back->views().more()->personName() == first; }));
    }
    started.clear();
    {
        auto app = startWith(adding);
        joinAs(*app, author, true);
        second = app->views().more()->personName();
        ASSERT_NE(second, first);
        // Started anew without a word of who, it is hers: she was here last.
    }
    {
        auto app = startFirst();
        ASSERT_TRUE(app->reader().waitFor([&] { return app->views().more()->personName() == second; }));
        openPeople(app->reader());
        EXPECT_TRUE(app->reader().waitFor([&] { return app->views().more()->peopleCount() == 2; }));
        pressPerson(app->reader(), first);
        ASSERT_TRUE(app->reader().waitFor([&] { return left == 3; }));
        // The first's window is open, and the second's was not closed: neither takes the other's.
        auto other = startWith(started.last());
        ASSERT_TRUE(other->reader().waitFor([&] { return other->views().more()->personName() == first; }));
        started.clear();
        app->window().requestActivate();
        ASSERT_TRUE(app->reader().waitFor([&] { return app->window().isActive(); }));
        pressPerson(app->reader(), first);
        ASSERT_TRUE(app->reader().waitFor([&] { return app->reader().said().contains(u"already open for that person in another window"_s); }))
            << qPrintable(app->reader().said());
        EXPECT_EQ(started.size(), 0);
        EXPECT_EQ(left, 3);
    }
    // Two keys and two names in the keyring; no name in any file of the device.
    EXPECT_EQ(ring->size(), 4);
    qint64 examined = 0;
    for (const QString &name : { first, second, manager, author })
        EXPECT_EQ(filesWith(device(), name.toUtf8(), &examined), QStringList()) << qPrintable(name);
    EXPECT_EQ(filesWith(device(), "sqlcipher", &examined).size(), 4);
    std::printf("%lld bytes searched\n", static_cast<long long>(examined));
}

TEST_F(PeopleAppTest, WhatTheDiskHasRefusedKeepsTheWindowOpenAndIsInTheStoreBeforeAnotherPersonHasTheDevice)
{
    begin();
    publish(u"plain.json"_s, *parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:plain","version":"1.0","status":"active",
        "title":"A plain note","name":"PLAIN","item":[{"linkId":"said","type":"text","text":"What was said"}]})"));
    serve();
    const QString words = u"He was alone."_s;
    {
        auto app = startFirst();
        joinAs(*app, author, false);
        const ScreenReader reader = app->reader();
        ASSERT_TRUE(reader.waitFor([&] { return app->views().today()->arriving().isEmpty(); }, 60'000));
        beginNote(reader, u"A plain note"_s, u"She "_s);
        FormSession *session = app->views().capture()->session();
        ASSERT_TRUE(session);
        ASSERT_TRUE(reader.waitFor([&] { return session->saveState() == FormSession::Kept; }));
        MoreView &more = *app->views().more();
        const auto tries = [&](const std::function<void(MoreWatch &)> &leave) {
            more.showProblem({});
            leave(app->graph().people());
            EXPECT_TRUE(reader.waitFor([&] { return !more.problem().isEmpty() || left > 0; }));
        };
        const auto add = [](MoreWatch &people) { people.addPerson(); };
        const auto change = [](MoreWatch &people) { people.switchTo(DevicePeople::newId()); };
        {
            const FullDisk full;
            session->setText(u"said"_s, words);
            for (const auto &leave : QList<std::function<void(MoreWatch &)>> { add, change }) {
                tries(leave);
                EXPECT_TRUE(more.problem().startsWith(u"What you typed could not be saved yet"_s)) << qPrintable(more.problem());
            }
            app->views().capture()->close();   // and its last words, of a form that is closed
            tries(add);
            EXPECT_TRUE(more.problem().startsWith(u"What you typed could not be saved yet"_s)) << qPrintable(more.problem());
        }
        EXPECT_EQ(started.size(), 0);
        EXPECT_EQ(left, 0);
        // What was refused is tried again every few seconds, however often one asks to leave meanwhile.
        const auto leaves = [&] {
            tries(add);
            return left > 0;
        };
        EXPECT_TRUE(reader.waitFor(leaves, 60'000));
        EXPECT_EQ(left, 1);
        EXPECT_EQ(started.size(), 1);
    }
    MadeUpSecrets secrets(ring);
    const auto opened = StoreDirectory(device() + u"/store"_s).open({ {}, &secrets, {} }, m_clock, m_random);
    ASSERT_TRUE(opened);
    const auto drafts = (*opened)->drafts().list();
    ASSERT_TRUE(drafts);
    ASSERT_EQ(drafts->size(), 1);
    const auto draft = (*opened)->drafts().find(drafts->first().id);
    ASSERT_TRUE(draft && *draft);
    EXPECT_EQ(Answers((*draft)->body.answers).value(u"said"_s).toString(), words);
}

TEST_F(PeopleAppTest, WhatIsTypedALastMomentBeforeIsInTheStore)
{
    begin();
    publish(u"plain.json"_s, *parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:plain","version":"1.0","status":"active",
        "title":"A plain note","name":"PLAIN","item":[{"linkId":"said","type":"text","text":"What was said"}]})"));
    serve();
    auto app = startFirst();
    joinAs(*app, author, false);
    const ScreenReader reader = app->reader();
    ASSERT_TRUE(reader.waitFor([&] { return app->views().today()->arriving().isEmpty(); }, 60'000));
    // The names of those who share it are asked for once, and when somebody looks at them: not at every change of the records.
    const int reads = ring->reads;
    int shown = 0;
    QObject::connect(app->views().more(), &MoreView::changed, &app->window(), [&] { ++shown; });
    for (int round = 0; round < 5; ++round) {
        app->graph().people().setIsScreenGuarded(round % 2 == 0);   // reads anew, and shows something else
        ASSERT_TRUE(reader.waitFor([&] { return shown > round; }));
    }
    EXPECT_EQ(ring->reads, reads);
    openPeople(reader);
    EXPECT_TRUE(reader.waitFor([&] { return ring->reads > reads; })) << "another window may have made one";

    beginNote(reader, u"A plain note"_s, u"She rang."_s);
    FormSession *session = app->views().capture()->session();
    ASSERT_TRUE(session);
    session->setText(u"said"_s, u"She rang twice."_s);
    app->graph().people().addPerson();
    ASSERT_TRUE(reader.waitFor([&] { return left == 1; })) << qPrintable(app->views().more()->problem());
    app.reset();
    MadeUpSecrets secrets(ring);
    const auto opened = StoreDirectory(device() + u"/store"_s).open({ {}, &secrets, {} }, m_clock, m_random);
    ASSERT_TRUE(opened);
    const auto drafts = (*opened)->drafts().list();
    ASSERT_TRUE(drafts && drafts->size() == 1);
    const auto draft = (*opened)->drafts().find(drafts->first().id);
    ASSERT_TRUE(draft && *draft);
    EXPECT_EQ(Answers((*draft)->body.answers).value(u"said"_s).toString(), u"She rang twice."_s);
}

TEST_F(PeopleAppTest, OnlyAnIdOfOursBecomesAFolder)
{
    for (const QString &bad : { u"../../etc"_s, u"FIRST"_s, u"{0f6a1c0e-0d5f-4a5e-9f1e-3a9d3b0c9b11}"_s, u"a/b"_s })
        EXPECT_FALSE(appOptions({ u"sightline"_s, u"--people"_s, device(), u"--person"_s, bad })) << qPrintable(bad);
    EXPECT_FALSE(appOptions({ u"sightline"_s, u"--store"_s, device(), u"--person"_s, u"first"_s }));
    EXPECT_EQ(appOptions({ u"sightline"_s, u"--people"_s, device() })->storeDirectory, device() + u"/store"_s);
    EXPECT_EQ(appOptions({ u"sightline"_s, u"--store"_s, device() })->peopleDirectory, QString());
}

TEST(JoinWordsTest, EachFaultHasWordsOfItsOwnThatSayWhetherAnythingChangedAndWhatToDo)
{
    QStringList heard;
    for (int fault = static_cast<int>(sync::EnrolFault::Unreachable); fault <= static_cast<int>(sync::EnrolFault::Device); ++fault) {
        sync::JoinEnd end;
        end.fault = static_cast<sync::EnrolFault>(fault);
        end.error = { ErrorCode::StorageFailure, u"canary detail"_s };
        const QString words = joinProblem(end, u"hub.example.org"_s).text;
        EXPECT_TRUE(words.contains(u"was changed"_s)) << qPrintable(words);
        EXPECT_FALSE(words.contains(u"canary"_s)) << qPrintable(words);
        EXPECT_FALSE(heard.contains(words)) << qPrintable(words);
        heard.append(words);
    }
    for (const ErrorCode code : { ErrorCode::StorageFull, ErrorCode::StorageLocked, ErrorCode::NotAllowed }) {
        sync::JoinEnd end;
        end.fault = sync::EnrolFault::Device;
        end.error = { code, {} };
        const QString words = joinProblem(end, {}).text;
        EXPECT_TRUE(words.contains(u"Nothing was changed"_s) && !heard.contains(words)) << qPrintable(words);
        heard.append(words);
    }
    sync::JoinEnd used;
    used.fault = sync::EnrolFault::Device;
    used.isCodeUsed = true;
    EXPECT_TRUE(joinProblem(used, {}).text.contains(u"join with a new code"_s));
    EXPECT_GE(heard.size(), 13);
    EXPECT_EQ(hubFromTyping(u" hub.example.org/sightline/ "_s).url.toString(), u"https://hub.example.org/sightline"_s);
}

/// Where a joining is cut off.
enum class Cut { AtOnce, Asking, Answered };

/// Calls the hub, and kills this process with -9 on the way there or back.
class KillingTransport : public sync::Transport {
public:
    KillingTransport(const QUrl &hub, Cut cut) : m_hub(hub), m_cut(cut) { }
    sync::Reply call(const sync::Call &call) override
    {
        if (m_cut == Cut::Asking)
            std::raise(SIGKILL);
        const sync::Reply reply = m_hub.call(call);
        if (m_cut == Cut::Answered)
            std::raise(SIGKILL);
        return reply;
    }
    void cancel() override { m_hub.cancel(); }

private:
    sync::HttpTransport m_hub;
    Cut m_cut;
};

AppOptions optionsOfKilled(const QString &folder)
{
    AppOptions options;
    options.storeDirectory = folder + u"/store"_s;
    return options;
}

/// `test_join_app --join FOLDER URL CODE CUT`: joins as a process of its own, to be killed.
int joinAndDie(const QStringList &arguments)
{
    const QString folder = arguments.at(2);
    RunningApp app(optionsOfKilled(folder), { 390, 844 }, std::make_unique<FileSecrets>(folder + u"/secrets"_s));
    if (!app.isJoining())
        return 3;
    const auto cut = static_cast<Cut>(arguments.at(5).toInt());
    app.graph().joining().setConnect([cut](const sync::KnownHub &hub) { return std::make_unique<KillingTransport>(hub.url, cut); });
    std::puts("joining");
    std::fflush(stdout);
    Q_EMIT app.views().joining()->joinAsked(arguments.at(3), arguments.at(4));
    return QGuiApplication::exec();
}

/// The line from the hub's picture, pasted where the address goes: it has the code with it.
TEST_F(JoinAppTest, AnInvitationPastedAsTheAddressNeedsNoCode)
{
    begin();
    serve();
    const QString text = wire::invitationText({ m_hub.url(), m_hub.codeFor(manager), {} }).value();
    auto app = start();
    expectAsks(*app);
    if (HasFatalFailure())
        return;
    const QString mistyped = text.chopped(1);
    joinWith(app->reader(), mistyped, {});
    expectRefusal(*app, mistyped, {}, u"missing or mistyped"_s);
    joinWith(app->reader(), text, {});
    ASSERT_TRUE(app->reader().waitFor([&] { return !app->isJoining(); })) << qPrintable(app->reader().said());
}

TEST_F(JoinAppTest, KilledAnywhereItAsksAgainOrOpensAndNeverHoldsAStoreThatDoesNot)
{
    begin();
    serve();
    int asked = 0, opened = 0;
    const auto killed = [&](const QString &device, Cut cut, int afterUs) {
        const QString folder = folderOf(device);
        QDir().mkpath(folder);
        QProcess process;
        process.setStandardErrorFile(QProcess::nullDevice());
        process.start(QCoreApplication::applicationFilePath(),
                      { u"--join"_s, folder, m_hub.url(), m_hub.codeFor(author), QString::number(static_cast<int>(cut)) });
        ASSERT_TRUE(process.waitForReadyRead(60'000));
        if (cut == Cut::AtOnce) {
            process.waitForFinished(afterUs / 1000);
            process.kill();
        }
        ASSERT_TRUE(process.waitForFinished(60'000));
        ASSERT_EQ(process.exitStatus(), QProcess::CrashExit) << process.exitCode();
        RunningApp app(optionsOfKilled(folder), { 390, 844 }, std::make_unique<FileSecrets>(folder + u"/secrets"_s));
        ASSERT_FALSE(app.failure()) << "cut " << static_cast<int>(cut) << " after " << afterUs << " us: " << qPrintable(app.failure()->detail);
        const ScreenReader reader = app.reader();
        if (!app.isJoining()) {
            ++opened;
            EXPECT_TRUE(reader.waitFor(QAccessible::Button, u"Capture"_s)) << qPrintable(reader.said());
            return;
        }
        ++asked;
        joinWith(reader, m_hub.url(), m_hub.codeFor(author));
        ASSERT_TRUE(reader.waitFor([&] { return !app.views().joining()->isShown() && app.views().today()->isReady(); }, 60'000)) << qPrintable(reader.said());
        EXPECT_FALSE(app.failure());
    };
    killed(u"asking"_s, Cut::Asking, 0);
    killed(u"answered"_s, Cut::Answered, 0);
    EXPECT_EQ(asked, 2);
    for (int round = 0; round < 20; ++round)
        killed(u"at-once-%1"_s.arg(round), Cut::AtOnce, 2'000 + round * 9'000);
    std::printf("%d kills: %d asked again and joined, %d opened\n", asked + opened, asked, opened);
    EXPECT_EQ(asked + opened, 22);
}

} // namespace

int main(int argc, char *argv[])
{
    prepareForTests();
    QGuiApplication application(argc, argv);
    QGuiApplication::setQuitOnLastWindowClosed(false);
    if (QGuiApplication::arguments().value(1) == u"--join"_s)
        return joinAndDie(QGuiApplication::arguments());
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
