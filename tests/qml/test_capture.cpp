#include "tests/qml/capture_window.h"

#include <QDir>
#include <QGuiApplication>
#include <QQuickItem>
#include <QTest>
#include <QtQml/qqmlextensionplugin.h>

#include <gtest/gtest.h>

Q_IMPORT_QML_PLUGIN(Sightline_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Sightline_ControlsPlugin)
Q_IMPORT_QML_PLUGIN(Sightline_CapturePlugin)

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

/// Where pictures go if someone wants to look: SIGHTLINE_PICTURES=DIR.
void picture(CaptureWindow &window, const QString &name)
{
    const QString folder = qEnvironmentVariable("SIGHTLINE_PICTURES");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    window.view().grabWindow().save(folder + u'/' + name + u".png"_s);
}

/// A form of two parts with one question of each common kind.
Json smallForm()
{
    return *parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:small","version":"1","status":"active","title":"A small form","item":[
      {"linkId":"a","type":"group","text":"First","item":[
        {"linkId":"said","type":"text","text":"What was said","required":true},
        {"linkId":"seen","type":"boolean","text":"Seen","required":true},
        {"linkId":"why","type":"string","text":"Why not","required":true,"enableWhen":[{"question":"seen","operator":"=","answerBoolean":false}]},
        {"linkId":"who","type":"group","text":"Who was there","repeats":true,"item":[{"linkId":"name","type":"string","text":"Who"}]}]},
      {"linkId":"b","type":"group","text":"Second","item":[{"linkId":"n","type":"integer","text":"How many"}]}]})");
}

} // namespace

TEST(CaptureTest, KeepsWhatIsTypedAfterAShortIdle)
{
    CaptureWindow window(smallForm(), { 390, 844 });
    window.named(u"What was said"_s)->forceActiveFocus();
    window.type(u"We had toast."_s);
    EXPECT_EQ(window.session().answers().value(u"said"_s).toString(), u"We had toast."_s);
    EXPECT_TRUE(QTest::qWaitFor([&] { return !window.kept().isEmpty(); }, 2000));
    EXPECT_EQ(window.kept().last().answers.value(u"said"_s).toString(), u"We had toast."_s);
    EXPECT_EQ(window.kept().last().focusKey, u"said"_s);
}

TEST(CaptureTest, KeepsWhatIsTypedWithoutAPauseToo)
{
    CaptureWindow window(smallForm(), { 390, 844 });
    window.named(u"What was said"_s)->forceActiveFocus();
    // One key after another, never idle; the bound is for a program that would not keep anything before a pause.
    int keys = 0;
    for (; window.kept().isEmpty() && keys < 5'000; ++keys)
        window.type(u"a"_s);
    ASSERT_FALSE(window.kept().isEmpty()) << keys << " keys were typed";
    EXPECT_FALSE(window.kept().last().answers.value(u"said"_s).toString().isEmpty());
}

TEST(CaptureTest, ALaterHandsPartOpensAloneAndIsSignedByFinishingIt)
{
    const Json form = *parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:hands","version":"1","status":"active","title":"Observation","item":[
      {"linkId":"seen","type":"group","text":"What happened","item":[{"linkId":"facts","type":"text","text":"What I saw","required":true}]},
      {"linkId":"part","type":"group","text":"Reflection","extension":[{"url":"urn:sightline:ext:completed-by-role","valueCode":"observed"}],
       "item":[{"linkId":"learned","type":"text","text":"What have I learned?","required":true}]}]})");
    DraftState start;
    start.answers.set(u"facts"_s, u"She knelt down."_s);
    start.role = u"observed"_s;
    start.finishText = u"Sign and finish"_s;
    CaptureWindow window(form, { 390, 844 }, start);
    EXPECT_EQ(window.session().pageTitles(), QStringList { u"Reflection"_s });
    EXPECT_FALSE(window.named(u"What I saw"_s)) << "the author's answers are not hers to change";
    ASSERT_TRUE(window.named(u"Sign and finish"_s));
    window.session().finish();
    EXPECT_FALSE(window.completed()) << "her part is required of her";
    window.named(u"What have I learned?"_s)->forceActiveFocus();
    window.type(u"To wait."_s);
    window.session().finish();
    ASSERT_TRUE(window.completed());
    EXPECT_EQ(window.completed()->value(u"learned"_s).toString(), u"To wait."_s);
    EXPECT_EQ(window.completed()->value(u"facts"_s).toString(), u"She knelt down."_s);
    picture(window, u"later-hand"_s);
}

TEST(CaptureTest, TypingKeepsTheCursorWhereItWas)
{
    CaptureWindow window(smallForm(), { 390, 844 });
    QQuickItem *field = window.named(u"What was said"_s);
    field->forceActiveFocus();
    window.type(u"toast"_s);
    field->setProperty("cursorPosition", 0);
    window.type(u"We had "_s);
    EXPECT_EQ(window.session().answers().value(u"said"_s).toString(), u"We had toast"_s);
}

TEST(CaptureTest, ReopensOnTheSameField)
{
    DraftState start;
    start.answers.set(u"n"_s, 3);
    start.page = 1;
    start.focusKey = u"n"_s;
    CaptureWindow window(smallForm(), { 390, 844 }, start);
    window.settle();
    EXPECT_EQ(window.session().page(), 1);
    QQuickItem *focused = window.view().activeFocusItem();
    ASSERT_TRUE(focused);
    EXPECT_TRUE(focused->property("name").toString().contains(u"How many"_s)) << qPrintable(focused->property("name").toString());
}

TEST(CaptureTest, ShowsAQuestionOnlyWhenItsConditionHolds)
{
    CaptureWindow window(smallForm(), { 390, 844 });
    EXPECT_FALSE(window.named(u"Why not"_s));
    window.session().setYesNo(u"seen"_s, false);
    window.settle();
    EXPECT_TRUE(window.named(u"Why not"_s));
}

TEST(CaptureTest, GoesToWhatIsMissingAndCompletesOnlyThen)
{
    CaptureWindow window(smallForm(), { 390, 844 });
    window.session().goTo(1);
    window.session().finish();
    window.settle();
    EXPECT_FALSE(window.completed());
    EXPECT_EQ(window.session().page(), 0);
    EXPECT_EQ(window.session().problemCount(), 2);
    window.session().setText(u"said"_s, u"Toast."_s);
    window.session().setYesNo(u"seen"_s, false);
    window.session().setText(u"why"_s, u"Asleep."_s);
    window.session().setYesNo(u"seen"_s, true);   // what was typed under the other answer is not completed
    window.session().finish();
    ASSERT_TRUE(window.completed());
    EXPECT_FALSE(window.completed()->contains(u"why"_s));
    EXPECT_TRUE(window.session().answers().contains(u"why"_s));
}

TEST(CaptureTest, AddsRemovesAndBringsBackAnEntry)
{
    CaptureWindow window(smallForm(), { 390, 844 });
    window.session().addEntry(u"who#"_s);
    window.settle();
    const auto rows = window.session().answers().rows(u"who#"_s);
    ASSERT_EQ(rows.size(), 1);
    const QString key = u"who#"_s + rows.first().id + u"/name"_s;
    window.type(u"Nana"_s);   // the new entry's first question has the focus
    EXPECT_EQ(window.session().answers().value(key).toString(), u"Nana"_s);
    window.session().removeEntry(u"who#"_s, rows.first().id);
    EXPECT_FALSE(window.session().answers().contains(key));
    window.session().undoRemove();
    EXPECT_EQ(window.session().answers().value(key).toString(), u"Nana"_s);
}

TEST(CaptureTest, RefusesAnAnswerOverTheLimitAndKeepsWhatWasThere)
{
    CaptureWindow window(smallForm(), { 390, 844 });
    const QString fits = QString(u"We had toast. \n"_s).repeated(limits::answerBytesMax / 16).leftJustified(limits::answerBytesMax, u'a');
    window.session().setText(u"said"_s, fits);
    EXPECT_EQ(window.session().answers().value(u"said"_s).toString().size(), fits.size());
    window.session().setText(u"said"_s, fits + u'a');
    EXPECT_EQ(window.session().answers().value(u"said"_s).toString().size(), fits.size());
}

TEST(CaptureTest, EveryBuiltInFormOpensOnEveryPageAtEverySize)
{
    int pages = 0;
    for (const FormPack &pack : builtInForms()) {
        for (const QSize size : { QSize(360, 740), QSize(768, 1024), QSize(1440, 900) }) {
            CaptureWindow window(pack.questionnaire, size);
            for (int page = 0; page < window.session().pageCount(); ++page) {
                window.session().goTo(page);
                window.settle();
                EXPECT_GT(window.session().lines()->rowCount(), 0) << qPrintable(pack.id) << " page " << page;
                picture(window, u"%1-%2-%3"_s.arg(pack.id).arg(size.width()).arg(page + 1));
                ++pages;
            }
        }
    }
    RecordProperty("pages", pages);
    EXPECT_GE(pages, 3 * 15);
}

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_QUICK_BACKEND", "software");
    QGuiApplication application(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
