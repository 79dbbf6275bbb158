#include "core/records/step_body.h"
#include "platform/paper/record_printers.h"
#include "tests/qml/joined_devices.h"

#include <QTest>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

/// Records in the whole app, on a device that holds the demo council's forms and has no signal.
class RecordsAppTest : public JoinedDevices {
protected:
    void SetUp() override
    {
        begin();
        publishPlainNote();
        serve();
        join(u"first"_s, author);
        m_hub.terminate();
    }
    [[nodiscard]] QString folder() const { return folderOf(u"first"_s); }
    /// Completes a note of @p words and opens it in Records.
    static void noteAndOpen(const ScreenReader &reader, const QString &words)
    {
        beginNote(reader, u"A plain note"_s, words);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Undo"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
        reader.key(Qt::Key_2, Qt::ControlModifier);
        ASSERT_TRUE(reader.press(QAccessible::ListItem, u"A plain note"_s, true)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, words)) << qPrintable(reader.said());
    }
};

TEST_F(RecordsAppTest, ARecordThatIsNoLongerHereDoesNotLeaveAnotherOnesWordsOnTheScreen)
{
    RunningApp app(folder(), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    noteAndOpen(reader, u"A canary in the hall."_s);
    app.views().records()->open(newId<RecordId>(m_clock, m_random).toString());
    ASSERT_TRUE(reader.waitFor([&] { return reader.said().contains(u"This is no longer on this device."_s); })) << qPrintable(reader.said());
    EXPECT_FALSE(reader.said().contains(u"canary"_s)) << qPrintable(reader.said());
}

TEST_F(RecordsAppTest, WhatIsAddedToARecordIsKeptAsTypedAndStandsUnderItWithItsAuthorAndTime)
{
    const QString add = u"Add to this record"_s, field = u"What do you want to add or correct?"_s;
    {
        RunningApp app(folder(), { 390, 844 }, true);
        const ScreenReader reader = app.reader();
        noteAndOpen(reader, u"Seen on the 18th."_s);
        ASSERT_TRUE(reader.press(QAccessible::Button, add)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, field)) << qPrintable(reader.said());
        EXPECT_TRUE(reader.waitFor([&] { return reader.find(QAccessible::EditableText, field)->element->state().focused; }));
        EXPECT_EQ(reader.unnamed(), QStringList());
        reader.type(u"It was the 19"_s);
        ASSERT_TRUE(reader.waitFor([&] { return app.views().records()->stepWords()->isKept(); }));   // by the pause alone
        reader.type(u"th."_s);
        reader.key(Qt::Key_Escape);   // what the pause had no time for is kept by closing
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Carry on adding to this record"_s)) << qPrintable(reader.said());
    }
    {
        const auto store = openStoreOf(u"first"_s);
        ASSERT_TRUE(store);
        ASSERT_EQ(store->drafts().count().value(), 1);
        EXPECT_EQ(stepText(store->drafts().list()->first().body.answers), u"It was the 19th."_s);
    }
    RunningApp app(folder(), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    reader.key(Qt::Key_2, Qt::ControlModifier);
    ASSERT_TRUE(reader.press(QAccessible::ListItem, u"A plain note"_s, true)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Carry on adding to this record"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor([&] {
        const auto words = reader.find(QAccessible::EditableText, field);
        return words && reader.textOf(*words) == u"It was the 19th."_s && words->element->state().focused;   // open, and its field has the keyboard
    })) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Add it"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor([&] { return reader.said().contains(u"Added later"_s); })) << qPrintable(reader.said());
    const QString said = reader.said();
    EXPECT_TRUE(said.contains(u"Seen on the 18th."_s));   // the first text stays
    EXPECT_TRUE(said.contains(u"It was the 19th."_s));
    EXPECT_TRUE(said.contains(u"Early Support Practitioner, North (first), "_s)) << qPrintable(said);
    EXPECT_TRUE(reader.waitFor(QAccessible::Button, add)) << qPrintable(reader.said());   // and another can be added
}

/// A print server that is nowhere.
class MadeUpPrinters : public RecordPrinters {
public:
    QList<PrinterChoice> all() override { return choices; }
    Result<void> print(const PrintedRecord &record, const QString &id, int copies) override
    {
        if (isBroken)
            return Error { ErrorCode::StorageFailure, u"The queue is closed."_s };
        printed.append(u"%1 of %2 on %3"_s.arg(copies).arg(record.lines.last().text, id));
        return {};
    }
    QList<PrinterChoice> choices { { u"usual"_s, u"Duty room"_s, u"Second floor"_s }, { u"other"_s, u"Reception"_s, {} } };
    QStringList printed;
    bool isBroken = false;
};

TEST_F(RecordsAppTest, ARecordIsPrintedOnAChosenPrinterOnceItWasSaidWhatThatMeans)
{
    const auto printers = std::make_shared<MadeUpPrinters>();
    RunningApp app(folder(), { 390, 844 }, true);
    app.graph().setPrinters(printers);
    const ScreenReader reader = app.reader();
    noteAndOpen(reader, u"Seen on the 18th."_s);
    const auto says = [&](const QString &words) { return reader.waitFor([&] { return reader.said().contains(words); }); };
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Print"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(says(u"Whoever picks the paper up can read it"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor(QAccessible::RadioButton, u"Duty room"_s)) << qPrintable(reader.said());
    EXPECT_TRUE(reader.isChecked(*reader.find(QAccessible::RadioButton, u"Duty room"_s))) << "the usual one";
    EXPECT_EQ(reader.unnamed(), QStringList());
    EXPECT_TRUE(printers->printed.isEmpty());
    ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"Reception"_s));
    EXPECT_TRUE(reader.said().contains(u"may keep the pages in a file that is not encrypted"_s)) << qPrintable(reader.said());
    // The keyboard stays on a button that has come to the end of what it can do.
    const auto isOn = [&](const QString &button) {
        const auto found = reader.find(QAccessible::Button, button);
        return found && found->element->state().focused;
    };
    ASSERT_TRUE(reader.press(QAccessible::Button, u"More copies"_s));
    for (int i = 0; i < 12; ++i)
        reader.key(Qt::Key_Space);
    ASSERT_TRUE(says(u"9 cop"_s)) << qPrintable(reader.said());
    EXPECT_TRUE(isOn(u"More copies"_s));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Fewer copies"_s));
    for (int i = 0; i < 12; ++i)
        reader.key(Qt::Key_Space);
    ASSERT_TRUE(says(u"1 cop"_s)) << qPrintable(reader.said());
    EXPECT_TRUE(isOn(u"Fewer copies"_s));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"More copies"_s));
    ASSERT_TRUE(says(u"2 cop"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Print it"_s));
    ASSERT_TRUE(says(u"It was handed to the printer. Fetch the paper at once."_s)) << qPrintable(reader.said());
    EXPECT_EQ(printers->printed, QStringList { u"2 of Seen on the 18th. on other"_s });
    // The next time it is the printer chosen last, and one copy; a failure is said.
    printers->isBroken = true;
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Print"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor(QAccessible::RadioButton, u"Reception"_s));
    EXPECT_TRUE(reader.isChecked(*reader.find(QAccessible::RadioButton, u"Reception"_s)));
    ASSERT_TRUE(says(u"1 cop"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Print it"_s));
    ASSERT_TRUE(says(u"The printer did not take it. Nothing was printed, and the record is safe."_s)) << qPrintable(reader.said());
}

TEST_F(RecordsAppTest, WhereNoPrinterIsSetUpThatIsSaidAndThePdfOffered)
{
    RunningApp app(folder(), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    noteAndOpen(reader, u"Seen on the 18th."_s);
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Print"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor([&] { return reader.said().contains(u"No printer is set up on this device."_s); })) << qPrintable(reader.said());
    EXPECT_FALSE(reader.find(QAccessible::Button, u"Print it"_s));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Save as PDF instead"_s)) << qPrintable(reader.said());
    EXPECT_TRUE(reader.waitFor(QAccessible::Button, u"Save it unencrypted"_s)) << qPrintable(reader.said());
}

/// A system that takes the request, or does not.
class MadeUpGuard : public ScreenGuard {
public:
    explicit MadeUpGuard(bool takesIt) : m_takesIt(takesIt) { }
    bool guard(quint64 window) override
    {
        windows.append(window);
        return m_takesIt;
    }
    QList<quint64> windows;

private:
    bool m_takesIt;
};

TEST_F(RecordsAppTest, AboutSaysWhetherTheSystemKeepsTheWindowOutOfScreenshots)
{
    RunningApp app(folder(), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    reader.key(Qt::Key_5, Qt::ControlModifier);
    ASSERT_TRUE(reader.press(QAccessible::ListItem, u"About"_s, true)) << qPrintable(reader.said());
    EXPECT_FALSE(reader.said().contains(u"Screenshots"_s)) << "nothing was asked of the system yet";
    MadeUpGuard open(false);
    app.graph().guardScreen(open, app.window().winId());
    EXPECT_TRUE(reader.waitFor([&] { return reader.said().contains(u"lets other programs take a picture of this window"_s); })) << qPrintable(reader.said());
    MadeUpGuard guarded(true);
    app.graph().guardScreen(guarded, app.window().winId());
    EXPECT_TRUE(reader.waitFor([&] { return reader.said().contains(u"keeps this window out of them"_s); })) << qPrintable(reader.said());
    EXPECT_EQ(guarded.windows, QList<quint64> { app.window().winId() });
}

TEST_F(RecordsAppTest, AHubWhoseAddressIsNoneIsSaidOnSync)
{
    {
        const auto store = openStoreOf(u"first"_s);
        ASSERT_TRUE(store);
        ASSERT_TRUE(store->transact([&] { return store->meta().setText(u"enrolment.hub_url"_s, u"nowhere at all"_s); }));
    }
    RunningApp app(folder(), { 390, 844 });
    const ScreenReader reader = app.reader();
    reader.key(Qt::Key_4, Qt::ControlModifier);
    EXPECT_TRUE(reader.waitFor([&] { return reader.said().contains(u"cannot be used: nowhere at all."_s); })) << qPrintable(reader.said());
}

} // namespace
