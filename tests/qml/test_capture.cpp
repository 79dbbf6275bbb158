#include "core/base/random_source.h"
#include "core/forms/answer_key.h"
#include "core/forms/answer_value.h"
#include "core/forms/extension_urls.h"
#include "qml/features/capture/capture_view.h"
#include "tests/qml/capture_window.h"
#include "tests/qml/screen_reader.h"

#include <QBuffer>
#include <QDir>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>
#include <QSignalSpy>
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

TEST(CaptureTest, FormsStandInGroupsAndAreFoundByAnyOfTheirWords)
{
    CaptureView view;
    view.show({ { u"v"_s, u"Home visit note"_s, {}, {}, u"Used last"_s },
                { u"d"_s, u"Dip sample"_s, {}, {}, u"Audits"_s, u"A few files looked at."_s },
                { u"c"_s, u"Case audit"_s, {}, {}, u"Audits"_s } },
              {});
    const auto shown = [&view](const char *role) {
        QStringList cells;
        const int number = view.forms()->roleNames().key(role);
        for (int row = 0; row < view.formCount(); ++row)
            cells.append(view.forms()->index(row, 0).data(number).toString());
        return cells;
    };
    EXPECT_EQ(shown("heading"), (QStringList { u"Used last"_s, u"Audits"_s, QString() }));
    view.narrow(u"audit CASE"_s);
    EXPECT_EQ(shown("title"), QStringList { u"Case audit"_s });
    EXPECT_EQ(shown("heading"), QStringList { u"Audits"_s });
    view.narrow(u"files"_s);
    EXPECT_EQ(shown("title"), QStringList { u"Dip sample"_s });
    view.narrow(u"nothing like it"_s);
    EXPECT_EQ(view.formCount(), 0);
    EXPECT_TRUE(view.hasForms());
    view.narrow({});
    EXPECT_EQ(view.formCount(), 3);
}

TEST(CaptureTest, PassesOverWhatMayBeLeftEmpty)
{
    const auto form = readQuestionnaire(*parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:skip","version":"1","status":"active","title":"T","item":[
      {"linkId":"a","type":"group","text":"First","item":[{"linkId":"a1","type":"string","text":"A"}]},
      {"linkId":"b","type":"group","text":"Second","item":[{"linkId":"b1","type":"string","text":"B"}]},
      {"linkId":"c","type":"group","text":"Third","item":[{"linkId":"c1","type":"string","text":"C","required":true}]},
      {"linkId":"d","type":"group","text":"Fourth","item":[{"linkId":"d1","type":"string","text":"D"}]},
      {"linkId":"e","type":"group","text":"Fifth","item":[{"linkId":"e1","type":"string","text":"E"}]}]})"));
    ASSERT_TRUE(form);
    SodiumRandom random;
    FormSession session(*form, {}, random, {});
    EXPECT_EQ(session.skipTitle(), u"Third");
    EXPECT_EQ(session.problemCount(), 0);   // looking ahead blames nobody
    session.skip();
    EXPECT_EQ(session.page(), 2);
    EXPECT_EQ(session.skipTitle(), u"Fifth");
    EXPECT_FALSE(session.endsForm(u"c1"_s));
    session.skip();
    EXPECT_EQ(session.skipTitle(), QString());
    EXPECT_TRUE(session.endsForm(u"e1"_s));
    session.goTo(2);
    session.setText(u"c1"_s, u"here"_s);
    session.goTo(0);
    EXPECT_EQ(session.skipTitle(), u"Fifth");
}

TEST(CaptureTest, APageIsCompleteWhenSomebodyAnsweredItAndItLacksNothing)
{
    const auto form =
        readQuestionnaire(*parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:complete","version":"1","status":"active","title":"T","item":[
      {"linkId":"a","type":"group","text":"First","item":[{"linkId":"a1","type":"string","text":"A"},{"linkId":"a2","type":"string","text":"A2","required":true}]},
      {"linkId":"b","type":"group","text":"Second","item":[{"linkId":"b1","type":"string","text":"B","readOnly":true},{"linkId":"b2","type":"string","text":"B2"}]},
      {"linkId":"c","type":"group","text":"Third","item":[{"linkId":"c1","type":"string","text":"C"}]}]})"));
    ASSERT_TRUE(form);
    SodiumRandom random;
    DraftState start;
    start.answers.set(u"a1"_s, u"one"_s);
    start.answers.set(u"b1"_s, u"written by the device"_s);
    FormSession session(*form, {}, random, start);
    EXPECT_EQ(session.pageComplete(), (QList<bool> { false, false, false })) << "what is needed is missing; what the device wrote is no answer";
    session.setText(u"a2"_s, u"two"_s);
    session.goTo(2);
    session.setText(u"c1"_s, u"three"_s);
    session.saveNow();   // a pause in typing
    EXPECT_EQ(session.pageComplete(), (QList<bool> { true, false, true }));
    EXPECT_EQ(session.problemCount(), 0) << "nobody is blamed";
}

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

/// A camera that gives one small picture.
class SmallCamera : public Camera {
public:
    QList<CameraChoice> all() override { return { { u"back"_s, u"Back camera"_s } }; }
    bool begin(const QString &) override
    {
        seen({ 2, 1, QByteArray(8, '\x7f') });
        return true;
    }
    void end() override { }
    void take() override
    {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        QImage image(4, 3, QImage::Format_RGB32);
        image.fill(Qt::darkGreen);
        if (buffer.open(QIODevice::WriteOnly) && image.save(&buffer, "PNG"))
            taken(bytes);
    }
};

TEST(CaptureTest, APhotoThatIsNotKeptIsSaidAndTriedAgainFromTheFormByKeyboard)
{
    CaptureWindow window(*parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:shots","version":"1","status":"active","title":"Shots","item":[
      {"linkId":"a","type":"group","text":"Shots","item":[{"linkId":"shot","type":"attachment","text":"The room","repeats":true,
        "extension":[{"url":"http://hl7.org/fhir/StructureDefinition/mimeType","valueCode":"image/jpeg"}]}]}]})"),
                         { 390, 844 });
    FormSession &session = window.session();
    QList<QByteArray> offered;
    bool isFull = true;
    session.takePhoto = [&](const FilePlace &place, const QByteArray &file) {
        offered.append(file);
        if (isFull)
            session.pictureRefused(place, u"This device is nearly full, so the photo is not kept yet."_s);
        else
            session.pictureKept(place, attachmentAnswer(QString(64, u'a'), u"image/jpeg"_s, file.size(), place.name + u".jpg"_s));
    };
    CameraView camera;
    camera.setCamera(std::make_unique<SmallCamera>());
    session.setCamera(&camera);
    camera.open();
    camera.take();
    ASSERT_TRUE(QTest::qWaitFor([&] { return camera.state() == CameraView::Taken; }, 20'000));
    session.addPhoto(u"shot"_s);
    window.settle();
    picture(window, u"photo-not-kept"_s);
    const auto again = [&] { return window.named(u"Try again"_s); };
    ASSERT_TRUE(again());
    const ScreenReader reader(window.view());
    EXPECT_TRUE(reader.said().contains(u"are not kept yet. They are still here, but nowhere else"_s)) << qPrintable(reader.said());
    EXPECT_TRUE(reader.find(QAccessible::Button, u"Try again: The room"_s)) << "which question's";
    EXPECT_TRUE(reader.find(QAccessible::Button, u"Leave out: The room"_s));
    again()->forceActiveFocus();
    window.key(Qt::Key_Space);
    EXPECT_EQ(offered.size(), 2);
    ASSERT_TRUE(again()) << "refused once more, and still here";
    EXPECT_TRUE(again()->hasActiveFocus());
    isFull = false;
    window.key(Qt::Key_Space);
    EXPECT_EQ(offered, QList<QByteArray>(3, offered.first())) << "the photo that was taken, each time";
    EXPECT_EQ(session.answers().rows(u"shot"_s).size(), 1);
    EXPECT_TRUE(QTest::qWaitFor([&] { return again() == nullptr; }, 20'000));
    EXPECT_TRUE(QTest::qWaitFor([&] { return window.view().activeFocusItem() == window.named(u"Add another picture"_s); }, 20'000))
        << "nobody is left standing on a button that is gone";
    session.setCamera(nullptr);
}

TEST(CaptureTest, YesterdayIsOfferedForWhatHasHappenedAndNotForWhatLiesAhead)
{
    const auto withDate = [](const char *rule) {
        return *parseJson(QByteArray(R"({"resourceType":"Questionnaire","url":"urn:test:days","version":"1","status":"active","title":"Days","item":[
          {"linkId":"a","type":"group","text":"Days","item":[{"linkId":"day","type":"date","text":"Which day?")")
                          + rule + "}]}]}");
    };
    CaptureWindow ahead(withDate(""), { 390, 844 });
    EXPECT_TRUE(ahead.named(u"Today"_s));
    EXPECT_FALSE(ahead.named(u"Yesterday"_s));
    CaptureWindow past(withDate(R"(,"extension":[{"url":"urn:sightline:ext:product-function","extension":[{"url":"name","valueCode":"not-in-future"}]}])"),
                       { 390, 844 });
    EXPECT_TRUE(past.named(u"Today"_s));
    EXPECT_TRUE(past.named(u"Yesterday"_s));
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

TEST(CaptureTest, WhatTheAppWorksOutIsShownAsSoonAsThereIsSomething)
{
    const QByteArray copies = "\"extension\":[{\"url\":\"" + extensions::productFunction.toUtf8()
        + R"(","extension":[{"url":"name","valueString":"copy"},{"url":"from","valueString":"a"}]}],)";
    CaptureWindow window(*parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:worked","version":"1","status":"active","title":"Worked","item":[
      {"linkId":"g","type":"group","text":"Part","item":[{"linkId":"a","type":"string","text":"What"},
      {"linkId":"w","type":"string","text":"Worked out","readOnly":true,)"
                                    + copies + R"("enableWhen":[{"question":"a","operator":"exists","answerBoolean":true}]},
      {"linkId":"v","type":"string","text":"Always there","readOnly":true,)"
                                    + copies + R"("required":false}]}]})"),
                         { 390, 844 });
    const ScreenReader reader(window.view());
    EXPECT_FALSE(reader.find(QAccessible::NoRole, u"Worked out"_s));
    EXPECT_FALSE(reader.find(QAccessible::NoRole, u"Always there"_s)) << "nothing is there to be read";
    ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, u"What"_s)));
    reader.type(u"Warm"_s);
    for (const QString &label : { u"Worked out"_s, u"Always there"_s })
        EXPECT_TRUE(reader.waitFor(QAccessible::NoRole, label)) << qPrintable(label + u": "_s + reader.said());
    reader.clearField();
    EXPECT_TRUE(reader.waitFor([&] { return !reader.find(QAccessible::NoRole, u"Always there"_s); })) << qPrintable(reader.said());
}

TEST(CaptureTest, AnAnswerThatBringsAPageInChangesWhatTheButtonSaysAndLeavesOneWhereOneIs)
{
    CaptureWindow window(*parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:pages","version":"1","status":"active","title":"Pages","item":[
      {"linkId":"a","type":"group","text":"First","item":[{"linkId":"more","type":"boolean","text":"Is there more?"}]},
      {"linkId":"b","type":"group","text":"Second","enableWhen":[{"question":"more","operator":"=","answerBoolean":true},
        {"question":"early","operator":"=","answerBoolean":true}],"enableBehavior":"any","item":[{"linkId":"b1","type":"string","text":"What more"}]},
      {"linkId":"c","type":"group","text":"Third","item":[{"linkId":"early","type":"boolean","text":"Was there something before?"}]}]})"),
                         { 390, 844 });
    const ScreenReader reader(window.view());
    EXPECT_TRUE(reader.find(QAccessible::Button, u"Next: Third"_s)) << qPrintable(reader.said());
    window.session().setYesNo(u"more"_s, true);
    EXPECT_TRUE(reader.waitFor(QAccessible::Button, u"Next: Second"_s)) << "the button says where it goes\n" << qPrintable(reader.said());
    window.session().setYesNo(u"more"_s, false);
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Next: Third"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Done"_s)) << qPrintable(reader.said());
    EXPECT_EQ(window.session().page(), 1);
    window.session().setYesNo(u"early"_s, true);
    window.settle();
    EXPECT_EQ(window.session().pageTitle(), u"Third"_s) << "the page before it came in";
    EXPECT_EQ(window.session().page(), 2);
    EXPECT_TRUE(reader.find(QAccessible::Button, u"Done"_s)) << qPrintable(reader.said());
    EXPECT_TRUE(reader.find(QAccessible::Grouping, u"Was there something before?"_s)) << qPrintable(reader.said());
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

TEST(CaptureTest, AnAnswerOverTheLimitIsKeptInTheDraftAndNotCompleted)
{
    CaptureWindow window(smallForm(), { 390, 844 });
    const QString fits = QString(u"We had toast. \n"_s).repeated(limits::answerBytesMax / 16).leftJustified(limits::answerBytesMax, u'a');
    window.session().setText(u"said"_s, fits);
    EXPECT_EQ(window.session().answers().value(u"said"_s).toString().size(), fits.size());
    EXPECT_EQ(window.session().problemCount(), 0);
    window.session().setText(u"said"_s, fits + u'a');
    EXPECT_EQ(window.session().answers().value(u"said"_s).toString().size(), fits.size() + 1);
    EXPECT_EQ(window.session().problemCount(), 1);
    window.session().setYesNo(u"seen"_s, true);
    window.session().finish();
    EXPECT_FALSE(window.completed());
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

TEST(CaptureTest, HostileTextIsKeptAsTypedOrRefusedInWords)
{
    CaptureWindow window(smallForm(), { 390, 844 });
    const ScreenReader reader(window.view());
    const auto field = [&] { return *reader.find(QAccessible::EditableText, u"What was said"_s); };
    const auto kept = [&] { return window.session().answers().value(u"said"_s).toString(); };
    ASSERT_TRUE(reader.focus(field()));
    // Turned around, combined, invisible, more than one plane: a person's words are never normalised.
    const QString odd = QString::fromUtf16(u"\u202Eevil\u202C cafe\u0301 \u0001\u0007 \u200B \U0001F642 \u2067\u0645");
    reader.paste(odd);
    EXPECT_EQ(kept(), odd);
    EXPECT_EQ(reader.textOf(field()), odd);
    // Half a character cannot be stored: what was there stays, on the screen too, and the line says why.
    reader.paste(odd + QChar(0xD83D));
    window.settle();
    EXPECT_EQ(kept(), odd);
    EXPECT_EQ(reader.textOf(field()), odd);
    EXPECT_TRUE(reader.said().contains(u"cannot be stored"_s)) << qPrintable(reader.said());
    // A megabyte is kept in the draft; the line says that it is too long to be completed.
    reader.clearField();
    const QString large = QString(u"We had toast. \n"_s).repeated(1024 * 1024 / 15);
    reader.paste(large);
    window.settle();
    EXPECT_EQ(kept().size(), large.size());
    EXPECT_TRUE(reader.said().contains(u"longer than one answer may be"_s)) << qPrintable(reader.said().left(400));
    EXPECT_TRUE(
        QTest::qWaitFor([&] { return !window.kept().isEmpty() && window.kept().last().answers.value(u"said"_s).toString().size() == large.size(); }, 5000));
    // More than a draft can hold is refused, and what was there stays.
    window.session().setText(u"said"_s, large.repeated(4));
    window.settle();
    EXPECT_EQ(kept().size(), large.size());
    EXPECT_TRUE(reader.said().contains(u"more than one draft can hold"_s));
    EXPECT_EQ(reader.textOf(field()).size(), large.size());
}

TEST(CaptureTest, NoKeyboardLearnsWhatIsWrittenOfAChild)
{
    const auto hints = [](const Json &form, const QString &field) {
        CaptureWindow window(form, { 390, 844 });
        const QQuickItem *item = window.named(field);
        return item ? Qt::InputMethodHints(item->property("inputMethodHints").toInt()) : Qt::InputMethodHints(-1);
    };
    const auto formOf = [](const QByteArray &ofForm, const QByteArray &ofItem) {
        const QByteArray mark = "\"extension\":[{\"url\":\"" + extensions::sensitivity.toUtf8() + "\",\"valueCode\":\"%\"}],";
        return *parseJson("{\"resourceType\":\"Questionnaire\"," + QByteArray(mark).replace('%', ofForm)
                          + R"("url":"urn:test:s","version":"1","status":"active","title":"S","item":[{"linkId":"t","text":"Their words",)"
                          + QByteArray(mark).replace('%', ofItem) + R"("type":"text"},{"linkId":"l","text":"A line",)" + QByteArray(mark).replace('%', ofItem)
                          + R"("type":"string"}]})");
    };
    constexpr Qt::InputMethodHints unlearnt = Qt::ImhSensitiveData | Qt::ImhNoPredictiveText;
    for (const QString &field : { u"Their words"_s, u"A line"_s }) {
        EXPECT_EQ(hints(formOf("P1", "P3"), field) & unlearnt, unlearnt) << "of a sensitive question";
        EXPECT_EQ(hints(formOf("P3", "P3"), field) & unlearnt, unlearnt) << "of a sensitive form";
        EXPECT_EQ(hints(formOf("P1", "P1"), field) & unlearnt, Qt::InputMethodHints()) << "and elsewhere words are suggested";
    }
}

TEST(CaptureTest, SeveralTypedAnswersEachHaveALine)
{
    CaptureWindow window(*parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:several","version":"1","status":"active","title":"Several","item":[
      {"linkId":"t","type":"string","text":"Strength","repeats":true,"item":[{"linkId":"why","type":"string","text":"What shows it"}]},
      {"linkId":"n","type":"integer","text":"Age","repeats":true},
      {"linkId":"d","type":"date","text":"Day","repeats":true},
      {"linkId":"o","type":"open-choice","text":"Place","repeats":true,"answerOption":[{"valueString":"Home"},{"valueString":"School"}]}]})"),
                         { 390, 844 });
    const ScreenReader reader(window.view());
    const auto typeInto = [&](const QString &name, const QString &text) {
        ASSERT_TRUE(reader.find(QAccessible::EditableText, name)) << qPrintable(name) << qPrintable(reader.said());
        ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, name)));
        reader.type(text);
        window.settle();
    };
    const auto values = [&](const QString &key) {
        QStringList all;
        for (const AnswerRow &row : window.session().answers().rows(key))
            all.append(row.value.isNumber() ? row.value.numberText() : row.value.toString());
        return all;
    };
    typeInto(u"Strength"_s, u"Warm"_s);
    typeInto(u"What shows it"_s, u"The way she greets him"_s);
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Add another: Strength"_s));
    window.type(u"Patient"_s);   // the new line has the keyboard
    EXPECT_EQ(values(u"t"_s), QStringList({ u"Warm"_s, u"Patient"_s }));
    typeInto(u"Age"_s, u"7"_s);
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Add another: Age"_s));
    window.type(u"12"_s);
    EXPECT_EQ(values(u"n"_s), QStringList({ u"7"_s, u"12"_s }));
    ASSERT_TRUE(reader.press(QAccessible::CheckBox, u"School"_s));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Add another in your own words: Place"_s)) << qPrintable(reader.said());
    window.type(u"The park"_s);
    EXPECT_EQ(values(u"o"_s), QStringList({ u"School"_s, u"The park"_s }));
    // An emptied answer keeps its field while it is typed into, and is no answer.
    typeInto(u"Strength, answer 2"_s, {});
    reader.clearField();
    window.type(u"Kind"_s);
    EXPECT_EQ(values(u"t"_s), QStringList({ u"Warm"_s, u"Kind"_s }));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Remove: Strength"_s));
    window.settle();
    EXPECT_EQ(values(u"t"_s), QStringList({ u"Kind"_s }));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Undo"_s)) << qPrintable(reader.said());
    EXPECT_EQ(values(u"t"_s), QStringList({ u"Warm"_s, u"Kind"_s }));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Add another: Strength"_s));   // left empty
    picture(window, u"several-390"_s);
    window.session().finish();
    ASSERT_TRUE(window.completed());
    EXPECT_EQ(window.completed()->rows(u"t"_s).size(), 2);
    EXPECT_EQ(window.completed()->rows(u"n"_s).size(), 2);
}

TEST(CaptureTest, AChosenAnswerCanBeTakenBack)
{
    CaptureWindow window(*parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:one","version":"1","status":"active","title":"One","item":[
      {"linkId":"c","type":"choice","text":"Which","answerOption":[{"valueString":"This"},{"valueString":"That"}]}]})"),
                         { 390, 844 });
    const ScreenReader reader(window.view());
    ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"This"_s));
    EXPECT_EQ(window.session().answers().value(u"c"_s).toString(), u"This"_s);
    ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"That"_s));
    EXPECT_EQ(window.session().answers().value(u"c"_s).toString(), u"That"_s);
    ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"That"_s));
    EXPECT_FALSE(window.session().answers().contains(u"c"_s));
}

TEST(CaptureTest, WordsBeneathAnAnswerThatIsTakenBackComeBack)
{
    for (const QString &type : { u"false"_s, u"true"_s }) {
        CaptureWindow window(*parseJson(uR"({"resourceType":"Questionnaire","url":"urn:test:one","version":"1","status":"active","title":"One","item":[
          {"linkId":"c","type":"choice","repeats":%1,"text":"Which","answerOption":[{"valueString":"This"},{"valueString":"That"}],
           "item":[{"linkId":"said","type":"text","text":"What was said"}]}]})"_s.arg(type)
                                            .toUtf8()),
                             { 390, 844 });
        FormSession &session = window.session();
        QSignalSpy offered(&session, &FormSession::entryRemoved);
        session.choose(u"c"_s, 0);
        const QString said = childKey(answerBase(u"c"_s, session.answers().given(u"c"_s).first().id), u"said"_s);
        session.setText(said, u"I like it when Nana comes."_s);
        ASSERT_EQ(session.answers().value(said).toString(), u"I like it when Nana comes."_s);
        session.choose(u"c"_s, 0);
        EXPECT_FALSE(session.answers().contains(said));
        EXPECT_EQ(offered.size(), 1);
        session.undoRemove();
        EXPECT_EQ(session.answers().value(said).toString(), u"I like it when Nana comes."_s);
    }
}

TEST(CaptureTest, TheClockGoesOnWhileAFormIsOpen)
{
    CaptureWindow window(*parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:one","version":"1","status":"active","title":"One","item":[
      {"linkId":"left","type":"dateTime","text":"Left","extension":[{"url":"urn:sightline:ext:product-function","extension":[{"url":"name","valueCode":"not-in-future"}]}]}]})"),
                         { 390, 844 });
    FormSession &session = window.session();
    session.now = [] { return u"2026-11-26T10:00:00+00:00"_s; };
    session.setNow(u"left"_s);
    session.now = [] { return u"2026-11-26T11:00:00+00:00"_s; };   // an hour later in the same sitting
    session.setNow(u"left"_s);
    session.finish();
    ASSERT_TRUE(window.completed());
    EXPECT_EQ(window.completed()->value(u"left"_s).toString(), u"2026-11-26T11:00:00+00:00"_s);
    session.notCompleted({});
    session.setText(u"left"_s, u"2026-11-26T11:30:00+00:00"_s);
    session.finish();
    EXPECT_EQ(window.completed()->value(u"left"_s).toString(), u"2026-11-26T11:00:00+00:00"_s) << "the future is refused all the same";
}

TEST(CaptureTest, ATimeStaysWhileItsDayIsCorrected)
{
    CaptureWindow window(*parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:one","version":"1","status":"active","title":"One","item":[
      {"linkId":"left","type":"dateTime","text":"Left"}]})"),
                         { 390, 844 });
    FormSession &session = window.session();
    const auto left = [&] { return session.answers().value(u"left"_s).toString(); };
    session.setText(u"left"_s, u"2026-11-23T14:02:33+00:00"_s);
    session.setDay(u"left"_s, {});   // a year with three digits is no day
    EXPECT_EQ(left(), QString());
    session.setDay(u"left"_s, u"2026-11-22"_s);
    EXPECT_EQ(left(), u"2026-11-22T14:02:33+00:00"_s);
    session.setText(u"left"_s, u"2026-11-23T14:02"_s);   // written elsewhere, without seconds
    session.setDay(u"left"_s, u"2026-11-22"_s);
    EXPECT_EQ(left(), u"2026-11-22T14:02:00+00:00"_s);
    session.setDay(u"left"_s, {});
    session.setTime(u"left"_s, {});   // emptied by hand, it does not come back
    session.setDay(u"left"_s, u"2026-11-21"_s);
    EXPECT_EQ(left(), u"2026-11-21"_s);
    // The same by keys: one digit of the year is taken away and typed again.
    session.setText(u"left"_s, u"2026-11-23T14:02:00+00:00"_s);
    window.settle();
    window.named(u"Left, year"_s)->forceActiveFocus();
    window.key(Qt::Key_End);
    window.key(Qt::Key_Backspace);
    EXPECT_EQ(left(), QString());
    window.type(u"5"_s);
    EXPECT_EQ(left(), u"2025-11-23T14:02:00+00:00"_s);
}

TEST(CaptureTest, AYesOrNoOfSeveralIsOneOfTheirAnswers)
{
    CaptureWindow window(*parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:one","version":"1","status":"active","title":"One","item":[
      {"linkId":"b","type":"boolean","text":"Seen","repeats":true}]})"),
                         { 390, 844 });
    FormSession &session = window.session();
    const QModelIndex line = session.lines()->index(0, 0);
    session.setYesNo(line.data(session.lines()->roleNames().key("key")).toString(), true);
    ASSERT_EQ(session.answers().rows(u"b"_s).size(), 1);
    EXPECT_EQ(session.answers().rows(u"b"_s).first().value, Json(true));
}

/// The items of the page for which @p is holds, that can be seen.
QList<QQuickItem *> shownItems(CaptureWindow &window, const std::function<bool(QQuickItem *)> &is)
{
    QList<QQuickItem *> found;
    const std::function<void(QQuickItem *)> look = [&](QQuickItem *item) {
        if (!item->isVisible())
            return;
        if (is(item))
            found.append(item);
        for (QQuickItem *child : item->childItems())
            look(child);
    };
    look(window.view().rootObject());
    return found;
}

bool showsWords(CaptureWindow &window, const QString &words)
{
    // A question that may be left empty says so after its words.
    return !shownItems(window, [&words](QQuickItem *item) { return item->property("text").toString().startsWith(words); }).isEmpty();
}

TEST(CaptureTest, ANameIsInitialsInItsHeadingAndInItsFieldUntilThatIsReached)
{
    DraftState begun;
    begun.answers.set(u"child#"_s, rowsToJson({ { u"r1"_s, u"A"_s, {} } }));
    begun.answers.set(u"child#r1/name"_s, u"Amelia Brown"_s);
    begun.answers.set(u"child#r1/note"_s, u"Plays with Tom"_s);
    CaptureWindow window(*parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:names","version":"1","status":"active","title":"Names","item":[
      {"linkId":"p","type":"group","text":"Part","item":[{"linkId":"child","type":"group","text":"Child","repeats":true,"extension":[{"url":"urn:sightline:ext:sensitivity","valueCode":"P3"}],"item":[
        {"linkId":"name","type":"open-choice","text":"Child or adult","answerValueSet":"urn:sightline:list:children"},
        {"linkId":"note","type":"string","text":"Note"}]},
      {"linkId":"plain","type":"string","text":"Plain"}]}]})"),
                         { 390, 844 }, begun);
    window.settle();
    const auto veils = [&] {
        return shownItems(window, [](QQuickItem *item) { return item->property("masked").isValid() && item->property("writing").isValid(); });
    };
    const auto covers = [](QQuickItem *veil) {
        const QQuickItem *field = veil->parentItem();
        return veil->property("color").value<QColor>().alpha() == 255 && veil->width() >= field->width() && veil->height() >= field->height();
    };
    EXPECT_TRUE(showsWords(window, u"A.B. · P.W.T."_s)) << "the heading";
    ASSERT_EQ(veils().size(), 2);
    for (QQuickItem *veil : veils())
        EXPECT_TRUE(covers(veil));
    EXPECT_EQ(veils().first()->property("masked").toString(), u"A.B."_s);
    picture(window, u"names-390"_s);
    // The keyboard or a press reaches it: it can be read and written; left, it is initials again, of what it says then.
    QQuickItem *field = veils().first()->parentItem();
    field->forceActiveFocus(Qt::TabFocusReason);
    window.settle();
    EXPECT_EQ(veils().size(), 1);
    window.type(u" Lee"_s);
    EXPECT_EQ(window.session().answers().value(u"child#r1/name"_s).toString(), u"Amelia Brown Lee"_s) << "nothing of the words was changed";
    window.named(u"Plain"_s)->forceActiveFocus(Qt::TabFocusReason);
    window.settle();
    ASSERT_EQ(veils().size(), 2);
    EXPECT_EQ(veils().first()->property("masked").toString(), u"A.B.L."_s);
}

TEST(CaptureTest, WhatAFormWantsBesideItsWordsIsDrawn)
{
    CaptureWindow window(*parseJson(R"j({"resourceType":"Questionnaire","url":"urn:test:drawn","version":"1","status":"active","title":"Drawn","item":[
      {"linkId":"safe","type":"display","text":"Nobody else reads this.","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-displayCategory",
        "valueCodeableConcept":{"coding":[{"code":"security"}]}}]},
      {"linkId":"q","prefix":"2a","type":"choice","text":"How was it?","extension":[
         {"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-choiceOrientation","valueCode":"horizontal"},
         {"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-supportLink","valueUri":"https://example.org/help"}],
       "answerOption":[{"valueCoding":{"system":"s","code":"a","display":"Good"},"extension":[
           {"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-optionPrefix","valueString":"i)"}]},{"valueCoding":{"system":"s","code":"b","display":"Bad"}}]},
      {"linkId":"below","type":"choice","text":"And then?","answerOption":[{"valueString":"Yes"},{"valueString":"No"}]}]})j"),
                         { 390, 844 });
    window.settle();
    picture(window, u"drawn-390"_s);
    EXPECT_TRUE(showsWords(window, u"Privacy and safety"_s));
    EXPECT_TRUE(showsWords(window, u"2a How was it?"_s));
    EXPECT_TRUE(showsWords(window, u"More about this: https://example.org/help"_s));
    const auto choice = [&](const QString &label) {
        return shownItems(window, [&label](QQuickItem *item) { return item->property("label").toString() == label && item->property("chosen").isValid(); })
            .value(0);
    };
    ASSERT_TRUE(choice(u"i) Good"_s) && choice(u"Bad"_s) && choice(u"Yes"_s) && choice(u"No"_s));
    const auto at = [&](const QString &label) { return choice(label)->mapToScene({ 0, 0 }); };
    EXPECT_EQ(at(u"i) Good"_s).y(), at(u"Bad"_s).y()) << "side by side";
    EXPECT_LT(at(u"i) Good"_s).x(), at(u"Bad"_s).x());
    EXPECT_LT(at(u"Yes"_s).y(), at(u"No"_s).y()) << "one below the other where the form says nothing";
    EXPECT_GE(choice(u"Bad"_s)->height(), 48);
}

TEST(CaptureTest, WhatIsWrongIsSaidOfTheFieldItself)
{
    CaptureWindow window(smallForm(), { 390, 844 });
    window.session().finish();
    window.settle();
    const QQuickItem *field = window.view().activeFocusItem();
    ASSERT_EQ(field->property("name").toString(), u"What was said"_s);
    EXPECT_TRUE(field->property("help").toString().contains(u"needs an answer"_s)) << "the controls describe themselves by it";
}

TEST(CaptureTest, APromptStandsInTheEmptyFieldForLongTextToo)
{
    CaptureWindow window(*parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:one","version":"1","status":"active","title":"One","item":[
      {"linkId":"t","type":"text","text":"What was said","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/entryFormat","valueString":"In their own words"}]}]})"),
                         { 390, 844 });
    const std::function<bool(QQuickItem *)> shows = [&](QQuickItem *item) {
        const auto children = item->childItems();
        return item->isVisible() && (item->property("text").toString() == u"In their own words"_s || std::any_of(children.cbegin(), children.cend(), shows));
    };
    EXPECT_TRUE(shows(window.view().rootObject()));
    window.named(u"What was said"_s)->forceActiveFocus();
    window.type(u"a"_s);
    EXPECT_FALSE(shows(window.view().rootObject()));
}

TEST(CaptureTest, AListThatFillsItselfSaysThatNothingIsThereAndAGroupSaysWhatToKnow)
{
    const Json form = *parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:one","version":"1","status":"active","title":"One","item":[
      {"linkId":"p","type":"group","text":"Part","item":[
        {"linkId":"last","type":"group","text":"From last time","repeats":true,"readOnly":true,"item":[{"linkId":"act","type":"string","text":"Action"}]},
        {"linkId":"g","type":"group","text":"Home","item":[{"linkId":"n","type":"string","text":"Who"},
          {"linkId":"g.help","type":"display","text":"Facts first","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
            "valueCodeableConcept":{"coding":[{"system":"http://hl7.org/fhir/questionnaire-item-control","code":"help"}]}}]}]}]}]})");
    const auto says = [](CaptureWindow &window, const QString &words) {
        const std::function<bool(QQuickItem *)> shows = [&](QQuickItem *item) {
            const auto children = item->childItems();
            return item->isVisible() && (item->property("text").toString() == words || std::any_of(children.cbegin(), children.cend(), shows));
        };
        return shows(window.view().rootObject());
    };
    CaptureWindow empty(form, { 390, 844 });
    EXPECT_TRUE(says(empty, u"Nothing here so far. It fills itself in."_s));
    EXPECT_TRUE(says(empty, u"Facts first"_s));
    DraftState carried;
    carried.answers.set(u"last#"_s, rowsToJson({ { u"r1"_s, u"A"_s, {} } }));
    carried.answers.set(u"last#r1/act"_s, u"Ring the school"_s);
    CaptureWindow filled(form, { 390, 844 }, carried);
    EXPECT_FALSE(says(filled, u"Nothing here so far. It fills itself in."_s));
}

TEST(CaptureTest, PickingAndChangingLeavesTheKeyboardAtTheQuestion)
{
    CaptureWindow window(*parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:one","version":"1","status":"active","title":"One","item":[
      {"linkId":"w","type":"reference","text":"Who"},{"linkId":"s","type":"string","text":"More"}]})"),
                         { 390, 844 });
    const ScreenReader reader(window.view());
    const auto focusedName = [&] {
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(window.view().activeFocusItem());
        return face ? face->text(QAccessible::Name) : QString();
    };
    ASSERT_TRUE(reader.press(QAccessible::ListItem, u"Team Manager, Early Support"_s, true)) << qPrintable(reader.said());
    window.settle();
    EXPECT_EQ(focusedName(), u"Change, Who"_s);
    reader.key(Qt::Key_Space);
    window.settle();
    EXPECT_EQ(focusedName(), u"Who"_s);
}

TEST(CaptureTest, APartsListStandsBesideTheFormOnATablet)
{
    for (const auto &[size, isThere] : QList<std::pair<QSize, bool>> { { { 768, 1024 }, true }, { { 390, 844 }, false } }) {
        CaptureWindow window(smallForm(), size);
        const ScreenReader reader(window.view());
        EXPECT_EQ(reader.find(QAccessible::ListItem, u"Second"_s, 0, true).has_value(), isThere) << size.width();
        picture(window, u"parts-%1"_s.arg(size.width()));
    }
}

TEST(CaptureTest, ThreeHundredQuestionsAreTypedThroughWithNothingLost)
{
    constexpr int questions = 300;
    Json::Array items;
    for (int i = 0; i < questions; ++i)
        items.append(Json::object(
            { { u"linkId"_s, u"q%1"_s.arg(i) }, { u"type"_s, Json(i % 3 == 0 ? u"text"_s : u"string"_s) }, { u"text"_s, u"Question %1"_s.arg(i) } }));
    QElapsedTimer timer;
    timer.start();
    CaptureWindow window(Json::object({ { u"resourceType"_s, Json(u"Questionnaire"_s) },
                                        { u"url"_s, Json(u"urn:test:long"_s) },
                                        { u"version"_s, Json(u"1"_s) },
                                        { u"status"_s, Json(u"active"_s) },
                                        { u"title"_s, Json(u"Long"_s) },
                                        { u"item"_s, items } }),
                         { 390, 844 });
    const qint64 openMs = timer.restart();
    auto *drawn = window.session().drawnLines();
    EXPECT_LT(drawn->rowCount(), questions) << "a page is seen before all of it is drawn";
    EXPECT_EQ(window.session().lines()->rowCount(), questions);
    qint64 longestMs = 0;
    for (QElapsedTimer turn; drawn->rowCount() < questions; longestMs = qMax(longestMs, turn.elapsed())) {
        turn.start();
        QCoreApplication::processEvents();
    }
    const qint64 wholeMs = timer.restart();
    window.named(u"Question 0"_s)->forceActiveFocus();
    for (int i = 0; i < questions; ++i) {
        QTest::sendKeyEvent(QTest::Click, &window.view(), Qt::Key_unknown, u"a"_s, Qt::NoModifier);
        QTest::sendKeyEvent(QTest::Click, &window.view(), Qt::Key_unknown, QString::number(i % 10), Qt::NoModifier);
        QTest::keyClick(&window.view(), Qt::Key_Tab);   // the keyboard alone goes from each to the next
    }
    std::printf("300 questions: open %lld ms, all drawn after %lld ms more in turns of at most %lld ms, a key %lld us\n", openMs, wholeMs, longestMs,
                timer.elapsed() * 1000 / (questions * 3));
    for (int i = 0; i < questions; ++i)
        EXPECT_EQ(window.session().answers().value(u"q%1"_s.arg(i)).toString(), u"a"_s + QString::number(i % 10)) << i;
}

TEST(CaptureTest, EveryControlOfEveryPageHasANameAndAPlantedOneWithoutIsCaught)
{
    int examined = 0;
    for (const FormPack &pack : builtInForms()) {
        CaptureWindow window(pack.questionnaire, { 390, 844 });
        const ScreenReader reader(window.view());
        for (int page = 0; page < window.session().pageCount(); ++page) {
            window.session().goTo(page);
            window.settle();
            for (int i = 0; i < window.session().lines()->rowCount(); ++i) {   // with an entry in every list
                const QModelIndex line = window.session().lines()->index(i, 0);
                const auto roles = window.session().lines()->roleNames();
                if (line.data(roles.key("kind")).toString() == u"addRow"_s && i < 40)
                    window.session().addEntry(line.data(roles.key("key")).toString());
            }
            window.settle();
            EXPECT_EQ(reader.unnamed(&examined), QStringList()) << qPrintable(pack.id) << " page " << page;
        }
    }
    std::printf("%d interactive elements examined\n", examined);
    EXPECT_GE(examined, 200);
    CaptureWindow window(smallForm(), { 390, 844 });
    const ScreenReader reader(window.view());
    ASSERT_EQ(reader.unnamed(), QStringList());
    QQmlComponent planted(window.view().engine());
    planted.setData("import QtQuick\nimport QtQuick.Templates as T\nT.Button { width: 48; height: 48 }", {});
    const std::unique_ptr<QObject> button(planted.create());
    ASSERT_TRUE(button) << qPrintable(planted.errorString());
    qobject_cast<QQuickItem *>(button.get())->setParentItem(window.view().rootObject());
    window.settle();
    EXPECT_EQ(reader.unnamed().size(), 1) << qPrintable(reader.said());
}

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_QUICK_BACKEND", "software");
    QGuiApplication application(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
