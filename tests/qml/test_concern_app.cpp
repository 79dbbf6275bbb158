#include "core/packs/calendar/england_calendar.h"
#include "core/queries/concerns.h"
#include "tests/qml/joined_devices.h"


using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

const QString canary = u"Canary of Kettle Lane"_s;
const QString number = u"01632 960555"_s;   // the demo council's

/// An urgent concern on its author's device and on her manager's, by keys and the screen reader's tree.
class ConcernAppTest : public JoinedDevices {
protected:
    void SetUp() override
    {
        begin();
        publish(u"worry.json"_s, *parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:worry","version":"1.0","status":"active",
            "title":"A worried note","name":"WORRY","extension":[{"url":"urn:sightline:ext:product-function","extension":[
              {"url":"name","valueCode":"alert"},{"url":"question","valueString":"worry"},{"url":"code","valueString":"advice"},
              {"url":"who","valueString":"who"},{"url":"what","valueString":"said"}]}],
            "item":[{"linkId":"p","type":"group","text":"The note","item":[
              {"linkId":"said","type":"text","text":"What was said","required":true},
              {"linkId":"who","type":"string","text":"Who is it about"},
              {"linkId":"worry","type":"choice","text":"Is there an immediate concern?","required":true,"answerOption":[
                {"valueCoding":{"system":"urn:t","code":"none","display":"None"}},{"valueCoding":{"system":"urn:t","code":"advice","display":"Advice needed now"}}]}]}]})"));
        serve();
        join(u"first"_s, author);
        join(u"second"_s, manager);
    }

    /// Completes the note with @p answer to the question of concern; the page that says so is shown.
    static void completeNote(const ScreenReader &reader, const QString &answer)
    {
        beginNote(reader, u"A worried note"_s, u"Not safe tonight"_s);
        ASSERT_FALSE(HasFatalFailure());
        ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, u"Who is it about"_s)));
        reader.type(canary);
        ASSERT_TRUE(reader.press(QAccessible::RadioButton, answer)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Undo"_s)) << qPrintable(reader.said());
    }
    static bool says(const ScreenReader &reader, const QString &words)
    {
        return reader.waitFor([&] { return reader.said().contains(words); });
    }
};

TEST_F(ConcernAppTest, GoesFromItsAuthorToHerManagerAndBackAsRead)
{
    {
        RunningApp app(folderOf(u"first"_s), { 390, 844 });
        const ScreenReader reader = app.reader();
        completeNote(reader, u"Advice needed now"_s);
        EXPECT_TRUE(says(reader, u"Urgent concern: Not yet read by Team Manager, Early Support North"_s)) << qPrintable(reader.said());
        EXPECT_TRUE(says(reader, number)) << qPrintable(reader.said());
        EXPECT_TRUE(says(reader, u"On this device only."_s)) << "it is held back while it can be undone";
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
        reader.key(Qt::Key_1, Qt::ControlModifier);
        EXPECT_TRUE(says(reader, u"On the hub since "_s)) << qPrintable(reader.said());
        EXPECT_TRUE(reader.said().contains(number));
        EXPECT_TRUE(reader.said().contains(u"Not yet read by Team Manager, Early Support North"_s));
        EXPECT_FALSE(reader.said().contains(canary));
    }
    {
        RunningApp app(folderOf(u"second"_s), { 390, 844 });
        const ScreenReader reader = app.reader();
        ASSERT_TRUE(says(reader, u"Urgent concern"_s)) << qPrintable(reader.said());
        const QString said = reader.said();
        EXPECT_LT(said.indexOf(u"Urgent concern"_s), said.indexOf(app.views().today()->headline())) << "above everything else\n" << qPrintable(said);
        EXPECT_TRUE(said.contains(u"A worried note"_s) && said.contains(u"Early Support Practitioner, North (first)"_s)) << qPrintable(said);
        EXPECT_FALSE(said.contains(canary));
        EXPECT_FALSE(said.contains(number)) << "the number is the author's to ring";
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Show what it is about"_s));
        EXPECT_TRUE(says(reader, canary)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Open and read"_s));
        ASSERT_TRUE(reader.press(QAccessible::Button, u"I have read this"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor([&] { return !reader.find(QAccessible::Button, u"I have read this"_s); })) << qPrintable(reader.said());
        reader.key(Qt::Key_1, Qt::ControlModifier);
        EXPECT_TRUE(says(reader, u"Read by Team Manager, Early Support North, "_s)) << qPrintable(reader.said());
        EXPECT_EQ(app.window().title(), u"Sightline"_s);
        ASSERT_TRUE(reader.waitFor([&] { return !reader.said().contains(u"on this device only"_s); })) << qPrintable(reader.said());
    }
    RunningApp app(folderOf(u"first"_s), { 390, 844 });
    const ScreenReader reader = app.reader();
    EXPECT_TRUE(says(reader, u"Read by Team Manager, Early Support North, "_s)) << qPrintable(reader.said());
    EXPECT_FALSE(reader.said().contains(number)) << "nobody need ring any more";
}

TEST_F(ConcernAppTest, OfflineAndAfterARestartItSaysSoAndGoesFirst)
{
    m_hub.terminate();
    {
        RunningApp app(folderOf(u"first"_s), { 390, 844 }, true);
        const ScreenReader reader = app.reader();
        completeNote(reader, u"None"_s);
        EXPECT_FALSE(reader.said().contains(u"Urgent concern"_s));
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
        completeNote(reader, u"Advice needed now"_s);
        EXPECT_TRUE(says(reader, number));   // and here the app is closed, as if the battery had gone
    }
    {
        RunningApp app(folderOf(u"first"_s), { 390, 844 }, true);
        const ScreenReader reader = app.reader();
        EXPECT_TRUE(says(reader, u"On this device only. It goes first as soon as the hub can be reached."_s)) << qPrintable(reader.said());
        EXPECT_TRUE(reader.said().contains(number));
    }
    const auto store = openStoreOf(u"first"_s);
    ASSERT_TRUE(store);
    const auto raised = concerns(*store, englandCalendar(), englandCalendar().today(m_clock.now()));
    ASSERT_TRUE(raised);
    ASSERT_EQ(raised->size(), 1);
    const auto batch = store->transact([&] { return store->outbox().nextBatch(100, 1 << 20, m_clock.now()); });
    ASSERT_TRUE(batch);
    ASSERT_FALSE(batch->entries.isEmpty());
    EXPECT_EQ(batch->entries.first().operation.record, raised->first().item.id) << "made last, sent first";
    EXPECT_EQ(batch->entries.size(), 1) << "and alone";
}

} // namespace
