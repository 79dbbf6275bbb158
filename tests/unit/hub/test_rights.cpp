#include "sync/hub/service/notice.h"
#include "tests/unit/hub/hub_fixture.h"

using namespace sightline;
using namespace sightline::hub;

using RightsTest = HubTest;

TEST_F(RightsTest, WhatIsHeldOfSomebodyWithoutATeamIsForTheirManager)
{
    publish(person(u"officer"_s, u"early"_s, {}, u"head"_s));
    auto officer = device(u"officer"_s);
    Operation made = officer.create(visit(u"officer"_s));   // for a team that is not theirs to name
    ASSERT_EQ(outcomeName(officer.sync({ made }).acks[0].outcome), u"held:scope"_s);
    EXPECT_TRUE(officer.body(noticeOf(made)));
    auto head = device(u"head"_s);
    ASSERT_TRUE(head.body(noticeOf(made))) << "the nearest above them";
    for (const QString &other : { u"tm"_s, u"a"_s, u"tm-south"_s })
        EXPECT_FALSE(device(other).row(noticeOf(made))) << other.toStdString();

    const auto adopt = [&](TestDevice &by) {
        Operation operation = by.operation(OperationKind::Adopt, made.record);
        operation.target = made.id;
        return outcomeName(by.sync({ operation }).acks[0].outcome);
    };
    auto manager = device(u"tm"_s);
    EXPECT_EQ(adopt(manager), u"held:not_allowed"_s) << "it did not go to her";
    EXPECT_EQ(adopt(head), u"applied"_s);
    EXPECT_EQ(latestOutcome(made.id), u"applied"_s);
}

TEST_F(RightsTest, AnOpenNoticeOfSomebodyWithoutATeamFollowsTheirManager)
{
    publish(person(u"officer"_s, u"early"_s, {}, u"head"_s));
    auto officer = device(u"officer"_s);
    const Operation made = officer.create(visit(u"officer"_s));
    ASSERT_EQ(outcomeName(officer.sync({ made }).acks[0].outcome), u"held:scope"_s);
    publish(person(u"officer"_s, u"early"_s, {}, u"tm"_s));
    EXPECT_FALSE(device(u"b"_s).row(noticeOf(made)));
    auto tm = device(u"tm"_s);
    EXPECT_TRUE(tm.row(noticeOf(made))) << "the new manager";
    EXPECT_TRUE(device(u"head"_s).row(noticeOf(made)).has_value() == false) << "the one before reads it no longer";
    Operation adopt = tm.operation(OperationKind::Adopt, made.record);
    adopt.target = made.id;
    EXPECT_EQ(outcomeName(tm.sync({ adopt }).acks[0].outcome), u"applied"_s);
}

TEST_F(RightsTest, WhatALeaverOfTwoTeamsHandsInGoesToTheTeamItNames)
{
    Person both = person(u"both"_s, u"early"_s, u"north"_s, u"tm"_s);
    both.teams = { TeamId(u"north"_s), TeamId(u"south"_s) };
    publish(both);
    auto leaver = device(u"both"_s);
    leaver.caller.access = Caller::Access::PushOnly;
    both.to = QDate(2026, 11, 1);   // gone by the hub's day
    publish(both);
    RecordBody of = visit(u"both"_s);
    of.team = TeamId(u"south"_s);
    of.service = ServiceId(u"fostering"_s);
    const Operation made = leaver.create(of);
    EXPECT_EQ(outcomeName(leaver.sync({ made }).acks[0].outcome), u"held:scope"_s);
    EXPECT_TRUE(device(u"tm-south"_s).row(noticeOf(made)));
    EXPECT_FALSE(device(u"tm"_s).row(noticeOf(made))) << "it holds the whole of a record of the other team";
}

TEST_F(RightsTest, ARecordNamesItsOwnAuthor)
{
    auto c = device(u"c"_s);
    EXPECT_EQ(outcomeName(c.sync({ c.create(visit(u"a"_s)) }).acks[0].outcome), u"held:author"_s);
}

TEST_F(RightsTest, ARecordNamesNoTeamOrServiceThatIsNotItsAuthors)
{
    auto c = device(u"c"_s);
    RecordBody forged = visit(u"c"_s);
    forged.team = TeamId(u"north"_s);
    EXPECT_EQ(outcomeName(c.sync({ c.create(forged) }).acks[0].outcome), u"held:scope"_s);
    forged = visit(u"c"_s);
    forged.service = ServiceId(u"early"_s);
    EXPECT_EQ(outcomeName(c.sync({ c.create(forged) }).acks[0].outcome), u"held:scope"_s);
}

TEST_F(RightsTest, DevicesDoNotWriteReferenceRecords)
{
    auto c = device(u"c"_s);
    for (const RecordType type : { RecordType::Person, RecordType::Team, RecordType::Setting, RecordType::Council, RecordType::Edition,
                                   RecordType::FormDefinition, RecordType::Notice }) {
        RecordBody head = visit(u"c"_s);
        head.type = type;
        EXPECT_EQ(outcomeName(c.sync({ c.create(head) }).acks[0].outcome), u"held:not_allowed"_s);
    }
    Operation publish = c.create(visit(u"c"_s));
    publish.kind = OperationKind::Publish;
    publish.kindName = u"publish"_s;
    EXPECT_EQ(outcomeName(c.sync({ publish }).acks[0].outcome), u"held:not_allowed"_s);
}

TEST_F(RightsTest, OnlyTheAuthorChangesARecord)
{
    auto a = device(u"a"_s);
    auto tm = device(u"tm"_s);
    auto c = device(u"c"_s);
    const Operation made = a.create(visit(u"a"_s));
    a.sync({ made });
    tm.pullAll();
    Operation voided = tm.operation(OperationKind::Void, made.record);
    voided.reason = u"not mine to void"_s;
    EXPECT_EQ(outcomeName(tm.sync({ voided }).acks[0].outcome), u"held:author"_s);
    Operation foreign = c.operation(OperationKind::Void, made.record);
    foreign.reason = u"somebody else's"_s;
    EXPECT_EQ(outcomeName(c.sync({ foreign }).acks[0].outcome), u"held:scope"_s);
    a.pullAll();
    EXPECT_EQ(a.body(made.record)->state, RecordState::Completed);
}

TEST_F(RightsTest, ANoticeToAStrangerQuotesNothingOfTheRecord)
{
    auto a = device(u"a"_s);
    const Operation made = a.create(visit(u"a"_s, RecordState::Draft, u"CANARY-of-a"_s));
    a.sync({ made });
    auto c = device(u"c"_s);
    c.sync({ c.patch(made.record, u"summary"_s, u"mine"_s, {}) });
    c.pullAll();
    int searched = 0;
    for (const auto &scope : c.rows) {
        for (const wire::Row &row : scope) {
            EXPECT_FALSE(row.body.contains("CANARY-of-a"));
            ++searched;
        }
    }
    EXPECT_GT(searched, 8);
    auto author = device(u"a"_s);
    EXPECT_TRUE(author.row(made.record)->body.contains("CANARY-of-a")) << "the search would have found it";
}

TEST_F(RightsTest, AStepBelongsToARecordItsAuthorMayRead)
{
    auto a = device(u"a"_s);
    const Operation made = a.create(visit(u"a"_s));
    a.sync({ made });
    RecordBody step = visit(u"tm"_s);
    step.type = RecordType::Step;
    step.task.reset();
    step.about = made.record;
    step.aboutHash = bodyHash(*bodyBytes(*made.head));
    step.role = u"acknowledgement"_s;
    auto tm = device(u"tm"_s);
    const Operation acknowledged = tm.create(step);
    EXPECT_EQ(outcomeName(tm.sync({ acknowledged }).acks[0].outcome), u"applied"_s);
    a.pullAll();
    EXPECT_TRUE(a.row(acknowledged.record)) << "a step is read by whoever reads its record";

    auto c = device(u"c"_s);
    RecordBody foreign = visit(u"c"_s);
    foreign.type = RecordType::Step;
    foreign.about = made.record;
    EXPECT_EQ(outcomeName(c.sync({ c.create(foreign) }).acks[0].outcome), u"held:scope"_s);
}

TEST_F(RightsTest, AFactIsTakenOnlyIfItMatchesItsRecord)
{
    auto a = device(u"a"_s);
    const Operation made = a.create(visit(u"a"_s));
    const RecordBody fact = *factOf(made.record, *made.head, QDate(2026, 11, 20));
    const Operation truth = a.create(fact, factIdOf(made.record));
    const auto answer = a.sync({ made, truth });
    EXPECT_EQ(outcomeName(answer.acks[1].outcome), u"applied"_s);
    auto head = device(u"head"_s);
    EXPECT_TRUE(head.row(truth.record)) << "facts are the service's";
    EXPECT_FALSE(head.row(truth.record)->body.contains("calm"));

    RecordBody forged = fact;
    forged.task->activity = ActivityKey(u"another"_s);
    EXPECT_EQ(outcomeName(a.sync({ a.create(forged, newId<RecordId>(clock, random)) }).acks[0].outcome), u"held:fact"_s);
    RecordBody orphan = fact;
    orphan.about = newId<RecordId>(clock, random);
    EXPECT_EQ(outcomeName(a.sync({ a.create(orphan, factIdOf(*orphan.about)) }).acks[0].outcome), u"waiting"_s);
}

TEST_F(RightsTest, AFactMayNameOnlyThePersonItsRecordIsAbout)
{
    auto a = device(u"a"_s);
    RecordBody observation = visit(u"a"_s);
    observation.observed = PersonId(u"c"_s);
    const Operation made = a.create(observation);
    RecordBody forged = *factOf(made.record, *made.head, QDate(2026, 11, 20));
    forged.observed = PersonId(u"b"_s);
    const auto answer = a.sync({ made, a.create(forged, factIdOf(made.record)) });
    EXPECT_EQ(outcomeName(answer.acks[1].outcome), u"held:fact"_s);

    const Operation second = a.create(observation);
    const RecordBody truth = *factOf(second.record, *second.head, QDate(2026, 11, 20));
    EXPECT_EQ(truth.observed, PersonId(u"c"_s));
    EXPECT_EQ(outcomeName(a.sync({ second, a.create(truth, factIdOf(second.record)) }).acks[1].outcome), u"applied"_s);
}

TEST_F(RightsTest, ARecordAboutNobodyIsHeld)
{
    auto a = device(u"a"_s);
    RecordBody observation = visit(u"a"_s);
    observation.observed = PersonId(u"nobody"_s);
    const auto outcome = a.sync({ a.create(observation) }).acks[0].outcome;
    EXPECT_EQ(outcomeName(outcome), u"held:invalid"_s);
    EXPECT_EQ(outcome.fields, QStringList { u"observed"_s });
}

TEST_F(RightsTest, AFactThatComesBeforeItsRecordIsReplayed)
{
    auto a = device(u"a"_s);
    const Operation made = a.create(visit(u"a"_s));
    const Operation fact = a.create(*factOf(made.record, *made.head, QDate(2026, 11, 20)), factIdOf(made.record));
    EXPECT_EQ(outcomeName(a.sync({ fact }).acks[0].outcome), u"waiting"_s);
    a.sync({ made });
    EXPECT_EQ(latestOutcome(fact.id), u"applied"_s);
}

TEST_F(RightsTest, HeldWorkIsAdoptedByTheLeadAndByNobodyElse)
{
    auto b = device(u"b"_s);
    b.caller.access = Caller::Access::PushOnly;   // left the council with work unsent
    const Operation made = b.create(visit(u"b"_s));
    b.sync({ made });

    const auto adopt = [&](TestDevice &by) {
        Operation operation = by.operation(OperationKind::Adopt, made.record);
        operation.target = made.id;
        return outcomeName(by.sync({ operation }).acks[0].outcome);
    };
    auto c = device(u"c"_s);
    auto a = device(u"a"_s);
    EXPECT_EQ(adopt(c), u"held:not_allowed"_s);
    EXPECT_EQ(adopt(a), u"held:not_allowed"_s);
    auto tm = device(u"tm"_s);
    EXPECT_EQ(adopt(tm), u"applied"_s);
    EXPECT_EQ(latestOutcome(made.id), u"applied"_s);
    ASSERT_TRUE(tm.row(made.record));
    EXPECT_EQ(tm.body(made.record)->author, PersonId(u"b"_s)) << "adopting does not change whose words they are";
    EXPECT_EQ(tm.body(noticeOf(made))->answers[u"closed"_s][u"how"_s].toString(), u"adopt"_s);
    EXPECT_EQ(adopt(tm), u"held:not_allowed"_s) << "it is settled";
}

TEST_F(RightsTest, HeldWorkIsDismissedForGoodButStaysInTheLog)
{
    auto a = device(u"a"_s);
    const Operation made = a.create(visit(u"a"_s));
    a.sync({ made });
    const Operation edit = a.patch(made.record, u"summary"_s, u"other"_s, u"A calm visit"_s);
    a.sync({ edit });
    Operation dismiss = a.operation(OperationKind::Dismiss, made.record);
    dismiss.target = edit.id;
    dismiss.reason = u"an addendum says it"_s;
    EXPECT_EQ(outcomeName(a.sync({ dismiss }).acks[0].outcome), u"applied"_s);
    EXPECT_EQ(a.body(noticeOf(edit))->answers[u"closed"_s][u"reason"_s].toString(), u"an addendum says it"_s);
    EXPECT_EQ(latestOutcome(edit.id), u"held:completed"_s);
}

TEST_F(RightsTest, WhatWasDismissedIsNotAdoptedFromAStaleList)
{
    auto b = device(u"b"_s);
    b.caller.access = Caller::Access::PushOnly;
    const Operation made = b.create(visit(u"b"_s));
    b.sync({ made });
    auto tm = device(u"tm"_s);
    const auto settle = [&](OperationKind kind) {
        Operation operation = tm.operation(kind, made.record);
        operation.target = made.id;
        if (kind == OperationKind::Dismiss)
            operation.reason = u"the wrong child"_s;
        return outcomeName(tm.sync({ operation }).acks[0].outcome);
    };
    EXPECT_EQ(settle(OperationKind::Dismiss), u"applied"_s);
    EXPECT_EQ(settle(OperationKind::Adopt), u"held:not_allowed"_s);
    EXPECT_FALSE(tm.row(made.record));
}

TEST_F(RightsTest, ANoticeIsNotItsAuthorsToVoid)
{
    auto a = device(u"a"_s);
    const Operation made = a.create(visit(u"a"_s));
    const Operation edit = a.patch(made.record, u"summary"_s, u"other"_s, u"A calm visit"_s);
    a.sync({ made, edit });
    ASSERT_EQ(latestOutcome(edit.id), u"held:completed"_s);
    Operation hide = a.operation(OperationKind::Void, noticeIdOf(edit.id));
    hide.reason = u"never mind"_s;
    EXPECT_EQ(outcomeName(a.sync({ hide }).acks[0].outcome), u"held:not_allowed"_s);
    EXPECT_EQ(a.body(noticeOf(edit))->state, RecordState::Completed);
}

TEST_F(RightsTest, AnOperationCannotAdoptItselfOrAnAdoption)
{
    auto tm = device(u"tm"_s);
    Operation self = tm.operation(OperationKind::Adopt, newId<RecordId>(clock, random));
    self.target = self.id;
    EXPECT_EQ(outcomeName(tm.sync({ self }).acks[0].outcome), u"held:not_allowed"_s);
    Operation other = tm.operation(OperationKind::Adopt, self.record);
    other.target = self.id;
    EXPECT_EQ(outcomeName(tm.sync({ other }).acks[0].outcome), u"held:not_allowed"_s);
}

TEST_F(RightsTest, ALongChainOfWaitingStepsIsReplayedWithoutDeepCalls)
{
    auto a = device(u"a"_s);
    const Operation made = a.create(visit(u"a"_s));
    QList<Operation> steps;
    Operation before = made;
    for (int i = 0; i < 300; ++i) {
        RecordBody step = visit(u"a"_s);
        step.type = RecordType::Step;
        step.about = before.record;
        step.aboutHash = bodyHash(*bodyBytes(*before.head));
        steps.append(a.create(step));
        before = steps.last();
    }
    for (qsizetype i = 0; i < steps.size(); i += 100)
        a.sync(steps.mid(i, 100));
    EXPECT_EQ(latestOutcome(steps.last().id), u"waiting"_s);
    a.sync({ made });
    EXPECT_EQ(latestOutcome(steps.last().id), u"applied"_s);
}
