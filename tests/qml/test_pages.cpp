#include "qml/app/page_plugins.h"
#include "qml/gallery/sample_camera.h"
#include "qml/gallery/sample_images.h"
#include "qml/gallery/samples.h"
#include "tests/qml/page_walk.h"
#include "tests/qml/screen_reader.h"

#include <QAccessible>
#include <QDir>
#include <QGuiApplication>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickView>
#include <QtQml/qqmlextensionplugin.h>

#include <gtest/gtest.h>

#include <private/qguiapplication_p.h>
#include <qpa/qplatformaccessibility.h>
#include <qpa/qplatformintegration.h>

#include <cmath>

Q_IMPORT_QML_PLUGIN(Sightline_GalleryPlugin)

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

void settle()
{
    for (int round = 0; round < 6; ++round)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

void show(QQuickView &view, const QVariantMap &properties, QSize size)
{
    view.engine()->addImageProvider(u"files"_s, new SampleImages);
    view.engine()->addImportPath(u"qrc:/qt/qml"_s);
    view.setInitialProperties(properties);
    view.setResizeMode(QQuickView::SizeRootObjectToView);
    view.resize(size);
    view.setSource(QUrl(u"qrc:/qt/qml/Sightline/Gallery/PageStage.qml"_s));
    view.show();
    view.requestActivate();
    settle();
}

/// Where pictures go if someone wants to look: SIGHTLINE_PICTURES=DIR.
void picture(QQuickView &view, const QString &name)
{
    const QString folder = qEnvironmentVariable("SIGHTLINE_PICTURES");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    view.grabWindow().save(folder + u'/' + name + u".png"_s);
}

struct PageCase {
    std::string name;
    QVariantMap properties;
    std::function<void(AppViews &)> fill = showSamples;
    QStringList presses = {};        ///< pressed one after another, by their names
    const char *takesFocus = nullptr;   ///< the class of what has the keyboard once that has opened; null: whatever has it
    QString offers = {};             ///< a button that is there once what was pressed has come of it; empty: nothing is waited for
    std::function<void(AppViews &)> after = {};   ///< what comes once the page is there, before anything is pressed
};

QList<PageCase> pageCases()
{
    const auto page = [](const QString &place, bool detail = false, const QString &part = {}) {
        return QVariantMap { { u"place"_s, place }, { u"detail"_s, detail }, { u"part"_s, part } };
    };
    const auto form = [](int number) {
        return [number](AppViews &views) {
            showSamples(views);
            openSampleForm(views, number);
        };
    };
    const auto shortForm = [form](AppViews &views) {
        views.more()->preferences()->setShortForms(true);
        form(0)(views);
    };
    const auto held = [](const QString &notice) {
        return [notice](AppViews &views) {
            showSamples(views);
            views.sync()->openHeld(notice);
        };
    };
    const auto service = [](AppViews &views) {
        showSamples(views);
        views.framework()->openService(u"es"_s);
        showSamples(views);
    };
    return {
        { "today", page(u"today"_s) },
        { "a task", page(u"today"_s, true) },
        { "an action",
          {},
          [](AppViews &views) {
              showSamples(views);
              openSampleAction(views);
          } },
        { "children", page(u"children"_s) },
        { "a child", page(u"children"_s, true), showChild },
        { "a child's list, changed", page(u"children"_s, true),
          [](AppViews &views) {
              showChild(views);
              views.children()->change();
              views.children()->say(u"initials"_s, u"A.C."_s);
              views.children()->nameDraft(u"d1"_s);
              views.children()->markKept(u"d1"_s, true);
              views.children()->refuse({ { u"number"_s, u"Give the child's number in the case system."_s } });
          } },
        { "words of a child, discarded and not saved", page(u"children"_s),
          [](AppViews &views) {
              showSamples(views);
              views.children()->markDiscarded(u"d1"_s, u"What you typed is discarded."_s);
              views.children()->showBegun({ { u"d2"_s, ChildSheet::New, {}, u"C.D., whom you began to put on your list"_s, {} } });
          } },
        { "no children yet", page(u"children"_s), showNothing },
        { "records", page(u"records"_s) },
        { "a record", page(u"records"_s, true) },
        { "the year", page(u"year"_s) },
        { "the year of a service", page(u"year"_s), openSampleYear },
        { "a month of the year", page(u"year"_s), openSampleMonth },
        { "no year yet", page(u"year"_s), showNothing },
        { "framework", page(u"framework"_s) },
        { "a service", page(u"framework"_s), service },
        { "an activity", page(u"framework"_s, true), service },
        { "what a coming edition changes", page(u"framework"_s, true),
          [](AppViews &views) {
              showSamples(views);
              views.framework()->openComing();
          } },
        { "the framework, for its owner", page(u"framework"_s), showSampleOwner },
        { "a row of the framework, being changed", page(u"framework"_s, true), openSampleRow },
        { "changes of the framework, before they are published", page(u"framework"_s, true), openSampleReview },
        { "sync", page(u"sync"_s) },
        { "the diary", page(u"sync"_s, true) },
        { "two texts", page(u"sync"_s, true, u"held"_s), held(u"n1"_s) },
        { "kept work", page(u"sync"_s, true, u"held"_s), held(u"n2"_s) },
        { "more", page(u"more"_s) },
        { "settings", page(u"more"_s, true, u"settings"_s) },
        { "reminders", page(u"more"_s, true, u"reminders"_s) },
        { "calendar", page(u"more"_s, true, u"calendar"_s) },
        { "the people one answers for", page(u"more"_s, true, u"team"_s), showSampleTeam },
        { "tables of people", page(u"more"_s, true, u"tables"_s), showSampleTables },
        { "what happened", page(u"more"_s, true, u"events"_s), showSampleEvents },
        { "a table of what happened", page(u"more"_s, true, u"events"_s), showSampleEventTable },
        { "who is away", page(u"more"_s, true, u"away"_s), showSampleAbsences },
        { "help", page(u"more"_s, true, u"help"_s) },
        { "about", page(u"more"_s, true, u"about"_s) },
        { "people", page(u"more"_s, true, u"people"_s) },
        { "templates",
          {},
          [](AppViews &views) {
              showSamples(views);
              openSampleTemplates(views, false);
          } },
        { "a template",
          {},
          [](AppViews &views) {
              showSamples(views);
              openSampleTemplates(views, true);
          } },
        { "a template's preview",
          {},
          [](AppViews &views) {
              showSamples(views);
              openSampleTemplates(views, true);
              views.templates()->editor()->openPreview();
          } },
        { "a draft on an old version",
          {},
          [](AppViews &views) {
              showSamples(views);
              openSampleMove(views);
          } },
        { "capture", { { u"capturing"_s, true } } },
        { "form, first part", {}, form(0) },
        { "form, only what must be answered", {}, shortForm },
        { "form, people", {}, form(2) },
        { "form, the child", {}, form(3) },
        { "form, pictures", {}, form(4) },
        { "form, last part", {}, form(6) },
        { "finished",
          {},
          [](AppViews &views) {
              showSamples(views);
              views.capture()->showFinished(u"Home visit"_s, true);
          } },
        { "nothing yet", page(u"today"_s), showNothing },
        { "no records yet", page(u"records"_s), showNothing },
        { "a failure", page(u"sync"_s), showProblems },
        { "something not done", page(u"today"_s), showRefused },
        { "a concern to read", page(u"today"_s), showConcernToRead },
        { "a concern raised", page(u"today"_s), showConcernRaised },
        { "finished with a concern", {}, showConcernFinished },
        { "nothing opens", {}, showCannotOpen },
        { "joining", {}, showJoining },
        { "joining, asking the hub", {}, showJoiningBusy },
        { "joining, failed", {}, showJoiningFailed },
        { "joining another person, refused", {}, showJoiningRefused },
        { "locked", {}, showLocked },
        { "locked, the last try", {}, showLockedLastTry },
        { "locked, waiting", {}, showLockedWaiting },
        { "locked, the council is asked", {}, showLockLost },
        { "locked, a new PIN", {}, showLockNewPin },
        { "wiped", {}, showLockWiped },
        { "a PIN offered", {}, showPinOffered },
        { "the PIN in More", { { u"place"_s, u"more"_s }, { u"detail"_s, true }, { u"part"_s, u"pin"_s } }, showPin },
        { "a PIN being chosen", { { u"place"_s, u"more"_s }, { u"detail"_s, true }, { u"part"_s, u"pin"_s } }, showPinBeingChosen },
        { "handing over by the PIN", {}, showHandOverByPin },
        { "handing over", {}, showHandOverCode },
        { "handed over", {}, showHandedOver },
        { "handed over, to be drawn", {}, showHandedOverDrawing },
        { "handed over, to be said", {}, showHandedOverVoice },
        { "handed over, thanks", {}, showHandOverThanks },
    };
}

/// What lies over a page once something was pressed there. On a phone, and there with text at 200 % as well.
QList<PageCase> sheetCases()
{
    const QVariantMap record { { u"place"_s, u"records"_s }, { u"detail"_s, true } };
    const QVariantMap away { { u"place"_s, u"more"_s }, { u"detail"_s, true }, { u"part"_s, u"away"_s } };
    const auto returned = [](AppViews &views) {
        showSamples(views);
        views.records()->stepWords()->found({ u"r1"_s, u"return"_s }, {});
    };
    const auto failing = [](AppViews &views) {
        showSamples(views);
        StepWords *words = views.records()->stepWords();
        words->find = [words](const StepPlace &place) {
            words->found(place, QString(u"What it is about, and what should be different when it comes back. "_s).repeated(20));
            words->refused(place, u"The device could not write this down. What was saved before is safe. Try again."_s);
        };
    };
    const auto form = [](AppViews &views) {
        showSamples(views);
        openSampleForm(views, 4);
    };
    const auto refused = [form](AppViews &views) {
        form(views);
        auto camera = std::make_unique<SampleCamera>();
        camera->isRefused = true;
        views.capture()->camera()->setCamera(std::move(camera));
    };
    const auto printing = [](AppViews &views) {
        showSamples(views);
        PrintView *print = views.records()->printing();
        QObject::connect(print, &PrintView::printersAsked, print, [print] {
            print->show({ { u"a"_s, u"Duty room"_s, u"Second floor, by the window"_s }, { u"b"_s, u"Colour laser of the whole Early Support service"_s, {} } });
        });
    };
    const auto printerless = [](AppViews &views) {
        showSamples(views);
        PrintView *print = views.records()->printing();
        QObject::connect(print, &PrintView::printersAsked, print, [print] { print->show({}); });
    };
    const auto making = [](AppViews &views) {
        showSamples(views);
        openSampleTemplates(views, true);
    };
    const auto made = [making](AppViews &views) {
        making(views);
        views.templates()->editor()->showFirstProblem();
        views.templates()->editor()->setText(u"Was anybody else in the home?"_s);
    };
    const auto moving = [](AppViews &views) {
        showSamples(views);
        openSampleMove(views);
    };
    return {
        { "the document of another edition",
          { { u"place"_s, u"framework"_s } },
          showSampleOwner,
          {},
          nullptr,
          u"I have seen this: look at what changes"_s,
          openSampleDocument },
        { "somebody is away", away, showSampleAbsences, { u"Enter an absence"_s } },
        { "somebody leaves", away, showSampleAbsences, { u"Somebody leaves"_s } },
        { "a return", record, returned, { u"Return with comments"_s } },
        { "a long return that failed", record, failing, { u"Return with comments"_s } },
        { "entered in error", record, showSamples, { u"Entered in error"_s } },
        { "an addition", record, showSamples, { u"Add to this record"_s } },
        { "a record on paper", record, showSamples, { u"Save as PDF"_s } },
        { "printing", record, printing, { u"Print"_s }, nullptr, u"Print it"_s },
        { "printing, without a printer", record, printerless, { u"Print"_s }, nullptr, u"Save as PDF instead"_s },
        { "a photo of a record", record, showSamples, { u"Open Photo 1"_s } },
        { "a photo of a form", {}, form, { u"Open Photo 1"_s } },
        { "a drawing", {}, form, { u"Draw"_s }, "sightline::InkArea" },
        { "handed over, stopping", {}, showHandedOver, { u"You can stop"_s } },
        { "handed over, giving back", {}, showHandedOver, { u"Give the device back"_s } },
        { "a condition", {}, making, { u"Show me"_s, u"Add a condition"_s } },
        { "a role", {}, making, { u"Show me"_s, u"Somebody with another role"_s } },
        { "an activity to tie", {}, making, { u"Add an activity"_s } },
        { "publishing, with something to put right", {}, making, { u"Publish …"_s } },
        { "publishing", {}, made, { u"Publish …"_s } },
        { "moving a draft", {}, moving, { u"See what would move"_s } },
        { "a body map", {}, form, { u"Add marks"_s }, "sightline::InkArea" },
        { "a camera", {}, form, { u"Take a photo"_s } },
        { "a photo just taken", {}, form, { u"Take a photo"_s, u"Take it now"_s }, nullptr, u"Use this photo"_s },
        { "a camera that is refused", {}, refused, { u"Take a photo"_s }, nullptr, u"Choose a file instead"_s },
    };
}

/// The five sizes of decisions 31. Where time is short, a phone and one of the two wide layouts, by turns: list and detail on a tablet, a
/// desktop window.
QList<QSize> layoutsOf(qsizetype page)
{
    if (qEnvironmentVariableIsSet("SIGHTLINE_DEEP"))
        return { { 360, 740 }, { 390, 844 }, { 768, 1024 }, { 1024, 768 }, { 1440, 900 } };
    return { { 390, 844 }, page % 2 == 0 ? QSize(1024, 768) : QSize(1440, 900) };
}

/// A sheet's size and text: an ordinary phone, and by turns, where time is short, a small one with very large text or a desktop window.
QList<std::pair<QSize, double>> looksOf(const PageCase &sheet, qsizetype number)
{
    const std::pair<QSize, double> phone { { 390, 844 }, 1.0 }, large { { 360, 740 }, 2.0 }, desktop { { 1440, 900 }, 1.0 };
    if (sheet.name == "places")
        return { large };   // it is there for very large text
    if (qEnvironmentVariableIsSet("SIGHTLINE_DEEP"))
        return { phone, large, desktop };
    return { phone, number % 2 == 0 ? large : desktop };
}

/// A window of one planted page.
Stumbles walkPlanted(const QByteArray &content)
{
    QQuickView view;
    view.engine()->addImageProvider(u"files"_s, new SampleImages);
    view.engine()->addImportPath(u"qrc:/qt/qml"_s);
    QQmlComponent component(view.engine());
    component.setData("import QtQuick\nimport QtQuick.Templates as T\nimport Sightline.Controls\nimport Sightline.Theme\n"
                      "FocusScope { id: page; focus: true; width: 390; height: 600\n"
                          + content + "\n}",
                      QUrl(u"qrc:/planted.qml"_s));
    QObject *root = component.create();
    EXPECT_TRUE(root) << component.errorString().toStdString();
    view.setContent({}, &component, root);
    view.resize(390, 600);
    view.show();
    view.requestActivate();
    settle();
    return walk(view);
}

double luminance(const QColor &color)
{
    const auto linear = [](double part) { return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/// WCAG 2.2: 1 to 21.
double contrast(const QColor &a, const QColor &b)
{
    const double one = luminance(a), other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

/// The pairs of ColorPairs that @p palette does not hold, in words.
QStringList faintPairs(const QObject &palette, const QObjectList &pairs)
{
    QStringList faint;
    for (const QObject *pair : pairs) {
        const QString front = pair->property("front").toString(), back = pair->property("back").toString();
        const QColor ink = palette.property(front.toUtf8().constData()).value<QColor>();
        const QColor ground = palette.property(back.toUtf8().constData()).value<QColor>();
        EXPECT_TRUE(ink.isValid() && ground.isValid()) << front.toStdString() << " on " << back.toStdString() << " names no role";
        const double has = contrast(ink, ground);
        if (has < pair->property("least").toDouble())
            faint.append(u"%1 on %2 has %3"_s.arg(front, back).arg(has, 0, 'f', 2));
    }
    return faint;
}

} // namespace

TEST(PagesTest, EverybodyFindsEverythingOnEveryPage)
{
    int examined = 0;
    qsizetype number = 0;
    for (const PageCase &page : pageCases()) {
        for (const QSize &size : layoutsOf(number)) {
            AppViews views;
            page.fill(views);
            QQuickView view;
            QVariantMap properties = page.properties;
            properties.insert(u"views"_s, QVariant::fromValue(&views));
            show(view, properties, size);
            picture(view, u"page-%1-%2"_s.arg(QString::fromStdString(page.name).replace(u' ', u'-')).arg(size.width()));
            const Stumbles stumbles = walk(view);
            EXPECT_GT(stumbles.examined, 0) << page.name;
            EXPECT_TRUE(stumbles.all().isEmpty()) << page.name << " at " << size.width() << ":\n  " << stumbles.all().join(u"\n  "_s).toStdString();
            examined += stumbles.examined;
        }
        ++number;
    }
    std::printf("%d pages in %d layouts each, %d interactive elements examined\n", static_cast<int>(number), static_cast<int>(layoutsOf(0).size()), examined);
    EXPECT_GT(examined, 350);
}

TEST(PagesTest, EverybodyFindsEverythingOnEverySheet)
{
    int examined = 0, looks = 0;
    QList<PageCase> sheets = sheetCases();
    sheets.append({ "places", {}, showSamples, { u"Today"_s } });
    for (qsizetype i = 0; i < sheets.size(); ++i) {
        const PageCase &sheet = sheets.at(i);
        for (const auto &[size, factor] : looksOf(sheet, i)) {
            AppViews views;
            sheet.fill(views);
            QQuickView view;
            QVariantMap properties = sheet.properties;
            properties.insert(u"views"_s, QVariant::fromValue(&views));
            properties.insert(u"textFactor"_s, factor);
            show(view, properties, size);
            if (sheet.after)
                sheet.after(views);
            const ScreenReader reader(view);
            for (const QString &name : sheet.presses)
                ASSERT_TRUE(reader.press(QAccessible::Button, name, true)) << sheet.name << ": " << name.toStdString() << "\n" << reader.said().toStdString();
            // A sheet for drawing is laid out before it takes the keyboard: whoever walks earlier walks the form.
            const auto hasOpened = [&] { return !sheet.takesFocus || (view.activeFocusItem() && view.activeFocusItem()->inherits(sheet.takesFocus)); };
            ASSERT_TRUE(reader.waitFor(hasOpened)) << sheet.name << " at " << size.width();
            ASSERT_TRUE(sheet.offers.isEmpty() || reader.waitFor(QAccessible::Button, sheet.offers)) << sheet.name << "\n" << reader.said().toStdString();
            settle();
            picture(view, u"sheet-%1-%2-%3"_s.arg(QString::fromStdString(sheet.name).replace(u' ', u'-')).arg(size.width()).arg(qRound(factor * 100)));
            const Stumbles stumbles = walk(view);
            EXPECT_GT(stumbles.examined, 0) << sheet.name;
            EXPECT_TRUE(stumbles.all().isEmpty()) << sheet.name << " at " << size.width() << ", text " << factor << ":\n  "
                                                  << stumbles.all().join(u"\n  "_s).toStdString();
            examined += stumbles.examined;
            ++looks;
        }
    }
    std::printf("%d sheets in %d looks, %d interactive elements examined\n", static_cast<int>(sheets.size()), looks, examined);
    EXPECT_GT(examined, 60);
}

TEST(PagesTest, HidingCoversAnOpenSheetAndBringsItBackWithItsWords)
{
    AppViews views;
    showSamples(views);
    QQuickView view;
    show(view, { { u"views"_s, QVariant::fromValue(&views) }, { u"place"_s, u"records"_s }, { u"detail"_s, true } }, { 390, 844 });
    const ScreenReader reader(view);
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Return with comments"_s));
    ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, u"What should change?"_s)) << qPrintable(reader.said());
    reader.type(u"canary"_s);
    const auto words = [&] { return reader.textOf(*reader.find(QAccessible::EditableText, u"What should change?"_s)); };
    ASSERT_EQ(words(), u"canary"_s);
    reader.key(Qt::Key_H, Qt::ControlModifier);
    settle();
    EXPECT_EQ(reader.said(), u"Carry on"_s);
    picture(view, u"cover-390"_s);
    const Stumbles stumbles = walk(view);
    EXPECT_EQ(stumbles.examined, 1);
    EXPECT_EQ(stumbles.all(), QStringList());
    reader.type(u"nobody"_s);
    reader.key(Qt::Key_Escape);
    settle();
    ASSERT_TRUE(reader.find(QAccessible::EditableText, u"What should change?"_s)) << qPrintable(reader.said());
    EXPECT_EQ(words(), u"canary"_s);
    reader.type(u" bird"_s);   // the keyboard is where it was
    EXPECT_EQ(words(), u"canary bird"_s);
    reader.key(Qt::Key_Escape);
    reader.key(Qt::Key_Escape);
    settle();
    EXPECT_EQ(reader.said(), u"Carry on"_s);
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Carry on"_s));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Return with comments"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, u"What should change?"_s)) << qPrintable(reader.said());
    EXPECT_EQ(words(), u"canary bird"_s);
}

TEST(PagesTest, NoWordsAreCutOffAtTwiceTheTextSize)
{
    int examined = 0;
    for (const PageCase &page : pageCases()) {
        AppViews views;
        page.fill(views);
        QQuickView view;
        QVariantMap properties = page.properties;
        properties.insert(u"views"_s, QVariant::fromValue(&views));
        properties.insert(u"textFactor"_s, 2.0);
        show(view, properties, { 390, 844 });
        const QStringList cut = cutOff(view, &examined);
        EXPECT_TRUE(cut.isEmpty()) << page.name << ":\n  " << cut.join(u"\n  "_s).toStdString();
    }
    std::printf("%d words and buttons examined\n", examined);
    EXPECT_GT(examined, 500);
    QQuickView planted;
    planted.engine()->addImportPath(u"qrc:/qt/qml"_s);
    QQmlComponent component(planted.engine());
    component.setData("import QtQuick\nimport Sightline.Controls\nItem { BaseButton { text: 'Far too long to stand in a window as narrow as this' } }", {});
    planted.setContent({}, &component, component.create());
    planted.resize(200, 100);
    planted.show();
    settle();
    EXPECT_EQ(cutOff(planted, &examined).size(), 2) << "the button and its words";
}

TEST(PagesTest, PlantedFaultsAreCaught)
{
    EXPECT_EQ(walkPlanted("BaseButton { text: \"Send\" }").all(), QStringList());
    EXPECT_EQ(walkPlanted("BaseButton { }").unnamed.size(), 1);
    EXPECT_EQ(walkPlanted("BaseButton { text: \"Send\"; width: 48; height: 40 }").small.size(), 1);
    EXPECT_EQ(walkPlanted("Item { width: 60; height: 60; activeFocusOnTab: true; Accessible.role: Accessible.StaticText; Accessible.name: \"Send\"\n"
                          "Accessible.onPressAction: page.focus = true }")
                  .wrongRole.size(),
              1);
    EXPECT_EQ(
        walkPlanted("Column { BaseButton { text: \"One\" } BaseButton { text: \"Two\"; activeFocusOnTab: false; focusPolicy: Qt.NoFocus } }").unreached.size(),
        1);
    EXPECT_EQ(walkPlanted("Column { BaseButton { text: \"One\" } BaseButton { id: two; text: \"Two\"; KeyNavigation.tab: two } }").trapped.size(), 1);
    EXPECT_EQ(walkPlanted("BaseButton { text: \"Send\"; y: 590 }").unseen.size(), 1);
    EXPECT_EQ(walkPlanted("Item { width: 300; height: 60; clip: true; BaseButton { text: \"One\" } BaseButton { text: \"Two\"; y: 80 } }").unseen.size(), 1);
    const QByteArray sheet = "Sheet { visible: true; title: \"A sheet\"; BaseButton { text: \"Send\"; %1 } }";
    EXPECT_EQ(walkPlanted("BaseButton { } " + QByteArray(sheet).replace("%1", "")).all(), QStringList()) << "what lies beneath a sheet is not asked of it";
    EXPECT_EQ(walkPlanted(QByteArray(sheet).replace("%1", "height: 40")).small.size(), 1);
}

TEST(PagesTest, AChangeOfStateIsReadOut)
{
    static QStringList told;
    told.clear();
    AppViews views;
    showSamples(views);
    QQuickView view;
    show(view, { { u"views"_s, QVariant::fromValue(&views) }, { u"place"_s, u"today"_s } }, { 390, 844 });
    QAccessible::queryAccessibleInterface(&view);
    const auto before = QAccessible::installUpdateHandler([](QAccessibleEvent *event) {
        if (event->type() == QAccessible::NameChanged && event->accessibleInterface())
            told.append(event->accessibleInterface()->text(QAccessible::Name));
    });
    SyncPageState state;
    state.light = SyncPageState::Light::Offline;
    state.glyphText = u"Offline, 2 waiting"_s;
    views.sync()->show(state);
    settle();
    QAccessible::installUpdateHandler(before);
    EXPECT_TRUE(told.contains(u"Offline, 2 waiting"_s)) << told.join(u", "_s).toStdString();
}

TEST(PagesTest, EveryColourPairOfEveryPaletteCanBeRead)
{
    QQmlEngine engine;
    engine.addImageProvider(u"files"_s, new SampleImages);
    engine.addImportPath(u"qrc:/qt/qml"_s);
    QQmlComponent component(&engine);
    component.setData("import QtQuick\nimport Sightline.Theme\nQtObject {\n"
                      "property list<QtObject> palettes: [Theme.plainLight, Theme.plainDark, Theme.highLight, Theme.highDark]\n"
                      "property list<QtObject> faint: [LightColors { inkMuted: \"#9AA5A2\" }]\n"
                      "property QtObject pairs: ColorPairs }",
                      {});
    const std::unique_ptr<QObject> root(component.create());
    ASSERT_TRUE(root) << component.errorString().toStdString();
    const auto listOf = [](const QObject *object, const char *name) {
        const QQmlListReference list(const_cast<QObject *>(object), name);
        QObjectList all;
        for (qsizetype i = 0; i < list.count(); ++i)
            all.append(list.at(i));
        return all;
    };
    const QObjectList pairs = listOf(root->property("pairs").value<QObject *>(), "all");
    ASSERT_GE(pairs.size(), 40);
    const QObjectList palettes = listOf(root.get(), "palettes");
    ASSERT_EQ(palettes.size(), 4);
    for (const QObject *palette : palettes)
        EXPECT_EQ(faintPairs(*palette, pairs), QStringList()) << palette->metaObject()->className();
    std::printf("%d pairs of %d palettes examined\n", static_cast<int>(pairs.size()), static_cast<int>(palettes.size()));
    // The planted presence: grey words that look elegant and cannot be read.
    EXPECT_GE(faintPairs(*listOf(root.get(), "faint").first(), pairs).size(), 3);
}

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_QUICK_BACKEND", "software");
    QGuiApplication application(argc, argv);
    // As if a screen reader ran: controls only say what they are to somebody who listens.
    QGuiApplicationPrivate::platformIntegration()->accessibility()->setActive(true);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
