#include "core/base/random_source.h"
#include "core/packs/forms/form_packs.h"
#include "tests/qml/capture_window.h"
#include "tests/qml/screen_reader.h"

#include <QSet>

#include <gtest/gtest.h>

#include <iostream>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

Json visitForm()
{
    return *parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:short","version":"1","status":"active","title":"A visit","item":[
      {"linkId":"a","type":"group","text":"The visit","item":[
        {"linkId":"hint","type":"display","text":"Facts first."},
        {"linkId":"seen","type":"boolean","text":"Seen","required":true},
        {"linkId":"why","type":"string","text":"Why not","enableWhen":[{"question":"seen","operator":"=","answerBoolean":false}]},
        {"linkId":"card","type":"string","text":"Card left"}]},
      {"linkId":"b","type":"group","text":"Before","item":[
        {"linkId":"words","type":"display","text":"What to think of."},
        {"linkId":"hazards","type":"string","text":"Hazards"}]},
      {"linkId":"c","type":"group","text":"People","item":[
        {"linkId":"people","type":"group","text":"Person","repeats":true,"item":[{"linkId":"name","type":"string","text":"Who","required":true}]},
        {"linkId":"said","type":"text","text":"What was said","required":true}]}]})");
}

QStringList keysOn(FormSession &session)
{
    QStringList keys;
    const int role = session.lines()->roleNames().key("key");
    for (int i = 0; i < session.lines()->rowCount(); ++i)
        keys.append(session.lines()->index(i, 0).data(role).toString());
    return keys;
}

} // namespace

TEST(ShortFormTest, OnePageHoldsWhatMustBeAnsweredAndSaysHowMuchItLeavesOut)
{
    SodiumRandom random;
    FormSession session(*readQuestionnaire(visitForm()), {}, random, {});
    ASSERT_TRUE(session.canBeShort());
    session.setShort(true);
    EXPECT_EQ(session.pageCount(), 1);
    EXPECT_TRUE(session.isLastPage());
    EXPECT_EQ(keysOn(session), (QStringList { u"a|page"_s, u"hint"_s, u"seen"_s, u"c|page"_s, u"said"_s }));
    EXPECT_EQ(session.leftOut(), 2) << "the card and the hazards";
    EXPECT_TRUE(session.endsForm(u"said"_s));

    session.setYesNo(u"seen"_s, false);
    EXPECT_TRUE(keysOn(session).contains(u"why"_s)) << "it is asked because of an answer";
    session.finish();
    EXPECT_EQ(session.focusKey(), u"said"_s);
    session.setShort(false);
    EXPECT_EQ(session.pageTitle(), u"People"_s) << "one stays at the question one was at";
}

TEST(ShortFormTest, NothingIsSignedThatItsAuthorCouldNotSee)
{
    SodiumRandom random;
    DraftState start;
    start.answers.set(u"hazards"_s, u"A dog"_s);   // carried from the last visit
    const auto person = start.answers.addRow(u"people#"_s, random);
    FormSession session(*readQuestionnaire(visitForm()), {}, random, start);
    session.setShort(true);
    const QStringList keys = keysOn(session);
    EXPECT_TRUE(keys.contains(u"hazards"_s));
    EXPECT_TRUE(keys.contains(u"words"_s)) << "with the words that stand over it";
    EXPECT_TRUE(keys.contains(u"people#"_s + person.row + u"/name"_s));
    EXPECT_TRUE(keys.contains(u"people#"_s)) << "and a way to add another";
    EXPECT_EQ(session.leftOut(), 1);

    // A field that is being emptied stays under the hands.
    session.focusOn(u"hazards"_s);
    session.setText(u"hazards"_s, {});
    EXPECT_TRUE(keysOn(session).contains(u"hazards"_s));
}

TEST(ShortFormTest, OfEveryBuiltInFormItHoldsWhateverCompletionAsksFor)
{
    int asked = 0;
    int shorter = 0;
    for (const FormPack &pack : builtInForms()) {
        const auto form = readQuestionnaire(pack.questionnaire);
        ASSERT_TRUE(form);
        SodiumRandom random;
        FormContext context;
        context.today = QDate(2026, 11, 23);
        context.now = u"2026-11-23T14:02:00+00:00"_s;
        FormSession session(*form, context, random, { prefilledAnswers(*form, context, random), {}, 0 });
        session.setShort(true);
        session.saveNow();   // a pause in typing
        const QStringList shown = keysOn(session);
        const QSet<QString> keys(shown.cbegin(), shown.cend());
        for (const FormIssue &issue : validate(*form, session.answers(), ValidateFor::Completion, context)) {
            if (issue.severity != FormIssue::Severity::Error)
                continue;
            EXPECT_TRUE(keys.contains(issue.key)) << pack.id.toStdString() << ": " << issue.key.toStdString();
            ++asked;
        }
        shorter += session.leftOut() > 0 ? 1 : 0;
    }
    std::cout << asked << " answers that completing asks for are on the short pages of " << builtInForms().size() << " forms, " << shorter
              << " of which leave something out\n";
    EXPECT_GT(asked, 100);
    EXPECT_GT(shorter, 10);
}

TEST(ShortFormTest, ATappedAnswerBringsTheKeyboardToTheNextTextThatIsEmpty)
{
    SodiumRandom random;
    FormSession session(*readQuestionnaire(visitForm()), {}, random, {});
    QStringList asked;
    QObject::connect(&session, &FormSession::focusAsked, [&asked](const QString &key) { asked.append(key); });
    session.setYesNo(u"seen"_s, true);
    session.goOnFrom(u"seen"_s);
    EXPECT_EQ(asked, QStringList()) << "on the whole form much may stay empty: nobody is taken to it";
    session.setShort(true);
    asked.clear();
    session.goOnFrom(u"seen"_s);
    EXPECT_EQ(asked, QStringList { u"said"_s }) << "the nearest one with words to write";
    session.setYesNo(u"seen"_s, false);
    session.goOnFrom(u"seen"_s);
    EXPECT_EQ(asked.last(), u"why"_s) << "what it is followed by";
    session.setText(u"why"_s, u"No reply"_s);
    session.goOnFrom(u"seen"_s);
    EXPECT_EQ(asked.last(), u"said"_s) << "an answered one is passed over";
    session.clear(u"seen"_s);
    session.setText(u"said"_s, {});
    asked.clear();
    session.goOnFrom(u"seen"_s);
    EXPECT_EQ(asked, QStringList()) << "an answer taken back leads nowhere";
}

/// Whoever goes by keys or is read to decides for themselves where to go next.
TEST(ShortFormTest, BesideAPhonesKeyboardTypingIsUndoneAndTheNextQuestionReached)
{
    CaptureWindow window(visitForm(), { 390, 844 });
    const ScreenReader reader(window.view());
    const auto words = [&window](const QString &question) { return window.session().answers().value(question).toString(); };
    EXPECT_FALSE(reader.find(QAccessible::Button, u"Undo typing"_s)) << "nothing is being written";
    window.session().goTo(2);
    ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, u"What was said"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, u"What was said"_s)));
    window.type(u"Toast"_s);
    ASSERT_TRUE(reader.tap(*reader.find(QAccessible::Button, u"Undo typing"_s))) << qPrintable(reader.said());
    EXPECT_NE(words(u"said"_s), u"Toast"_s);
    EXPECT_EQ(window.session().focusKey(), u"said"_s) << "the keyboard stays";
    ASSERT_TRUE(reader.tap(*reader.find(QAccessible::Button, u"Redo typing"_s)));
    EXPECT_EQ(words(u"said"_s), u"Toast"_s);
    window.key(Qt::Key_Return);
    window.type(u"Jam"_s);
    EXPECT_EQ(words(u"said"_s), u"Toast\nJam"_s) << "on the whole form the return key begins a line";
    EXPECT_FALSE(reader.find(QAccessible::Button, u"New line"_s));
    ASSERT_TRUE(reader.tap(*reader.find(QAccessible::Button, u"Next"_s)));
    EXPECT_FALSE(reader.find(QAccessible::EditableText, u"What was said"_s)->element->state().focused);
}

TEST(ShortFormTest, OnOnePageTheReturnKeyGoesOnAndALineIsStillToBeHad)
{
    CaptureWindow window(visitForm(), { 390, 844 });
    const ScreenReader reader(window.view());
    window.session().setShort(true);
    ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, u"What was said"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, u"What was said"_s)));
    window.type(u"Toast"_s);
    ASSERT_TRUE(reader.tap(*reader.find(QAccessible::Button, u"New line"_s))) << qPrintable(reader.said());
    window.type(u"Jam"_s);
    window.key(Qt::Key_Return, Qt::ShiftModifier);
    window.type(u"Milk"_s);
    EXPECT_EQ(window.session().answers().value(u"said"_s).toString().replace(QChar::LineSeparator, u'\n'), u"Toast\nJam\nMilk"_s);
    window.key(Qt::Key_Return);
    EXPECT_FALSE(reader.find(QAccessible::EditableText, u"What was said"_s)->element->state().focused);
}

TEST(ShortFormTest, OnlyAFingerIsTakenOn)
{
    CaptureWindow window(visitForm(), { 390, 844 });
    const ScreenReader reader(window.view());
    window.session().setShort(true);
    ASSERT_TRUE(reader.waitFor(QAccessible::RadioButton, u"Yes"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"Yes"_s));
    EXPECT_EQ(window.session().focusKey(), u"seen"_s);
    ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, u"What was said"_s)));
    ASSERT_TRUE(reader.tap(*reader.find(QAccessible::RadioButton, u"No"_s)));
    EXPECT_EQ(window.session().focusKey(), u"seen"_s) << "an answer that is corrected leads nowhere";
    ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"No"_s));   // takes it back
    ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"No"_s));
    EXPECT_EQ(window.session().focusKey(), u"seen"_s) << "by keys, also where a finger was last";
    ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"No"_s));
    ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, u"What was said"_s)));
    ASSERT_TRUE(reader.tap(*reader.find(QAccessible::RadioButton, u"No"_s)));
    EXPECT_TRUE(reader.waitFor([&] { return window.session().focusKey() == u"why"_s; })) << qPrintable(window.session().focusKey());
}

TEST(ShortFormTest, WhatSomebodyElseIsAskedIsNeverShortened)
{
    SodiumRandom random;
    DraftState start;
    start.shows = DraftState::Shows::HandedOver;
    FormSession session(*readQuestionnaire(visitForm()), {}, random, start);
    EXPECT_FALSE(session.canBeShort());
    session.setShort(true);
    EXPECT_FALSE(session.isShort());
}

TEST(ShortFormTest, TheFormIsMadeShortAndWholeAgainByKeyboardAndSaysSo)
{
    CaptureWindow window(visitForm(), { 390, 844 });
    const ScreenReader reader(window.view());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Only what must be answered"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor([&] { return reader.said().contains(u"What must be answered, on one page."_s); })) << qPrintable(reader.said());
    EXPECT_TRUE(window.session().isShort());
    EXPECT_FALSE(reader.said().contains(u"Hazards"_s));
    ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, u"What was said"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Show the whole form"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor([&] { return reader.said().contains(u"Part 1 of 3"_s); })) << qPrintable(reader.said());
}
