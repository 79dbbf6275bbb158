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
