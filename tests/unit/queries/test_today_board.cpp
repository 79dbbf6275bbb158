#include "core/commands/amend_record.h"
#include "core/commands/claim_task.h"
#include "core/commands/void_record.h"
#include "core/records/fact.h"
#include "tests/unit/queries/demo_store.h"

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

class TodayBoardTest : public DemoStoreTest {
protected:
    TodayItem itemOf(const TaskId &task)
    {
        const auto now = board();
        EXPECT_TRUE(now) << (now ? "" : now.error().detail.toStdString());
        for (const TodayItem &item : now->items) {
            if (item.task.task.id == task)
                return item;
        }
        ADD_FAILURE() << "the task is not on the board";
        return now->items.first();
    }
    Task openTask()
    {
        const auto now = board();
        EXPECT_TRUE(now) << (now ? "" : now.error().detail.toStdString());
        for (const TodayItem &item : now->items) {
            if (item.task.task.state == TaskState::Due && item.task.task.target >= 1)
                return item.task.task;
        }
        ADD_FAILURE() << "no open task among " << now->items.size();
        return now->items.first().task.task;
    }
};

TEST_F(TodayBoardTest, ShowsMyTasksWithWhyTheyAreMine)
{
    const auto now = board();
    ASSERT_TRUE(now) << now.error().detail.toStdString();
    EXPECT_TRUE(now->hasFramework);
    EXPECT_TRUE(now->knowsMe);
    ASSERT_GT(now->items.size(), 3);
    for (const TodayItem &item : now->items) {
        EXPECT_FALSE(item.task.why.isEmpty());
        EXPECT_FALSE(item.task.whyFirst.isEmpty());
    }
    EXPECT_GE(board(TodayOf::MyTeam)->items.size(), 1);
}

TEST_F(TodayBoardTest, CompletingARecordCountsAtOnceAndVoidingItUncountsIt)
{
    const Task task = openTask();
    const RecordId record = givenDone(task);
    EXPECT_EQ(itemOf(task.id).task.task.done, task.done + 1);
    EXPECT_TRUE(itemOf(task.id).task.task.records.contains(record));
    ASSERT_TRUE(voidRecord(*store, record, u"Wrong team"_s));
    EXPECT_EQ(itemOf(task.id).task.task.done, task.done);
}

/// Two versions of one visit count once, and voiding the later one leaves the count to the earlier, which is valid again.
TEST_F(TodayBoardTest, AVisitWhoseAmendedVersionWasAnErrorCountsAgain)
{
    const Task task = openTask();
    const auto done = [&] { return itemOf(task.id).task.task.done - task.done; };
    const auto records = [&] { return itemOf(task.id).task.task.records; };
    const auto amend = [this](const RecordId &record) {
        const auto draft = amendRecord(*store, record, today);
        EXPECT_TRUE(draft) << (draft ? "" : draft.error().detail.toStdString());
        CompleteOptions options;
        options.context.today = today;
        const auto completed = completeRecord(*store, draft->id, options);
        EXPECT_TRUE(completed && completed->record);
        return *completed->record;
    };
    const RecordId first = givenDone(task);
    ASSERT_EQ(done(), 1);
    const RecordId second = amend(first);
    EXPECT_EQ(done(), 1);
    EXPECT_TRUE(records().contains(second));
    EXPECT_FALSE(records().contains(first));
    const RecordId third = amend(second);
    EXPECT_EQ(done(), 1);
    ASSERT_TRUE(voidRecord(*store, third, u"Typed into the wrong window"_s));
    EXPECT_EQ(done(), 1);
    EXPECT_TRUE(records().contains(second));
    ASSERT_TRUE(voidRecord(*store, second, u"So was this"_s));
    EXPECT_EQ(done(), 1);
    EXPECT_TRUE(records().contains(first));
    // The plan that followed is the plan that is made anew, on any device that has the facts alone.
    ASSERT_TRUE(board());
    const auto followed = currentPlan(*store, englandCalendar(), today);
    ASSERT_TRUE(currentPlan(*store, englandCalendar(), today.addDays(1)));
    EXPECT_TRUE(**followed == **currentPlan(*store, englandCalendar(), today));
    ASSERT_TRUE(voidRecord(*store, first, u"There was no visit"_s));
    EXPECT_EQ(done(), 0);
}

TEST_F(TodayBoardTest, NobodysFactReplacesAnothers)
{
    const Task task = openTask();
    const RecordId mine = givenDone(task);
    RecordBody record;
    record.type = RecordType::Form;
    record.state = RecordState::Completed;
    record.author = PersonId(u"sm-early-support"_s);
    record.service = task.service;
    record.task = referenceTo(task);
    record.about = mine;
    record.completedAtMs = 5;
    const RecordId about = newRecord();
    ASSERT_TRUE(store->transact([&] { return store->base().put(baseRow(factIdOf(about), *factOf(about, record, today), ++seq)); }));
    EXPECT_TRUE(itemOf(task.id).task.task.records.contains(mine));
}

TEST_F(TodayBoardTest, AColleaguesFactCountsWhateverElseIMayRead)
{
    const Task task = openTask();
    RecordBody record;
    record.type = RecordType::Form;
    record.state = RecordState::Completed;
    record.author = PersonId(u"sm-early-support"_s);
    record.service = task.service;
    record.task = referenceTo(task);
    record.completedAtMs = 5;
    const RecordId about = newRecord();
    const RecordBody fact = *factOf(about, record, today);
    ASSERT_TRUE(board());   // a plan is kept from before
    ASSERT_TRUE(store->transact([&] { return store->base().put(baseRow(factIdOf(about), fact, ++seq)); }));
    EXPECT_EQ(itemOf(task.id).task.task.done, task.done + 1);
    // Leaving the scope takes it back.
    ASSERT_TRUE(store->transact([&] { return store->base().remove(factIdOf(about)); }));
    EXPECT_EQ(itemOf(task.id).task.task.done, task.done);
}

TEST_F(TodayBoardTest, FollowingFactsGivesThePlanThatPlanningAnewGives)
{
    const auto first = board();
    ASSERT_TRUE(first);
    for (int i = 0; i < 5 && i < first->items.size(); ++i)
        givenDone(first->items.at(i).task.task);
    const auto followed = currentPlan(*store, englandCalendar(), today);
    ASSERT_TRUE(followed);
    const auto reopened = currentPlan(*store, englandCalendar(), today.addDays(1));   // drops what was kept
    ASSERT_TRUE(reopened);
    const auto anew = currentPlan(*store, englandCalendar(), today);
    ASSERT_TRUE(anew);
    EXPECT_NE(*followed, *anew);      // two values …
    EXPECT_TRUE(**followed == **anew);   // … of one plan
}

TEST_F(TodayBoardTest, SaysWhoTookATaskAndWhatIsBegun)
{
    const Task task = openTask();
    EXPECT_FALSE(itemOf(task.id).isTakenByMe);
    ASSERT_TRUE(claimTask(*store, referenceTo(task), task.service));
    const auto draft = beginDraft(*store, { u"V@1.0"_s, referenceTo(task), task.service, {}, {}, {} });
    ASSERT_TRUE(draft);
    const TodayItem item = itemOf(task.id);
    EXPECT_TRUE(item.isTakenByMe);
    EXPECT_EQ(item.takenBy, QStringList { u"Team Manager, Early Support North"_s });
    EXPECT_EQ(item.draft, draft->id);
}

/// "2 areas per month": what is begun for one of the areas counts as one of the two, and covers that area.
TEST_F(TodayBoardTest, ATaskSpreadOverPlacesIsBegunForOneAndCoversIt)
{
    ASSERT_TRUE(store->transact([&]() -> Result<void> {
        for (const QString &name : { u"North"_s, u"South"_s, u"East"_s })
            put(publishedBody(RecordType::Setting, toJson(Setting { SettingId(name.toLower()), name, u"area"_s, {} })));
        return {};
    }));
    const auto plan = [&] { return currentPlan(*store, englandCalendar(), today).value(); };
    const auto spread = [&](bool isCoverage) {
        const auto all = plan();
        const auto found = std::find_if(all->tasks().cbegin(), all->tasks().cend(), [&](const Task &task) {
            return task.covers.contains(u"area"_s) && task.unit.contains(u'#') == isCoverage && task.period.contains(today);
        });
        EXPECT_NE(found, all->tasks().cend());
        return *found;
    };
    for (const bool isCoverage : { false, true }) {
        const Task task = spread(isCoverage);
        const PersonTask shown = *findTask(*store, englandCalendar(), today, task.id);
        EXPECT_EQ(captureTaskAt(*store, englandCalendar(), today, shown, u"setting:west"_s).error().code, ErrorCode::InvalidInput);
        const auto there = captureTaskAt(*store, englandCalendar(), today, shown, u"setting:south"_s);
        ASSERT_TRUE(there);
        EXPECT_EQ(there->unitName, u"South"_s);
        EXPECT_EQ(captureTaskFor(*store, englandCalendar(), today, there->reference)->activityName, there->activityName)
            << "a draft begun for it knows it again";
        const auto draft = beginDraft(*store, { u"V@1.0"_s, there->reference, there->service, {}, {}, Answers(Answers::Fields { { u"note"_s, u"x"_s } }) });
        ASSERT_TRUE(draft);
        CompleteOptions options;
        options.context.today = today;
        ASSERT_TRUE(completeRecord(*store, draft->id, options));
        const Task after = spread(isCoverage);
        EXPECT_EQ(after.done, task.done + 1) << task.what.toStdString();
        const Coverage coverage = plan()->coverageOf(after);
        EXPECT_EQ(coverage.covered, 1) << task.what.toStdString();
        EXPECT_NE(coverage.entries.first().setting, SettingId(u"south"_s)) << "it has had its turn";
    }
}

TEST_F(TodayBoardTest, WithoutAFrameworkItSaysSo)
{
    ASSERT_TRUE(store->transact([&] { return store->base().remove(*edition); }));
    const auto now = board();
    ASSERT_TRUE(now);
    EXPECT_FALSE(now->hasFramework);
    EXPECT_TRUE(now->items.isEmpty());
}

TEST_F(TodayBoardTest, AnUnknownTaskIsSaidPlainly)
{
    const auto none = findTask(*store, englandCalendar(), today, TaskId(QUuid::createUuid()));
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::NotFound);
    const Task task = openTask();
    EXPECT_EQ(findTask(*store, englandCalendar(), today, task.id)->task.activity, task.activity);
}

} // namespace
