#include "core/commands/save_draft.h"
#include "core/store/store_directory.h"
#include "tests/qml/joined_devices.h"
#include "tests/qml/thumb.h"

#include <QTest>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

/// Capture in the whole app, on a device that holds the demo council's forms and has no signal.
class CaptureAppTest : public JoinedDevices {
protected:
    void SetUp() override
    {
        begin();
        publish(u"plain.json"_s, *parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:plain","version":"1.0","status":"active",
            "title":"A plain note","name":"PLAIN","item":[{"linkId":"p","type":"group","text":"The note","item":[
              {"linkId":"said","type":"text","text":"What was said","required":true},
              {"linkId":"seen","type":"boolean","text":"Seen"},
              {"linkId":"why","type":"string","text":"Why not","enableWhen":[{"question":"seen","operator":"=","answerBoolean":false}]}]}]})"));
        serve();
        join(u"first"_s, author);
        m_hub.terminate();
    }
    [[nodiscard]] QString folder() const { return folderOf(u"first"_s); }

    void beginNote(const ScreenReader &reader, const QString &words) { JoinedDevices::beginNote(reader, u"A plain note"_s, words); }
    [[nodiscard]] std::unique_ptr<Store> openStore() { return openStoreOf(u"first"_s); }
};

TEST_F(CaptureAppTest, DoneIsUndoneWithEveryWordAndThenDoneAgainOnce)
{
    {
        RunningApp app(folder(), { 390, 844 }, true);
        const ScreenReader reader = app.reader();
        beginNote(reader, u"Toast, too soon."_s);
        ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"No"_s));
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, u"Why not"_s));
        ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, u"Why not"_s)));
        reader.type(u"asleep"_s);
        ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"Yes"_s));   // hides "asleep", which is not completed
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Undo"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Undo"_s));
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, u"What was said"_s)) << qPrintable(reader.said());
        EXPECT_EQ(reader.textOf(*reader.find(QAccessible::EditableText, u"What was said"_s)), u"Toast, too soon."_s);
        ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"No"_s));
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, u"Why not"_s));
        EXPECT_EQ(reader.textOf(*reader.find(QAccessible::EditableText, u"Why not"_s)), u"asleep"_s);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Undo"_s));
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
        ASSERT_TRUE(reader.waitFor([&] { return !reader.find(QAccessible::Button, u"Undo"_s); }));
    }
    const auto store = openStore();
    ASSERT_TRUE(store);
    EXPECT_EQ(store->outbox().counts()->recordsToSend, 1);
    EXPECT_EQ(store->drafts().count().value(), 0);
    EXPECT_TRUE(store->outbox().hasWork(m_clock.now()).value());
}

TEST_F(CaptureAppTest, OpeningFinishingAndClosingAFormIsDoneWithoutAnyComplaint)
{
    RunningApp app(folder(), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    const Complaints complaints;
    beginNote(reader, u"Toast."_s);
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Undo"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Undo"_s));
    ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, u"What was said"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Undo"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
    ASSERT_TRUE(reader.waitFor([&] { return !reader.find(QAccessible::Button, u"Undo"_s); }));
    // The list of drafts follows the store: until then the first row of that name is the draft that is a record by now.
    ASSERT_TRUE(reader.waitFor([&] { return app.views().capture()->draftCount() == 0; }));
    beginNote(reader, u"Jam."_s);
    reader.key(Qt::Key_Escape);
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Delete draft: A plain note"_s, true));
    EXPECT_EQ(complaints.all(), QStringList());
    qWarning("planted");
    EXPECT_EQ(complaints.all(), QStringList { u"planted"_s });
}

TEST_F(CaptureAppTest, AFormThatIsPressedTwiceOpensOnceAndLeavesOneDraft)
{
    {
        RunningApp app(folder(), { 390, 844 }, true);
        const ScreenReader reader = app.reader();
        CaptureView *capture = app.views().capture();
        ASSERT_TRUE(reader.waitFor([&] { return capture->formCount() > 0; }));
        ASSERT_TRUE(openStart(reader)) << qPrintable(reader.said());
        const QString form = u"PLAIN"_s;
        Q_EMIT capture->beginAsked(form);
        Q_EMIT capture->beginAsked(form);   // the store was busy
        ASSERT_TRUE(reader.waitFor([&] { return capture->session() != nullptr; }));
        Q_EMIT capture->beginAsked(form);   // and late
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, u"What was said"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, u"What was said"_s)));
        reader.type(u"Once."_s);
        reader.key(Qt::Key_Escape);
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Delete draft: A plain note"_s, true)) << qPrintable(reader.said());
        const QString draft = capture->drafts()->index(0, 0).data(capture->drafts()->roleNames().key("recordId")).toString();
        Q_EMIT capture->resumeAsked(draft);
        Q_EMIT capture->resumeAsked(draft);
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, u"What was said"_s)) << qPrintable(reader.said());
        EXPECT_EQ(reader.textOf(*reader.find(QAccessible::EditableText, u"What was said"_s)), u"Once."_s);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Back"_s));   // a second Escape so soon would hide
        ASSERT_TRUE(reader.waitFor([&] { return capture->session() == nullptr; })) << "nobody is stuck";
    }
    const auto store = openStore();
    ASSERT_TRUE(store);
    EXPECT_EQ(store->drafts().count().value(), 1);
}

TEST_F(CaptureAppTest, TheListOfFormsIsWholeWhenItIsOpenedAgain)
{
    RunningApp app(folder(), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    CaptureView *capture = app.views().capture();
    ASSERT_TRUE(openStart(reader)) << qPrintable(reader.said());
    const int all = capture->formCount();
    ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, u"Find a form"_s)));
    reader.type(u"plain note"_s);
    ASSERT_LT(capture->formCount(), all);
    reader.key(Qt::Key_Escape);
    ASSERT_TRUE(openStart(reader)) << qPrintable(reader.said());
    EXPECT_EQ(capture->formCount(), all);
    EXPECT_EQ(reader.textOf(*reader.find(QAccessible::EditableText, u"Find a form"_s)), QString());
}

TEST_F(CaptureAppTest, ADeletedDraftIsInAListAndComesBack)
{
    RunningApp app(folder(), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    beginNote(reader, u"Keep me."_s);
    reader.key(Qt::Key_Escape);
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Delete draft: A plain note"_s, true)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, u"Draft deleted. You can bring it back for seven days."_s));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Deleted drafts"_s, true)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor([&] { return app.views().capture()->draftCount() == 0; }));
    ASSERT_TRUE(reader.waitFor([&] { return reader.said().contains(u"Bring back"_s); })) << qPrintable(reader.said());
    for (const Heard &heard : reader.page()) {
        if (heard.role == QAccessible::ListItem && heard.name.contains(u"Bring back"_s)) {
            ASSERT_TRUE(reader.press(heard));
            break;
        }
    }
    ASSERT_TRUE(reader.waitFor([&] { return app.views().capture()->draftCount() == 1 && app.views().capture()->deletedCount() == 0; }));
}

TEST_F(CaptureAppTest, OneGestureHidesEverythingAndOnePressBringsItBack)
{
    RunningApp app(folder(), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    beginNote(reader, u"A canary in the kitchen."_s);
    const auto isHidden = [&] {
        const QString said = reader.said();
        return !said.contains(u"plain note"_s) && !said.contains(u"What was said"_s) && said.contains(u"Carry on"_s);
    };
    ASSERT_FALSE(isHidden());   // the words are there to be hidden
    for (const bool byButton : { false, true }) {
        if (byButton)
            ASSERT_TRUE(reader.press(QAccessible::Button, u"Hide what is on the screen"_s));
        else
            reader.key(Qt::Key_H, Qt::ControlModifier);
        ASSERT_TRUE(reader.waitFor(isHidden)) << qPrintable(reader.said());
        EXPECT_EQ(app.window().title(), u"Sightline"_s);
        reader.type(u"nobody should hear this"_s.remove(u' '));   // keys go nowhere
        reader.key(Qt::Key_Escape);
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, u"What was said"_s)) << qPrintable(reader.said());
        EXPECT_EQ(reader.textOf(*reader.find(QAccessible::EditableText, u"What was said"_s)), u"A canary in the kitchen."_s);
        ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, u"What was said"_s)));
    }
    // Escape twice leaves the form, its draft kept, and hides the page it came from.
    reader.key(Qt::Key_Escape);
    reader.key(Qt::Key_Escape);
    ASSERT_TRUE(reader.waitFor(isHidden)) << qPrintable(reader.said());
}

TEST_F(CaptureAppTest, ADraftWhoseFormIsGoneIsReadAndKept)
{
    {
        const auto store = openStore();
        ASSERT_TRUE(store);
        Answers answers;
        answers.set(u"said"_s, u"Words under a form that went away."_s);
        ASSERT_TRUE(beginDraft(*store, { u"GONE@0.9"_s, {}, {}, {}, {}, answers }));
    }
    RunningApp app(folder(), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    ASSERT_TRUE(openStart(reader)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::ListItem, u"GONE"_s, true)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor([&] { return reader.said().contains(u"GONE@0.9"_s); })) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Show this answer"_s)) << qPrintable(reader.said());
    EXPECT_TRUE(reader.waitFor(QAccessible::NoRole, u"Words under a form that went away."_s)) << qPrintable(reader.said());
}

TEST_F(CaptureAppTest, NoControlOfThePagesWhereRecordsBeginAndEndIsWithoutAName)
{
    RunningApp app(folder(), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    int examined = 0;
    beginNote(reader, u"Toast."_s);
    EXPECT_EQ(reader.unnamed(&examined), QStringList());
    reader.key(Qt::Key_Escape);
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Delete draft: A plain note"_s, true));
    EXPECT_EQ(reader.unnamed(&examined), QStringList());
    ASSERT_TRUE(reader.press(QAccessible::ListItem, u"A plain note, "_s, true));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Undo"_s)) << qPrintable(reader.said());
    EXPECT_EQ(reader.unnamed(&examined), QStringList());
    std::printf("%d interactive elements examined\n", examined);
    EXPECT_GE(examined, 20);
}

TEST_F(CaptureAppTest, OnesOwnRecordIsMarkedAsEnteredInErrorWithAReason)
{
    {
        RunningApp app(folder(), { 390, 844 }, true);
        const ScreenReader reader = app.reader();
        beginNote(reader, u"The wrong family."_s);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Undo"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
        reader.key(Qt::Key_2, Qt::ControlModifier);
        ASSERT_TRUE(reader.press(QAccessible::ListItem, u"A plain note"_s, true)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Entered in error"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, u"Why"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, u"Why"_s)));
        reader.type(u"Wrong fam"_s);
        ASSERT_TRUE(reader.waitFor([&] { return app.views().records()->stepWords()->isKept(); }));   // by the pause alone
        reader.type(u"ily"_s);
        reader.key(Qt::Key_Escape);
        // The sheet opened again has the words, to be gone on with.
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Entered in error"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor([&] {
            const auto why = reader.find(QAccessible::EditableText, u"Why"_s);
            return why && reader.textOf(*why) == u"Wrong family"_s && why->element->state().focused;
        })) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Mark as entered in error"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor([&] { return reader.said().contains(u"Entered in error: Wrong family. It is kept"_s); })) << qPrintable(reader.said());
    }
    const auto store = openStore();
    ASSERT_TRUE(store);
    EXPECT_EQ(store->outbox().all()->last().operation.reason, u"Wrong family"_s);
}

TEST_F(CaptureAppTest, AVisitBeginsFromASettingThatIsLookedFor)
{
    RunningApp app(folder(), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    ASSERT_TRUE(openStart(reader)) << qPrintable(reader.said());
    EXPECT_FALSE(reader.said().contains(u"Children's Home One"_s)) << "a council has many: only where they are looked for";
    ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, u"Find a form"_s)));
    reader.type(u"home one regulation 44"_s);
    ASSERT_TRUE(reader.press(QAccessible::ListItem, u"Children's Home One, Regulation 44"_s, true)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor([&] { return reader.said().contains(u"Which home?"_s); })) << qPrintable(reader.said());
    EXPECT_TRUE(reader.said().contains(u"Children's Home One"_s)) << "it is filled in: " << qPrintable(reader.said());
}

/// By somebody who has chosen, for this form and the next, to be asked only what must be answered.
TEST_F(CaptureAppTest, AHomeVisitIsNotedInFewTaps)
{
    RunningApp app(folder(), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    app.views().more()->preferences()->setShortForms(true);
    Thumb thumb(reader);
    const QDate today = QDate::currentDate();
    const auto day = [&](const QString &question, QDate when) {
        thumb.type(question + u", day"_s, QString::number(when.day()));
        thumb.type(question + u", month"_s, QString::number(when.month()));
        thumb.type(question + u", year"_s, QString::number(when.year()));
    };
    thumb.tap(QAccessible::Button, u"Capture"_s);
    thumb.tap(QAccessible::ListItem, u"Home visit note"_s, true);
    thumb.choose(u"What kind of visit?"_s, u"Child in need / Family Help plan"_s);
    thumb.choose(u"Did they know you were coming?"_s, u"Yes"_s);
    thumb.choose(u"What happened?"_s, u"No reply"_s);
    thumb.type(u"Why this visit?"_s, u"To see how mornings are."_s);
    thumb.type(u"What did you try?"_s, u"Knocked, rang, looked, heard a kettle."_s);
    thumb.type(u"Who did you tell?"_s, u"Duty manager"_s);
    day(u"When will you try again?"_s, today.addDays(1));
    thumb.choose(u"Does your manager need to read this?"_s, u"No"_s);
    thumb.type(u"Type your name to sign"_s, u"Early Support Practitioner"_s);
    reader.key(Qt::Key_Return);   // the keyboard's own "Done"
    EXPECT_TRUE(reader.waitFor(QAccessible::Button, u"Undo"_s)) << qPrintable(reader.said());
    std::printf("home visit, no reply, only what must be answered, from Today to Done: %d taps besides typing\n", thumb.taps);
    EXPECT_LT(thumb.taps, 10);
}

/// One that went ahead asks for more: of the child, of the home, and what it means. Its taps are printed beside those of one that did not.
TEST_F(CaptureAppTest, AHomeVisitThatWentAheadIsNotedFromTodayToDone)
{
    RunningApp app(folder(), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    Thumb thumb(reader);
    const QDate soon = QDate::currentDate().addDays(7);
    thumb.tap(QAccessible::Button, u"Capture"_s);
    thumb.tap(QAccessible::ListItem, u"Home visit note"_s, true);
    thumb.choose(u"What kind of visit?"_s, u"Child in need / Family Help plan"_s);
    thumb.choose(u"Did they know you were coming?"_s, u"Yes"_s);
    thumb.choose(u"What happened?"_s, u"Went ahead"_s);
    thumb.type(u"Why this visit?"_s, u"To see how mornings are."_s);
    thumb.tap(QAccessible::Button, u"Skip to: Each child"_s);
    thumb.type(u"Child’s system number"_s, u"C-1021"_s);
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
    thumb.type(u"Next visit planned for, day"_s, QString::number(soon.day()));
    thumb.type(u"Next visit planned for, month"_s, QString::number(soon.month()));
    thumb.type(u"Next visit planned for, year"_s, QString::number(soon.year()));
    thumb.choose(u"Does your manager need to read this?"_s, u"No"_s);
    thumb.tap(QAccessible::Button, u"Skip to: Sign"_s);
    thumb.type(u"Type your name to sign"_s, u"Early Support Practitioner"_s);
    reader.key(Qt::Key_Return);
    EXPECT_TRUE(reader.waitFor(QAccessible::Button, u"Undo"_s)) << qPrintable(reader.said());
    std::printf("home visit that went ahead, from Today to Done: %d taps besides typing\n", thumb.taps);
    EXPECT_LT(thumb.taps, 25);
}

} // namespace
