#include "tests/unit/tasks/planner_world.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::test;

namespace {

const QString service = u"service:early-support"_s;

/// The demo council with one thing changed.
Council changed(const std::function<void(Council::Parts &)> &change)
{
    Council::Parts parts { demoCouncil().people(), demoCouncil().teams(), demoCouncil().settings(), {} };
    change(parts);
    return Council(std::move(parts));
}

Person &personIn(Council::Parts &parts, const QString &id)
{
    return *std::find_if(parts.people.begin(), parts.people.end(), [&](const Person &person) { return person.id == PersonId(id); });
}

QList<PersonId> ownersOf(const std::optional<Task> &task)
{
    QList<PersonId> people;
    for (const Owner &owner : task->owners)
        people.append(owner.person);
    return people;
}

} // namespace

TEST(PlanPeople, TasksOfSomebodyAwayGoToTheirCoverAndComeBack)
{
    const Council council = changed([](Council::Parts &parts) {
        parts.absences = { { PersonId(u"tl-early-support-north"_s), today, today.addDays(4), PersonId(u"tm-early-support-south"_s) } };
    });
    const PlanInputs inputs = world({ activity(u"supervision"_s, { periodic(1, PeriodUnit::Month) }, { u"Team Leader"_s }, UnitKind::Subject) }, council);
    const QString unit = u"user:practitioner-north-1"_s;
    const Plan during = Plan::make(inputs, {}, {}, today);
    EXPECT_EQ(ownersOf(taskOf(during, u"supervision"_s, unit, QDate(2026, 11, 1))), QList { who(u"tm-early-support-south"_s) });
    EXPECT_EQ(ownersOf(taskOf(Plan::make(inputs, {}, {}, today.addDays(5)), u"supervision"_s, unit, QDate(2026, 11, 1))),
              QList { who(u"tl-early-support-north"_s) });
    bool isSaid = false;
    for (const PersonTask &row : during.tasksOf(who(u"tm-early-support-south"_s)))
        isSaid = isSaid || row.why.startsWith(u"You stand in for Team Leader, Early Support North;"_s);
    EXPECT_TRUE(isSaid);
}

TEST(PlanPeople, WhereOthersHoldTheRoleSomebodyAwayDropsOutAndTheirCoverComesIn)
{
    const auto council = [](const QString &cover) {
        return changed([&](Council::Parts &parts) { parts.absences = { { PersonId(u"tm-early-support-north"_s), today, QDate(), PersonId(cover) } }; });
    };
    const QList<CompiledActivity> activities { activity(u"data"_s, { periodic(1, PeriodUnit::Month) }, { u"Team Manager"_s }) };
    const auto owners = [&](const QString &cover) {
        return ownersOf(taskOf(Plan::make(world(activities, council(cover)), {}, {}, today), u"data"_s, service, QDate(2026, 11, 1)));
    };
    EXPECT_EQ(owners({}), QList { who(u"tm-early-support-south"_s) });
    EXPECT_EQ(owners(u"dom-early-support"_s), (QList { who(u"dom-early-support"_s), who(u"tm-early-support-south"_s) }));
}

TEST(PlanPeople, WhereNobodyHoldsTheRoleTheHeadIsNotAskedToObserveHerself)
{
    CompiledActivity observation = activity(u"observation"_s, { periodic(1, PeriodUnit::Month) }, { u"A role that nobody holds"_s }, UnitKind::Subject);
    observation.subject = u"staff member"_s;
    const Plan plan = Plan::make(world({ observation }), {}, {}, today);
    const auto ownersFor = [&](const QString &person) { return ownersOf(taskOf(plan, u"observation"_s, u"user:"_s + person, QDate(2026, 11, 1))); };
    EXPECT_EQ(ownersFor(u"sm-early-support"_s), QList { who(u"hos-early-support"_s) });
    EXPECT_EQ(ownersFor(u"hos-early-support"_s), QList { who(u"sd-learning-early-support"_s) });
}

TEST(PlanPeople, ALeaverHasNoTasksAndTheirPeopleGoToTheNextManager)
{
    const Council council = changed([](Council::Parts &parts) {
        personIn(parts, u"tl-early-support-north"_s).to = today.addDays(-1);
        personIn(parts, u"practitioner-north-1"_s).to = today.addDays(-1);
    });
    const Plan plan =
        Plan::make(world({ activity(u"supervision"_s, { periodic(1, PeriodUnit::Month) }, { u"Team Leader"_s }, UnitKind::Subject) }, council), {}, {}, today);
    EXPECT_TRUE(plan.tasksOf(who(u"tl-early-support-north"_s)).isEmpty());
    EXPECT_FALSE(taskOf(plan, u"supervision"_s, u"user:practitioner-north-1"_s, QDate(2026, 11, 1)));
    EXPECT_EQ(ownersOf(taskOf(plan, u"supervision"_s, u"user:practitioner-north-2"_s, QDate(2026, 11, 1))), QList { who(u"tm-early-support-north"_s) });
}

TEST(PlanPeople, AJoinerOwesNothingBeforeTheyCameNorForTheEndOfAPeriod)
{
    const Council council = changed([](Council::Parts &parts) { personIn(parts, u"practitioner-north-1"_s).from = QDate(2026, 10, 20); });
    const Plan plan =
        Plan::make(world({ activity(u"supervision"_s, { periodic(1, PeriodUnit::Month) }, { u"Team Leader"_s }, UnitKind::Subject) }, council), {}, {}, today);
    const QString unit = u"user:practitioner-north-1"_s;
    EXPECT_FALSE(taskOf(plan, u"supervision"_s, unit, QDate(2026, 9, 1)));
    EXPECT_EQ(taskOf(plan, u"supervision"_s, unit, QDate(2026, 10, 1))->state, TaskState::Advisory);
    EXPECT_EQ(taskOf(plan, u"supervision"_s, unit, QDate(2026, 10, 1))->note, u"Joined late in this period"_s);
    EXPECT_EQ(taskOf(plan, u"supervision"_s, unit, QDate(2026, 11, 1))->state, TaskState::Due);
}

TEST(PlanPeople, SomebodyAwayAWholePeriodIsNotLateForIt)
{
    const Council council = changed([](Council::Parts &parts) {
        parts.absences = { { PersonId(u"practitioner-north-1"_s), QDate(2026, 9, 15), QDate(2026, 11, 2), {} } };
    });
    const Plan plan =
        Plan::make(world({ activity(u"supervision"_s, { periodic(1, PeriodUnit::Month) }, { u"Team Leader"_s }, UnitKind::Subject) }, council), {}, {}, today);
    const QString unit = u"user:practitioner-north-1"_s;
    EXPECT_EQ(taskOf(plan, u"supervision"_s, unit, QDate(2026, 9, 1))->state, TaskState::Missed);
    EXPECT_EQ(taskOf(plan, u"supervision"_s, unit, QDate(2026, 10, 1))->state, TaskState::Advisory);
    EXPECT_EQ(taskOf(plan, u"supervision"_s, unit, QDate(2026, 11, 1))->state, TaskState::Due);
}

TEST(PlanPeople, PeopleOfNoServiceServeThemAll)
{
    const Council council = changed([](Council::Parts &parts) {
        Person chair;
        chair.id = PersonId(u"panel-chair"_s);
        chair.name = u"Chair of the scrutiny panel"_s;
        chair.roles = { u"Panel Chair"_s };
        parts.people.append(chair);
    });
    const Plan plan = Plan::make(world({ activity(u"scrutiny"_s, { periodic(2, PeriodUnit::Month) }, { u"Panel Chair"_s }) }, council), {}, {}, today);
    EXPECT_EQ(ownersOf(taskOf(plan, u"scrutiny"_s, service, QDate(2026, 10, 1))), QList { who(u"panel-chair"_s) });
}
