#include "core/packs/calendar/england_calendar.h"
#include "qml/app/records_watch.h"
#include "qml/app/sync_watch.h"
#include "qml/app/task_desk_flow.h"
#include "tests/unit/commands/agreed_form.h"
#include "tests/unit/commands/command_fixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const QString inError = u"entered-in-error"_s, leftOut = u"left-out"_s, putOff = u"put-off"_s, happened = u"happened"_s;

/// The pages on which a reason is typed, without their screens.
struct Pages {
    Pages(StoreThread &thread, const Clock &clock, RandomSource &random) : link(thread, englandCalendar(), clock, random) { }
    StoreLink link;
    RecordsView records;
    SyncView sync;
    TodayView today;
    RecordsWatch recordsWatch { link, records };
    SyncWatch syncWatch { link, nullptr, sync };
    TaskDeskFlow desk { link, today };
};

class KeptReasonsTest : public CommandTest {
protected:
    void SetUp() override
    {
        record = givenCompleted();
        const RecordId about = newRecord();
        putReference(about, formBody(u"theirs"_s));
        putReference(notice, heldNoticeBody(person, about, createOf(about, formBody(u"mine"_s))));
        thread.open([this] { return Result<std::unique_ptr<Store>>(std::move(store)); });
        start();
    }
    /// The app is gone without having been asked to keep anything, and started again.
    void start() { pages = std::make_unique<Pages>(thread, clock, random); }
    [[nodiscard]] static bool waitFor(const std::function<bool()> &what) { return QTest::qWaitFor(what, 60'000); }
    /// Types @p text into the sheet, waits until a pause has kept it, and kills the app; the sheet is then opened again.
    void typeAndComeBack(StepWords *(*wordsOf)(Pages &), const RecordId &id, const QString &kind, const QString &text)
    {
        StepWords &words = *wordsOf(*pages);
        words.open(id.toString(), kind);
        words.type(text);
        ASSERT_TRUE(waitFor([&] { return words.isKept() && words.text() == text; }));
        start();
        wordsOf(*pages)->open(id.toString(), kind);
        ASSERT_TRUE(waitFor([&] { return wordsOf(*pages)->text() == text; })) << "restored when the sheet opens again";
    }
    /// Opens the sheet @p kind about the task @p taskId.
    TaskDesk &openSheet(const QString &taskId, const QString &kind)
    {
        TaskDesk &desk = *pages->today.desk();
        DeskState state;
        state.taskId = taskId;
        desk.show(state, u"2026-11-23"_s);
        desk.begin(kind);
        return desk;
    }
    [[nodiscard]] QString storedReasons()
    {
        return thread.call([](Store &open) { return open.meta().text(u"reason.begun"_s); }).get().value();
    }
    [[nodiscard]] Operation lastOperation()
    {
        return thread.call([](Store &open) { return open.outbox().all(); }).get()->last().operation;
    }

    StoreThread thread;
    std::unique_ptr<Pages> pages;
    RecordId record = newRecord(), notice = newRecord();
};

} // namespace

TEST_F(KeptReasonsTest, WhyARecordWasEnteredInErrorSurvivesAKillWhileItIsTyped)
{
    const auto words = [](Pages &of) { return of.records.stepWords(); };
    typeAndComeBack(words, record, inError, u"Wrong family"_s);
    QSignalSpy done(pages->records.stepWords(), &StepWords::done);
    pages->records.stepWords()->takeStep(false);
    ASSERT_TRUE(waitFor([&] { return !done.isEmpty(); }));
    EXPECT_EQ(lastOperation().kind, OperationKind::Void);
    EXPECT_TRUE(storedReasons().isEmpty()) << "it is given";
}

TEST_F(KeptReasonsTest, WhyHeldWorkIsLeftOutSurvivesAKillWhileItIsTyped)
{
    const auto words = [](Pages &of) { return of.sync.reasons(); };
    typeAndComeBack(words, notice, leftOut, u"The team moved"_s);
    QSignalSpy done(pages->sync.reasons(), &StepWords::done);
    pages->sync.reasons()->takeStep(false);
    ASSERT_TRUE(waitFor([&] { return !done.isEmpty(); }));
    EXPECT_TRUE(storedReasons().isEmpty()) << "it is given";
    EXPECT_EQ(lastOperation().kind, OperationKind::Dismiss);
    EXPECT_EQ(lastOperation().reason, u"The team moved"_s);
}

TEST_F(KeptReasonsTest, AReasonThatIsGivenUpDoesNotComeBack)
{
    StepWords &words = *pages->sync.reasons();
    words.open(notice.toString(), leftOut);
    words.type(u"The team moved"_s);
    ASSERT_TRUE(waitFor([&] { return words.isKept(); }));
    words.type({});
    words.close();
    ASSERT_TRUE(waitFor([&] { return storedReasons().isEmpty(); }));
}

TEST_F(KeptReasonsTest, EveryFieldOfATasksSheetSurvivesAKillEachForItsOwnTaskAndSheet)
{
    const QString task = newRecord().toString(), other = newRecord().toString();
    {
        TaskDesk &desk = openSheet(task, putOff);
        desk.type(u"later"_s, u"yes"_s);
        desk.type(u"until"_s, u"2026-12-11"_s);
        desk.type(u"reason"_s, u"The data"_s);
        desk.type(u"reason"_s, u"The data come late"_s);
        ASSERT_TRUE(waitFor([&] { return desk.words()->isKept(); }));
        desk.leave();
        TaskDesk &event = openSheet(other, happened);
        event.type(u"title"_s, u"A placement"_s);
        ASSERT_TRUE(waitFor([&] { return event.words()->isKept(); }));
    }
    start();
    const QVariantMap typed { { u"later"_s, u"yes"_s }, { u"until"_s, u"2026-12-11"_s }, { u"reason"_s, u"The data come late"_s } };
    TaskDesk &desk = openSheet(task, putOff);
    ASSERT_TRUE(waitFor([&] { return desk.typed() == typed; }));
    desk.begin(happened);
    EXPECT_EQ(desk.typed(), QVariantMap()) << "another sheet is another";
    TaskDesk &event = openSheet(other, happened);
    EXPECT_TRUE(waitFor([&] { return event.typed().value(u"title"_s) == u"A placement"_s; }));
}

TEST_F(KeptReasonsTest, WhatWasTypedBeforeItWasFoundStandsOverItAndTheOtherFieldsStay)
{
    const QString task = newRecord().toString();
    TaskDesk &before = openSheet(task, putOff);
    before.type(u"until"_s, u"2026-12-11"_s);
    before.type(u"reason"_s, u"The data come late"_s);
    ASSERT_TRUE(waitFor([&] { return before.words()->isKept(); }));
    start();
    TaskDesk &desk = openSheet(task, putOff);
    desk.type(u"until"_s, u"2026-12-18"_s);   // at once: the disk has not answered
    const QVariantMap typed { { u"until"_s, u"2026-12-18"_s }, { u"reason"_s, u"The data come late"_s } };
    EXPECT_TRUE(waitFor([&] { return desk.typed() == typed && desk.words()->isKept(); }));
    EXPECT_TRUE(storedReasons().contains(u"2026-12-18"_s)) << qPrintable(storedReasons());
}

TEST_F(KeptReasonsTest, ASheetThatIsEmptiedLeavesNothingBehindAndARefusedOneKeepsItsWords)
{
    TaskDesk &desk = openSheet(newRecord().toString(), putOff);
    desk.type(u"reason"_s, u"The data come late"_s);
    ASSERT_TRUE(waitFor([&] { return desk.words()->isKept() && storedReasons().contains(u"late"_s); }));
    desk.putOff(false, {}, u"The data come late"_s);   // there is no such task
    ASSERT_TRUE(waitFor([&] { return !desk.isBusy(); }));
    EXPECT_FALSE(desk.problem().isEmpty());
    EXPECT_EQ(desk.typed().value(u"reason"_s), u"The data come late"_s);
    EXPECT_TRUE(storedReasons().contains(u"late"_s));
    desk.type(u"reason"_s, {});
    EXPECT_TRUE(waitFor([&] { return storedReasons().isEmpty(); }));
}
