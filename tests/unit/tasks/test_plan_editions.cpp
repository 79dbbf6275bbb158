#include "tests/unit/tasks/planner_world.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::test;

namespace {

const QString service = u"service:early-support"_s;
const QStringList managers { u"Service Manager"_s, u"Team Manager"_s };
const QDate changeDay(2026, 11, 1);

/// From April the data are looked at monthly and cases audited monthly; from November the data every six weeks, and audits are no more.
PlanInputs changed()
{
    PlanInputs inputs = world({ activity(u"data"_s, { periodic(6, PeriodUnit::Week) }, managers) });
    inputs.inForceFrom = changeDay;
    const PlanInputs before =
        world({ activity(u"data"_s, { periodic(1, PeriodUnit::Month) }, managers), activity(u"audit"_s, { periodic(1, PeriodUnit::Month) }, managers) });
    inputs.earlier = { { before.framework, before.inForceFrom } };
    return inputs;
}

QList<Task> tasksOf(const Plan &plan, const QString &key)
{
    QList<Task> tasks;
    for (const Task &task : plan.tasks()) {
        if (task.activity == ActivityKey(key))
            tasks.append(task);
    }
    return tasks;
}

} // namespace

TEST(PlanOfSeveralEditions, WhatWasLateBeforeTheNewEditionIsLateByTheOldRule)
{
    const Plan plan = Plan::make(changed(), {}, {}, today);
    for (const int month : { 4, 7, 9, 10 }) {
        const auto data = taskOf(plan, u"data"_s, service, QDate(2026, month, 1));
        ASSERT_TRUE(data) << month;
        // What was asked for again since is missed; the last one of the old rule can still be done, late.
        EXPECT_EQ(data->state, month == 10 ? TaskState::Late : TaskState::Missed) << month;
        EXPECT_EQ(data->period.to, QDate(2026, month, 1).addMonths(1).addDays(-1)) << "a month, as it was then";
    }
    EXPECT_EQ(taskOf(plan, u"audit"_s, service, QDate(2026, 10, 1))->state, TaskState::Late);

    PlanInputs forgetful = changed();
    forgetful.earlier.clear();
    EXPECT_FALSE(taskOf(Plan::make(forgetful, {}, {}, today), u"audit"_s, service, QDate(2026, 10, 1))) << "what this test is about";
}

TEST(PlanOfSeveralEditions, FromItsFirstDayOnlyTheNewEditionAsks)
{
    const Plan plan = Plan::make(changed(), {}, {}, today);
    EXPECT_FALSE(taskOf(plan, u"audit"_s, service, QDate(2026, 11, 1)));
    QSet<TaskId> ids;
    for (const Task &task : plan.tasks()) {
        ids.insert(task.id);
        const bool isOfOld = task.activity == ActivityKey(u"audit"_s) || task.period.days() < 40;
        EXPECT_EQ(isOfOld, task.due < changeDay) << task.period.from.toString(Qt::ISODate).toStdString();
    }
    EXPECT_EQ(ids.size(), plan.tasks().size());
    const auto audits = tasksOf(plan, u"audit"_s);
    EXPECT_EQ(audits.size(), 7) << "April to October";
    EXPECT_FALSE(plan.dueAfter(audits.last()).isValid()) << "nothing of it comes any more";
}

TEST(PlanOfSeveralEditions, WhatWasDoneCountsWhereItWasAskedFor)
{
    const QDate october(2026, 10, 1);
    const Plan plan = Plan::make(changed(), { fact(1, u"audit"_s, service, october, QDate(2026, 10, 12)) }, {}, today);
    EXPECT_EQ(taskOf(plan, u"audit"_s, service, october)->state, TaskState::Done);
    EXPECT_TRUE(plan.unplacedFacts().isEmpty());
    // Late for October, done in November: it is October's all the same.
    const Plan late = Plan::make(changed(), {}, {}, today).withFact(fact(1, u"audit"_s, service, october, QDate(2026, 11, 12)));
    EXPECT_TRUE(taskOf(late, u"audit"_s, service, october)->isDoneLate);
}

TEST(PlanOfSeveralEditions, EachOfThreeJudgesItsOwnSpan)
{
    PlanInputs inputs = changed();
    const PlanInputs oldest = world({ activity(u"panel"_s, { periodic(1, PeriodUnit::Month) }, managers) });
    inputs.earlier.first().from = QDate(2026, 7, 1);
    inputs.earlier.append({ oldest.framework, {} });
    const Plan plan = Plan::make(inputs, {}, {}, today);
    QList<QDate> panels;
    for (const Task &task : tasksOf(plan, u"panel"_s))
        panels.append(task.period.from);
    EXPECT_EQ(panels, (QList<QDate> { QDate(2026, 4, 1), QDate(2026, 5, 1), QDate(2026, 6, 1) }));
    EXPECT_FALSE(taskOf(plan, u"audit"_s, service, QDate(2026, 6, 1)));
    EXPECT_TRUE(taskOf(plan, u"audit"_s, service, QDate(2026, 7, 1)));
}

namespace {

/// All of the year 2026/27, as the map and `plan --year` show it.
Plan yearOf(const PlanInputs &inputs, const QList<Fact> &facts = {})
{
    PlanReach reach;
    reach.span = CouncilYear { 2026 }.span();
    return Plan::make(inputs, facts, {}, today, reach);
}

QList<int> monthsAsked(const Plan &plan, const QString &key)
{
    QList<int> months;
    for (const Task &task : tasksOf(plan, key))
        months.append(task.period.from.month());
    return months;
}

} // namespace

TEST(PlanOfSeveralEditions, AWholeYearShowsWhatTheOldRuleAskedForInItsMonths)
{
    const Plan plan = yearOf(changed());
    EXPECT_EQ(monthsAsked(plan, u"audit"_s), (QList<int> { 4, 5, 6, 7, 8, 9, 10 }));
    const auto july = taskOf(plan, u"data"_s, service, QDate(2026, 7, 1));
    ASSERT_TRUE(july);
    EXPECT_EQ(july->state, TaskState::Missed);
    EXPECT_EQ(july->period.days(), 31);
    for (const Task &task : tasksOf(plan, u"data"_s))
        EXPECT_EQ(task.period.days() < 40, task.due < changeDay) << task.period.from.toString(Qt::ISODate).toStdString();

    const Plan done = yearOf(changed(), { fact(1, u"audit"_s, service, QDate(2026, 6, 1), QDate(2026, 6, 12)) });
    EXPECT_EQ(taskOf(done, u"audit"_s, service, QDate(2026, 6, 1))->state, TaskState::Done);
    EXPECT_TRUE(done.unplacedFacts().isEmpty());
}

TEST(PlanOfSeveralEditions, AYearOfThreeIsTheSameTaskForTaskAsWhatTheirDaysShowed)
{
    PlanInputs inputs = changed();
    inputs.earlier.first().from = QDate(2026, 7, 1);
    inputs.earlier.append({ world({ activity(u"panel"_s, { periodic(1, PeriodUnit::Month) }, managers) }).framework, {} });
    const Plan year = yearOf(inputs);
    EXPECT_EQ(monthsAsked(year, u"panel"_s), (QList<int> { 4, 5, 6 }));
    EXPECT_EQ(monthsAsked(year, u"audit"_s), (QList<int> { 7, 8, 9, 10 }));
    int compared = 0;
    const Plan ofToday = Plan::make(inputs, {}, {}, today);
    for (const Task &task : ofToday.tasks()) {
        const Task *same = year.find(task.id);
        ASSERT_TRUE(same) << task.what.toStdString() << task.period.from.toString(Qt::ISODate).toStdString();
        EXPECT_EQ(same->state, task.state);
        ++compared;
    }
    EXPECT_GT(compared, 8);
}

TEST(PlanOfSeveralEditions, WhatIsPublishedForLaterAsksForThePeriodsThatBeginFromItsFirstDay)
{
    PlanInputs inputs =
        world({ activity(u"data"_s, { periodic(1, PeriodUnit::Month) }, managers), activity(u"audit"_s, { periodic(1, PeriodUnit::Month) }, managers) });
    const PlanInputs next =
        world({ activity(u"data"_s, { periodic(1, PeriodUnit::Month) }, managers), activity(u"visit"_s, { periodic(1, PeriodUnit::Month) }, managers) });
    EXPECT_EQ(monthsAsked(yearOf(inputs), u"audit"_s).size(), 12);
    inputs.coming = { { next.framework, QDate(2027, 1, 1) } };
    const Plan year = yearOf(inputs);
    EXPECT_EQ(monthsAsked(year, u"audit"_s), (QList<int> { 4, 5, 6, 7, 8, 9, 10, 11, 12 }));
    EXPECT_EQ(monthsAsked(year, u"visit"_s), (QList<int> { 1, 2, 3 }));
    EXPECT_EQ(monthsAsked(year, u"data"_s).size(), 12) << "asked for by both, each month once";
    const auto december = taskOf(year, u"audit"_s, service, QDate(2026, 12, 1));
    ASSERT_TRUE(december);
    EXPECT_FALSE(year.dueAfter(*december).isValid()) << "it ends with the year";
    EXPECT_EQ(year.dueAfter(*taskOf(year, u"data"_s, service, QDate(2026, 12, 1))), QDate(2027, 1, 29)) << "a Friday";
    EXPECT_FALSE(taskOf(Plan::make(inputs, {}, {}, today), u"visit"_s, service, QDate(2027, 1, 1))) << "not shown before its time";
}
