#include "core/forms/answer_value.h"
#include "core/forms/answers.h"
#include "core/forms/response.h"
#include "core/packs/forms/form_packs.h"
#include "tests/qml/joined_devices.h"
#include "tests/qml/thumb.h"

#include <QSet>
#include <QTest>
#include <qpa/qwindowsysteminterface.h>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

/// A practitioner's device that was joined to a hub and has no signal since.
class ChildrenAppTest : public JoinedDevices {
protected:
    void SetUp() override
    {
        begin();
        serve();
        join(u"first"_s, author);
        m_hub.terminate();
    }
    static void typeInto(const ScreenReader &reader, const QString &field, const QString &words)
    {
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, field)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, field)));
        reader.type(words);
    }
    static void typeDay(const ScreenReader &reader, const QString &field, QDate day)
    {
        typeInto(reader, field + u", day"_s, QString::number(day.day()));
        typeInto(reader, field + u", month"_s, QString::number(day.month()));
        typeInto(reader, field + u", year"_s, QString::number(day.year()));
    }
    [[nodiscard]] static bool says(const ScreenReader &reader, const QString &words)
    {
        return reader.waitFor([&] { return reader.said().contains(words); });
    }
    /// A whole visit of today on which the child @p number was seen, as a response of its form.
    [[nodiscard]] static Json visitTo(const QString &number)
    {
        const auto past = [](int minutes) { return QDateTime::currentDateTimeUtc().addSecs(-60LL * minutes).toString(u"yyyy-MM-dd'T'HH:mm:ss'+00:00'"_s); };
        const auto code = [](const QString &question, const QString &one) { return codingAnswer(u"urn:sightline:code:"_s + question, one, one); };
        const QString row = u"child#r1/"_s;
        Answers answers(Answers::Fields { { u"kind"_s, code(u"kind"_s, u"child-in-care"_s) },
                                          { u"announced"_s, true },
                                          { u"result"_s, code(u"result"_s, u"went-ahead"_s) },
                                          { u"arrived"_s, past(30) },
                                          { u"left"_s, past(5) },
                                          { u"ctx.mode"_s, code(u"ctx.mode"_s, u"in-person"_s) },
                                          { u"child#"_s, rowsToJson({ { u"r1"_s, u"A"_s, {} } }) },
                                          { row + u"child.rec"_s, number },
                                          { row + u"child.seen"_s, true },
                                          { row + u"child.alone"_s, code(u"child.alone"_s, u"yes"_s) },
                                          { row + u"child.sleeps"_s, code(u"child.sleeps"_s, u"seen"_s) },
                                          { row + u"child.showed"_s, u"Calm."_s },
                                          { row + u"child.hurt"_s, code(u"child.hurt"_s, u"none"_s) },
                                          { u"manager"_s, code(u"manager"_s, u"no"_s) } });
        for (const QString &question : { u"purpose"_s, u"adults_said"_s, u"well"_s, u"worry"_s, u"means"_s })
            answers.set(question, u"Some words."_s);
        for (const FormPack &pack : builtInForms()) {
            if (pack.id == u"T02")
                return toResponse(*readQuestionnaire(pack.questionnaire), answers, {});
        }
        return {};
    }
    QByteArray runCli(const QStringList &arguments)
    {
        QProcess cli;
        cli.start(QStringLiteral(SIGHTLINE_CLI), RunningApp::storeArguments(folderOf(u"first"_s)) + arguments);
        EXPECT_TRUE(cli.waitForFinished(60'000));
        EXPECT_EQ(cli.exitCode(), 0) << cli.readAllStandardError().constData();
        return cli.readAllStandardOutput();
    }
};

/// The whole of a visit that went ahead, by somebody who has chosen to be asked only what must be answered: from Today to Done.
TEST_F(ChildrenAppTest, AVisitThatWentAheadIsNotedFromTodayOnOnePage)
{
    runCli({ u"child"_s, u"add"_s, u"--number"_s, u"LCS-4711"_s, u"--initials"_s, u"A.B."_s, u"--plan"_s, u"care-plan"_s, u"--last-seen"_s,
             QDate::currentDate().addDays(-80).toString(Qt::ISODate) });
    RunningApp app(folderOf(u"first"_s), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    app.views().more()->preferences()->setShortForms(true);
    Thumb thumb(reader);
    ASSERT_TRUE(says(reader, u"Visit to A.B."_s)) << qPrintable(reader.said());
    thumb.tap(QAccessible::Button, u"Begin a visit"_s);
    ASSERT_TRUE(says(reader, u"What must be answered, on one page."_s)) << qPrintable(reader.said());
    EXPECT_FALSE(reader.said().contains(u"Known hazards"_s)) << "it may stay empty";
    thumb.choose(u"Did they know you were coming?"_s, u"Yes"_s);
    EXPECT_FALSE(reader.said().contains(u"Was the child seen?"_s));
    thumb.choose(u"What happened?"_s, u"Went ahead"_s);
    thumb.type(u"Why this visit?"_s, u"To see how mornings are."_s);
    thumb.choose(u"Was the child seen?"_s, u"Yes"_s);
    thumb.choose(u"Seen alone?"_s, u"Yes"_s);
    thumb.type(u"What I saw: mood, appearance, how they were with others"_s, u"Rested, talked a lot."_s);
    thumb.choose(u"Any marks or injuries?"_s, u"None seen"_s);
    thumb.choose(u"Where the child sleeps"_s, u"Seen"_s);
    thumb.type(u"What the adults said"_s, u"Mornings are calmer."_s);
    thumb.type(u"What is going well?"_s, u"Breakfast together."_s);
    thumb.type(u"What worries you?"_s, u"Nothing new."_s);
    thumb.type(u"So what does this mean for each child, today and if nothing changes?"_s, u"The plan holds."_s);
    thumb.choose(u"Does your manager need to read this?"_s, u"No"_s);
    thumb.type(u"Type your name to sign"_s, u"Early Support Practitioner"_s);
    std::printf("%s\n", qPrintable(reader.said()));
    reader.key(Qt::Key_Return);
    EXPECT_TRUE(reader.waitFor(QAccessible::Button, u"Undo"_s)) << qPrintable(reader.said());
    std::printf("home visit that went ahead, only what must be answered, from Today to Done: %d taps besides typing\n", thumb.taps);
    EXPECT_LT(thumb.taps, 10);
}

/// The same on the whole form, with everything it offers in its order: what must be answered is the same, and pages are turned.
TEST_F(ChildrenAppTest, AVisitThatWentAheadIsNotedFromTodayOnTheWholeForm)
{
    runCli({ u"child"_s, u"add"_s, u"--number"_s, u"LCS-4711"_s, u"--initials"_s, u"A.B."_s, u"--plan"_s, u"care-plan"_s, u"--last-seen"_s,
             QDate::currentDate().addDays(-80).toString(Qt::ISODate) });
    RunningApp app(folderOf(u"first"_s), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    Thumb thumb(reader);
    ASSERT_TRUE(says(reader, u"Visit to A.B."_s)) << qPrintable(reader.said());
    thumb.tap(QAccessible::Button, u"Begin a visit"_s);
    thumb.choose(u"Did they know you were coming?"_s, u"Yes"_s);
    thumb.choose(u"What happened?"_s, u"Went ahead"_s);
    thumb.type(u"Why this visit?"_s, u"To see how mornings are."_s);
    thumb.tap(QAccessible::Button, u"Skip to: Each child"_s);
    thumb.choose(u"Was the child seen?"_s, u"Yes"_s);
    thumb.choose(u"Seen alone?"_s, u"Yes"_s);
    thumb.type(u"What I saw: mood, appearance, how they were with others"_s, u"Rested, talked a lot."_s);
    thumb.choose(u"Any marks or injuries?"_s, u"None seen"_s);
    thumb.choose(u"Where the child sleeps"_s, u"Seen"_s);
    thumb.tap(QAccessible::Button, u"Next: Home and people"_s, true);
    thumb.type(u"What the adults said"_s, u"Mornings are calmer."_s);
    thumb.tap(QAccessible::Button, u"Next: Thinking"_s, true);
    thumb.type(u"What is going well?"_s, u"Breakfast together."_s);
    thumb.type(u"What worries you?"_s, u"Nothing new."_s);
    thumb.type(u"So what does this mean for each child, today and if nothing changes?"_s, u"The plan holds."_s);
    thumb.tap(QAccessible::Button, u"Next: What happens next"_s, true);
    thumb.choose(u"Does your manager need to read this?"_s, u"No"_s);
    thumb.tap(QAccessible::Button, u"Skip to: Sign"_s);
    thumb.type(u"Type your name to sign"_s, u"Early Support Practitioner"_s);
    reader.key(Qt::Key_Return);
    EXPECT_TRUE(reader.waitFor(QAccessible::Button, u"Undo"_s)) << qPrintable(reader.said());
    std::printf("home visit that went ahead, on the whole form, from a child on Today to Done: %d taps besides typing\n", thumb.taps);
    EXPECT_LE(thumb.taps, 19);
}

TEST_F(ChildrenAppTest, AChildPutOnTheListIsDueOnTodayAndAVisitMovesTheDate)
{
    const QString lastSeen = u"Last seen"_s;
    QString child;
    {
        RunningApp app(folderOf(u"first"_s), { 390, 844 }, true);
        const ScreenReader reader = app.reader();
        reader.key(Qt::Key_5, Qt::ControlModifier);
        ASSERT_TRUE(reader.press(QAccessible::ListItem, u"My children"_s, true)) << qPrintable(reader.said());
        ASSERT_TRUE(says(reader, u"No child is on your list yet"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Put a child on my list"_s)) << qPrintable(reader.said());
        typeInto(reader, u"Number in the case system"_s, u"Amelia"_s);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Save"_s));
        ASSERT_TRUE(says(reader, u"This has no digit."_s)) << qPrintable(reader.said());
        reader.clearField();
        typeInto(reader, u"Number in the case system"_s, u"LCS-4711"_s);
        typeInto(reader, u"Initials"_s, u"A.B."_s);
        ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"Care plan"_s)) << qPrintable(reader.said());
        typeDay(reader, lastSeen, QDate::currentDate().addDays(-50));
        int examined = 0;
        EXPECT_EQ(reader.unnamed(&examined), QStringList());
        EXPECT_GE(examined, 20);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Save"_s));
        ASSERT_TRUE(says(reader, u"Visits by the rule Child in care"_s)) << qPrintable(reader.said());
        EXPECT_FALSE(reader.said().contains(u"LCS-4711"_s)) << "covered until pressed";
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Show the number"_s));
        EXPECT_TRUE(says(reader, u"Number LCS-4711"_s)) << qPrintable(reader.said());
        child = app.views().children()->openedId();
        // Left for another program, as a phone's recent ones show it: nothing stands there, and whoever comes back finds the number covered.
        const auto coloursSeen = [&app] {
            const QImage seen = app.window().grabWindow();
            QSet<QRgb> colours;
            for (int y = 0; y < seen.height(); y += 3) {
                for (int x = 0; x < seen.width(); x += 3)
                    colours.insert(seen.pixel(x, y));
            }
            return colours.size();
        };
        const auto enter = [](Qt::ApplicationState state) {
            QWindowSystemInterface::handleApplicationStateChanged<QWindowSystemInterface::SynchronousDelivery>(state);
        };
        EXPECT_GT(coloursSeen(), 3);
        enter(Qt::ApplicationInactive);
        EXPECT_GT(coloursSeen(), 3) << "on a desktop only if it is chosen";
        EXPECT_TRUE(reader.said().contains(u"Number LCS-4711"_s));
        app.views().more()->preferences()->setHidesWhenLeft(true);
        EXPECT_EQ(coloursSeen(), 1);
        EXPECT_FALSE(reader.said().contains(u"LCS-4711"_s));
        EXPECT_FALSE(reader.said().contains(u"A.B."_s)) << qPrintable(reader.said());
        enter(Qt::ApplicationActive);
        EXPECT_GT(coloursSeen(), 3);
        ASSERT_TRUE(says(reader, u"Show the number"_s)) << qPrintable(reader.said());
        EXPECT_FALSE(reader.said().contains(u"LCS-4711"_s));
        app.views().more()->preferences()->setHidesWhenLeft(false);
        app.window().setProperty("isHandheld", true);
        enter(Qt::ApplicationSuspended);
        EXPECT_EQ(coloursSeen(), 1) << "a phone has no choice";
        enter(Qt::ApplicationActive);
        app.window().setProperty("isHandheld", false);
        // Today says it first, and why; a visit begun from there knows the child.
        reader.key(Qt::Key_1, Qt::ControlModifier);
        ASSERT_TRUE(says(reader, u"Visit to A.B."_s)) << qPrintable(reader.said());
        EXPECT_TRUE(reader.said().contains(u"Visit was due"_s));
        // It is late by law, so it stands first among the tasks; the child's page is one press away.
        ASSERT_TRUE(reader.press(QAccessible::Button, u"About this child"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(says(reader, u"Show the number"_s)) << qPrintable(reader.said());
        reader.key(Qt::Key_1, Qt::ControlModifier);
        ASSERT_TRUE(says(reader, u"to do first"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Begin a visit"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor([&] { return app.views().capture()->session() != nullptr; }));
        const Answers answers = app.views().capture()->session()->answers();
        EXPECT_EQ(answers.value(u"kind"_s)[u"code"_s].toString(), u"child-in-care");
        ASSERT_EQ(answers.rows(u"child#"_s).size(), 1);
        EXPECT_EQ(answers.value(u"child#"_s + answers.rows(u"child#"_s).first().id + u"/child.pointer"_s)[u"value"_s].toString(), child);
        EXPECT_FALSE(app.window().title().contains(u"A.B."_s));
    }
    QFile file(m_folder.filePath(u"visit.json"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(writeJson(visitTo(u"lcs-4711"_s)));
    file.close();
    runCli({ u"capture"_s, u"T02"_s, u"--sign"_s, u"--task"_s, child, u"--answers"_s, file.fileName() });
    RunningApp app(folderOf(u"first"_s), { 1440, 900 }, true);
    const ScreenReader reader = app.reader();
    ASSERT_TRUE(reader.waitFor([&] { return app.views().today()->isReady(); }));
    // The visit that was begun and not finished is open again; it is left where it is.
    ASSERT_TRUE(reader.waitFor([&] { return app.views().capture()->session() != nullptr; }));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Back"_s)) << qPrintable(reader.said());
    EXPECT_FALSE(reader.said().contains(u"Visit to A.B."_s)) << "six weeks on: not on Today yet";
    reader.key(Qt::Key_5, Qt::ControlModifier);
    ASSERT_TRUE(reader.press(QAccessible::ListItem, u"My children"_s, true)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::ListItem, u"A.B."_s, true)) << qPrintable(reader.said());
    ASSERT_TRUE(says(reader, u"The next visit is due by"_s)) << qPrintable(reader.said());
}

TEST_F(ChildrenAppTest, WhatCannotBeKeptIsSaidAndTheCursorStaysWhereSomebodyTypes)
{
    const QString initials = u"Initials"_s, number = u"Number in the case system"_s;
    RunningApp app(folderOf(u"first"_s), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    reader.key(Qt::Key_5, Qt::ControlModifier);
    ASSERT_TRUE(reader.press(QAccessible::ListItem, u"My children"_s, true)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Put a child on my list"_s)) << qPrintable(reader.said());
    typeInto(reader, initials, u"A"_s);
    ChildrenView &children = *app.views().children();
    children.say(u"number"_s, u"4711"_s + QChar(0xd800));
    ASSERT_TRUE(reader.waitFor([&] { return !children.problemOf(u"number"_s).isEmpty(); }));
    reader.type(u"B"_s);
    EXPECT_EQ(children.words().initials, u"AB"_s);
    EXPECT_EQ(children.words().number, u"4711"_s + QChar(0xd800)) << "nothing of the initials goes there";
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Save"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor([&] {
        const auto field = reader.find(QAccessible::EditableText, number);
        return field && field->element->state().focused;
    })) << "after Save it goes to what is wrong";
}

TEST_F(ChildrenAppTest, WordsNotSavedAreThereAgainAfterARestartAndCanBeDiscarded)
{
    const QString number = u"Number in the case system"_s;
    const auto openList = [](const ScreenReader &reader) {
        reader.key(Qt::Key_5, Qt::ControlModifier);
        return reader.press(QAccessible::ListItem, u"My children"_s, true);
    };
    {
        RunningApp app(folderOf(u"first"_s), { 390, 844 }, true);
        const ScreenReader reader = app.reader();
        ASSERT_TRUE(openList(reader)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Put a child on my list"_s)) << qPrintable(reader.said());
        EXPECT_FALSE(reader.said().contains(u"Not saved yet"_s)) << "nothing is typed yet";
        typeInto(reader, number, u"LCS-4711"_s);
        ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"Care plan"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(says(reader, u"Not saved yet"_s)) << qPrintable(reader.said());
        // No saving and no leaving: the next program finds what this one wrote in the pause.
    }
    {
        RunningApp app(folderOf(u"first"_s), { 390, 844 }, true);
        const ScreenReader reader = app.reader();
        ASSERT_TRUE(openList(reader)) << qPrintable(reader.said());
        ASSERT_TRUE(says(reader, u"Not saved yet"_s)) << qPrintable(reader.said());
        EXPECT_TRUE(app.views().children()->isNew());
        EXPECT_EQ(app.views().children()->words().number, u"LCS-4711");
        EXPECT_EQ(app.views().children()->words().plan, u"care-plan");
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, number));
        EXPECT_EQ(ScreenReader::textOf(*reader.find(QAccessible::EditableText, number)), u"LCS-4711");
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Discard what I typed"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(says(reader, u"What you typed is discarded"_s)) << qPrintable(reader.said());
        EXPECT_TRUE(app.views().children()->begun().isEmpty());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Take it back"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::ListItem, u"Child …11, whom you began to put on your list"_s, true)) << qPrintable(reader.said());
        EXPECT_EQ(app.views().children()->words().number, u"LCS-4711");
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Save"_s));
        ASSERT_TRUE(says(reader, u"Visits by the rule Child in care"_s)) << qPrintable(reader.said());
        // Why a child goes off the list is kept as well.
        ASSERT_TRUE(reader.press(QAccessible::Button, u"No longer mine"_s)) << qPrintable(reader.said());
        typeInto(reader, u"Why is this child no longer yours?"_s, u"Moved to"_s);
        ASSERT_TRUE(says(reader, u"Not saved yet"_s)) << qPrintable(reader.said());
    }
    RunningApp app(folderOf(u"first"_s), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    ASSERT_TRUE(openList(reader)) << qPrintable(reader.said());
    const QString why = u"Why is this child no longer yours?"_s;
    ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, why)) << qPrintable(reader.said());
    EXPECT_EQ(ScreenReader::textOf(*reader.find(QAccessible::EditableText, why)), u"Moved to");
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Take off my list"_s));
    ASSERT_TRUE(says(reader, u"The child is no longer on your list"_s)) << qPrintable(reader.said());
    EXPECT_FALSE(reader.said().contains(u"Not saved yet"_s)) << qPrintable(reader.said());
}

TEST_F(ChildrenAppTest, ACommandLineTakesATableWholeOrNotAtAll)
{
    const auto give = [this](const QByteArray &csv) {
        QFile file(m_folder.filePath(u"table.csv"_s));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(csv);
        file.close();
        QProcess cli;
        cli.start(QStringLiteral(SIGHTLINE_CLI),
                  RunningApp::storeArguments(folderOf(u"first"_s)) + QStringList { u"child"_s, u"import"_s, file.fileName(), u"--json"_s });
        EXPECT_TRUE(cli.waitForFinished(60'000));
        return std::pair(cli.exitCode(), *parseJson(cli.readAllStandardOutput().trimmed()));
    };
    const auto [refusedCode, refused] = give("number,plan\n4711,care plan\n4712,no such plan\n");
    EXPECT_EQ(refusedCode, 1);
    ASSERT_EQ(refused[u"problems"_s].toArray().size(), 1);
    EXPECT_EQ(refused[u"problems"_s].toArray().first()[u"line"_s].toInteger(), 3);
    EXPECT_EQ(refused[u"problems"_s].toArray().first()[u"column"_s].toString(), u"plan");
    const auto [takenCode, taken] = give("number,plan\n4711,care plan\n4712,Child protection plan\n");
    EXPECT_EQ(takenCode, 0);
    EXPECT_EQ(taken[u"added"_s].toInteger(), 2);
    const auto children = parseJson(runCli({ u"children"_s, u"--json"_s }).trimmed());
    ASSERT_TRUE(children);
    ASSERT_EQ(children->toArray().size(), 2);
    const QString child = children->toArray().first()[u"child"_s].toString();
    runCli({ u"child"_s, u"change"_s, child, u"--plan"_s, QString() });
    runCli({ u"child"_s, u"end"_s, child, u"--reason"_s, u"Moved"_s, u"--to"_s, u"practitioner-north-2"_s });
    EXPECT_EQ(parseJson(runCli({ u"children"_s, u"--json"_s }).trimmed())->toArray().size(), 1);
}

} // namespace
