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
    {
        RunningApp app(folderOf(u"qa"_s), { 1440, 900 }, true);
        const ScreenReader reader = app.reader();
        ASSERT_TRUE(reader.waitFor([&] { return app.views().templates()->mayPublish(); }));
        openTemplates(reader);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"New template"_s));
        write(reader, u"Name of the template"_s, u"Doorstep check"_s);
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
        int examined = 0;
        EXPECT_EQ(reader.unnamed(&examined), QStringList());
        EXPECT_GE(examined, 20);
        for (const QString &word : { u"FHIR"_s, u"linkId"_s, u"Questionnaire"_s })
            EXPECT_FALSE(reader.said().contains(word, Qt::CaseInsensitive));
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

TEST_F(TemplatesAppTest, WhatIsTypedOfATemplateIsThereAfterTheAppWasGone)
{
    begin();
    serve();
    join(u"qa"_s, u"qa-manager"_s);
    {
        RunningApp app(folderOf(u"qa"_s), { 390, 844 }, true);
        const ScreenReader reader = app.reader();
        ASSERT_TRUE(reader.waitFor([&] { return app.views().templates()->mayPublish(); }));
        openTemplates(reader);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"New template"_s));
        write(reader, u"Name of the template"_s, u"Doorstep check"_s);
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
