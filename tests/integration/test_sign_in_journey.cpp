// A person's first day without a code: real programs, a certified provider, and a real browser without a screen.
#include "tests/integration/real_processes.h"
#include "tests/support/oidc_provider.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>

#include <gtest/gtest.h>

#include <cstdio>

using namespace sightline;
using namespace sightline::integration;
using namespace Qt::StringLiterals;

namespace {

const QString practitioner = u"practitioner-north-1"_s;

class SignInJourney : public testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_NE(provider.port(), 0) << qPrintable(provider.complaint);
        ASSERT_TRUE(world.makeCouncil());
        write(world.hubKeys() + u".sign-in"_s,
              writeJson(Json::object(
                  { { u"issuer"_s, provider.issuer() },
                    { u"client_id"_s, u"sightline"_s },
                    { u"person"_s, Json::object({ { u"claim"_s, u"employee"_s } }) },
                    { u"roles"_s, Json::object({ { u"claim"_s, u"groups"_s }, { u"map"_s, Json::object({ { u"practitioners"_s, u"Practitioner"_s } }) } }) },
                    { u"help"_s, u"Ask the service desk."_s } })));
        ASSERT_TRUE(world.startHub());
    }
    static void write(const QString &path, const QByteArray &text)
    {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        ASSERT_TRUE(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    }
    [[nodiscard]] QStringList init(const QStringList &how) const
    {
        return QStringList { u"init"_s, u"--hub"_s, u"http://127.0.0.1:%1"_s.arg(world.hubPort()) } + how;
    }
    /// Begins to join @p device, and gives the address that a browser is to be sent to.
    std::unique_ptr<QProcess> beginToJoin(const QString &device, QString &address)
    {
        auto joining = world.begin(device, init({ u"--sign-in"_s }));
        QByteArray said;
        while (!said.contains("\nhttp") || !said.endsWith('\n')) {
            if (!joining->waitForReadyRead(30'000) && joining->state() != QProcess::Running)
                break;
            joining->setReadChannel(QProcess::StandardError);
            said += joining->readAll();
        }
        address = QString::fromUtf8(said.mid(said.indexOf("\nhttp") + 1)).trimmed();
        EXPECT_TRUE(address.startsWith(provider.issuer())) << said.constData();
        return joining;
    }
    /// What the page says that the browser comes back to.
    static QString inABrowser(const QString &address, const QString &login)
    {
        QProcess browser;
        browser.start(u"node"_s, { QStringLiteral(SIGHTLINE_OIDC_BROWSER_SCRIPT), address, login });
        static constexpr int wholeMs = 180'000;
        EXPECT_TRUE(browser.waitForFinished(wholeMs));
        EXPECT_EQ(browser.exitCode(), 0) << browser.readAllStandardError().constData();
        return QString::fromUtf8(browser.readAllStandardOutput()).trimmed();
    }

    RealProcesses world { QStringLiteral(SIGHTLINE_CLI), QStringLiteral(SIGHTLINE_HUB) };
    support::OidcProvider provider;
};

} // namespace

TEST_F(SignInJourney, SomebodySignsInWithABrowserAndTheirDeviceIsTheirs)
{
    ASSERT_FALSE(QStandardPaths::findExecutable(u"chromedriver"_s).isEmpty()) << "platform/setup --tests installs it";
    QString address;
    const auto joining = beginToJoin(u"tablet"_s, address);
    EXPECT_EQ(inABrowser(address, practitioner + u"+practitioners"_s), u"You are signed in. Close this page and go back to the terminal."_s);
    const ProgramRun joined = RealProcesses::finish(*joining);
    ASSERT_EQ(joined.exitCode, 0) << joined.err.constData();
    EXPECT_EQ(joined.json()[u"person"_s].toString(), practitioner);
    EXPECT_GT(joined.json()[u"pulled"_s].toInteger(), 0);
    EXPECT_EQ(world.cli(u"tablet"_s, { u"sync"_s }).exitCode, 0) << "and it goes on as any other device";
}

TEST_F(SignInJourney, SomebodyUnknownIsToldWhomToAskAndNothingIsMade)
{
    QString address;
    const auto joining = beginToJoin(u"tablet"_s, address);
    EXPECT_EQ(inABrowser(address, u"visitor+practitioners"_s), u"You are signed in. Close this page and go back to the terminal."_s);
    const ProgramRun refused = RealProcesses::finish(*joining);
    EXPECT_EQ(refused.exitCode, 1);
    EXPECT_TRUE(refused.out.isEmpty());
    EXPECT_TRUE(refused.err.contains("Ask the service desk.")) << refused.err.constData();
    EXPECT_NE(world.cli(u"tablet"_s, { u"sync"_s }).exitCode, 0);
}

TEST_F(SignInJourney, AnAccountOfTheHubsJoinsFromATerminal)
{
    write(world.folder() + u"/password"_s, "lantern orchard tuesday\n");
    const ProgramRun given = world.hub({ u"account"_s, u"add"_s, practitioner, u"--password-file"_s, world.folder() + u"/password"_s, u"--json"_s });
    ASSERT_EQ(given.exitCode, 0) << given.err.constData();
    const QString code = given.json()[u"recovery_codes"_s].toStrings().value(0);
    const QStringList how { u"--account"_s, practitioner, u"--password-file"_s, world.folder() + u"/proof"_s };
    write(world.folder() + u"/proof"_s, "lantern orchard tuesday\n000000\n");
    const ProgramRun refused = world.cli(u"laptop"_s, init(how));
    EXPECT_EQ(refused.exitCode, 1);
    EXPECT_EQ(refused.err.count('\n'), 1) << refused.err.constData();
    write(world.folder() + u"/proof"_s, "lantern orchard tuesday\n" + code.toUtf8() + '\n');
    const ProgramRun joined = world.cli(u"laptop"_s, init(how));
    ASSERT_EQ(joined.exitCode, 0) << joined.err.constData();
    EXPECT_EQ(joined.json()[u"person"_s].toString(), practitioner);
    EXPECT_EQ(world.cli(u"laptop"_s, { u"sync"_s }).exitCode, 0);
    const ProgramRun bare = world.cli(u"other"_s, init({}));
    EXPECT_NE(bare.exitCode, 0);
    EXPECT_TRUE(bare.err.contains("--sign-in")) << bare.err.constData();
    EXPECT_EQ(world.cli(u"other"_s, init({ u"--sign-in"_s, u"--enrol"_s, u"AAAA-AAAA-AAAA"_s })).exitCode, 2) << "one way at a time";
}
