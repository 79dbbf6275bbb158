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

} // namespace
