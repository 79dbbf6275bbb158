#include "tests/simulation/every_call.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::simulation;
using namespace Qt::StringLiterals;

namespace {

Scenario standard(const QString &name)
{
    for (const Scenario &scenario : standardScenarios()) {
        if (scenario.name == name)
            return scenario;
    }
    giveUp(u"there is no scenario \"%1\""_s.arg(name));
}

/// What is found where @p rule is off and @p scenario is played.
QList<Violation> foundWithout(const QString &rule, const QString &scenario)
{
    Breaks breaks;
    findBreak(rule)->apply(breaks);
    return failAtEveryCall(breaks, { standard(scenario) }).violations;
}

Draft newDraft(Stage &stage, const QString &text)
{
    SimDevice &device = stage.device(Place::Writer);
    RecordBody body = stage.newHead(Place::Writer, u"X02@1.0"_s);
    body.answers.insert(u"b"_s, text);
    return { newId<RecordId>(device.clock(), device.random()), body, {}, 1, {} };
}

Result<void> save(Stage &stage, const Draft &draft)
{
    Store &store = stage.device(Place::Writer).store();
    return store.transact([&] { return store.drafts().save(draft); });
}

/// A scenario with the fault that it is to show, in one step.
Scenario planted(std::function<Result<void>(Stage &, const Draft &, const Draft &)> step)
{
    return { u"planted"_s,
             Place::Writer,
             [step](Stage &stage) -> QList<Step> {
                 const Draft one = newDraft(stage, u"one"_s);
                 const Draft other = newDraft(stage, u"other"_s);
                 return { [&stage, step, one, other] { return step(stage, one, other); } };
             },
             {} };
}

TEST(EveryCallTest, AHubThatAnswersBeforeItsCommitIsCaught)
{
    const auto found = foundWithout(u"ack_before_commit"_s, u"a hub takes a push"_s);
    ASSERT_FALSE(found.isEmpty());
    EXPECT_EQ(found.first().invariant, u"I2"_s);
}

TEST(EveryCallTest, APurgeThatIsNotDurableIsCaught)
{
    const auto found = foundWithout(u"purge_not_durable"_s, u"a device loses a scope"_s);
    ASSERT_FALSE(found.isEmpty());
    EXPECT_EQ(found.first().invariant, u"I3"_s);
    EXPECT_TRUE(found.first().what.contains(u"power cut"_s)) << found.first().what.toStdString();
}

TEST(EveryCallTest, WhatIsToldAsSavedThoughItFailedIsCaught)
{
    const auto told = failAtEveryCall({}, { planted([](Stage &stage, const Draft &one, const Draft &) -> Result<void> {
                                          [[maybe_unused]] const auto swallowed = save(stage, one);
                                          return {};
                                      }) });
    ASSERT_FALSE(told.violations.isEmpty());
    EXPECT_TRUE(told.violations.first().what.endsWith(u"0 steps are left, and 1 were acknowledged"_s)) << told.violations.first().what.toStdString();
}

TEST(EveryCallTest, WhatIsDoneInTwoTransactionsAndNotInOneIsCaught)
{
    const auto told = failAtEveryCall({}, { planted([](Stage &stage, const Draft &one, const Draft &other) -> Result<void> {
                                          const auto first = save(stage, one);
                                          return first ? save(stage, other) : first;
                                      }) });
    ASSERT_FALSE(told.violations.isEmpty());
    EXPECT_TRUE(told.violations.first().what.endsWith(u"something was done by half"_s)) << told.violations.first().what.toStdString();
}

TEST(EveryCallTest, EveryCallOfAScenarioMeetsEveryFault)
{
    const Scenario scenario = standard(u"a draft is written, and changed"_s);
    const auto told = failAtEveryCall({}, { scenario });
    EXPECT_TRUE(told.violations.isEmpty());
    const int calls = told.calls.value(scenario.name);
    EXPECT_GE(calls, 2 * 3) << "each of two commits writes a frame's head, its page, and syncs";
    for (const CallFault fault : { CallFault::ProcessDeath, CallFault::PowerCut, CallFault::FullDisk, CallFault::BadDisk })
        EXPECT_EQ(told.faults.value(scenario.name).value(QLatin1String(callFaultName(fault))), calls) << callFaultName(fault);
}

TEST(EveryCallTest, APullWritesNothingThatCouldFail)
{
    const Scenario scenario = standard(u"a hub answers a pull"_s);
    const auto told = failAtEveryCall({}, { scenario });
    EXPECT_TRUE(told.violations.isEmpty());
    EXPECT_EQ(told.calls.value(scenario.name, -1), 0);
}

} // namespace
