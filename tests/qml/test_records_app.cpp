#include "tests/qml/joined_devices.h"

#include <QGuiApplication>
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
        publish(u"plain.json"_s, *parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:plain","version":"1.0","status":"active",
            "title":"A plain note","name":"PLAIN","item":[{"linkId":"p","type":"group","text":"The note","item":[
              {"linkId":"said","type":"text","text":"What was said","required":true}]}]})"));
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

int main(int argc, char *argv[])
{
    prepareForTests();
    QGuiApplication application(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
