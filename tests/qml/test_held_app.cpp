// Work that the hub cannot apply, through real programs: it is kept, and both its author and the team's manager see it and why.
#include "tests/qml/joined_devices.h"

#include <QTest>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

const QString words = u"Knocked twice, and a kettle sang."_s;
const QString title = u"A plain note"_s;
const QString shelf = u"Kept by the hub, not applied (1)"_s;

class HeldAppTest : public JoinedDevices {
protected:
    void SetUp() override
    {
        begin();
        publishPlainNote();
        serve();
        join(u"first"_s, author);
        join(u"manager"_s, manager);
        join(u"elsewhere"_s, u"tm-early-support-south"_s);
        m_hub.terminate();
    }
    /// The hub learns in which team the author works from now on, and under whom.
    void moveAuthor(const QString &team, const QString &under)
    {
        ASSERT_FALSE(m_hub
                         .administer({ u"user"_s, u"add"_s, author, u"--name"_s, u"Early Support Practitioner"_s, u"--role"_s, u"Practitioner"_s,
                                       u"--service"_s, u"early-support"_s, u"--team"_s, team, u"--manager"_s, under, u"--json"_s })
                         .isEmpty())
            << qPrintable(m_hub.complaint);
    }
    /// The manager leads one more team.
    void giveManager(const QString &team)
    {
        ASSERT_FALSE(m_hub
                         .administer({ u"user"_s, u"add"_s, manager, u"--name"_s, u"Team Manager, Early Support North"_s, u"--role"_s, u"Team Manager"_s,
                                       u"--service"_s, u"early-support"_s, u"--leads"_s, u"early-support-north"_s, u"--leads"_s, team, u"--json"_s })
                         .isEmpty())
            << qPrintable(m_hub.complaint);
    }
    void writeNote() const
    {
        RunningApp app(folderOf(u"first"_s), { 390, 844 }, true);
        const ScreenReader reader = app.reader();
        beginNote(reader, title, words);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Undo"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
    }
    static void openSync(const ScreenReader &reader) { reader.key(Qt::Key_4, Qt::ControlModifier); }
    /// The Sync page of @p reader's app shows the one note that is kept; opened, it says @p reason.
    static void expectKept(const ScreenReader &reader, const QString &reason)
    {
        openSync(reader);
        ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, shelf)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::ListItem, title, true)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, reason)) << qPrintable(reader.said());
    }
};

} // namespace

TEST_F(HeldAppTest, WhoWroteItAndWhoLeadsTheTeamBothSeeWhatTheHubKeepsAndWhy)
{
    writeNote();
    // Before the note has been sent: to another of the manager's teams.
    giveManager(u"early-support-west"_s);
    moveAuthor(u"early-support-west"_s, manager);
    serve();
    {
        RunningApp app(folderOf(u"first"_s), { 390, 844 });
        const ScreenReader reader = app.reader();
        expectKept(reader, u"You no longer work where this record belongs. The hub keeps it for the team's manager."_s);
        EXPECT_FALSE(reader.find(QAccessible::Button, u"Apply it after all"_s)) << qPrintable(reader.said());
    }
    {
        RunningApp app(folderOf(u"elsewhere"_s), { 390, 844 });   // it is nothing to whoever leads another team
        const ScreenReader reader = app.reader();
        openSync(reader);
        ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, u"Everything you wrote is on the hub."_s)) << qPrintable(reader.said());
        EXPECT_FALSE(reader.said().contains(u"not applied"_s)) << qPrintable(reader.said());
    }
    {
        RunningApp app(folderOf(u"manager"_s), { 390, 844 });
        const ScreenReader reader = app.reader();
        expectKept(reader, u"Its author no longer works where this record belongs. The hub keeps it until you apply it or leave it out."_s);
        EXPECT_FALSE(reader.said().contains(u"You no longer"_s));
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Apply it after all"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor([&] { return !reader.said().contains(shelf) && !reader.said().contains(u"Apply it after all"_s); }))
            << qPrintable(reader.said());
    }
    // Nothing was lost: the note is applied, once, with its words; and its author's page is empty of it again.
    const QByteArray records = m_hub.administer({ u"export"_s });
    int copies = 0;
    for (const QByteArray &line : records.split('\n')) {
        const auto record = parseJson(line);
        copies += record && (*record)[u"body"_s][u"type"_s].toString() == u"form"_s && writeJson((*record)[u"body"_s]).contains(words.toUtf8()) ? 1 : 0;
    }
    EXPECT_EQ(copies, 1) << records.size();
    RunningApp app(folderOf(u"first"_s), { 390, 844 });
    const ScreenReader reader = app.reader();
    openSync(reader);
    EXPECT_TRUE(reader.waitFor(QAccessible::NoRole, u"Everything you wrote is on the hub."_s)) << qPrintable(reader.said());
    EXPECT_TRUE(reader.waitFor([&] { return !reader.said().contains(shelf); })) << qPrintable(reader.said());
}

TEST_F(HeldAppTest, TheManagerOfATeamThatItsAuthorCameToSeesItAndIsOfferedNothingThatTheHubWouldRefuse)
{
    writeNote();
    moveAuthor(u"early-support-south"_s, u"tm-early-support-south"_s);
    serve();
    {
        RunningApp app(folderOf(u"first"_s), { 390, 844 });
        expectKept(app.reader(), u"You no longer work where this record belongs. The hub keeps it for the team's manager."_s);
    }
    RunningApp app(folderOf(u"elsewhere"_s), { 390, 844 });
    const ScreenReader reader = app.reader();
    expectKept(reader,
               u"Its author no longer works where this record belongs, and you do not lead that team. The hub keeps it; a records officer can settle it."_s);
    EXPECT_FALSE(reader.find(QAccessible::Button, u"Apply it after all"_s)) << qPrintable(reader.said());
    EXPECT_TRUE(reader.find(QAccessible::Button, u"Leave it out…"_s)) << qPrintable(reader.said());
}

/// A row that nothing has met since it was damaged: the export from Sync says so, and everything else is in the file.
TEST_F(HeldAppTest, TheExportOfUnsentWorkSaysHowMuchOfItIsDamaged)
{
    writeNote();
    writeNote();
    {
        const auto store = openStoreOf(u"first"_s);
        ASSERT_TRUE(store);
        const auto unsent = store->outbox().all(true);
        ASSERT_TRUE(unsent);
        ASSERT_GE(unsent->size(), 2);
        ASSERT_TRUE(store->db().execute("DROP TRIGGER outbox_body_immutable"));
        ASSERT_EQ(store->db().run("UPDATE outbox_body SET op = x'7b746f726e' WHERE n = ?", unsent->first().order).value(), 1);
    }
    const QByteArray home = qgetenv("HOME");
    qputenv("HOME", m_folder.path().toUtf8());   // where the documents are
    {
        RunningApp app(folderOf(u"first"_s), { 390, 844 }, true);
        const ScreenReader reader = app.reader();
        openSync(reader);
        ASSERT_TRUE(reader.waitFor([&] { return reader.said().contains(u"Export unsent work"_s); })) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::ListItem, u"Export unsent work"_s, true)) << qPrintable(reader.said());
        EXPECT_TRUE(reader.waitFor([&] {
            return reader.said().contains(
                u"1 record(s) or change(s) cannot be read on this device: what is still there of them is in the file, marked as damaged, for your support desk."_s);
        })) << qPrintable(reader.said());
    }
    qputenv("HOME", home);
    const QStringList files = QDir(m_folder.filePath(u"Documents"_s)).entryList({ u"sightline-unsent-*.sealed"_s }, QDir::Files);
    ASSERT_EQ(files.size(), 1);
    serve();
    const auto imported = parseJson(m_hub.administer({ u"import-unsent"_s, m_folder.filePath(u"Documents/"_s + files.first()), u"--json"_s }));
    ASSERT_TRUE(imported) << qPrintable(m_hub.complaint);
    EXPECT_EQ((*imported)[u"left"_s].toArray().size(), 1);
    EXPECT_TRUE(m_hub.administer({ u"export"_s }).contains(words.toUtf8())) << "the other note is on the hub";
}
