#include "core/tasks/ranking.h"
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

TEST(PlanPeople, AnAbsenceThatSomebodyEntersOfThemselvesAfterwardsExcusesNothing)
{
    const auto octoberWith = [](QDate enteredOn) {
        const Council council = changed([enteredOn](Council::Parts &parts) {
            parts.absences = { { PersonId(u"practitioner-north-1"_s), QDate(2026, 9, 15), QDate(2026, 11, 2), {}, {}, enteredOn } };
        });
        const Plan plan = Plan::make(
            world({ activity(u"supervision"_s, { periodic(1, PeriodUnit::Month) }, { u"Team Leader"_s }, UnitKind::Subject) }, council), {}, {}, today);
        return taskOf(plan, u"supervision"_s, u"user:practitioner-north-1"_s, QDate(2026, 10, 1))->state;
    };
    EXPECT_EQ(octoberWith({}), TaskState::Advisory) << "a manager says so";
    EXPECT_EQ(octoberWith(QDate(2026, 10, 31)), TaskState::Advisory) << "they said so before it was over";
    EXPECT_EQ(octoberWith(QDate(2026, 11, 1)), TaskState::Late);
}

TEST(PlanPeople, ARoleThatIsHandedOverIsHeldByTheColleagueOnTheseDaysAlone)
{
    const PersonId manager(u"sm-early-support"_s), colleague(u"dom-early-support"_s);
    const auto ownersWith = [&](QDate from, QDate to, const QString &role) {
        const Council council = changed([&](Council::Parts &parts) { parts.absences = { { manager, from, to, colleague, role } }; });
        const Plan plan = Plan::make(world({ activity(u"data"_s, { periodic(1, PeriodUnit::Month) }, { u"Service Manager"_s }) }, council), {}, {}, today);
        return ownersOf(taskOf(plan, u"data"_s, service, QDate(2026, 11, 1)));
    };
    EXPECT_EQ(ownersWith(today, today, u"Service Manager"_s), QList { who(colleague.toString()) });
    EXPECT_EQ(ownersWith(today.addDays(1), {}, u"Service Manager"_s), QList { who(manager.toString()) }) << "not yet";
    EXPECT_EQ(ownersWith(today, today, u"Team Manager"_s), QList { who(manager.toString()) }) << "another role";
}

TEST(PlanPeople, AnIntervalOfWeeksIsCountedFromTheLastOne)
{
    CompiledActivity sixWeekly = activity(u"supervision"_s, { periodic(6, PeriodUnit::Week) }, { u"Team Leader"_s }, UnitKind::Subject);
    const PlanInputs inputs = world({ sixWeekly }, changed([](Council::Parts &) {}));
    const QString unit = u"user:practitioner-north-1"_s;
    const Plan before = Plan::make(inputs, {}, {}, today);
    const auto current = [&](const Plan &plan) {
        const auto found =
            std::find_if(plan.tasks().cbegin(), plan.tasks().cend(), [&](const Task &task) { return task.unit == unit && task.period.contains(today); });
        return found == plan.tasks().cend() ? std::optional<Task>() : std::optional(*found);
    };
    ASSERT_TRUE(current(before));
    const DateSpan period = current(before)->period;
    EXPECT_EQ(current(before)->due, current(before)->dueByPeriod);
    EXPECT_TRUE(sayCounted(*current(before)).contains(u"None is recorded"_s));
    const auto doneOn = [&](QDate day) { return before.withFact(fact(1, u"supervision"_s, unit, {}, day)); };
    const QDate first = period.from.addDays(-42);
    EXPECT_EQ(current(doneOn(first.addDays(2)))->due, inputs.calendar.lastWorkingDayOnOrBefore(period.from.addDays(2))) << "seen early in the period before";
    EXPECT_EQ(current(doneOn(first.addDays(2)))->countedFrom, first.addDays(2));
    EXPECT_EQ(current(doneOn(period.from.addDays(-1)))->due, current(before)->due) << "seen on its last day: never later than the period's end";
    EXPECT_EQ(current(doneOn(first.addDays(-1)))->due, current(before)->due) << "not seen in the period before: missed there, and due by the end of this one";
    EXPECT_EQ(doneOn(first.addDays(2)).withoutFact(fact(1, u"supervision"_s, unit, {}, first.addDays(2)).id), before) << "taken back, nothing of it stays";
    CompiledActivity monthly = activity(u"supervision"_s, { periodic(1, PeriodUnit::Month) }, { u"Team Leader"_s }, UnitKind::Subject);
    EXPECT_FALSE(current(Plan::make(world({ monthly }, inputs.council), {}, {}, today))->dueByPeriod.isValid()) << "a month is the calendar's";
}

TEST(PlanPeople, ABodyActsTogetherAndWhoStandsAboveTheOthersRecordsItForAll)
{
    CompiledActivity board = activity(u"board"_s, { periodic(1, PeriodUnit::Quarter) }, { u"Team Manager"_s, u"Service Manager"_s });
    board.leads.mode = LeadMode::Body;
    const Plan plan = Plan::make(world({ board }), {}, {}, today);
    const auto task = taskOf(plan, u"board"_s, service, QDate(2026, 10, 1));
    ASSERT_TRUE(task);
    EXPECT_EQ(ownersOf(task), (QList { who(u"sm-early-support"_s), who(u"tm-early-support-north"_s), who(u"tm-early-support-south"_s) }));
    const auto whyOf = [&](const QString &person) {
        const auto rows = plan.tasksOf(who(person));
        return rows.isEmpty() ? QString() : rows.first().why;
    };
    EXPECT_TRUE(whyOf(u"sm-early-support"_s).endsWith(u"You record it for all."_s)) << whyOf(u"sm-early-support"_s).toStdString();
    EXPECT_TRUE(whyOf(u"tm-early-support-north"_s).endsWith(u"Service Manager, Early Support records it for all."_s))
        << whyOf(u"tm-early-support-north"_s).toStdString();

    // While the convener is away their cover convenes; what anybody of them records is done for all.
    const Council away = changed([](Council::Parts &parts) { parts.absences = { { PersonId(u"sm-early-support"_s), today, today, PersonId() } }; });
    const Plan without = Plan::make(world({ board }, away), {}, {}, today);
    EXPECT_FALSE(ownersOf(taskOf(without, u"board"_s, service, QDate(2026, 10, 1))).contains(who(u"sm-early-support"_s)));
    const Plan done = plan.withFact(fact(1, u"board"_s, service, QDate(2026, 10, 1), today));
    EXPECT_EQ(taskOf(done, u"board"_s, service, QDate(2026, 10, 1))->state, TaskState::Done);
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
