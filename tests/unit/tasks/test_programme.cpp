#include "tests/unit/tasks/planner_world.h"

#include <gtest/gtest.h>

namespace sightline::test {

namespace {

const QStringList managers { u"Service Manager"_s, u"Team Manager"_s };
const QString service = u"service:early-support"_s;
const PersonId serviceManager(u"sm-early-support"_s);
const PersonId northManager(u"tm-early-support-north"_s);
const PersonId practitioner(u"practitioner-north-1"_s);

Waiver waiverOf(const QString &key, const QString &unit, QDate start, const PersonId &by, Waiver::Kind kind = Waiver::Kind::Waive, QDate until = {})
{
    Waiver waiver {
        RecordId(QUuid::createUuidV5(QUuid(), key.toUtf8())), ActivityKey(key), unit, start, by, today, kind, u"The review took its place."_s, until
    };
    waiver.isDecided = by == serviceManager;
    waiver.service = ServiceId(u"early-support"_s);
    return waiver;
}

PlanInputs withPlaces(const QList<CompiledActivity> &activities, const QStringList &names)
{
    const Council demo = demoCouncil();
    QList<Setting> places;
    for (const QString &name : names)
        places.append({ SettingId(name.toLower()), name, u"area"_s, ServiceId(u"early-support"_s) });
    return world(activities, Council({ demo.people(), demo.teams(), places, {}, demo.card() }));
}

Fact ofPlace(int number, const QString &place, QDate on)
{
    Fact one = fact(number, u"days"_s, u"setting:"_s + place, {}, on);
    one.subject = one.unit;
    return one;
}

CompiledActivity twoAreasAMonth()
{
    Rule areas = quota(2, 2, PeriodUnit::Month);
    areas.perSubject = u"area"_s;
    areas.subjectMode = SubjectMode::Distinct;
    return activity(u"days"_s, { areas }, managers);
}

} // namespace

TEST(Programme, WhoMayDecideAloneLeavesATaskOut)
{
    PlanInputs inputs = world({ activity(u"data"_s, { periodic(1, PeriodUnit::Month) }, managers) });
    inputs.waivers = { waiverOf(u"data"_s, service, QDate(2026, 11, 1), serviceManager) };
    const auto task = taskOf(Plan::make(inputs, {}, {}, today), u"data"_s, service, QDate(2026, 11, 1));
    EXPECT_EQ(task->state, TaskState::Waived);
    EXPECT_EQ(taskOf(Plan::make(inputs, {}, {}, today), u"data"_s, service, QDate(2026, 10, 1))->state, TaskState::Late);
    // Done all the same is done.
    EXPECT_EQ(taskOf(Plan::make(inputs, { fact(1, u"data"_s, service, QDate(2026, 11, 1), today) }, {}, today), u"data"_s, service, QDate(2026, 11, 1))->state,
              TaskState::Done);
}

TEST(Programme, WhoMayNotDecideAloneAsksAndAManagerAnswers)
{
    PlanInputs inputs = world({ activity(u"data"_s, { periodic(1, PeriodUnit::Month) }, managers) });
    Waiver asked = waiverOf(u"data"_s, service, QDate(2026, 11, 1), practitioner, Waiver::Kind::Defer, QDate(2026, 12, 11));
    const auto with = [&](const Waiver &waiver) {
        inputs.waivers = { waiver };
        return *taskOf(Plan::make(inputs, {}, {}, today), u"data"_s, service, QDate(2026, 11, 1));
    };
    EXPECT_EQ(with(asked).waiver->standing, TaskWaiver::Standing::Asked);
    EXPECT_EQ(with(asked).due, QDate(2026, 11, 30));
    asked.answers = { { northManager, today, true, {} } };
    EXPECT_EQ(with(asked).waiver->standing, TaskWaiver::Standing::InForce);
    EXPECT_EQ(with(asked).due, QDate(2026, 12, 11));
    EXPECT_EQ(with(asked).waiver->dueBefore, QDate(2026, 11, 30));
    asked.answers.append({ northManager, today, false, u"It can be done."_s });
    EXPECT_EQ(with(asked).waiver->standing, TaskWaiver::Standing::Refused);
    EXPECT_EQ(with(asked).due, QDate(2026, 11, 30));
    EXPECT_EQ(with(asked).waiver->answerReason, u"It can be done."_s);
    // About a task of another service it says nothing.
    asked.answers = { { northManager, today, true, {} } };
    asked.service = ServiceId(u"fostering-service"_s);
    EXPECT_FALSE(with(asked).waiver);
}

TEST(Programme, AWishDoesNotUndoADecision)
{
    PlanInputs inputs = world({ activity(u"data"_s, { periodic(1, PeriodUnit::Month) }, managers) });
    inputs.waivers = { waiverOf(u"data"_s, service, QDate(2026, 11, 1), serviceManager), waiverOf(u"data"_s, service, QDate(2026, 11, 1), practitioner) };
    EXPECT_EQ(taskOf(Plan::make(inputs, {}, {}, today), u"data"_s, service, QDate(2026, 11, 1))->state, TaskState::Waived);
}

TEST(Programme, WhatWasPutOffMakesNothingAfterItMissed)
{
    PlanInputs inputs = world({ activity(u"data"_s, { periodic(1, PeriodUnit::Month) }, managers) });
    inputs.waivers = { waiverOf(u"data"_s, service, QDate(2026, 10, 1), serviceManager, Waiver::Kind::Defer, QDate(2026, 12, 15)) };
    const Plan plan = Plan::make(inputs, {}, {}, QDate(2026, 12, 20));
    EXPECT_EQ(taskOf(plan, u"data"_s, service, QDate(2026, 11, 1))->state, TaskState::Late);
    EXPECT_EQ(taskOf(plan, u"data"_s, service, QDate(2026, 10, 1))->state, TaskState::Missed);
}

TEST(Programme, AMissedMonthThatLawAsksForIsNeverCaughtUp)
{
    CompiledActivity visits = activity(u"home-visit"_s, { periodic(1, PeriodUnit::Month) }, managers);
    visits.activity.why = u"Regulation 44"_s;
    PlanInputs inputs = world({ visits, activity(u"data"_s, { periodic(1, PeriodUnit::Month) }, managers) });
    const QDate october(2026, 10, 1), november(2026, 11, 1);
    const QList<Fact> late { fact(1, u"home-visit"_s, service, october, QDate(2026, 11, 3)), fact(2, u"data"_s, service, october, QDate(2026, 11, 3)) };
    const Plan plan = Plan::make(inputs, late, {}, today);
    EXPECT_EQ(taskOf(plan, u"home-visit"_s, service, october)->state, TaskState::Missed);
    EXPECT_EQ(taskOf(plan, u"home-visit"_s, service, november)->state, TaskState::Done);
    EXPECT_EQ(taskOf(plan, u"data"_s, service, october)->state, TaskState::Done);
    EXPECT_TRUE(taskOf(plan, u"data"_s, service, october)->isDoneLate);
    // Nor is it waived away, or put off.
    inputs.waivers = { waiverOf(u"home-visit"_s, service, october, PersonId(u"hos-early-support"_s)),
                       waiverOf(u"home-visit"_s, service, november, PersonId(u"hos-early-support"_s), Waiver::Kind::Defer, QDate(2026, 12, 20)) };
    const Plan waived = Plan::make(inputs, {}, {}, today);
    EXPECT_EQ(taskOf(waived, u"home-visit"_s, service, october)->state, TaskState::Missed);
    EXPECT_TRUE(taskOf(waived, u"home-visit"_s, service, october)->waiver);
    EXPECT_EQ(taskOf(waived, u"home-visit"_s, service, november)->due, QDate(2026, 11, 30));
}

TEST(Programme, APassedTaskIsTheColleaguesAndNoLongerTheOwners)
{
    PlanInputs inputs = world({ activity(u"data"_s, { periodic(1, PeriodUnit::Month) }, { u"Service Manager"_s }) });
    const auto owners = [&] { return taskOf(Plan::make(inputs, {}, {}, today), u"data"_s, service, QDate(2026, 11, 1))->owners; };
    const RecordId id(QUuid::createUuidV5(QUuid(), QByteArray("passing")));
    ASSERT_EQ(owners().size(), 1);
    inputs.passings = { { id, ActivityKey(u"data"_s), service, QDate(2026, 11, 1), serviceManager, northManager, ServiceId(u"early-support"_s) } };
    ASSERT_EQ(owners().size(), 1);
    EXPECT_EQ(owners().first().person, northManager);
    EXPECT_EQ(owners().first().reason, OwnerReason::PassedOn);
    const Plan plan = Plan::make(inputs, {}, {}, today);
    const auto hasIt = [&](const PersonId &person) {
        const auto rows = plan.tasksOf(person);
        return std::any_of(rows.cbegin(), rows.cend(), [](const PersonTask &row) { return row.task.period.from == QDate(2026, 11, 1); });
    };
    EXPECT_TRUE(hasIt(northManager));
    EXPECT_FALSE(hasIt(serviceManager));
    // Nobody passes on what is not theirs.
    inputs.passings = { { id, ActivityKey(u"data"_s), service, QDate(2026, 11, 1), practitioner, northManager, ServiceId(u"early-support"_s) } };
    EXPECT_EQ(owners().first().person, serviceManager);
}

TEST(Programme, WhatWasPassedOnStaysWithTheColleagueWhileEitherIsAway)
{
    const auto ownerWith = [](const QList<Absence> &absences) {
        const Council demo = demoCouncil();
        PlanInputs inputs = world({ activity(u"data"_s, { periodic(1, PeriodUnit::Month) }, { u"Service Manager"_s }) },
                                  Council({ demo.people(), demo.teams(), demo.settings(), absences, demo.card() }));
        inputs.passings = { { RecordId(QUuid::createUuidV5(QUuid(), QByteArray("passing"))), ActivityKey(u"data"_s), service, QDate(2026, 11, 1),
                              serviceManager, northManager, ServiceId(u"early-support"_s) } };
        const auto owners = taskOf(Plan::make(inputs, {}, {}, today), u"data"_s, service, QDate(2026, 11, 1))->owners;
        EXPECT_EQ(owners.size(), 1);
        return owners.first().person;
    };
    const PersonId cover(u"dom-early-support"_s);
    EXPECT_EQ(ownerWith({ { serviceManager, today, today, cover } }), northManager) << "whoever passed it on is away";
    EXPECT_EQ(ownerWith({ { northManager, today, today, cover } }), cover) << "and so is the colleague: their cover has it";
}

TEST(Programme, AnAbsenceExcusesNothingThatLawAsksFor)
{
    const Council demo = demoCouncil();
    const Council away({ demo.people(), demo.teams(), demo.settings(), { { practitioner, QDate(2026, 9, 1), QDate(2026, 11, 1), {} } }, demo.card() });
    CompiledActivity plain = activity(u"talk"_s, { periodic(1, PeriodUnit::Month) }, managers, UnitKind::Subject);
    CompiledActivity lawful = activity(u"visit"_s, { periodic(1, PeriodUnit::Month) }, managers, UnitKind::Subject);
    lawful.activity.why = u"statutory"_s;
    const Plan plan = Plan::make(world({ plain, lawful }, away), {}, {}, today);
    const QString unit = u"user:"_s + practitioner.toString();
    EXPECT_EQ(taskOf(plan, u"talk"_s, unit, QDate(2026, 10, 1))->state, TaskState::Advisory);
    EXPECT_EQ(taskOf(plan, u"visit"_s, unit, QDate(2026, 10, 1))->state, TaskState::Missed);
}

TEST(Programme, TheYearKeepsWhatWasAskedOfWhoeverHasLeftSince)
{
    Council demo = demoCouncil();
    QList<Person> people = demo.people();
    for (Person &person : people) {
        if (person.id == practitioner)
            person.to = QDate(2026, 9, 30);
    }
    const PlanInputs inputs = world({ activity(u"supervision"_s, { periodic(1, PeriodUnit::Month) }, managers, UnitKind::Subject) },
                                    Council({ people, demo.teams(), demo.settings(), {}, demo.card() }));
    const Plan year = Plan::make(inputs, {}, {}, today, { .span = CouncilYear { 2026 }.span() });
    const QString unit = u"user:"_s + practitioner.toString();
    EXPECT_TRUE(taskOf(year, u"supervision"_s, unit, QDate(2026, 9, 1)));
    EXPECT_FALSE(taskOf(year, u"supervision"_s, unit, QDate(2026, 10, 1))) << "nor is anything asked of them afterwards";
    EXPECT_FALSE(taskOf(Plan::make(inputs, {}, {}, today), u"supervision"_s, unit, QDate(2026, 9, 1))) << "Today is for who is here";
}

TEST(Programme, TheNextFairAreaIsTheOneNotSeenForLongest)
{
    const PlanInputs inputs = withPlaces({ twoAreasAMonth() }, { u"North"_s, u"East"_s, u"South"_s, u"West"_s });
    const Plan plan = Plan::make(
        inputs, { ofPlace(1, u"north"_s, QDate(2026, 10, 6)), ofPlace(2, u"west"_s, QDate(2026, 10, 20)), ofPlace(3, u"east"_s, QDate(2026, 11, 4)) }, {},
        today);
    const auto november = taskOf(plan, u"days"_s, service, QDate(2026, 11, 1));
    EXPECT_EQ(november->done, 1);
    EXPECT_EQ(november->covers, u"area"_s);
    const Coverage coverage = plan.coverageOf(*november);
    QStringList order;
    for (const CoverageEntry &entry : coverage.entries)
        order.append(entry.name);
    EXPECT_EQ(order, (QStringList { u"South"_s, u"North"_s, u"West"_s, u"East"_s }));
    EXPECT_EQ(coverage.entries.first().reason, u"Nothing is recorded yet."_s);
    // Four areas at two a month: a round is two months, and this one began in October.
    EXPECT_EQ(coverage.period, (DateSpan { QDate(2026, 10, 1), QDate(2026, 11, 30) }));
    EXPECT_EQ(coverage.covered, 3);
    EXPECT_TRUE(plan.unplacedFacts().isEmpty());
}

TEST(Programme, ACoverageOfKnownAreasAsksForEachOfThem)
{
    Rule coverage = quota(1, 1, PeriodUnit::Year);
    coverage.perSubject = u"geographical area"_s;
    coverage.subjectMode = SubjectMode::Each;
    const PlanInputs inputs = withPlaces({ activity(u"days"_s, { periodic(1, PeriodUnit::Quarter), coverage }, managers) }, { u"North"_s, u"South"_s });
    const Plan plan = Plan::make(
        inputs, { ofPlace(1, u"north"_s, QDate(2026, 6, 3)), ofPlace(2, u"north"_s, QDate(2026, 9, 3)), fact(3, u"days"_s, service, {}, QDate(2026, 9, 9)) },
        {}, today);
    const auto year = taskOf(plan, u"days"_s, service + u"#2"_s, QDate(2026, 4, 1));
    ASSERT_TRUE(year);
    EXPECT_EQ(year->target, 2);
    EXPECT_EQ(year->done, 1);
    EXPECT_EQ(year->state, TaskState::Due);
    EXPECT_EQ(plan.coverageOf(*year).entries.first().name, u"South"_s);
    EXPECT_EQ(taskOf(plan, u"days"_s, service, QDate(2026, 7, 1))->state, TaskState::Done);
}

TEST(Programme, WhatIsRecordedForACoverageWithoutNamingAPlaceWasStillDone)
{
    Rule coverage = quota(1, 1, PeriodUnit::Year);
    coverage.perSubject = u"geographical area"_s;
    coverage.subjectMode = SubjectMode::Each;
    const PlanInputs inputs = withPlaces({ activity(u"days"_s, { periodic(1, PeriodUnit::Quarter), coverage }, managers) }, { u"North"_s, u"South"_s });
    const Plan plan = Plan::make(inputs, { fact(1, u"days"_s, service + u"#2"_s, QDate(2026, 4, 1), QDate(2026, 10, 9)) }, {}, today);
    EXPECT_EQ(taskOf(plan, u"days"_s, service + u"#2"_s, QDate(2026, 4, 1))->done, 0) << "no place was named, so none is covered";
    EXPECT_EQ(taskOf(plan, u"days"_s, service, QDate(2026, 10, 1))->done, 1);
    EXPECT_TRUE(plan.unplacedFacts().isEmpty());
}

TEST(Programme, AnObservationAMonthIsSpreadOverTheStaff)
{
    Rule each = quota(1, 2, PeriodUnit::Year);
    each.perSubject = u"staff member"_s;
    each.subjectMode = SubjectMode::Each;
    CompiledActivity observations = activity(u"observation"_s, { periodic(1, PeriodUnit::Month), each }, managers, UnitKind::Subject);
    observations.subject = u"staff member"_s;
    const PlanInputs inputs = world({ observations });
    const QString unit = u"user:practitioner-north-1"_s;
    const auto linesOf = [&](const QList<Fact> &facts) {
        const Plan plan = Plan::make(inputs, facts, {}, today);
        return plan.coverageOf(*taskOf(plan, u"observation"_s, service, QDate(2026, 11, 1)));
    };
    const Coverage before = linesOf({});
    ASSERT_GT(before.entries.size(), 3);
    EXPECT_EQ(before.of, u"staff member"_s);
    Fact one = fact(1, u"observation"_s, service, QDate(2026, 10, 1), QDate(2026, 10, 8));
    one.subject = u"practitioner-north-1"_s;
    const Coverage after = linesOf({ one });
    EXPECT_EQ(after.entries.last().person, practitioner);
    EXPECT_EQ(after.covered, 1);
}

TEST(Programme, WhereNobodyWorksNobodyIsNext)
{
    Rule each = quota(1, 2, PeriodUnit::Year);
    each.perSubject = u"staff member"_s;
    each.subjectMode = SubjectMode::Each;
    CompiledActivity observations = activity(u"observation"_s, { periodic(1, PeriodUnit::Month), each }, managers, UnitKind::Subject);
    observations.subject = u"staff member"_s;
    PlanInputs inputs = world({ observations });
    inputs.framework.services[0].id = ServiceId(u"unstaffed"_s);
    const Plan plan = Plan::make(inputs, {}, {}, today);
    const auto month = taskOf(plan, u"observation"_s, u"service:unstaffed"_s, QDate(2026, 11, 1));
    ASSERT_TRUE(month);
    EXPECT_TRUE(plan.coverageOf(*month).entries.isEmpty());
}

TEST(Programme, AWholeYearHasEveryPeriodOnce)
{
    const PlanInputs inputs = world({ activity(u"data"_s, { periodic(1, PeriodUnit::Month) }, managers) });
    const CouncilYear year { 2026 };
    const Plan plan = Plan::make(inputs, {}, {}, today, { .span = year.span() });
    QList<QDate> starts;
    for (const Task &task : plan.tasks())
        starts.append(task.period.from);
    QList<QDate> months;
    for (QDate day = year.firstDay(); day <= year.lastDay(); day = day.addMonths(1))
        months.append(day);
    EXPECT_EQ(starts, months);
}

} // namespace sightline::test
