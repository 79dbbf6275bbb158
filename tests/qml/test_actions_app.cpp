#include "core/commands/follow_action.h"
#include "core/queries/action_list.h"
#include "tests/qml/agreed_visit.h"
#include "tests/qml/joined_devices.h"

#include <QTest>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

/// A team manager's device that was joined to a hub and has no signal since, with a record of hers in which she said what she will do.
class ActionsAppTest : public JoinedDevices {
protected:
    void SetUp() override
    {
        begin();
        serve();
        join(u"first"_s, manager);
        m_hub.terminate();
        const QString file = m_folder.filePath(u"visit.json"_s);
        QFile answers(file);
        ASSERT_TRUE(answers.open(QIODevice::WriteOnly));
        answers.write(writeJson(agreedVisit(what, manager, QDate::currentDate().addDays(-3))));
        answers.close();
        QProcess cli;
        cli.start(QStringLiteral(SIGHTLINE_CLI),
                  RunningApp::storeArguments(folderOf(u"first"_s)) + QStringList { u"capture"_s, u"T03"_s, u"--sign"_s, u"--answers"_s, file });
        ASSERT_TRUE(cli.waitForFinished(60'000));
        ASSERT_EQ(cli.exitCode(), 0) << cli.readAllStandardError().constData();
    }
    static void openAction(const ScreenReader &reader)
    {
        ASSERT_TRUE(reader.press(QAccessible::ListItem, what, true)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor(QAccessible::RadioButton, u"Done"_s)) << qPrintable(reader.said());
    }
    static void typeInto(const ScreenReader &reader, const QString &field, const QString &words)
    {
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, field)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, field)));
        reader.type(words);
    }
    [[nodiscard]] static bool says(const ScreenReader &reader, const QString &words)
    {
        return reader.waitFor([&] { return reader.said().contains(words); });
    }

    static inline const QString what = u"Ask for two more laptops"_s;
};

TEST_F(ActionsAppTest, AnActionOnTodayIsClosedOnlyWithWhatIsDifferentNowAndThenGoes)
{
    RunningApp app(folderOf(u"first"_s), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    ASSERT_TRUE(says(reader, u"My actions"_s)) << qPrintable(reader.said());
    EXPECT_TRUE(says(reader, u"Overdue: was due"_s)) << qPrintable(reader.said());
    openAction(reader);
    int examined = 0;
    EXPECT_EQ(reader.unnamed(&examined), QStringList());
    EXPECT_GE(examined, 8);
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Save"_s));
    ASSERT_TRUE(says(reader, u"Say where the action is now."_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"Done"_s));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Save"_s));
    ASSERT_TRUE(says(reader, u"Say what is different now; an action is closed with that."_s)) << qPrintable(reader.said());
    typeInto(reader, u"What is different now?"_s, u"Nobody waits for a laptop."_s);
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Save"_s));
    ASSERT_TRUE(says(reader, u"Saved on this device: "_s + what)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor([&] { return app.views().today()->actionCount() == 0; }));
    EXPECT_FALSE(reader.find(QAccessible::ListItem, what, 0, true));
    // The record shows it, with who said it; and there it is opened again, with a reason.
    reader.key(Qt::Key_2, Qt::ControlModifier);
    ASSERT_TRUE(reader.press(QAccessible::ListItem, u"Office visit"_s, true)) << qPrintable(reader.said());
    ASSERT_TRUE(says(reader, u"Different now: Nobody waits for a laptop."_s)) << qPrintable(reader.said());
    EXPECT_TRUE(reader.said().contains(u"Team Manager, Early Support North"_s));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Say how it is: "_s + what)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor(QAccessible::RadioButton, u"Under way"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"Under way"_s));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Save"_s));
    ASSERT_TRUE(says(reader, u"Say why it is open again."_s)) << qPrintable(reader.said());
    typeInto(reader, u"Why is it open again?"_s, u"One broke."_s);
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Save"_s));
    ASSERT_TRUE(says(reader, u"Open again because: One broke."_s)) << qPrintable(reader.said());
    EXPECT_TRUE(reader.waitFor([&] { return app.views().today()->actionCount() == 1; }));
}

TEST_F(ActionsAppTest, AFileThatShowsItIsThereAfterTheAppWasGoneAndInTheHistoryOnceSaved)
{
    const QString paper = m_folder.filePath(u"the letter.txt"_s);
    QFile file(paper);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("Two laptops came.");
    file.close();
    {
        RunningApp app(folderOf(u"first"_s), { 390, 844 }, true);
        const ScreenReader reader = app.reader();
        openAction(reader);
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Add a photo or file"_s)) << qPrintable(reader.said());
        app.views().actions()->addFile(QUrl::fromLocalFile(m_folder.filePath(u"not there"_s)));
        ASSERT_TRUE(reader.waitFor([&] { return !app.views().actions()->fileProblem().isEmpty(); }));
        app.views().actions()->addFile(QUrl::fromLocalFile(paper));
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Open the letter.txt"_s, true)) << qPrintable(reader.said());
        EXPECT_TRUE(reader.find(QAccessible::Button, u"Remove the letter.txt"_s));
        int examined = 0;
        EXPECT_EQ(reader.unnamed(&examined), QStringList());
        reader.key(Qt::Key_Escape);
        ASSERT_TRUE(says(reader, u"My actions"_s)) << qPrintable(reader.said());
    }
    RunningApp app(folderOf(u"first"_s), { 1440, 900 }, true);
    const ScreenReader reader = app.reader();
    openAction(reader);
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Open the letter.txt"_s, true)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"Under way"_s));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Save"_s));
    ASSERT_TRUE(says(reader, u"Saved on this device: "_s + what)) << qPrintable(reader.said());
    openAction(reader);
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Open the letter.txt"_s, true)) << qPrintable(reader.said());
    EXPECT_FALSE(reader.find(QAccessible::Button, u"Remove the letter.txt"_s)) << "what was saved stays";
}

TEST_F(ActionsAppTest, WhatIsTypedOfAnActionIsThereAfterTheAppWasGone)
{
    {
        RunningApp app(folderOf(u"first"_s), { 390, 844 }, true);
        const ScreenReader reader = app.reader();
        openAction(reader);
        ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"Done"_s));
        typeInto(reader, u"What is different now?"_s, u"Nobody wai"_s);
        reader.key(Qt::Key_Escape);   // leaves the page: the words are kept, not saved
        ASSERT_TRUE(says(reader, u"My actions"_s)) << qPrintable(reader.said());
    }
    RunningApp app(folderOf(u"first"_s), { 1440, 900 }, true);
    const ScreenReader reader = app.reader();
    openAction(reader);
    ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, u"What is different now?"_s));
    EXPECT_EQ(reader.textOf(*reader.find(QAccessible::EditableText, u"What is different now?"_s)), u"Nobody wai"_s);
    EXPECT_TRUE(reader.isChecked(*reader.find(QAccessible::RadioButton, u"Done"_s)));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Open the record"_s));
    ASSERT_TRUE(says(reader, u"Agreed actions"_s)) << qPrintable(reader.said());
    EXPECT_TRUE(reader.said().contains(u"A family found its feet."_s));
}

} // namespace
