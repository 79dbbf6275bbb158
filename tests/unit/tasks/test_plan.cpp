#include "core/tasks/ranking.h"
#include "core/tasks/rehearsal.h"
#include "tests/unit/tasks/planner_world.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::test;

namespace {

const QString service = u"service:early-support"_s;
const QStringList managers { u"Service Manager"_s, u"Team Manager"_s, u"Team Leader"_s };

bool has(const QList<PersonTask> &rows, const TaskId &id)
{
    return std::any_of(rows.cbegin(), rows.cend(), [&](const PersonTask &row) { return row.task.id == id; });
}

} // namespace

TEST(Plan, OneTaskOfAnyOfSeveralRolesIsTheSameTaskForEachOfThem)
{
    PlanInputs inputs = world({ activity(u"data"_s, { periodic(1, PeriodUnit::Month) }, managers) });
    inputs.inForceFrom = QDate(2026, 11, 1);   // nothing before it is open
    const Plan plan = Plan::make(inputs, {}, {}, today);
    const auto november = taskOf(plan, u"data"_s, service, QDate(2026, 11, 1));
    ASSERT_TRUE(november);
    for (const auto &person : { u"sm-early-support"_s, u"tm-early-support-north"_s, u"tm-early-support-south"_s, u"tl-early-support-north"_s })
        EXPECT_TRUE(has(plan.tasksOf(who(person)), november->id)) << person.toStdString();
    EXPECT_FALSE(has(plan.tasksOf(who(u"practitioner-north-1"_s)), november->id));
    EXPECT_FALSE(has(plan.tasksOf(who(u"qa-manager"_s)), november->id));   // oversees, but the service has its own
    EXPECT_EQ(november->due, QDate(2026, 11, 30));
    EXPECT_EQ(november->state, TaskState::Due);
    EXPECT_EQ(november->templateId, u"T99"_s);
    const auto rows = plan.tasksOf(who(u"tm-early-support-north"_s));
    EXPECT_EQ(rows.first().why, u"Your role is Team Manager; led by Service Manager, Team Manager or Team Leader."_s);
}

TEST(Plan, ATaskDoneLateForOctoberIsNotDoneForNovember)
{
    const PlanInputs inputs = world({ activity(u"data"_s, { periodic(1, PeriodUnit::Month) }, managers) });
    const Plan plan = Plan::make(inputs, { fact(1, u"data"_s, service, QDate(2026, 10, 1), QDate(2026, 11, 3)) }, {}, today);
    const auto october = taskOf(plan, u"data"_s, service, QDate(2026, 10, 1));
    EXPECT_EQ(october->state, TaskState::Done);
    EXPECT_TRUE(october->isDoneLate);
    EXPECT_EQ(october->doneOn, QDate(2026, 11, 3));
    EXPECT_EQ(taskOf(plan, u"data"_s, service, QDate(2026, 11, 1))->done, 0);
    EXPECT_EQ(taskOf(plan, u"data"_s, service, QDate(2026, 9, 1))->state, TaskState::Missed);
    // In time, it is not late though it was seen later.
    const Plan inTime = Plan::make(inputs, { fact(1, u"data"_s, service, QDate(2026, 10, 1), QDate(2026, 10, 30)) }, {}, today);
    EXPECT_FALSE(taskOf(inTime, u"data"_s, service, QDate(2026, 10, 1))->isDoneLate);
}

TEST(Plan, OfWhatIsDoneOnceAPeriodOneIsOpenAndTheNextWaits)
{
    const PlanInputs inputs = world({ activity(u"audit"_s, { periodic(1, PeriodUnit::Month) }, { u"Team Manager"_s }) });
    const auto on = [&](QDate day, const QList<Fact> &facts = {}) {
        const Plan plan = Plan::make(inputs, facts, {}, day);
        return std::pair(*taskOf(plan, u"audit"_s, service, QDate(2026, 10, 1)), *taskOf(plan, u"audit"_s, service, QDate(2026, 11, 1)));
    };
    const auto [october, november] = on(today);
    EXPECT_EQ(october.state, TaskState::Late);
    EXPECT_EQ(november.state, TaskState::Upcoming) << "one at a time";
    EXPECT_EQ(november.waitsFor, october.period);
    const auto rows = ranked({ &november }, inputs.calendar, today);
    EXPECT_TRUE(rows.first().whyFirst.contains(u"October 2026"_s)) << rows.first().whyFirst.toStdString();

    const Fact octobers = fact(1, u"audit"_s, service, QDate(2026, 10, 1), today);
    EXPECT_EQ(on(today, { octobers }).first.state, TaskState::Done);
    EXPECT_EQ(on(today, { octobers }).second.state, TaskState::Due) << "October is done, so November opens";
    EXPECT_TRUE(on(today, { octobers }).second.waitsFor.isEmpty());

    const auto [missed, late] = on(QDate(2026, 12, 1));
    EXPECT_EQ(missed.state, TaskState::Missed);
    EXPECT_EQ(late.state, TaskState::Late) << "what is due itself waits no longer";

    const Plan grown = Plan::make(inputs, {}, {}, today).withFact(octobers);
    EXPECT_EQ(grown, Plan::make(inputs, { octobers }, {}, today));
    EXPECT_EQ(grown.withoutFact(octobers.id), Plan::make(inputs, {}, {}, today));
}

TEST(Plan, WhatCountsToAQuotaIsOpenBesideTheNext)
{
    const PlanInputs inputs = world({ activity(u"dip"_s, { quota(2, {}, PeriodUnit::Month) }, { u"Team Manager"_s }) });
    const Plan plan = Plan::make(inputs, { fact(1, u"dip"_s, service, QDate(2026, 10, 1), QDate(2026, 10, 9)) }, {}, today);
    EXPECT_EQ(taskOf(plan, u"dip"_s, service, QDate(2026, 10, 1))->state, TaskState::Late);
    EXPECT_EQ(taskOf(plan, u"dip"_s, service, QDate(2026, 11, 1))->state, TaskState::Due) << "each counts to its own month's two";
}

TEST(Plan, WhatTakesTurnsWaitsForItsOwnKindAlone)
{
    Rule weekly = periodic(1, PeriodUnit::Week);
    weekly.alternation = { u"QA"_s, u"Performance"_s };
    const PlanInputs inputs = world({ activity(u"meeting"_s, { weekly }, { u"Team Manager"_s }) });
    const Plan plan = Plan::make(inputs, {}, {}, today);   // a Monday
    const Task lastWeek = *taskOf(plan, u"meeting"_s, service, today.addDays(-7));
    const Task thisWeek = *taskOf(plan, u"meeting"_s, service, today);
    ASSERT_NE(lastWeek.part, thisWeek.part);
    EXPECT_EQ(lastWeek.state, TaskState::Late);
    EXPECT_EQ(thisWeek.state, TaskState::Due);
}

TEST(Plan, BecomesLateTheDayAfterItIsDueAndNotBefore)
{
    PlanInputs inputs = world({ activity(u"data"_s, { periodic(1, PeriodUnit::Month) }, managers) });
    inputs.inForceFrom = QDate(2026, 10, 1);   // nothing before it is open
    const auto stateOn = [&](QDate day) { return taskOf(Plan::make(inputs, {}, {}, day), u"data"_s, service, QDate(2026, 10, 1))->state; };
    EXPECT_EQ(stateOn(QDate(2026, 9, 28)), TaskState::Upcoming);
    EXPECT_EQ(stateOn(QDate(2026, 10, 1)), TaskState::Due);
    EXPECT_EQ(stateOn(QDate(2026, 10, 30)), TaskState::Due);
    EXPECT_EQ(stateOn(QDate(2026, 10, 31)), TaskState::Late);
}

TEST(Plan, AYearlyQuotaIsOneTaskThatIsBehindBeforeItIsLate)
{
    const PlanInputs inputs = world({ activity(u"audit"_s, { quota(10, {}, PeriodUnit::Year) }, managers) });
    const QDate april(2026, 4, 1);
    QList<Fact> facts;
    for (int month = 4; month <= 6; ++month)
        facts.append(fact(month, u"audit"_s, service, april, QDate(2026, month, 20)));
    const Plan plan = Plan::make(inputs, facts, {}, today);
    EXPECT_EQ(plan.tasks().size(), 1);
    const auto task = taskOf(plan, u"audit"_s, service, april);
    EXPECT_EQ(task->target, 10);
    EXPECT_EQ(task->done, 3);
    EXPECT_EQ(task->due, QDate(2027, 3, 31));
    EXPECT_EQ(task->state, TaskState::Due);
    EXPECT_EQ(plan.tasksOf(who(u"sm-early-support"_s)).first().whyFirst, u"Behind: 3 of 10 done, and 6 suggested by now. Due by 31 March 2027."_s);
    EXPECT_EQ(taskOf(Plan::make(inputs, facts, {}, QDate(2027, 4, 1)), u"audit"_s, service, april)->state, TaskState::Late);
    for (int more = 10; more < 18; ++more)
        facts.append(fact(more, u"audit"_s, service, april, QDate(2026, 11, more)));
    const auto done = taskOf(Plan::make(inputs, facts, {}, today), u"audit"_s, service, april);
    EXPECT_EQ(done->state, TaskState::Done);
    EXPECT_EQ(done->done, 11);
    EXPECT_EQ(done->doneOn, QDate(2026, 11, 16));
}

TEST(Plan, SupervisionIsATaskForEachSuperviseeOfTheirLineManager)
{
    const Plan plan = Plan::make(world({ activity(u"supervision"_s, { periodic(1, PeriodUnit::Month) }, managers, UnitKind::Subject) }), {}, {}, today);
    int november = 0;
    for (const Task &task : plan.tasks())
        november += task.period.from == QDate(2026, 11, 1) ? 1 : 0;
    EXPECT_EQ(november, demoCouncil().peopleIn(ServiceId(u"early-support"_s), today).size());
    const auto task = taskOf(plan, u"supervision"_s, u"user:practitioner-north-2"_s, QDate(2026, 11, 1));
    ASSERT_EQ(task->owners.size(), 1);
    EXPECT_EQ(task->owners.first().person, who(u"tl-early-support-north"_s));
    EXPECT_EQ(task->subject, who(u"practitioner-north-2"_s));
    const auto rows = plan.tasksOf(who(u"tl-early-support-north"_s));
    EXPECT_TRUE(rows.first().why.startsWith(u"You are the line manager of Early Support Practitioner, North ("_s));
    // The service's head is supervised by their own manager, in another service.
    EXPECT_TRUE(
        has(plan.tasksOf(who(u"sd-learning-early-support"_s)), taskIdOf(ActivityKey(u"supervision"_s), u"user:hos-early-support"_s, QDate(2026, 11, 1))));
}

TEST(Plan, ThePersonSeenLongestAgoComesFirst)
{
    CompiledActivity supervision = activity(u"supervision"_s, { periodic(1, PeriodUnit::Quarter) }, managers, UnitKind::Subject);
    const QDate quarter(2026, 7, 1);
    PlanInputs inputs = world({ supervision });
    inputs.inForceFrom = QDate(2026, 10, 1);   // nothing before it is open
    const Plan plan = Plan::make(inputs,
                                 { fact(1, u"supervision"_s, u"user:practitioner-north-1"_s, quarter, QDate(2026, 9, 20)),
                                   fact(2, u"supervision"_s, u"user:practitioner-north-3"_s, quarter, QDate(2026, 7, 2)) },
                                 {}, today);
    QStringList order;
    QStringList reasons;
    for (const PersonTask &row : plan.tasksOf(who(u"tl-early-support-north"_s))) {
        if (row.task.state == TaskState::Due) {
            order.append(row.task.subject.toString());
            reasons.append(row.whyFirst);
        }
    }
    EXPECT_EQ(order, (QStringList { u"practitioner-north-2"_s, u"practitioner-north-3"_s, u"practitioner-north-1"_s }));
    EXPECT_TRUE(reasons[0].startsWith(u"Nothing recorded for this person yet."_s));
    EXPECT_TRUE(reasons[1].startsWith(u"Last recorded for this person on 2 July 2026."_s));
}

TEST(Plan, LateComesFirstAndWhatLawAsksForBeforeTheRest)
{
    CompiledActivity visit = activity(u"home-audit"_s, { periodic(1, PeriodUnit::Month) }, managers);
    visit.activity.why = u"Ofsted requirement - to ensure good oversight"_s;
    const Plan plan = Plan::make(
        world({ activity(u"data"_s, { periodic(1, PeriodUnit::Month) }, managers), visit, activity(u"away-day"_s, { ofKind(RuleKind::Adhoc) }, managers) }), {},
        {}, today);
    const auto rows = plan.tasksOf(who(u"sm-early-support"_s));
    EXPECT_EQ(rows[0].task.activity, ActivityKey(u"home-audit"_s));
    EXPECT_TRUE(rows[0].task.isStatutory);
    EXPECT_EQ(rows[0].whyFirst,
              u"Missed: it was due on 30 October 2026. The framework names a legal or Ofsted requirement: what is done now counts for the present period."_s);
    EXPECT_EQ(rows[1].task.activity, ActivityKey(u"data"_s));
    EXPECT_EQ(rows[1].whyFirst, u"Late: it was due on 30 October 2026."_s);
    EXPECT_EQ(rows[2].whyFirst, u"Due in 7 days, on 30 November 2026."_s);
    EXPECT_EQ(rows.last().task.state, TaskState::Advisory);
    for (qsizetype i = 1; i < rows.size(); ++i)
        EXPECT_LE(rows[i - 1].urgency, rows[i].urgency);
}

TEST(Plan, WhatHasNoDateIsShownAndNeverLate)
{
    Rule event = ofKind(RuleKind::Event);
    event.trigger = u"a placement is made"_s;
    const PlanInputs inputs =
        world({ activity(u"ongoing"_s, { ofKind(RuleKind::Continuous) }, managers), activity(u"blank"_s, { ofKind(RuleKind::Unspecified) }, managers),
                activity(u"placement"_s, { event }, managers), activity(u"weekly-if-needed"_s, { quota({}, 1, PeriodUnit::Week) }, managers),
                activity(u"completed"_s, { ofKind(RuleKind::Once) }, managers) });
    for (QDate day(2026, 4, 1); day < QDate(2028, 4, 1); day = day.addDays(13)) {
        const Plan plan = Plan::make(inputs, {}, {}, day);
        EXPECT_EQ(plan.tasks().size(), 5);
        for (const Task &task : plan.tasks())
            EXPECT_TRUE(task.state == TaskState::Advisory || task.state == TaskState::NotDefined || task.state == TaskState::EventDriven);
    }
    const Plan plan = Plan::make(inputs, {}, {}, today);
    EXPECT_EQ(taskOf(plan, u"blank"_s, service, QDate(2026, 4, 1))->state, TaskState::NotDefined);
    EXPECT_EQ(taskOf(plan, u"placement"_s, service, QDate(2026, 4, 1))->note, u"Starts when a placement is made"_s);
}

TEST(Plan, EachEventIsATaskOfItsOwn)
{
    Rule event = ofKind(RuleKind::Event);
    event.trigger = u"a placement is made"_s;
    const auto eventId = [](int n) { return RecordId(QUuid::createUuidV5(QUuid(), QByteArray::number(n))); };
    const QList<OpenEvent> events { { eventId(1), ActivityKey(u"placement"_s), {}, u"Placement of 2 November"_s, QDate(2026, 11, 2), QDate(2026, 11, 9) },
                                    { eventId(2), ActivityKey(u"placement"_s), {}, u"Placement of 20 November"_s, QDate(2026, 11, 20) },
                                    { eventId(3), ActivityKey(u"unknown"_s), {}, u"Elsewhere"_s, QDate(2026, 11, 20) } };
    const PlanInputs inputs = world({ activity(u"placement"_s, { event }, managers) });
    const Plan plan = Plan::make(inputs, {}, events, today);
    EXPECT_EQ(plan.tasks().size(), 3);   // the row itself, and two
    const QString first = u"event:"_s + eventId(1).toString();
    EXPECT_EQ(taskOf(plan, u"placement"_s, first, QDate(2026, 11, 2))->state, TaskState::Late);
    EXPECT_EQ(taskOf(plan, u"placement"_s, u"event:"_s + eventId(2).toString(), QDate(2026, 11, 20))->state, TaskState::Due);
    const Plan done = plan.withFact(fact(1, u"placement"_s, first, QDate(2026, 11, 2), QDate(2026, 11, 6)));
    EXPECT_EQ(taskOf(done, u"placement"_s, first, QDate(2026, 11, 2))->state, TaskState::Done);
}

TEST(Plan, ARoleNobodyHoldsComesToTheHeadOfTheServiceAndSaysSo)
{
    const Plan plan = Plan::make(world({ activity(u"legal"_s, { periodic(1, PeriodUnit::Week) }, { u"Legal Project Officer"_s }),
                                         activity(u"blank-lead"_s, { periodic(1, PeriodUnit::Week) }, {}) }),
                                 {}, {}, today);
    const auto rows = plan.tasksOf(who(u"hos-early-support"_s));
    ASSERT_FALSE(rows.isEmpty());
    QStringList whys;
    for (const PersonTask &row : rows)
        whys.append(row.why);
    EXPECT_TRUE(whys.contains(u"Nobody in Early Support holds the role Legal Project Officer, so it comes to you as its head."_s));
    EXPECT_TRUE(whys.contains(u"The framework names no lead for it, so it comes to you as head of Early Support."_s));
}

TEST(Plan, ARoleAboveTheServiceIsFoundAmongThoseWhoOverseeIt)
{
    const Plan plan = Plan::make(world({ activity(u"assurance"_s, { periodic(1, PeriodUnit::Month) }, { u"Service Director"_s, u"Head of Service"_s }),
                                         activity(u"board"_s, { periodic(1, PeriodUnit::Month) }, { u"senior management"_s }) }),
                                 {}, {}, today);
    const TaskId assurance = taskIdOf(ActivityKey(u"assurance"_s), service, QDate(2026, 11, 1));
    EXPECT_TRUE(has(plan.tasksOf(who(u"sd-learning-early-support"_s)), assurance));
    EXPECT_FALSE(has(plan.tasksOf(who(u"sd-resources"_s)), assurance));
    EXPECT_TRUE(has(plan.tasksOf(who(u"director"_s)), taskIdOf(ActivityKey(u"board"_s), service, QDate(2026, 11, 1))));
}

TEST(Plan, EachOfIsATaskForEveryHolder)
{
    CompiledActivity audit = activity(u"peer-audit"_s, { periodic(1, PeriodUnit::Quarter) }, { u"All staff"_s });
    audit.leads.mode = LeadMode::EachOf;
    const Plan plan = Plan::make(world({ audit }), {}, {}, today);
    const auto people = demoCouncil().peopleIn(ServiceId(u"early-support"_s), today);
    for (const PersonId &person : people) {
        const auto task = taskOf(plan, u"peer-audit"_s, u"user:"_s + person.toString(), QDate(2026, 10, 1));
        ASSERT_TRUE(task) << person.toString().toStdString();
        EXPECT_EQ(task->owners.size(), 1);
    }
    EXPECT_EQ(plan.tasksOf(who(u"practitioner-north-1"_s)).first().why, u"You are among those meant by “All staff”; led by each of: All staff."_s);
}

TEST(Plan, TeamUnitsGiveEachTeamItsOwnTaskAndItsOwnPeople)
{
    const Plan plan = Plan::make(world({ activity(u"team-day"_s, { periodic(1, PeriodUnit::Year) }, { u"Team Manager"_s }, UnitKind::Team) }), {}, {}, today);
    const auto north = taskOf(plan, u"team-day"_s, u"team:early-support-north"_s, QDate(2026, 4, 1));
    ASSERT_EQ(north->owners.size(), 1);
    EXPECT_EQ(north->owners.first().person, who(u"tm-early-support-north"_s));
    EXPECT_TRUE(taskOf(plan, u"team-day"_s, u"team:early-support-south"_s, QDate(2026, 4, 1)));
    EXPECT_EQ(plan.tasksOf(TeamId(u"early-support-north"_s)).first().concerns, u"Early Support North"_s);
}

TEST(Plan, SeveralPartsOfARowAreSeveralTasksThatNeverShareAnId)
{
    Rule group = periodic(1, PeriodUnit::Week);
    group.appliesTo = u"targeted group supervision"_s;
    Rule individual = periodic(1, PeriodUnit::Month);
    individual.appliesTo = u"individual clinician development"_s;
    Rule manager = periodic(1, PeriodUnit::Month);
    manager.appliesTo = u"individual clinician development"_s;
    const Plan plan = Plan::make(world({ activity(u"mst"_s, { group, individual, manager }, managers) }), {}, {}, QDate(2026, 6, 10));
    QSet<TaskId> ids;
    QSet<QString> parts;
    for (const Task &task : plan.tasks()) {
        EXPECT_FALSE(ids.contains(task.id));
        ids.insert(task.id);
        parts.insert(task.part);
    }
    EXPECT_EQ(parts.size(), 2);
    EXPECT_EQ(ids.size(), plan.tasks().size());
}

TEST(Plan, ACountForTheServiceBesideACoverageOfPeopleAreBothFilledByOneRecord)
{
    Rule coverage = quota(1, 2, PeriodUnit::Year);
    coverage.perSubject = u"staff member"_s;
    coverage.subjectMode = SubjectMode::Each;
    CompiledActivity observation = activity(u"observation"_s, { quota(1, {}, PeriodUnit::Month), coverage }, { u"Team Manager"_s }, UnitKind::Subject);
    observation.subject = u"staff member"_s;
    const PlanInputs inputs = world({ observation });
    const QString person = u"user:practitioner-north-1#2"_s;
    const Plan plan = Plan::make(inputs, { fact(1, u"observation"_s, person, QDate(2026, 4, 1), QDate(2026, 11, 5)) }, {}, today);
    EXPECT_EQ(taskOf(plan, u"observation"_s, person, QDate(2026, 4, 1))->state, TaskState::Done);
    EXPECT_EQ(taskOf(plan, u"observation"_s, service, QDate(2026, 11, 1))->done, 1);
    EXPECT_EQ(taskOf(plan, u"observation"_s, u"user:practitioner-north-2#2"_s, QDate(2026, 4, 1))->done, 0);
    Fact forService = fact(2, u"observation"_s, service, QDate(2026, 11, 1), QDate(2026, 11, 6));
    forService.subject = u"practitioner-north-2"_s;
    const Plan both = plan.withFact(forService);
    EXPECT_EQ(taskOf(both, u"observation"_s, u"user:practitioner-north-2#2"_s, QDate(2026, 4, 1))->done, 1);
    EXPECT_EQ(taskOf(both, u"observation"_s, service, QDate(2026, 11, 1))->done, 2);
    // Those who lead the observing are not observed in this series.
    EXPECT_FALSE(taskOf(both, u"observation"_s, u"user:tm-early-support-north#2"_s, QDate(2026, 4, 1)));
}

TEST(Plan, ARecordBegunFromOnePersonsTaskCoversThePersonItIsAbout)
{
    const PlanInputs inputs = world({ activity(u"supervision"_s, { quota(1, {}, PeriodUnit::Month) }, { u"Team Manager"_s }, UnitKind::Subject) });
    const QString first = u"user:practitioner-north-1"_s;
    const QString second = u"user:practitioner-north-2"_s;
    const QDate november(2026, 11, 1);
    Fact held = fact(1, u"supervision"_s, first, november, QDate(2026, 11, 5));
    const auto done = [&](const Plan &plan, const QString &unit) { return taskOf(plan, u"supervision"_s, unit, november)->done; };
    const Plan unnamed = Plan::make(inputs, { held }, {}, today);
    EXPECT_EQ(done(unnamed, first), 1);
    held.subject = u"practitioner-north-2"_s;
    const Plan about = Plan::make(inputs, { held }, {}, today);
    EXPECT_EQ(done(about, first), 0);
    EXPECT_EQ(done(about, second), 1);
    // Somebody the plan has no task for: the task it was begun from stands.
    held.subject = u"somebody-else"_s;
    const Plan unknown = Plan::make(inputs, { held }, {}, today);
    EXPECT_EQ(done(unknown, first), 1);
    EXPECT_EQ(done(unknown, second), 0);
}

TEST(Plan, DifferentOnesAreCountedOnceEach)
{
    Rule areas = quota(2, 2, PeriodUnit::Month);
    areas.perSubject = u"area"_s;
    areas.subjectMode = SubjectMode::Distinct;
    Fact first = fact(1, u"days"_s, service, QDate(2026, 11, 1), QDate(2026, 11, 3));
    first.subject = u"north"_s;
    Fact again = fact(2, u"days"_s, service, QDate(2026, 11, 1), QDate(2026, 11, 9));
    again.subject = u"north"_s;
    Fact other = fact(3, u"days"_s, service, QDate(2026, 11, 1), QDate(2026, 11, 12));
    other.subject = u"south"_s;
    const PlanInputs inputs = world({ activity(u"days"_s, { areas }, managers) });
    EXPECT_EQ(taskOf(Plan::make(inputs, { first, again }, {}, today), u"days"_s, service, QDate(2026, 11, 1))->done, 1);
    EXPECT_EQ(taskOf(Plan::make(inputs, { first, again, other }, {}, today), u"days"_s, service, QDate(2026, 11, 1))->state, TaskState::Done);
}

TEST(Plan, DifferentTeamsAreCountedOnceEachAndTheFairestIsProposed)
{
    Rule rule = quota(2, {}, PeriodUnit::Month);
    rule.perSubject = u"team"_s;
    rule.subjectMode = SubjectMode::Distinct;
    const PlanInputs inputs = world({ activity(u"learning"_s, { rule }, managers) });
    const auto ofNorth = [](int number, QDate day) { return fact(number, u"learning"_s, u"team:early-support-north"_s, QDate(2026, 11, 1), day); };
    const Plan plan = Plan::make(inputs, { ofNorth(1, QDate(2026, 11, 5)), ofNorth(2, QDate(2026, 11, 12)) }, {}, today);
    const Task task = *taskOf(plan, u"learning"_s, service, QDate(2026, 11, 1));
    EXPECT_EQ(task.done, 1) << "the same team twice in a month counts once";
    EXPECT_EQ(task.covers, u"team"_s);
    const Coverage coverage = plan.coverageOf(task);
    ASSERT_EQ(coverage.entries.size(), 2);
    EXPECT_EQ(coverage.entries.first().team, TeamId(u"early-support-south"_s));
    EXPECT_EQ(coverage.entries.first().unit, u"team:early-support-south"_s);
    EXPECT_EQ(coverage.entries.last().lastDone, QDate(2026, 11, 12));
    const Plan both = plan.withFact(fact(3, u"learning"_s, coverage.entries.first().unit, QDate(2026, 11, 1), today));
    EXPECT_EQ(taskOf(both, u"learning"_s, service, QDate(2026, 11, 1))->state, TaskState::Done);
}

TEST(Plan, ACountForTheServiceBesideOneForEachTeamIsSpreadOverItsTeams)
{
    Rule each = quota(1, 2, PeriodUnit::Year);
    each.perSubject = u"team"_s;
    each.subjectMode = SubjectMode::Each;
    const PlanInputs inputs = world({ activity(u"dip"_s, { quota(1, {}, PeriodUnit::Month), each }, managers) });
    const Plan before = Plan::make(inputs, {}, {}, today);
    const Task whole = *taskOf(before, u"dip"_s, service, QDate(2026, 11, 1));
    const Coverage coverage = before.coverageOf(whole);
    ASSERT_EQ(coverage.entries.size(), 2);
    EXPECT_EQ(coverage.entries.first().atMost, 2);
    const Plan after = before.withFact(fact(1, u"dip"_s, coverage.entries.first().unit, {}, today));
    EXPECT_EQ(taskOf(after, u"dip"_s, service, QDate(2026, 11, 1))->state, TaskState::Done) << "what a team had counts for the whole";
    EXPECT_EQ(after.coverageOf(whole).entries.first().team, coverage.entries.last().team) << "now the other's turn";
    EXPECT_EQ(after.coverageOf(whole).covered, 1);

    const auto spreads = rehearseYear(inputs, CouncilYear { 2026 });
    ASSERT_EQ(spreads.size(), 1);
    EXPECT_EQ(spreads.first().of, u"team"_s);
    EXPECT_EQ(spreads.first().done, 12);
    EXPECT_EQ(spreads.first().mostEach - spreads.first().leastEach, 0);
    EXPECT_FALSE(spreads.first().isKept()) << "one a month is more than two a year for each of two teams";
}

TEST(Plan, CoverageOfAreasTheCouncilDoesNotListIsCountedAndNeverLate)
{
    Rule coverage = quota(1, 1, PeriodUnit::Year);
    coverage.perSubject = u"geographical area"_s;
    coverage.subjectMode = SubjectMode::Each;
    const PlanInputs inputs = world({ activity(u"learning-day"_s, { periodic(1, PeriodUnit::Quarter), coverage }, managers) });
    Fact north = fact(1, u"learning-day"_s, service, QDate(2026, 4, 1), QDate(2026, 6, 3));
    north.subject = u"north"_s;
    Fact again = fact(2, u"learning-day"_s, service, QDate(2026, 7, 1), QDate(2026, 9, 3));
    again.subject = u"north"_s;
    const Plan plan = Plan::make(inputs, { north, again }, {}, today);
    const auto year = taskOf(plan, u"learning-day"_s, service + u"#2"_s, QDate(2026, 4, 1));
    ASSERT_TRUE(year);
    EXPECT_EQ(year->done, 1);
    EXPECT_EQ(year->state, TaskState::Advisory);
    EXPECT_EQ(year->note, u"To be covered: each geographical area"_s);
    EXPECT_EQ(taskOf(plan, u"learning-day"_s, service, QDate(2026, 7, 1))->state, TaskState::Done);
}

TEST(Plan, AServiceWithoutPeopleKeepsItsRowsAndIsNeverLate)
{
    PlanInputs inputs = world({ activity(u"data"_s, { periodic(1, PeriodUnit::Month) }, managers),
                                activity(u"supervision"_s, { periodic(1, PeriodUnit::Month) }, managers, UnitKind::Subject) });
    inputs.framework.services[0].id = ServiceId(u"unstaffed"_s);
    const Plan plan = Plan::make(inputs, {}, {}, today);
    EXPECT_GE(plan.tasksOf(ServiceId(u"unstaffed"_s)).size(), 2);
    for (const Task &task : plan.tasks()) {
        EXPECT_TRUE(task.owners.isEmpty());
        EXPECT_NE(task.state, TaskState::Late);
    }
}
