#include "core/packs/council/demo_council.h"
#include "core/packs/council/made_up_council.h"
#include "core/packs/framework/framework_pack.h"
#include "core/tasks/rehearsal.h"
#include "tests/unit/tasks/generated_world.h"

#include <gtest/gtest.h>

#include <QSet>

using namespace sightline;
using namespace sightline::test;

namespace {

const QDate today(2026, 11, 23);

const CompiledFramework &realFramework()
{
    static const CompiledFramework framework = compileWithBuiltInTables(builtInFramework()).valueOr({});
    return framework;
}

PlanInputs inputsFor(int people, quint64 seed = 1)
{
    return { realFramework(), generatedCouncil(realFramework(), people, today, seed), englandCalendar(), QDate(2026, 4, 1) };
}

template <typename Value>
void shuffle(QList<Value> &values, Dice &dice)
{
    for (qsizetype i = values.size() - 1; i > 0; --i)
        values.swapItemsAt(i, dice.roll(int(i + 1)));
}

QSet<TaskId> idsOf(const QList<PersonTask> &rows)
{
    QSet<TaskId> ids;
    for (const PersonTask &row : rows)
        ids.insert(row.task.id);
    return ids;
}

} // namespace

TEST(PlanProperties, NoneOfTheDocumentsActivitiesIsLostInAFullCouncil)
{
    const Plan plan = Plan::make(inputsFor(300), {}, {}, today);
    int activities = 0;
    int withOwner = 0;
    for (const CompiledService &service : realFramework().services) {
        const auto rows = plan.tasksOf(service.id);
        for (const CompiledActivity &activity : service.activities) {
            ++activities;
            const auto row = std::find_if(rows.cbegin(), rows.cend(), [&](const PersonTask &each) { return each.task.activity == activity.activity.key; });
            ASSERT_NE(row, rows.cend()) << activity.activity.ref.toStdString();
            EXPECT_FALSE(row->why.isEmpty());
            EXPECT_FALSE(row->whyFirst.isEmpty());
            withOwner += row->task.owners.isEmpty() ? 0 : 1;
        }
    }
    EXPECT_EQ(activities, 168);
    EXPECT_EQ(withOwner, 168);
}

TEST(PlanProperties, NoneIsLostInTheDemoCouncilEitherThoughMostServicesHaveNobody)
{
    const PlanInputs inputs { realFramework(), demoCouncil(), englandCalendar(), QDate(2026, 4, 1) };
    const Plan plan = Plan::make(inputs, {}, {}, today);
    QSet<ActivityKey> seen;
    for (const Task &task : plan.tasks())
        seen.insert(task.activity);
    EXPECT_EQ(seen.size(), 168);
    for (const auto &service :
         { u"early-support"_s, u"assessment-and-intervention"_s, u"quality-assurance-service"_s, u"fostering-service"_s, u"senior-leadership-team"_s }) {
        const auto rows = plan.tasksOf(ServiceId(service));
        EXPECT_FALSE(rows.isEmpty()) << service.toStdString();   // the pack names services as the document does
        for (const PersonTask &row : rows)
            EXPECT_FALSE(row.task.owners.isEmpty()) << row.task.ref.toStdString();
    }
}

TEST(PlanProperties, IdsAreUniqueAndEveryoneOfATeamComputesTheSame)
{
    const PlanInputs inputs = inputsFor(300);
    const QList<Fact> facts = generatedFacts(inputs, 2'000, today);
    const Plan one = Plan::make(inputs, facts, {}, today);
    QSet<TaskId> ids;
    for (const Task &task : one.tasks())
        ids.insert(task.id);
    ASSERT_EQ(ids.size(), one.tasks().size());

    // Another device holds the same rows in another order, some of them twice.
    Dice dice(7);
    Council::Parts parts { inputs.council.people(), inputs.council.teams(), {}, inputs.council.absences() };
    shuffle(parts.people, dice);
    shuffle(parts.teams, dice);
    PlanInputs others = inputs;
    others.council = Council(std::move(parts));
    QList<Fact> again = facts + facts.mid(0, 100);
    shuffle(again, dice);
    const Plan two = Plan::make(others, again, {}, today);
    EXPECT_TRUE(one == two);
    for (const auto &person : { u"tm-0-3"_s, u"tm-1-3"_s, u"sm-3"_s })
        EXPECT_EQ(one.tasksOf(PersonId(person)), two.tasksOf(PersonId(person)));
    // What a manager and a practitioner of one team both see is one task, not two.
    const auto manager = idsOf(one.tasksOf(PersonId(u"tm-0-3"_s)));
    const auto team = idsOf(one.tasksOf(TeamId(u"team-0-3"_s)));
    EXPECT_TRUE(team.contains(manager));
}

TEST(PlanProperties, PlanningAgainChangesNothingAndOneMoreFactIsAsIfItHadAlwaysBeenThere)
{
    const PlanInputs inputs = inputsFor(120);
    const QList<Fact> facts = generatedFacts(inputs, 1'500, today);
    const Plan whole = Plan::make(inputs, facts, {}, today);
    EXPECT_TRUE(Plan::make(inputs, facts, {}, today) == whole);

    const qsizetype from = facts.size() - 60;
    Plan grown = Plan::make(inputs, facts.mid(0, from), {}, today);
    const Plan before = grown;
    for (qsizetype i = from; i < facts.size(); ++i) {
        grown = grown.withFact(facts[i]);
        EXPECT_TRUE(grown.withFact(facts[i]) == grown);
    }
    EXPECT_TRUE(grown == whole);
    for (qsizetype i = from; i < facts.size(); ++i)
        grown = grown.withoutFact(facts[i].id);
    EXPECT_TRUE(grown == before);
}

TEST(PlanProperties, EveryFactOfAUnitAndPeriodIsCountedExactlyOnce)
{
    const PlanInputs inputs = inputsFor(200);
    const QList<Fact> facts = generatedFacts(inputs, 3'000, today);
    const Plan plan = Plan::make(inputs, facts, {}, today, { 400, 0 });
    QHash<RecordId, int> counted;
    for (const Task &task : plan.tasks()) {
        for (const RecordId &record : task.records)
            ++counted[record];
        EXPECT_EQ(task.done, task.records.size());
        if (task.state == TaskState::Done) {
            EXPECT_GE(task.done, task.target);
        }
    }
    QHash<ActivityKey, bool> countsTwice;   // a number for the service beside a number for each person
    for (const CompiledService &service : realFramework().services) {
        for (const CompiledActivity &activity : service.activities)
            countsTwice.insert(activity.activity.key, activity.plannedRules().size() > 1);
    }
    int once = 0;
    for (const Fact &fact : facts) {
        if (!countsTwice.value(fact.activity) && counted.value(fact.record) == 1)
            ++once;
        EXPECT_LE(counted.value(fact.record), countsTwice.value(fact.activity) ? 2 : 1);
    }
    EXPECT_GT(once, 2'500);
}

TEST(PlanProperties, OverAYearDayByDayNoTaskGoesBackFromLateWithoutBeingDone)
{
    const PlanInputs inputs = inputsFor(60);
    const QList<Fact> facts = generatedFacts(inputs, 800, QDate(2027, 3, 31));
    QHash<TaskId, TaskState> last;
    qint64 compared = 0;
    qint64 missed = 0;
    for (QDate day(2026, 4, 1); day <= QDate(2027, 3, 31); day = day.addDays(7)) {
        const Plan plan = Plan::make(inputs, facts, {}, day);
        for (const Task &task : plan.tasks()) {
            if (const auto before = last.constFind(task.id); before != last.cend()) {
                ++compared;
                if (*before == TaskState::Done) {
                    ASSERT_EQ(task.state, TaskState::Done) << task.ref.toStdString();
                }
                if (*before == TaskState::Late) {
                    ASSERT_TRUE(task.state == TaskState::Late || task.state == TaskState::Missed || task.state == TaskState::Done) << task.ref.toStdString();
                }
                if (*before == TaskState::Missed) {
                    ++missed;
                    ASSERT_TRUE(task.state == TaskState::Missed || (task.state == TaskState::Done && !task.isStatutory)) << task.ref.toStdString();
                }
            }
            last.insert(task.id, task.state);
            if (task.state == TaskState::Late) {
                ASSERT_LT(task.due, day);
            }
        }
    }
    EXPECT_GT(compared, 10'000);
    EXPECT_GT(missed, 1'000);
}

/// The whole framework with 300 people, some of whom come, leave and are away, and six places of each kind in every service: what one fair
/// choice after another comes to in a year.
TEST(PlanProperties, AYearOfFairChoicesReachesEverybodyAndEveryArea)
{
    PlanInputs inputs = inputsFor(300);
    inputs.council = Council({ inputs.council.people(), inputs.council.teams(), madeUpCouncil(inputs.framework, 300, 6).settings(), {}, {} });
    const auto spreads = rehearseYear(inputs, CouncilYear { 2026 });
    int ofAreas = 0, ofPeople = 0;
    for (const RehearsedSpread &spread : spreads) {
        EXPECT_TRUE(spread.isKept()) << spread.ref.toStdString();
        if (spread.of.endsWith("area"_L1)) {
            ++ofAreas;
            EXPECT_GE(spread.leastEach, 1) << spread.ref.toStdString();
        }
        if (spread.of == "area"_L1) {
            EXPECT_GE(spread.leastEachQuarter, 1) << spread.ref.toStdString();
        } else if (spread.of == "staff member"_L1) {
            ++ofPeople;
            EXPECT_GE(spread.leastEach, 1) << spread.ref.toStdString();
            EXPECT_LE(spread.mostEach, 2) << spread.ref.toStdString();
        }
        EXPECT_LE(spread.mostEach - spread.leastEach, 1) << spread.ref.toStdString() << ": nobody has two turns more than another";
    }
    EXPECT_GE(ofAreas, 3);
    EXPECT_GE(ofPeople, 1);
}

TEST(PlanProperties, ARehearsalSaysWhereSomebodyCannotHaveTheirTurn)
{
    // One observation a month and a service of twenty: the promise to each of them cannot be kept by the count alone.
    PlanInputs inputs { realFramework(), madeUpCouncil(realFramework(), 1'200, 6), englandCalendar(), QDate(2026, 4, 1) };
    const auto spreads = rehearseYear(inputs, CouncilYear { 2026 });
    const auto crowded = std::count_if(spreads.cbegin(), spreads.cend(), [](const RehearsedSpread &one) { return !one.isKept(); });
    EXPECT_GT(crowded, 0);
    EXPECT_LT(crowded, spreads.size());
}

TEST(PlanProperties, FactsOfARowThatIsGoneAreKeptAndShown)
{
    const PlanInputs inputs = inputsFor(60);
    const Fact gone {
        numberedId(1, "fact"), numberedId(1, "record"), ActivityKey(u"early-support:gone"_s), u"service:early-support"_s, QDate(2026, 4, 1), today, {}
    };
    EXPECT_EQ(Plan::make(inputs, { gone }, {}, today).unplacedFacts(), QList { gone });
    EXPECT_EQ(Plan::make(inputs, {}, {}, today).withFact(gone).unplacedFacts(), QList { gone });
}
