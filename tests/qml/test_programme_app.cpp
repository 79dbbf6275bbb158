#include "tests/qml/joined_devices.h"

#include <QTest>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

/// A manager's Today and year on a desktop, with no signal.
class ProgrammeAppTest : public JoinedDevices {
protected:
    void SetUp() override
    {
        begin();
        serve();
        join(u"manager"_s, manager);
    }
    [[nodiscard]] static bool says(const ScreenReader &reader, const QString &words)
    {
        return reader.waitFor([&] { return reader.said().contains(words); });
    }
    static void typeInto(const ScreenReader &reader, const QString &field, const QString &words)
    {
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, field)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, field)));
        reader.type(words);
    }
    static void openTask(const ScreenReader &reader, const QString &title)
    {
        ASSERT_TRUE(reader.waitFor(QAccessible::ListItem, title, true)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::ListItem, title, true));
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Put off or leave out"_s)) << qPrintable(reader.said());
    }
    QByteArray runCli(const QString &device, const QStringList &arguments)
    {
        QProcess cli;
        cli.start(QStringLiteral(SIGHTLINE_CLI), RunningApp::storeArguments(folderOf(device)) + arguments);
        EXPECT_TRUE(cli.waitForFinished(60'000));
        EXPECT_EQ(cli.exitCode(), 0) << cli.readAllStandardError().constData();
        return cli.readAllStandardOutput();
    }
};

TEST_F(ProgrammeAppTest, ATaskIsLeftOutWithAReasonTakenBackAndPassedOn)
{
    m_hub.terminate();
    RunningApp app(folderOf(u"manager"_s), { 1440, 900 }, true);
    const ScreenReader reader = app.reader();
    openTask(reader, u"Supervision"_s);
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Put off or leave out"_s));
    ASSERT_TRUE(says(reader, u"This takes effect at once."_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Save"_s));
    ASSERT_TRUE(says(reader, u"Write why."_s)) << "without a reason nothing is left out\n" << qPrintable(reader.said());
    typeInto(reader, u"Why?"_s, u"Supervised twice in October."_s);
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Save"_s));
    ASSERT_TRUE(says(reader, u"Left out: Supervised twice in October."_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Take that back"_s));
    ASSERT_TRUE(reader.waitFor([&] { return !reader.said().contains(u"Left out: Supervised"_s); })) << qPrintable(reader.said());

    openTask(reader, u"Supervision"_s);
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Pass on"_s));
    ASSERT_TRUE(reader.waitFor(QAccessible::RadioButton, u"Service Manager, Early Support"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"Service Manager, Early Support"_s));
    ASSERT_TRUE(says(reader, u"You passed this on to Service Manager, Early Support."_s)) << qPrintable(reader.said());
    int examined = 0;
    EXPECT_EQ(reader.unnamed(&examined), QStringList());
    EXPECT_GE(examined, 10);
}

TEST_F(ProgrammeAppTest, WhatIsTypedOnASheetIsThereAfterThePageIsLeftTheScreenCoveredAndTheAppGone)
{
    m_hub.terminate();
    const QString words = u"Supervised twice in October."_s;
    const auto openSheet = [](const ScreenReader &reader) {
        openTask(reader, u"Supervision"_s);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Put off or leave out"_s));
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, u"Why?"_s)) << qPrintable(reader.said());
    };
    const auto holds = [&words](const ScreenReader &reader) {
        return reader.waitFor([&] {
            const auto field = reader.find(QAccessible::EditableText, u"Why?"_s);
            return field && ScreenReader::textOf(*field) == words;
        });
    };
    {
        RunningApp app(folderOf(u"manager"_s), { 1440, 900 }, true);
        const ScreenReader reader = app.reader();
        openSheet(reader);
        typeInto(reader, u"Why?"_s, words);
        reader.key(Qt::Key_H, Qt::ControlModifier);   // and everything is covered
        ASSERT_TRUE(reader.waitFor([&] { return !reader.find(QAccessible::EditableText, u"Why?"_s); })) << qPrintable(reader.said());
        EXPECT_FALSE(app.views().today()->desk()->words()->hasUnkept()) << "covering keeps it";
    }
    RunningApp app(folderOf(u"manager"_s), { 1440, 900 }, true);
    const ScreenReader reader = app.reader();
    openSheet(reader);
    ASSERT_TRUE(holds(reader)) << qPrintable(reader.said());
    reader.key(Qt::Key_Escape);
    ASSERT_TRUE(reader.waitFor([&] { return !reader.find(QAccessible::EditableText, u"Why?"_s); })) << qPrintable(reader.said());
    openSheet(reader);
    ASSERT_TRUE(holds(reader)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Save"_s));
    ASSERT_TRUE(says(reader, u"Left out: "_s + words)) << qPrintable(reader.said());
}

TEST_F(ProgrammeAppTest, AColleaguesWishIsAnsweredOnToday)
{
    join(u"worker"_s, author);
    const auto plan = parseJson(runCli(u"worker"_s, { u"plan"_s, u"--json"_s }));
    ASSERT_TRUE(plan);
    QString task;
    for (const Json &one : plan->toArray()) {
        if (task.isEmpty() && one[u"activity"_s].toString() == u"S20.2" && (one[u"state"_s].toString() == u"due" || one[u"state"_s].toString() == u"late"))
            task = one[u"task"_s].toString();
    }
    ASSERT_FALSE(task.isEmpty());
    runCli(u"worker"_s, { u"waive"_s, task, u"--reason"_s, u"The data come late."_s });
    runCli(u"worker"_s, { u"sync"_s });
    runCli(u"manager"_s, { u"sync"_s });
    m_hub.terminate();
    RunningApp app(folderOf(u"manager"_s), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    ASSERT_TRUE(says(reader, u"asks to leave it out"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::ListItem, u"Data Meetings, Early Support Practitioner"_s, true)) << qPrintable(reader.said());
    ASSERT_TRUE(says(reader, u"The data come late."_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Do not agree"_s));
    ASSERT_TRUE(says(reader, u"Write why."_s)) << "a refusal needs a reason\n" << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Agree"_s));
    ASSERT_TRUE(reader.waitFor([&] { return !reader.said().contains(u"asks to leave it out"_s); })) << qPrintable(reader.said());
}

TEST_F(ProgrammeAppTest, TheYearGoesFromAServiceToAMonthToItsTasks)
{
    m_hub.terminate();
    RunningApp app(folderOf(u"manager"_s), { 1440, 900 }, true);
    const ScreenReader reader = app.reader();
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"The year"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"The year"_s));
    ASSERT_TRUE(says(reader, u"As the hub knew it at"_s)) << qPrintable(reader.said());
    EXPECT_TRUE(says(reader, u"Services you are not told of"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Early Support:"_s, true)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Supervision, May"_s, true)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Supervision, May"_s, true));
    ASSERT_TRUE(says(reader, u"Supervision: "_s)) << "each supervisee's own\n" << qPrintable(reader.said());
    EXPECT_TRUE(says(reader, u"Missed, due"_s)) << qPrintable(reader.said());
    reader.key(Qt::Key_Escape);
    EXPECT_TRUE(reader.waitFor(QAccessible::Button, u"Supervision, May"_s, true)) << "one step back\n" << qPrintable(reader.said());
}

TEST_F(ProgrammeAppTest, WhatSeveralMayDoIsTakenAndGivenBack)
{
    m_hub.terminate();
    RunningApp app(folderOf(u"manager"_s), { 1440, 900 }, true);
    const ScreenReader reader = app.reader();
    openTask(reader, u"Data Meetings"_s);
    ASSERT_TRUE(reader.press(QAccessible::Button, u"I will do it"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(says(reader, u"You said that you do this. Your colleagues see it."_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Give it back"_s)) << qPrintable(reader.said());
    EXPECT_FALSE(reader.find(QAccessible::Button, u"I will do it"_s));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Give it back"_s));
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"I will do it"_s)) << qPrintable(reader.said());
    EXPECT_FALSE(reader.said().contains(u"You said that you do this"_s));
}

TEST_F(ProgrammeAppTest, WhatHappenedIsEnteredByOneTapTakenBackAndTakenInFromATable)
{
    QFile people(m_folder.filePath(u"people.csv"_s));
    ASSERT_TRUE(people.open(QIODevice::WriteOnly));
    people.write("id,name,roles,service,manager\ntm-placements,\"Team Manager, Placements\",Team Manager,placement-team,sd-resources\n");
    people.close();
    ASSERT_FALSE(m_hub.administer({ u"people"_s, u"import"_s, u"--people"_s, people.fileName(), u"--json"_s }).isEmpty()) << qPrintable(m_hub.complaint);
    join(u"placements"_s, u"tm-placements"_s);
    m_hub.terminate();
    RunningApp app(folderOf(u"placements"_s), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    reader.key(Qt::Key_5, Qt::ControlModifier);
    ASSERT_TRUE(reader.waitFor(QAccessible::ListItem, u"What happened"_s, true)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::ListItem, u"What happened"_s, true));
    const QString button = u"It happened today: Placement Assurance"_s;
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, button, true)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, button, true));
    ASSERT_TRUE(says(reader, u"1 happened: 0 done, 1 open"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Take it back"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Take it back"_s));
    ASSERT_TRUE(reader.waitFor([&] { return !reader.said().contains(u"1 happened"_s); })) << "it is counted no more\n" << qPrintable(reader.said());

    const auto table = [&](const char *name, const QByteArray &rows) {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write("activity,date,reference\n" + rows);
        return QUrl::fromLocalFile(file.fileName());
    };
    const QByteArray day = QDate::currentDate().addDays(-1).toString(Qt::ISODate).toLatin1();
    EventsView *events = app.views().more()->events();
    events->takeIn(table("wrong.csv", "Placement Assurance,yesterday,R-1\nNo such thing," + day + ",R-2\n"));
    ASSERT_TRUE(says(reader, u"Line 2, date"_s)) << qPrintable(reader.said());
    EXPECT_TRUE(says(reader, u"Line 3, activity"_s)) << "each row that is wrong is named\n" << qPrintable(reader.said());
    EXPECT_FALSE(reader.said().contains(u"1 happened"_s)) << "and nothing was taken in";
    const QByteArray right = "Placement Assurance," + day + ",R-1\nPlacement Assurance," + day + ",R-2\n";
    events->takeIn(table("right.csv", right));
    ASSERT_TRUE(says(reader, u"2 new, 0 known already"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(says(reader, u"2 happened: 0 done, 2 open"_s)) << qPrintable(reader.said());
    events->takeIn(table("again.csv", right));
    ASSERT_TRUE(says(reader, u"0 new, 2 known already"_s)) << qPrintable(reader.said());
    int examined = 0;
    EXPECT_EQ(reader.unnamed(&examined), QStringList());
    EXPECT_GE(examined, 5);
}

TEST_F(ProgrammeAppTest, AnAbsenceIsEnteredWithItsCoverAndEnded)
{
    m_hub.terminate();
    RunningApp app(folderOf(u"manager"_s), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    reader.key(Qt::Key_5, Qt::ControlModifier);
    ASSERT_TRUE(reader.waitFor(QAccessible::ListItem, u"Away and cover"_s, true)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::ListItem, u"Away and cover"_s, true));
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Enter an absence"_s)) << qPrintable(reader.said());
    EXPECT_FALSE(reader.find(QAccessible::Button, u"Somebody leaves"_s)) << "only for those who keep the council's people";
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Enter an absence"_s));
    ASSERT_TRUE(reader.waitFor(QAccessible::RadioButton, u"Team Manager, Early Support South"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"Team Manager, Early Support South"_s));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Save"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(says(reader, u"until further notice. Covered by Team Manager, Early Support South."_s)) << qPrintable(reader.said());
    const QString back = u"Back, or entered by mistake: Team Manager, Early Support North"_s;
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, back)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, back));
    ASSERT_TRUE(says(reader, u"Ended: their tasks are their own again."_s)) << qPrintable(reader.said());
    EXPECT_TRUE(reader.waitFor([&] { return !reader.said().contains(u"Covered by"_s); })) << qPrintable(reader.said());
}

TEST_F(ProgrammeAppTest, ALeaversWorkGoesToWhoIsNamedForEverybodyOnceTheHubHasIt)
{
    join(u"owner"_s, u"qa-manager"_s);
    {
        RunningApp app(folderOf(u"owner"_s), { 1440, 900 }, true);
        const ScreenReader reader = app.reader();
        reader.key(Qt::Key_5, Qt::ControlModifier);
        ASSERT_TRUE(reader.waitFor(QAccessible::ListItem, u"Away and cover"_s, true)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::ListItem, u"Away and cover"_s, true));
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Somebody leaves"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Somebody leaves"_s));
        AbsenceView *view = app.views().more()->absences();
        view->chooseWho(u"tm-early-support-south"_s);
        ASSERT_TRUE(reader.waitFor([&] { return view->covers()->rowCount() > 1; }));
        view->letLeave(QDate::currentDate().addDays(-1).toString(Qt::ISODate), u"dom-early-support"_s);
        ASSERT_TRUE(says(reader, u"It counts for everybody once the hub has taken it"_s)) << qPrintable(reader.said());
    }
    runCli(u"owner"_s, { u"sync"_s });
    runCli(u"manager"_s, { u"sync"_s });
    const auto plan = parseJson(runCli(u"manager"_s, { u"plan"_s, u"--json"_s }));
    ASSERT_TRUE(plan);
    int handedOn = 0;
    for (const Json &one : plan->toArray()) {
        for (const Json &each : one[u"owners"_s].toArray()) {
            EXPECT_NE(each[u"person"_s].toString(), u"tm-early-support-south"_s) << one[u"activity"_s].toString().toStdString();
            handedOn += each[u"instead_of"_s].toString() == u"tm-early-support-south"_s && each[u"person"_s].toString() == u"dom-early-support"_s;
        }
    }
    EXPECT_GT(handedOn, 2) << "nothing is orphaned";
}

} // namespace
