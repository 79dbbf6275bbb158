// The framework's owner changes it in the app: what is typed is understood at once, kept, looked at with whom it affects, and published; the
// hub makes the edition, and a colleague's device has it. The same from the command line, and tables of people.
#include "core/packs/framework/framework_pack.h"
#include "tests/qml/joined_devices.h"

#include <QTest>

#include <algorithm>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

const QString owner = u"qa-manager"_s;

class OwnerAppTest : public JoinedDevices {
protected:
    void SetUp() override
    {
        begin();
        serve();
        join(u"owner"_s, owner);
        join(u"worker"_s, author);
    }
    [[nodiscard]] static bool says(const ScreenReader &reader, const QString &words)
    {
        return reader.waitFor([&] { return reader.said().contains(words); });
    }
    static void typeOver(const ScreenReader &reader, const QString &field, const QString &words)
    {
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, field)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, field)));
        reader.clearField();
        reader.type(words);
    }
    struct Ran {
        int exitCode = -1;
        QByteArray said;
    };
    Ran run(const QString &device, const QStringList &arguments)
    {
        QProcess cli;
        cli.start(QStringLiteral(SIGHTLINE_CLI), RunningApp::storeArguments(folderOf(device)) + arguments);
        EXPECT_TRUE(cli.waitForFinished(60'000));
        return { cli.exitCode(), cli.readAllStandardOutput() + cli.readAllStandardError() };
    }
    Json answerOf(const QString &device, const QStringList &arguments)
    {
        const Ran ran = run(device, arguments + QStringList { u"--json"_s });
        EXPECT_EQ(ran.exitCode, 0) << ran.said.constData();
        return parseJson(ran.said).valueOr(Json());
    }
    /// What the coming edition says of data meetings on @p device.
    QStringList editions() { return QString::fromUtf8(m_hub.administer({ u"framework"_s, u"editions"_s })).split(u'\n'); }
    QString fileWith(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
        return file.fileName();
    }
};

} // namespace

TEST_F(OwnerAppTest, ARowIsChangedLookedAtAndPublishedAndAColleagueHasIt)
{
    {
        RunningApp app(folderOf(u"owner"_s), { 1440, 900 });
        const ScreenReader reader = app.reader();
        reader.key(Qt::Key_3, Qt::ControlModifier);
        ASSERT_TRUE(reader.waitFor(QAccessible::ListItem, u"Questions to answer"_s, true)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, u"Search the framework"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, u"Search the framework"_s)));
        reader.type(u"data meetings"_s);
        ASSERT_TRUE(reader.waitFor(QAccessible::ListItem, u"Data Meetings"_s, true)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::ListItem, u"Data Meetings"_s, true));
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Change this activity"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Change this activity"_s));
        typeOver(reader, u"How often"_s, u"Every 4 weeks"_s);
        ASSERT_TRUE(says(reader, u"We read this as: Every 4 weeks"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(says(reader, u"Nobody else sees it until you publish."_s)) << qPrintable(reader.said());
        typeOver(reader, u"Who"_s, u"Jane Canary"_s);
        ASSERT_TRUE(says(reader, u"This looks like a person's name"_s)) << qPrintable(reader.said());
        typeOver(reader, u"Who"_s, u"Team Manager"_s);
        ASSERT_TRUE(says(reader, u"We read this as: Team Manager"_s)) << qPrintable(reader.said());
        int examined = 0;
        EXPECT_EQ(reader.unnamed(&examined), QStringList());
        EXPECT_GE(examined, 15);
    }
    // What was typed is there after a restart, before anything was published.
    RunningApp app(folderOf(u"owner"_s), { 390, 844 });
    const ScreenReader reader = app.reader();
    reader.key(Qt::Key_3, Qt::ControlModifier);
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Look at them and publish"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Look at them and publish"_s));
    ASSERT_TRUE(says(reader, u"From then on: every 4 weeks."_s)) << qPrintable(reader.said());
    EXPECT_TRUE(says(reader, u"Affects "_s)) << qPrintable(reader.said());
    EXPECT_TRUE(says(reader, u"Hours a month, by role"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor([&] {
        const auto button = reader.find(QAccessible::Button, u"Publish to everyone"_s);
        return button && reader.press(QAccessible::Button, u"Publish to everyone"_s);
    })) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor([&] { return editions().filter(u"coming"_s).size() == 1; })) << "the hub has made the edition";
    run(u"worker"_s, { u"sync"_s });
    RunningApp theirs(folderOf(u"worker"_s), { 1440, 900 }, true);
    const ScreenReader colleague = theirs.reader();
    colleague.key(Qt::Key_3, Qt::ControlModifier);
    ASSERT_TRUE(says(colleague, u"A new edition counts from"_s)) << qPrintable(colleague.said());
    EXPECT_FALSE(colleague.said().contains(u"Questions to answer"_s)) << "only the owner is asked";
}

TEST_F(OwnerAppTest, AnActivityIsAddedLookedAtAndTakenOutAgain)
{
    RunningApp app(folderOf(u"owner"_s), { 1440, 900 });
    const ScreenReader reader = app.reader();
    reader.key(Qt::Key_3, Qt::ControlModifier);
    ASSERT_TRUE(reader.waitFor(QAccessible::ListItem, u"Fostering Service"_s, true)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::ListItem, u"Fostering Service"_s, true));
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Add an activity"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Add an activity"_s));
    typeOver(reader, u"What will be done?"_s, u"Peer audit of plans"_s);
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Add it"_s)) << qPrintable(reader.said());
    typeOver(reader, u"How often"_s, u"Quarterly"_s);
    ASSERT_TRUE(says(reader, u"We read this as: Once a quarter"_s)) << qPrintable(reader.said());
    typeOver(reader, u"Who"_s, u"Team Manager"_s);
    ASSERT_TRUE(says(reader, u"We read this as: Team Manager"_s)) << qPrintable(reader.said());
    app.views().framework()->owner()->openReview();
    ASSERT_TRUE(says(reader, u"Peer audit of plans"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(says(reader, u"New"_s)) << qPrintable(reader.said());
    app.views().framework()->owner()->openRow(u"fostering-service:peer-audit-of-plans"_s);
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Take it out again"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Take it out again"_s));
    ASSERT_TRUE(reader.waitFor([&] { return app.views().framework()->owner()->changeCount() == 0; }));
}

TEST_F(OwnerAppTest, AnotherEditionsDocumentIsReadComparedAndPublished)
{
    RunningApp app(folderOf(u"owner"_s), { 1440, 900 });
    const ScreenReader reader = app.reader();
    reader.key(Qt::Key_3, Qt::ControlModifier);
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Open another edition’s document"_s)) << qPrintable(reader.said());
    OwnerDesk *desk = app.views().framework()->owner();
    desk->openDocument(QUrl::fromLocalFile(fileWith(u"broken.docx"_s, "this is no such document")));
    ASSERT_TRUE(reader.waitFor([&] { return !desk->isReadingDocument() && !desk->problem().isEmpty(); })) << "and nothing else happened";
    EXPECT_EQ(desk->changeCount(), 0);

    // The council's own document as a table, with one row put otherwise, one left out and one new.
    QByteArray table = QByteArray::fromStdString(std::string("Service,Activity,How,Purpose,Lead,Frequency\n"));
    const auto quoted = [](QString words) { return ('"' + words.replace(u'"', u"\"\""_s) + '"').toUtf8(); };
    const auto present = compileWithBuiltInTables(builtInFramework());
    ASSERT_TRUE(present);
    int left = 0;
    for (const CompiledService &service : present->services) {
        for (const CompiledActivity &row : service.activities) {
            const Activity &cells = row.activity;
            if (cells.key == ActivityKey(u"early-support:practice-development-sessions"_s) && ++left > 0)
                continue;
            const QString frequency = cells.key == ActivityKey(u"early-support:data-meetings"_s) ? u"Every 4 weeks"_s : cells.frequency;
            table += quoted(service.title()) + ',' + quoted(cells.what) + ',' + quoted(cells.how) + ',' + quoted(cells.why) + ',' + quoted(cells.lead) + ','
                + quoted(frequency) + '\n';
        }
    }
    ASSERT_EQ(left, 1);
    table += "Early Support,Peer audit of plans,,,Team Manager,Quarterly\n";
    desk->openDocument(QUrl::fromLocalFile(fileWith(u"next.csv"_s, table)));
    ASSERT_TRUE(says(reader, u"next.csv"_s)) << qPrintable(reader.said()) << qPrintable(desk->problem());
    EXPECT_TRUE(says(reader, u"New: 1. No longer there: 1."_s)) << qPrintable(reader.said());
    EXPECT_EQ(desk->changeCount(), 0) << "nothing is taken up before the owner says so";
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Look at what changes"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(says(reader, u"From then on: every 4 weeks."_s)) << qPrintable(reader.said());
    EXPECT_TRUE(says(reader, u"Peer audit of plans"_s)) << qPrintable(reader.said());
    EXPECT_TRUE(says(reader, u"No longer done."_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor([&] {
        const auto button = reader.find(QAccessible::Button, u"Publish to everyone"_s);
        return button && reader.press(QAccessible::Button, u"Publish to everyone"_s);
    })) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor([&] { return editions().filter(u"coming"_s).size() == 1; })) << "the hub has made the edition";
}

TEST_F(OwnerAppTest, TheCommandLineDoesTheSame)
{
    const Json questions = answerOf(u"owner"_s, { u"framework"_s, u"questions"_s })[u"questions"_s];
    ASSERT_GT(questions.toArray().size(), 5);
    const QString asked = questions.toArray().first()[u"row"_s].toString();
    const QString cell = questions.toArray().first()[u"cell"_s].toString();
    EXPECT_EQ(run(u"owner"_s, { u"framework"_s, u"answer"_s, asked, u"--cell"_s, cell, u"--as-assumed"_s }).exitCode, 0);
    EXPECT_EQ(answerOf(u"owner"_s, { u"framework"_s, u"questions"_s })[u"questions"_s].toArray().size(), questions.toArray().size() - 1);
    const Ran wrong =
        run(u"owner"_s, { u"framework"_s, u"change"_s, u"early-support:data-meetings"_s, u"--cell"_s, u"lead"_s, u"--words"_s, u"Jane Canary"_s });
    EXPECT_EQ(wrong.exitCode, 1);
    EXPECT_FALSE(wrong.said.contains("Canary"));
    const Json changed =
        answerOf(u"owner"_s, { u"framework"_s, u"change"_s, u"early-support:data-meetings"_s, u"--cell"_s, u"frequency"_s, u"--words"_s, u"Monthly"_s });
    EXPECT_TRUE(changed[u"says"_s].toString().startsWith(u"Once a month"_s)) << qPrintable(changed[u"says"_s].toString());
    const Json changes = answerOf(u"owner"_s, { u"framework"_s, u"changes"_s });
    EXPECT_EQ(changes[u"changes"_s].toArray().first()[u"says"_s].toString().section(u';', 0, 0),
              u"Early Support, Data Meetings: every 6 to 8 weeks becomes once a month"_s);
    EXPECT_FALSE(changes[u"roles"_s].toArray().isEmpty());
    const QString from = QDate::currentDate().addDays(40).toString(Qt::ISODate);
    EXPECT_EQ(run(u"worker"_s, { u"framework"_s, u"change"_s, u"early-support:data-meetings"_s, u"--cell"_s, u"why"_s, u"--words"_s, u"x"_s }).exitCode, 0)
        << "anybody may try";
    EXPECT_NE(run(u"worker"_s, { u"framework"_s, u"publish"_s, u"--from"_s, from }).exitCode, 0) << "and only the owner publishes";
    EXPECT_EQ(run(u"owner"_s, { u"framework"_s, u"publish"_s, u"--from"_s, from }).exitCode, 0);
    EXPECT_EQ(run(u"owner"_s, { u"sync"_s }).exitCode, 0);
    EXPECT_EQ(editions().filter(from).size(), 1) << qPrintable(editions().join(u'\n'));

    // What counts sooner than that would end with it, and the owner is told before publishing.
    EXPECT_EQ(run(u"owner"_s, { u"framework"_s, u"change"_s, u"early-support:data-meetings"_s, u"--cell"_s, u"frequency"_s, u"--words"_s, u"Every 4 weeks"_s })
                  .exitCode,
              0);
    RunningApp app(folderOf(u"owner"_s), { 1440, 900 });
    const ScreenReader reader = app.reader();
    reader.key(Qt::Key_3, Qt::ControlModifier);
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Look at them and publish"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Look at them and publish"_s));
    EXPECT_TRUE(says(reader, u"another edition counts, published earlier, and it has none of these changes"_s)) << qPrintable(reader.said());
}

TEST_F(OwnerAppTest, TablesOfPeopleAreTakenInFromTheDeviceAndEachWrongRowIsNamed)
{
    const QString wrong = fileWith(u"wrong.csv"_s, "id,name,service,manager\nnew-colleague,New colleague,early-support,nobody-here\n");
    const Ran refused = run(u"owner"_s, { u"people"_s, u"import"_s, u"--people"_s, wrong });
    EXPECT_EQ(refused.exitCode, 1);
    EXPECT_TRUE(refused.said.contains("line 2, manager")) << refused.said.constData();
    const QString right =
        fileWith(u"right.csv"_s,
                 "id,name,roles,service,teams,manager\nnew-colleague,New colleague,Practitioner,early-support,early-support-north,tm-early-support-north\n");
    EXPECT_NE(run(u"worker"_s, { u"people"_s, u"import"_s, u"--people"_s, right }).exitCode, 0) << "only who keeps people";
    EXPECT_EQ(run(u"owner"_s, { u"people"_s, u"import"_s, u"--people"_s, right }).exitCode, 0);
    EXPECT_EQ(run(u"owner"_s, { u"sync"_s }).exitCode, 0);
    EXPECT_TRUE(QString::fromUtf8(m_hub.administer({ u"user"_s, u"list"_s })).contains(u"new-colleague"_s));
}

TEST_F(OwnerAppTest, AManagerSeesTheirPeopleAndWhenTheirDevicesWereHeard)
{
    join(u"manager"_s, manager);
    run(u"worker"_s, { u"sync"_s });
    // The hub writes down when it heard a device some seconds after it did.
    const auto heardOfWorker = [&] {
        const Json board = answerOf(u"manager"_s, { u"team"_s, u"--ask"_s });
        const auto &members = board[u"members"_s].toArray();
        return std::any_of(members.cbegin(), members.cend(), [](const Json &member) {
            return member[u"person"_s].toString() == author && member[u"devices"_s].toInteger() == 1 && !member[u"heard"_s].isNull();
        });
    };
    bool isHeard = false;
    for (int tries = 0; tries < 60 && !isHeard; ++tries)
        isHeard = heardOfWorker();
    EXPECT_TRUE(isHeard);
    m_hub.terminate();
    RunningApp app(folderOf(u"manager"_s), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    reader.key(Qt::Key_5, Qt::ControlModifier);
    ASSERT_TRUE(reader.waitFor(QAccessible::ListItem, u"My people"_s, true)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::ListItem, u"My people"_s, true));
    EXPECT_TRUE(says(reader, u"Their devices as the hub knew them: "_s)) << qPrintable(reader.said());
    EXPECT_TRUE(says(reader, u"Device last heard "_s)) << "also without the hub, with its time\n" << qPrintable(reader.said());
}
