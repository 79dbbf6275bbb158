// A store that does not answer: what the pages say meanwhile, and what they do not say.
#include "core/packs/calendar/england_calendar.h"
#include "qml/app/actions_watch.h"
#include "qml/app/children_watch.h"
#include "qml/app/framework_watch.h"
#include "qml/app/records_watch.h"
#include "qml/app/sync_watch.h"
#include "qml/app/today_watch.h"
#include "tests/qml/page_stage.h"
#include "tests/unit/commands/command_fixture.h"

#include <QtQml/qqmlextensionplugin.h>

#include <future>

Q_IMPORT_QML_PLUGIN(Sightline_GalleryPlugin)

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

const QString waiting = u"This device is taking longer than usual to read what is on it. Nothing is lost."_s;

/// Milliseconds that no test lasts: a wait is not spoken of until the test says that it has been long.
constexpr int never = 3'600'000;

class SlowStorageTest : public CommandTest {
protected:
    SlowStorageTest()
    {
        thread.open([this] { return Result<std::unique_ptr<Store>>(std::move(store)); });
        link.follow();
    }
    ~SlowStorageTest() override { letThrough(); }

    /// From here on the store answers nobody.
    void hold()
    {
        m_gate.emplace();
        thread.run(
            [gate = std::make_shared<std::future<void>>(m_gate->get_future())](Store &) -> Result<void> {
                gate->wait();
                return {};
            },
            StoreThread::Lane::Save);
    }
    void letThrough()
    {
        if (m_gate)
            m_gate->set_value();
        m_gate.reset();
    }
    /// @p ask asks the store for what @p stage shows; until it is answered that is said once it has taken long, and not before; then @p after.
    void expectToldOf(PageStage &stage, const std::function<void()> &ask, const QString &after)
    {
        stage.set("patience", never);
        hold();
        ask();
        EXPECT_TRUE(stage.isSilentAbout(waiting));
        EXPECT_TRUE(stage.isSilentAbout(after));
        stage.set("patience", 0);   // as if it had taken long
        ASSERT_TRUE(stage.reader.waitFor(QAccessible::AlertMessage, waiting)) << qPrintable(stage.reader.said());
        EXPECT_EQ(stage.reader.said().count(waiting), 1);
        EXPECT_TRUE(stage.isSilentAbout(after)) << qPrintable(stage.reader.said());
        EXPECT_EQ(stage.reader.unnamed(), QStringList());
        letThrough();
        EXPECT_TRUE(stage.says(after)) << qPrintable(stage.reader.said());
        EXPECT_TRUE(stage.isSilentAbout(waiting)) << qPrintable(stage.reader.said());
    }

    StoreThread thread;
    StoreLink link { thread, englandCalendar(), clock, random };

private:
    std::optional<std::promise<void>> m_gate;
};

const QList<QSize> sizes { { 390, 844 }, { 1440, 900 } };

} // namespace

TEST_F(SlowStorageTest, TodaySaysThatItIsStillBeingRead)
{
    for (const QSize size : sizes) {
        PageStage stage(u"today"_s, false, {}, size);
        TodayWatch watch(link, *stage.views.today());
        expectToldOf(
            stage, [&] { watch.refresh(); }, u"Nothing for you here yet"_s);
    }
}

TEST_F(SlowStorageTest, FrameworkSaysThatItIsStillBeingRead)
{
    for (const QSize size : sizes) {
        PageStage stage(u"framework"_s, false, {}, size);
        FrameworkWatch watch(link, *stage.views.framework());
        expectToldOf(
            stage, [&] { watch.refresh(); }, u"No framework yet"_s);
    }
}

TEST_F(SlowStorageTest, ASearchOfTheFrameworkThatTakesLongLeavesNothingOfTheListBefore)
{
    PageStage stage(u"framework"_s);
    FrameworkWatch watch(link, *stage.views.framework());
    FrameworkView &framework = *stage.views.framework();
    framework.showServices(u"Edition"_s, { { u"es"_s, u"Early Support"_s, {}, {}, {} } });
    expectToldOf(
        stage, [&] { framework.search(u"nobody wrote this"_s); }, u"Nothing found"_s);
    expectToldOf(
        stage, [&] { framework.search({}), framework.openService(u"es"_s), framework.search(u"nor this"_s); }, u"Nothing found"_s);
}

TEST_F(SlowStorageTest, ChildrenSaysThatItIsStillBeingRead)
{
    for (const QSize size : sizes) {
        PageStage stage(u"children"_s, false, {}, size);
        ChildrenWatch watch(link, *stage.views.children());
        expectToldOf(
            stage, [&] { watch.refresh(); }, u"No child is on your list yet"_s);
    }
}

TEST_F(SlowStorageTest, AnActionSaysThatItIsStillBeingRead)
{
    PageStage stage(u"today"_s);
    ActionsWatch watch(link, *stage.views.actions());
    expectToldOf(
        stage, [&] { stage.views.actions()->open(newRecord().toString(), u"1"_s); }, u"This is no longer on this device."_s);
}

TEST_F(SlowStorageTest, SyncSaysNothingOfWhereWorkIsBeforeItHasRead)
{
    for (const QSize size : sizes) {
        PageStage stage(u"sync"_s, false, {}, size);
        SyncWatch watch(link, nullptr, *stage.views.sync());
        watch.setAreFilesHeld(true);   // known before the store has answered
        EXPECT_TRUE(stage.isSilentAbout(u"Nothing has gone or come yet."_s));
        EXPECT_TRUE(stage.reader.find(QAccessible::Button, u"Sync"_s)) << qPrintable(stage.reader.said());
        expectToldOf(
            stage, [&] { watch.refresh(); }, u"Sync is off."_s);
    }
}

TEST_F(SlowStorageTest, RecordsSaysThatItIsStillBeingReadAndShowsNoListButTheOneThatWasChosen)
{
    for (const QSize size : sizes) {
        PageStage stage(u"records"_s, false, {}, size);
        RecordsWatch watch(link, *stage.views.records());
        RecordsView &records = *stage.views.records();
        expectToldOf(
            stage, [&] { watch.refresh(); }, u"No records yet"_s);
        const QString mine = u"A canary of my own"_s;
        records.show({ { .id = u"r"_s, .title = mine } }, 0, false);
        ASSERT_TRUE(stage.says(mine));
        stage.set("patience", never);
        hold();
        records.choose(u"team"_s);
        EXPECT_FALSE(stage.isSilentAbout(mine));   // a list does not blink while the next one comes
        stage.set("patience", 0);
        EXPECT_TRUE(stage.says(waiting)) << qPrintable(stage.reader.said());
        EXPECT_TRUE(stage.isSilentAbout(mine)) << qPrintable(stage.reader.said());
        letThrough();
        EXPECT_TRUE(stage.says(u"Nothing from your team yet"_s)) << qPrintable(stage.reader.said());
        EXPECT_TRUE(stage.isSilentAbout(waiting));
    }
}

TEST_F(SlowStorageTest, WhileARecordIsSlowToOpenAnotherOnesAnswersDoNotStandInItsPlace)
{
    PageStage stage(u"records"_s, true);
    RecordsWatch watch(link, *stage.views.records());
    RecordsView &records = *stage.views.records();
    RecordPaper before;
    before.id = u"before"_s;
    before.title = u"Home visit"_s;
    before.lines = { { u"1"_s, RecordLine::Kind::Answer, u"What was said"_s, u"A canary sang."_s } };
    records.showRecord(before);
    ASSERT_TRUE(stage.says(u"canary"_s));
    stage.set("patience", never);
    hold();
    records.open(newRecord().toString());
    EXPECT_TRUE(stage.isSilentAbout(waiting));
    stage.set("patience", 0);
    EXPECT_TRUE(stage.says(waiting)) << qPrintable(stage.reader.said());
    EXPECT_TRUE(stage.isSilentAbout(u"canary"_s)) << qPrintable(stage.reader.said());
    letThrough();
    EXPECT_TRUE(stage.says(u"This is no longer on this device."_s)) << qPrintable(stage.reader.said());
    EXPECT_TRUE(stage.isSilentAbout(waiting));
}

TEST_F(SlowStorageTest, WhereARecordBeginsItIsSaidUntilTheFormsAreThere)
{
    PageStage stage(u"today"_s, false, {}, { 390, 844 }, { { u"capturing"_s, true }, { u"patience"_s, 0 } });
    ASSERT_TRUE(stage.says(waiting)) << qPrintable(stage.reader.said());
    stage.views.capture()->show({}, {});
    EXPECT_TRUE(stage.isSilentAbout(waiting));
}

TEST_F(SlowStorageTest, AStoreThatAnswersInTimeIsNeverSpokenOf)
{
    PageStage stage(u"today"_s, false, {}, { 390, 844 }, { { u"patience"_s, never } });
    TodayWatch watch(link, *stage.views.today());
    watch.refresh();
    EXPECT_TRUE(stage.says(u"Nothing for you here yet"_s));
    stage.set("patience", 0);
    EXPECT_TRUE(stage.isSilentAbout(waiting));
}
