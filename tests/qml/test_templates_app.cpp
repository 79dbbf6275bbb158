// A template is made by keyboard alone, published, and written on another device that has it from the hub.
#include "core/commands/edit_template.h"
#include "tests/qml/joined_devices.h"

#include <QTest>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

class TemplatesAppTest : public JoinedDevices {
protected:
    static bool says(const ScreenReader &reader, const QString &words)
    {
        return reader.waitFor([&] { return reader.said().contains(words); });
    }
    static void write(const ScreenReader &reader, const QString &field, const QString &words)
    {
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, field)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, field)));
        reader.key(Qt::Key_A, Qt::ControlModifier);
        reader.type(words);
    }
    static void addQuestion(const ScreenReader &reader, const QString &kind, const QString &words)
    {
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Add a question"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::ListItem, kind)) << qPrintable(reader.said());
        write(reader, u"Words"_s, words);
    }
    static void openTemplates(const ScreenReader &reader)
    {
        reader.key(Qt::Key_5, Qt::ControlModifier);
        ASSERT_TRUE(reader.press(QAccessible::ListItem, u"Templates"_s, true)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"New template"_s)) << qPrintable(reader.said());
    }
    /// Begins a template that is called "Doorstep check", once its maker may publish.
    static void beginTemplate(RunningApp &app, const ScreenReader &reader)
    {
        ASSERT_TRUE(reader.waitFor([&] { return app.views().templates()->mayPublish(); }));
        openTemplates(reader);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"New template"_s));
        write(reader, u"Name of the template"_s, u"Doorstep check"_s);
    }
    void sync(const QString &device)
    {
        QProcess cli;
        cli.start(QStringLiteral(SIGHTLINE_CLI), RunningApp::storeArguments(folderOf(device)) + QStringList { u"sync"_s });
        ASSERT_TRUE(cli.waitForFinished(60'000));
        ASSERT_EQ(cli.exitCode(), 0) << cli.readAllStandardError().constData();
    }
};

TEST_F(TemplatesAppTest, ATemplateMadeByKeyboardIsPublishedAndWrittenOnAnotherDevice)
{
    begin();
    serve();
    join(u"qa"_s, u"qa-manager"_s);
    join(u"worker"_s, author);
    QString activity;
    {
        RunningApp app(folderOf(u"qa"_s), { 1440, 900 }, true);
        const ScreenReader reader = app.reader();
        ASSERT_NO_FATAL_FAILURE(beginTemplate(app, reader));
        write(reader, u"Words"_s, u"At the door"_s);
        addQuestion(reader, u"Yes or no"_s, u"Was the child seen?"_s);
        addQuestion(reader, u"Short text"_s, u"Why not?"_s);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Add a condition"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::ListItem, u"Was the child seen?"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor([&] { return reader.find(QAccessible::RadioButton, u"is"_s, 1, true).has_value(); })) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(*reader.find(QAccessible::RadioButton, u"is"_s, 1, true)));   // "is No"
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Add this condition"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor([&] { return app.views().templates()->editor()->conditions().size() == 1; })) << qPrintable(reader.said());
        addQuestion(reader, u"A scale"_s, u"How was it at the door?"_s);
        ASSERT_GE(app.views().templates()->editor()->scaleIndex(), 0);
        EXPECT_EQ(app.views().templates()->editor()->problems(), QStringList());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Add an activity"_s)) << qPrintable(reader.said());
        write(reader, u"Find an activity"_s, u"observation practice early support"_s);
        const QAbstractItemModel &found = *app.views().templates()->editor()->activities();
        const auto cell = [&found](const char *role) { return found.data(found.index(0, 0), found.roleNames().key(role)).toString(); };
        ASSERT_TRUE(reader.waitFor([&] { return found.rowCount() > 0 && found.rowCount() < 10; }));
        const QString title = cell("title");
        activity = cell("activity");
        ASSERT_TRUE(reader.press(QAccessible::ListItem, title, true)) << qPrintable(reader.said());
        ASSERT_TRUE(says(reader, title)) << qPrintable(reader.said());
        EXPECT_EQ(app.views().templates()->editor()->tied(), QStringList { title });
        int examined = 0;
        EXPECT_EQ(reader.unnamed(&examined), QStringList());
        EXPECT_GE(examined, 20);
        for (const QString &word : { u"FHIR"_s, u"linkId"_s, u"Questionnaire"_s })
            EXPECT_FALSE(reader.said().contains(word, Qt::CaseInsensitive));
        ASSERT_TRUE(says(reader, u"Saved on this device"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Preview"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(says(reader, u"Preview: nothing here is kept"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(says(reader, u"Was the child seen?"_s)) << qPrintable(reader.said());
        EXPECT_FALSE(reader.said().contains(u"Saved"_s)) << qPrintable(reader.said());
        reader.key(Qt::Key_Escape);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Publish …"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Publish to everyone"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(says(reader, u"Published, and saved on this device"_s)) << qPrintable(reader.said());
    }
    sync(u"qa"_s);
    sync(u"worker"_s);
    RunningApp app(folderOf(u"worker"_s), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    ASSERT_TRUE(reader.waitFor([&] { return app.views().capture()->hasForms(); }));
    EXPECT_FALSE(app.views().templates()->mayPublish()) << "nobody else is offered templates";
    app.views().framework()->openActivity(activity);
    ASSERT_TRUE(reader.waitFor([&] { return app.views().framework()->opened()->activityKey() == activity; }));
    EXPECT_EQ(app.views().framework()->opened()->formTitle(), u"Doorstep check"_s) << "the hub's record ties the activity on every device";
    ASSERT_TRUE(openStart(reader)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::ListItem, u"Doorstep check"_s, true)) << qPrintable(reader.said());
    ASSERT_TRUE(says(reader, u"Was the child seen?"_s)) << qPrintable(reader.said());
    EXPECT_FALSE(reader.said().contains(u"Why not?"_s)) << "shown only when the child was not seen";
    ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"No"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(says(reader, u"Why not?"_s)) << qPrintable(reader.said());
    write(reader, u"Why not?"_s, u"Asleep."_s);
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor([&] { return !app.views().capture()->finishedTitle().isEmpty(); })) << qPrintable(reader.said());
}

TEST_F(TemplatesAppTest, AnswersAreBoundedChoicesOrderedAndAPartGivenToTheManagerByKeyboard)
{
    begin();
    serve();
    join(u"qa"_s, u"qa-manager"_s);
    RunningApp app(folderOf(u"qa"_s), { 1440, 900 }, true);
    const ScreenReader reader = app.reader();
    ASSERT_NO_FATAL_FAILURE(beginTemplate(app, reader));
    write(reader, u"Words"_s, u"At the door"_s);
    TemplateEditor &editor = *app.views().templates()->editor();

    addQuestion(reader, u"Whole number"_s, u"How many were in?"_s);
    write(reader, u"Least it may be"_s, u"0"_s);
    write(reader, u"Most it may be"_s, u"many"_s);
    reader.key(Qt::Key_Tab);
    ASSERT_TRUE(says(reader, u"Type a number, or a date as 2026-11-23."_s)) << qPrintable(reader.said());
    EXPECT_EQ(editor.most(), QString());
    write(reader, u"Most it may be"_s, u"20"_s);
    reader.key(Qt::Key_Tab);
    EXPECT_EQ(editor.least(), u"0"_s);
    EXPECT_EQ(editor.most(), u"20"_s);

    addQuestion(reader, u"Short text"_s, u"Who opened?"_s);
    write(reader, u"Most characters"_s, u"40"_s);
    reader.key(Qt::Key_Tab);
    EXPECT_EQ(editor.lengthMax(), u"40"_s);

    addQuestion(reader, u"One of several choices"_s, u"How was it?"_s);
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Add a choice"_s));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Add a choice"_s));
    write(reader, u"Choice 1"_s, u"Tense"_s);
    write(reader, u"Choice 2"_s, u"Calm"_s);
    reader.key(Qt::Key_Tab);
    ASSERT_TRUE(reader.waitFor([&] { return editor.choices() == QStringList { u"Tense"_s, u"Calm"_s }; })) << qPrintable(editor.choices().join(u'|'));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Move up: Calm"_s)) << qPrintable(reader.said());
    EXPECT_EQ(editor.choices(), (QStringList { u"Calm"_s, u"Tense"_s }));
    reader.key(Qt::Key_Space);   // the row it moved to has the keyboard, and moves it back
    EXPECT_EQ(editor.choices(), (QStringList { u"Tense"_s, u"Calm"_s }));

    ASSERT_TRUE(reader.press(QAccessible::Button, u"Add a list"_s)) << qPrintable(reader.said());
    write(reader, u"Words"_s, u"Everybody in the home"_s);
    const QString list = editor.current();
    addQuestion(reader, u"Short text"_s, u"Their name"_s);
    const Questionnaire form = editor.edit().form();
    ASSERT_TRUE(form.find(list) && form.find(list)->repeats);
    EXPECT_EQ(form.items[form.find(list)->parent].text, u"At the door"_s);
    EXPECT_EQ(form.items[form.find(editor.current())->parent].linkId, list) << "asked once for each entry";

    ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"The author’s line manager, afterwards"_s)) << qPrintable(reader.said());
    ASSERT_EQ(editor.edit().meta()[u"steps"_s].toArray().size(), 1);
    EXPECT_EQ(editor.edit().form().laterRoles(), QStringList { u"line-manager"_s });
    EXPECT_TRUE(says(reader, u"The author's line manager"_s)) << "the hand that the template has now: " << qPrintable(reader.said());
    EXPECT_EQ(editor.problems(), QStringList());
    EXPECT_EQ(reader.unnamed(), QStringList());
}

TEST_F(TemplatesAppTest, ADeletedTemplateIsBroughtBackByKeyboard)
{
    begin();
    serve();
    join(u"qa"_s, u"qa-manager"_s);
    RunningApp app(folderOf(u"qa"_s), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    ASSERT_NO_FATAL_FAILURE(beginTemplate(app, reader));
    ASSERT_TRUE(reader.waitFor([&] { return app.views().templates()->editor()->isKept(); }));
    reader.key(Qt::Key_Escape);
    const QString bin = u"Delete what is being made: Doorstep check"_s;
    ASSERT_TRUE(reader.press(QAccessible::Button, bin)) << qPrintable(reader.said());
    ASSERT_TRUE(says(reader, u"You can bring it back for seven days"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor([&] { return !reader.find(QAccessible::Button, bin); }));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Undo"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, bin)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Deleted (1)"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::ListItem, u"Doorstep check"_s, true)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, bin)) << qPrintable(reader.said());
}

TEST_F(TemplatesAppTest, ADraftOnAnOldVersionIsLookedAtMovedAndTakenBackByKeyboardOnAPhone)
{
    const auto version = [](const QString &number, const QString &second) {
        return *parseJson(u"{\"resourceType\":\"Questionnaire\",\"url\":\"urn:test:note\",\"name\":\"NOTE\",\"version\":\"%1\",\"status\":\"active\","
                          "\"title\":\"Phone note\",\"item\":[{\"linkId\":\"said\",\"type\":\"text\",\"text\":\"What was said\"},%2]}"_s.arg(number, second)
                              .toUtf8());
    };
    begin();
    publish(u"one.json"_s, version(u"1.0"_s, u"{\"linkId\":\"mood\",\"type\":\"text\",\"text\":\"How it sounded\"}"_s));
    serve();
    join(u"worker"_s, author);
    {
        RunningApp app(folderOf(u"worker"_s), { 390, 844 }, true);
        const ScreenReader reader = app.reader();
        ASSERT_TRUE(reader.waitFor([&] { return app.views().capture()->hasForms(); }));
        beginNote(reader, u"Phone note"_s, u"She will ring on Monday."_s);
        write(reader, u"How it sounded"_s, u"Tired."_s);
        ASSERT_TRUE(reader.waitFor([&] { return app.views().capture()->session()->saveState() == FormSession::Kept; }));
        EXPECT_FALSE(app.views().capture()->move()->isOffered()) << "this is the newest version";
    }
    publish(u"two.json"_s, version(u"1.1"_s, u"{\"linkId\":\"next\",\"type\":\"text\",\"text\":\"What happens next\"}"_s));
    sync(u"worker"_s);
    std::optional<RunningApp> running(std::in_place, folderOf(u"worker"_s), QSize(390, 844), true);
    const ScreenReader reader = running->reader();
    CaptureView &capture = *running->views().capture();
    ASSERT_TRUE(reader.press(QAccessible::Button, u"See what would move"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(says(reader, u"No place in the newer version"_s)) << qPrintable(reader.said());
    EXPECT_TRUE(says(reader, u"“How it sounded”: Tired."_s)) << qPrintable(reader.said());
    EXPECT_TRUE(says(reader, u"What happens next"_s)) << qPrintable(reader.said());
    EXPECT_TRUE(says(reader, u"it is in Capture under Deleted drafts"_s)) << qPrintable(reader.said());
    EXPECT_EQ(reader.unnamed(), QStringList());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Move this draft"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(says(reader, u"Moved to the newer version."_s)) << qPrintable(reader.said());
    const auto holds = [&](const QString &field, const QString &words) {
        return reader.waitFor(QAccessible::EditableText, field) && reader.textOf(*reader.find(QAccessible::EditableText, field)) == words;
    };
    EXPECT_TRUE(holds(u"What was said"_s, u"She will ring on Monday."_s)) << qPrintable(reader.said());
    write(reader, u"What happens next"_s, u"I wait."_s);
    EXPECT_FALSE(reader.find(QAccessible::EditableText, u"How it sounded"_s));
    ASSERT_TRUE(reader.waitFor([&] { return capture.draftCount() == 1 && capture.deletedCount() == 1; }));

    ASSERT_TRUE(reader.press(QAccessible::Button, u"Go back to the version before"_s)) << qPrintable(reader.said());
    EXPECT_TRUE(holds(u"How it sounded"_s, u"Tired."_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor([&] { return capture.draftCount() == 1 && capture.deletedCount() == 1; })) << "what was written since is kept too";
    ASSERT_TRUE(reader.press(QAccessible::Button, u"See what would move"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Finish on this version"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor([&] { return !reader.find(QAccessible::Button, u"See what would move"_s); })) << "it was decided";
    EXPECT_TRUE(holds(u"How it sounded"_s, u"Tired."_s));
    running.reset();
    running.emplace(folderOf(u"worker"_s), QSize(390, 844), true);
    const ScreenReader later = running->reader();
    const CaptureView &opened = *running->views().capture();
    ASSERT_TRUE(later.waitFor(QAccessible::EditableText, u"How it sounded"_s)) << qPrintable(later.said());
    EXPECT_FALSE(running->views().capture()->move()->isOffered()) << "and stays decided";
    ASSERT_TRUE(later.press(QAccessible::Button, u"Done"_s)) << qPrintable(later.said());
    ASSERT_TRUE(later.waitFor([&] { return !opened.finishedTitle().isEmpty(); })) << qPrintable(later.said());
}

TEST_F(TemplatesAppTest, WhatIsTypedOfATemplateIsThereAfterTheAppWasGone)
{
    begin();
    serve();
    join(u"qa"_s, u"qa-manager"_s);
    {
        RunningApp app(folderOf(u"qa"_s), { 390, 844 }, true);
        const ScreenReader reader = app.reader();
        ASSERT_NO_FATAL_FAILURE(beginTemplate(app, reader));
        ASSERT_TRUE(reader.waitFor([&] { return app.views().templates()->editor()->isKept(); }));
    }
    RunningApp app(folderOf(u"qa"_s), { 1440, 900 }, true);
    const ScreenReader reader = app.reader();
    ASSERT_TRUE(reader.waitFor([&] { return app.views().templates()->mayPublish(); }));
    openTemplates(reader);
    ASSERT_TRUE(reader.press(QAccessible::ListItem, u"Doorstep check"_s, true)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, u"Name of the template"_s));
    EXPECT_EQ(reader.textOf(*reader.find(QAccessible::EditableText, u"Name of the template"_s)), u"Doorstep check"_s);
}

} // namespace
