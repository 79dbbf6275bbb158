// What is being typed is on the disk at every moment at which nobody may come back to it, also less than a pause after the last key.
#include "platform/linux/termination.h"
#include "tests/qml/joined_devices.h"

#include <QDeadlineTimer>
#include <QTest>
#include <private/qguiapplication_p.h>
#include <qpa/qwindowsysteminterface.h>

#include <csignal>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

class KeepMomentsTest : public JoinedDevices {
protected:
    void SetUp() override
    {
        QGuiApplication::setQuitOnLastWindowClosed(false);
        begin();
        publishPlainNote();
        serve();
        join(u"first"_s, author);
        m_hub.terminate();
        app = std::make_unique<RunningApp>(folderOf(u"first"_s), QSize(390, 844), true);
    }
    void openNote()
    {
        beginNote(app->reader(), u"A plain note"_s, u"T"_s);
        words = u"T"_s;
        waitUntilKept();
    }
    void waitUntilKept()
    {
        const FormSession *session = app->views().capture()->session();
        ASSERT_TRUE(app->reader().waitFor([&] { return session->saveState() == FormSession::Kept && keptNote() == words; })) << qPrintable(keptNote());
    }
    /// The drafts behind every save that was asked for so far. Nothing of the interface runs meanwhile, so no pause can end.
    [[nodiscard]] QList<Draft> drafts()
    {
        const auto all = app->graph().store().call([](Store &store) { return store.drafts().list(); }, StoreThread::Lane::Save).get();
        EXPECT_TRUE(all);
        return all.valueOr({});
    }
    [[nodiscard]] QString keptNote()
    {
        for (const Draft &draft : drafts()) {
            if (draft.body.type == RecordType::Form)
                return draft.body.answers.value(u"said"_s).toString();
        }
        return {};
    }
    [[nodiscard]] QString childsNumber()
    {
        for (const Draft &draft : drafts()) {
            if (draft.body.type == RecordType::Child)
                return draft.body.answers.value(u"number"_s).toString();
        }
        return {};
    }
    void typeOneLetter()
    {
        QTest::sendKeyEvent(QTest::Click, &app->window(), Qt::Key_unknown, u"o"_s, Qt::NoModifier);
        words += u'o';
        ASSERT_EQ(app->views().capture()->session()->answers().value(u"said"_s).toString(), words);
    }
    /// One more letter is not on the disk until @p moment has come, and is then.
    void expectKeptAt(const char *what, const std::function<void()> &moment)
    {
        SCOPED_TRACE(what);
        const QString before = words;
        ASSERT_NO_FATAL_FAILURE(typeOneLetter());
        ASSERT_EQ(keptNote(), before) << "without it the letter waits for a pause: that is what this is about";
        moment();
        EXPECT_EQ(keptNote(), words);
        ++examined;
    }
    static void enter(Qt::ApplicationState state) { QWindowSystemInterface::handleApplicationStateChanged<QWindowSystemInterface::SynchronousDelivery>(state); }
    void comeBack()
    {
        enter(Qt::ApplicationActive);
        app->window().show();
        app->window().requestActivate();
        const ScreenReader reader = app->reader();
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, u"What was said"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, u"What was said"_s)));
        reader.key(Qt::Key_End, Qt::ControlModifier);
        waitUntilKept();
    }

    std::unique_ptr<RunningApp> app;
    QString words;
    int examined = 0;
};

} // namespace

TEST_F(KeepMomentsTest, TheLastLetterIsOnTheDiskAsSoonAsTheAppIsLeftHiddenSuspendedMinimisedOrClosed)
{
    ASSERT_NO_FATAL_FAILURE(openNote());
    for (const auto &[name, state] : { std::pair("another program is in front, or the screen is locked", Qt::ApplicationInactive),
                                       std::pair("hidden", Qt::ApplicationHidden), std::pair("suspended", Qt::ApplicationSuspended) }) {
        expectKeptAt(name, [state = state] { enter(state); });
        ASSERT_NO_FATAL_FAILURE(comeBack());
    }
    expectKeptAt("minimised", [this] { app->window().showMinimized(); });
    app->window().showNormal();
    ASSERT_NO_FATAL_FAILURE(comeBack());
    expectKeptAt("the window is hidden", [this] { app->window().hide(); });
    ASSERT_NO_FATAL_FAILURE(comeBack());
    expectKeptAt("the session ends", [] { QGuiApplicationPrivate::instance()->commitData(); });
    ASSERT_NO_FATAL_FAILURE(comeBack());
    expectKeptAt("closed", [this] { app->window().close(); });
    std::printf("%d moments examined\n", examined);
    EXPECT_EQ(examined, 7);
}

TEST_F(KeepMomentsTest, TheLastLetterIsOnTheDiskWhenThePageIsCoveredAndUndoingIsNotOver)
{
    ASSERT_NO_FATAL_FAILURE(openNote());
    expectKeptAt("covered", [this] { QTest::keyClick(&app->window(), Qt::Key_H, Qt::ControlModifier); });
    const ScreenReader reader = app->reader();
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Carry on"_s)) << qPrintable(reader.said());
    ASSERT_NO_FATAL_FAILURE(comeBack());

    // Something done can still be undone after a look over the shoulder.
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
    // Looked at in the same breath as it is covered: however slow the machine, the time for undoing does not run out between.
    ASSERT_TRUE(reader.waitFor([&] { return app->views().capture()->canUndo(); })) << qPrintable(reader.said());
    QTest::keyClick(&app->window(), Qt::Key_H, Qt::ControlModifier);
    EXPECT_TRUE(app->views().capture()->canUndo());
    EXPECT_TRUE(reader.waitFor(QAccessible::Button, u"Carry on"_s)) << "it was covered: " << qPrintable(reader.said());
}

TEST_F(KeepMomentsTest, WhatIsTypedOfAChildIsOnTheDiskWhenThePageIsCovered)
{
    ChildrenView &children = *app->views().children();
    children.begin();
    children.say(u"number"_s, u"4711"_s);
    ASSERT_EQ(childsNumber(), QString()) << "without it the number waits for a pause: that is what this is about";
    QTest::keyClick(&app->window(), Qt::Key_H, Qt::ControlModifier);
    EXPECT_EQ(childsNumber(), u"4711"_s);
}

TEST_F(KeepMomentsTest, TheLastLetterIsOnTheDiskWhenTheProgramIsToldToEnd)
{
    ASSERT_NO_FATAL_FAILURE(openNote());
    int told = 0;
    QString before, after;
    const Termination termination([&] {
        before = keptNote();
        app->graph().saveAndWait();
        after = keptNote();
        ++told;
    });
    const QString was = words;
    ASSERT_NO_FATAL_FAILURE(typeOneLetter());
    ASSERT_EQ(std::raise(SIGHUP), 0);
    ASSERT_EQ(std::raise(SIGHUP), 0) << "a terminal that closes may say it twice: the second does not end what the first has begun";
    ASSERT_EQ(std::raise(SIGTERM), 0);
    // Without timers: however slow the machine, no pause ends before the signal is heard.
    const QDeadlineTimer end(20'000);
    while (told == 0 && !end.hasExpired())
        QCoreApplication::processEvents(QEventLoop::X11ExcludeTimers | QEventLoop::ExcludeUserInputEvents);
    EXPECT_EQ(before, was) << "no pause had kept it";
    EXPECT_EQ(after, words);
    EXPECT_EQ(told, 1);
}

TEST_F(KeepMomentsTest, WhatCannotBeStoredIsLeftOutOfTheLastWordsAndTheRestIsOnTheDiskBeforeTheProgramEnds)
{
    ChildrenView &children = *app->views().children();
    children.begin();
    children.say(u"number"_s, u"4711"_s + QChar(0xd800));
    app->graph().saveAndWait();
    EXPECT_EQ(childsNumber(), u"4711"_s);
}

TEST_F(KeepMomentsTest, WhatWasRefusedIsTriedAgainBeforeTheProgramEnds)
{
    // A save on its way, which is refused for a character in it, is heard of while the program waits.
    ChildrenView &children = *app->views().children();
    children.begin();
    children.say(u"number"_s, u"4711"_s + QChar(0xd800));
    app->graph().saveNow();
    app->graph().saveAndWait();
    EXPECT_EQ(childsNumber(), u"4711"_s);
}

TEST(TerminationTest, WhatWasToBeIgnoredStaysIgnoredAndWhatIsHeardEndsNothingAfterwards)
{
    const auto was = std::signal(SIGHUP, SIG_IGN);   // as nohup does
    int told = 0;
    {
        const Termination termination([&told] { ++told; });
        ASSERT_EQ(std::raise(SIGHUP), 0);
        QCoreApplication::processEvents();
        EXPECT_EQ(told, 0);
    }
    static_cast<void>(std::signal(SIGHUP, was));
    ASSERT_EQ(std::raise(SIGTERM), 0) << "words may still be on their way to the disk";
}

TEST_F(KeepMomentsTest, TheProgramItselfEndsInOrderWhenItIsToldTo)
{
    app.reset();
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_LOGGING_RULES"_s, u"sightline.app.start.debug=true"_s);
    program.setProcessEnvironment(environment);
    program.setProcessChannelMode(QProcess::MergedChannels);
    program.start(QStringLiteral(SIGHTLINE_APP), RunningApp::storeArguments(folderOf(u"first"_s)) + QStringList { u"--offline"_s });
    QByteArray said;
    while (!said.contains("Today is drawn") && program.waitForReadyRead(60'000))
        said += program.readAll();
    ASSERT_TRUE(said.contains("Today is drawn")) << said.constData();
    program.terminate();
    ASSERT_TRUE(program.waitForFinished(30'000));
    EXPECT_EQ(program.exitStatus(), QProcess::NormalExit) << "a signal that nobody hears ends it where it stands";
    EXPECT_EQ(program.exitCode(), 0);
}
