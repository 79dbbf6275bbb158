#include "tests/unit/hub/hub_fixture.h"

#include "sync/protocol/limits.h"

using namespace sightline;
using namespace sightline::hub;

using PushTest = HubTest;

TEST_F(PushTest, ACompletedVisitReachesAuthorTeamAndManagerButNoOtherTeam)
{
    auto a = device(u"a"_s);
    auto b = device(u"b"_s);
    auto tm = device(u"tm"_s);
    auto c = device(u"c"_s);
    const Operation made = a.create(visit(u"a"_s));
    const auto answer = a.sync({ made });
    ASSERT_EQ(answer.acks.size(), 1);
    EXPECT_EQ(outcomeName(answer.acks[0].outcome), u"applied"_s);
    ASSERT_TRUE(a.row(made.record));
    EXPECT_GE(a.row(made.record)->seq, answer.acks[0].seq);
    for (TestDevice *reader : { &b, &tm, &c })
        reader->pullAll();
    EXPECT_TRUE(b.row(made.record));
    EXPECT_TRUE(tm.row(made.record));
    EXPECT_FALSE(c.row(made.record));
}

TEST_F(PushTest, TheSameRequestTwiceIsAnsweredTheSameAndTakesEffectOnce)
{
    auto a = device(u"a"_s);
    const auto request = a.request({ a.create(visit(u"a"_s)), a.create(visit(u"a"_s)) });
    const auto first = hub->sync(request, a.caller);
    const auto before = state();
    const auto second = hub->sync(request, a.caller);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->acks, second->acks);
    EXPECT_EQ(state(), before);
}

TEST_F(PushTest, ABatchHalfKnownIsTakenFromWhereItIsNew)
{
    auto a = device(u"a"_s);
    const QList<Operation> made { a.create(visit(u"a"_s)), a.create(visit(u"a"_s)) };
    ASSERT_TRUE(hub->sync(a.request({ made[0] }), a.caller));
    const auto answer = a.sync(made);
    EXPECT_EQ(answer.acks.size(), 2);
    EXPECT_EQ(answer.control, wire::Control {});
    EXPECT_EQ(a.next, 3);
}

TEST_F(PushTest, AGapIsAskedForAgain)
{
    auto a = device(u"a"_s);
    auto request = a.request({ a.create(visit(u"a"_s)) });
    request.operations[0].number = 3;
    const auto answer = hub->sync(request, a.caller);
    ASSERT_TRUE(answer);
    EXPECT_TRUE(answer->acks.isEmpty());
    EXPECT_EQ(answer->control, (wire::Control { wire::Control::Kind::ResendFrom, 1 }));
}

TEST_F(PushTest, AKnownNumberWithOtherContentIsAFork)
{
    auto a = device(u"a"_s);
    ASSERT_TRUE(hub->sync(a.request({ a.create(visit(u"a"_s)) }), a.caller));
    const auto answer = hub->sync(a.request({ a.create(visit(u"a"_s)) }), a.caller);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->control.kind, wire::Control::Kind::Forked);
    EXPECT_TRUE(answer->acks.isEmpty());
}

TEST_F(PushTest, AWrongPredecessorIsAFork)
{
    auto a = device(u"a"_s);
    a.sync({ a.create(visit(u"a"_s)) });
    auto request = a.request({ a.create(visit(u"a"_s)) });
    request.previousChain = chainStart();
    const auto answer = hub->sync(request, a.caller);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->control.kind, wire::Control::Kind::Forked);
}

TEST_F(PushTest, AnotherInstallationsStreamIsAForkAndTellsNothing)
{
    auto a = device(u"a"_s);
    a.sync({ a.create(visit(u"a"_s)) });
    auto b = device(u"b"_s);
    b.m_stream = a.m_stream;
    const auto answer = hub->sync(b.request({ b.create(visit(u"b"_s)) }), b.caller);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->control.kind, wire::Control::Kind::Forked);
    EXPECT_TRUE(answer->acks.isEmpty());
}

TEST_F(PushTest, AfterAForkTheSameOperationsUnderANewStreamAreStoredOnce)
{
    auto a = device(u"a"_s);
    const Operation made = a.create(visit(u"a"_s));
    const auto first = a.sync({ made });
    auto again = device(u"a"_s);
    again.caller.installation = a.caller.installation;
    const auto answer = again.sync({ made });
    ASSERT_EQ(answer.acks.size(), 1);
    EXPECT_EQ(answer.acks[0].seq, first.acks[0].seq);
    EXPECT_EQ(answer.acks[0].outcome, first.acks[0].outcome);
    EXPECT_EQ(again.next, 2);
}

TEST_F(PushTest, AnOperationIdOfSomebodyElseTellsNothingAboutTheirs)
{
    auto a = device(u"a"_s);
    const Operation secret = a.create(visit(u"a"_s));
    const auto theirs = a.sync({ secret });
    auto c = device(u"c"_s);
    Operation forged = c.create(visit(u"c"_s));
    forged.id = secret.id;
    const auto answer = c.sync({ forged });
    ASSERT_EQ(answer.acks.size(), 1);
    EXPECT_EQ(outcomeName(answer.acks[0].outcome), u"held:exists"_s);
    EXPECT_NE(answer.acks[0].seq, theirs.acks[0].seq);
    EXPECT_EQ(latestOutcome(secret.id), u"applied"_s);
}

TEST_F(PushTest, OperationsOfAnotherHistoryAreNotTaken)
{
    auto a = device(u"a"_s);
    const Operation made = a.create(visit(u"a"_s));
    ASSERT_TRUE(hub->newEpoch());
    auto request = a.request({ made });
    const auto answer = hub->sync(request, a.caller);
    ASSERT_TRUE(answer);
    EXPECT_TRUE(answer->acks.isEmpty());
    EXPECT_NE(answer->epoch, request.epoch);
    EXPECT_FALSE(answer->rows.isEmpty()) << "rows begin from 0 again";
    EXPECT_EQ(latestOutcome(made.id), u"not in the log"_s);
}

TEST_F(PushTest, LostHistoryIsAskedForAgain)
{
    auto a = device(u"a"_s);
    auto request = a.request();
    request.acked = 56;
    const auto idle = hub->sync(request, a.caller);
    ASSERT_TRUE(idle);
    EXPECT_EQ(idle->control, (wire::Control { wire::Control::Kind::ResendFrom, 1 }));
    request.operations = { { 57, a.create(visit(u"a"_s)) } };
    const auto pushing = hub->sync(request, a.caller);
    ASSERT_TRUE(pushing);
    EXPECT_EQ(pushing->control, (wire::Control { wire::Control::Kind::ResendFrom, 1 }));
    EXPECT_TRUE(pushing->acks.isEmpty());
}

TEST_F(PushTest, ACursorAheadOfTheHubBeginsANewHistoryOnce)
{
    auto a = device(u"a"_s);
    const QString before = a.epoch;
    auto request = a.request();
    request.cursors[u"user:a"_s] = state().seq + 10;
    const auto noticed = hub->sync(request, a.caller);
    ASSERT_TRUE(noticed);
    EXPECT_NE(noticed->epoch, before);
    EXPECT_FALSE(noticed->rows.isEmpty());
}

TEST_F(PushTest, SomebodyWhoLeftBeginsNoNewHistoryAndStillHandsInTheirWork)
{
    auto a = device(u"a"_s);
    const QString before = state().epoch;
    a.caller.access = Caller::Access::PushOnly;
    const Operation made = a.create(visit(u"a"_s));
    auto request = a.request({ made });
    request.cursors[u"user:a"_s] = state().seq + 10;
    const auto answer = hub->sync(request, a.caller);
    ASSERT_TRUE(answer);
    EXPECT_EQ(state().epoch, before) << "a new history costs every device a full pull";
    ASSERT_EQ(answer->acks.size(), 1);
    EXPECT_NE(latestOutcome(made.id), u"not in the log"_s);
}

TEST_F(PushTest, OneOperationOverTheLimitOfAPushIsTooLarge)
{
    auto a = device(u"a"_s);
    QList<Operation> many;
    for (int i = 0; i < wire::operationsPerPushMax + 1; ++i)
        many.append(a.create(visit(u"a"_s)));
    const auto over = hub->sync(a.request(many), a.caller);
    ASSERT_FALSE(over);
    EXPECT_EQ(over.error().code, ErrorCode::TooLarge);
    many.removeLast();
    const auto answer = a.sync(many);
    EXPECT_EQ(answer.acks.size(), wire::operationsPerPushMax);
}

TEST_F(PushTest, TwoPeoplesEditsOfOneFieldAreBothKept)
{
    auto first = device(u"a"_s);
    auto second = device(u"a"_s);
    const Operation made = first.create(visit(u"a"_s, RecordState::Draft, u"start"_s));
    first.sync({ made });
    second.pullAll();
    first.sync({ first.patch(made.record, u"summary"_s, u"one"_s, u"start"_s) });
    const Operation late = second.patch(made.record, u"summary"_s, u"two"_s, u"start"_s);
    const auto answer = second.sync({ late });
    EXPECT_EQ(outcomeName(answer.acks[0].outcome), u"conflict"_s);
    EXPECT_EQ(answer.acks[0].outcome.fields, QStringList { u"summary"_s });
    EXPECT_EQ(second.body(made.record)->answers[u"summary"_s].toString(), u"one"_s);
    const auto notice = second.body(noticeOf(late));
    ASSERT_TRUE(notice);
    EXPECT_EQ(notice->answers[u"operation"_s], operationToJson(late));
    EXPECT_EQ(notice->answers[u"present"_s][u"summary"_s].toString(), u"one"_s);

    // Settled by an ordinary operation with its own sight, which closes the notice.
    Operation resolve = second.patch(made.record, u"summary"_s, u"one and two"_s, u"one"_s);
    resolve.kind = OperationKind::Resolve;
    resolve.kindName = u"resolve"_s;
    resolve.target = late.id;
    Operation complete = second.operation(OperationKind::Complete, made.record);
    complete.bodyHash = bodyHash(second.row(made.record)->body);
    EXPECT_EQ(outcomeName(second.sync({ complete }).acks[0].outcome), u"held:open_conflict"_s);
    EXPECT_EQ(outcomeName(second.sync({ resolve }).acks[0].outcome), u"applied"_s);
    EXPECT_EQ(second.body(noticeOf(late))->answers[u"closed"_s][u"how"_s].toString(), u"resolve"_s);
    complete = second.operation(OperationKind::Complete, made.record);
    complete.bodyHash = bodyHash(second.row(made.record)->body);
    EXPECT_EQ(outcomeName(second.sync({ complete }).acks[0].outcome), u"applied"_s);
}

TEST_F(PushTest, DifferentFieldsAndTheSameValueNeverConflict)
{
    auto first = device(u"a"_s);
    auto second = device(u"a"_s);
    const Operation made = first.create(visit(u"a"_s, RecordState::Draft, u"start"_s));
    first.sync({ made });
    second.pullAll();
    first.sync({ first.patch(made.record, u"summary"_s, u"one"_s, u"start"_s) });
    EXPECT_EQ(outcomeName(second.sync({ second.patch(made.record, u"other"_s, 7, {}) }).acks[0].outcome), u"applied"_s);
    const auto same = second.sync({ second.patch(made.record, u"summary"_s, u"one"_s, u"start"_s) });
    EXPECT_EQ(outcomeName(same.acks[0].outcome), u"applied"_s);
    EXPECT_GE(second.row(made.record)->seq, same.acks[0].seq) << "the row covers the operation (R12)";
}

TEST_F(PushTest, CompletedAnswersNeverChange)
{
    auto a = device(u"a"_s);
    const Operation made = a.create(visit(u"a"_s));
    a.sync({ made });
    const QByteArray frozen = a.row(made.record)->body;
    const Operation edit = a.patch(made.record, u"summary"_s, u"other"_s, u"A calm visit"_s);
    EXPECT_EQ(outcomeName(a.sync({ edit }).acks[0].outcome), u"held:completed"_s);
    EXPECT_EQ(a.row(made.record)->body, frozen);
    EXPECT_TRUE(a.body(noticeOf(edit))) << "kept, and shown to its author";
    // And the database says so too.
    auto transaction = store->begin();
    auto row = **(*transaction)->record(made.record);
    row.frozen = QByteArray(32, 'x');
    const auto written = (*transaction)->setRecord(row);
    EXPECT_FALSE(written && (*transaction)->state()) << "told at once, or by whatever comes next";
}

TEST_F(PushTest, CompletingWhatItsAuthorDidNotSeeIsHeld)
{
    auto first = device(u"a"_s);
    auto second = device(u"a"_s);
    const Operation made = first.create(visit(u"a"_s, RecordState::Draft, u"start"_s));
    first.sync({ made });
    second.pullAll();
    Operation complete = second.operation(OperationKind::Complete, made.record);
    complete.bodyHash = bodyHash(second.row(made.record)->body);
    first.sync({ first.patch(made.record, u"summary"_s, u"one"_s, u"start"_s) });
    EXPECT_EQ(outcomeName(second.sync({ complete }).acks[0].outcome), u"held:stale"_s);
}

TEST_F(PushTest, WorkThatComesBeforeItsRecordWaitsAndIsReplayed)
{
    auto first = device(u"a"_s);
    auto second = device(u"a"_s);
    const Operation made = first.create(visit(u"a"_s, RecordState::Draft, u"start"_s));
    const Operation early = second.patch(made.record, u"summary"_s, u"early"_s, u"start"_s);
    EXPECT_EQ(outcomeName(second.sync({ early }).acks[0].outcome), u"waiting"_s);
    const auto answer = first.sync({ made });
    EXPECT_EQ(latestOutcome(early.id), u"applied"_s);
    EXPECT_EQ(first.body(made.record)->answers[u"summary"_s].toString(), u"early"_s);
    EXPECT_GT(first.row(made.record)->seq, answer.acks[0].seq) << "a late outcome is a new seq of its record";
}

TEST_F(PushTest, AnUnknownKindIsKeptWordForWordAndBlocksNothing)
{
    auto a = device(u"a"_s);
    const Operation before = a.create(visit(u"a"_s));
    Operation strange = a.operation(OperationKind::Unknown, before.record);
    strange.kindName = u"annotate"_s;
    strange.rest = Json::object({ { u"future"_s, u"words"_s } });
    const Operation after = a.create(visit(u"a"_s));
    const auto answer = a.sync({ before, strange, after });
    ASSERT_EQ(answer.acks.size(), 3);
    EXPECT_EQ(outcomeName(answer.acks[1].outcome), u"held:unknown_kind"_s);
    EXPECT_EQ(outcomeName(answer.acks[2].outcome), u"applied"_s);
    EXPECT_EQ(a.body(noticeOf(strange))->answers[u"operation"_s][u"future"_s].toString(), u"words"_s);
}

TEST_F(PushTest, WhatAnOlderHubCouldNotReadIsAppliedAfterItsUpgrade)
{
    auto a = device(u"a"_s);
    const Operation made = a.create(visit(u"a"_s));
    // As a hub saw it that did not know the kind; its bytes are those of a kind known now.
    Operation voided = a.operation(OperationKind::Unknown, made.record);
    voided.kindName = u"void"_s;
    voided.rest = Json::object({ { u"reason"_s, u"The wrong child"_s } });
    Operation strange = a.operation(OperationKind::Unknown, made.record);
    strange.kindName = u"annotate"_s;
    a.sync({ made, voided, strange });
    ASSERT_EQ(latestOutcome(voided.id), u"held:unknown_kind"_s);
    ASSERT_TRUE(hub->replayUnderstood());
    EXPECT_EQ(latestOutcome(voided.id), u"applied"_s);
    EXPECT_EQ(latestOutcome(strange.id), u"held:unknown_kind"_s);
    a.sync();
    EXPECT_EQ(a.body(made.record)->state, RecordState::Void);
    EXPECT_FALSE(a.body(noticeOf(voided))->answers[u"closed"_s].isNull());
}

TEST_F(PushTest, AFormThatIsNotHereYetIsHeldAndReplayedWhenItArrives)
{
    RecordBody definition;
    definition.type = RecordType::FormDefinition;
    definition.state = RecordState::Completed;
    definition.form = u"T01@1.0"_s;
    ASSERT_TRUE(hub->publish({ { publishedId(RecordType::FormDefinition, definition.form), definition } }));
    auto a = device(u"a"_s);
    const Operation made = a.create(visit(u"a"_s));
    EXPECT_EQ(outcomeName(a.sync({ made }).acks[0].outcome), u"held:form_unknown"_s);
    definition.form = u"T02@1.0"_s;
    ASSERT_TRUE(hub->publish({ { publishedId(RecordType::FormDefinition, definition.form), definition } }));
    a.pullAll();
    EXPECT_EQ(latestOutcome(made.id), u"applied"_s);
    EXPECT_TRUE(a.row(made.record));
    EXPECT_EQ(a.body(noticeOf(made))->answers[u"closed"_s][u"how"_s].toString(), u"replayed"_s);
}

TEST_F(PushTest, ARecordOfThatIdStaysAsItIs)
{
    auto a = device(u"a"_s);
    auto b = device(u"b"_s);
    const Operation made = a.create(visit(u"a"_s));
    a.sync({ made });
    EXPECT_EQ(outcomeName(b.sync({ b.create(visit(u"b"_s, RecordState::Completed, u"other"_s), made.record) }).acks[0].outcome), u"held:exists"_s);
    a.pullAll();
    EXPECT_EQ(a.body(made.record)->author, PersonId(u"a"_s));
}

/// Anybody can work out the ids of what the hub writes; whoever takes one keeps the hub from nothing, and replaces nothing.
TEST_F(PushTest, APublishedRecordTakesAnotherPlaceWhereADeviceHasTakenItsId)
{
    auto a = device(u"a"_s);
    const RecordId place = publishedId(RecordType::Person, u"newcomer"_s);
    const Operation squat = a.create(visit(u"a"_s), place);
    EXPECT_EQ(outcomeName(a.sync({ squat }).acks[0].outcome), u"applied"_s);
    const auto named = [&](const TestDevice &device) {
        QStringList names;
        for (const wire::Row &row : device.rows.value(u"ref"_s)) {
            const auto body = bodyFromBytes(row.body);
            if (body->answers.value(u"id"_s).toString() == u"newcomer"_s)
                names.append(body->answers.value(u"name"_s).toString());
        }
        return names;
    };
    Person newcomer = person(u"newcomer"_s, u"early"_s, u"north"_s, u"tm"_s);
    publish(newcomer);
    a.pullAll();
    EXPECT_EQ(named(a), QStringList { newcomer.name });
    EXPECT_EQ(a.body(place)->author, PersonId(u"a"_s));
    newcomer.name = u"Another role phrase"_s;
    publish(newcomer);
    a.pullAll();
    EXPECT_EQ(named(a), QStringList { newcomer.name }) << "publishing again changes the same record";
    EXPECT_TRUE(device(u"newcomer"_s).rows.contains(u"user:newcomer"_s) || device(u"newcomer"_s).scopes.contains(u"user:newcomer"_s));
}

TEST_F(PushTest, NobodyHidesTheirHeldWorkByTakingItsNoticesId)
{
    auto a = device(u"a"_s);
    RecordBody foreign = visit(u"a"_s);
    foreign.team = TeamId(u"south"_s);
    foreign.service = ServiceId(u"fostering"_s);
    const Operation held = a.create(foreign);
    const auto answer = a.sync({ a.create(visit(u"a"_s), noticeOf(held)), held });
    ASSERT_EQ(answer.acks.size(), 2);
    EXPECT_EQ(outcomeName(answer.acks[1].outcome), u"held:scope"_s);
    auto tm = device(u"tm"_s);
    int notices = 0;
    for (const wire::Row &row : tm.rows.value(u"lead:north"_s))
        notices += bodyFromBytes(row.body)->type == RecordType::Notice ? 1 : 0;
    EXPECT_EQ(notices, 1);
    Operation dismiss = tm.operation(OperationKind::Dismiss, held.record);
    dismiss.target = held.id;
    dismiss.reason = u"Not hers"_s;
    EXPECT_EQ(outcomeName(tm.sync({ dismiss }).acks[0].outcome), u"applied"_s) << "the notice is found where it is";
}

TEST_F(PushTest, OtherContentUnderAKnownIdIsToldOfAsAnyHeldWork)
{
    auto a = device(u"a"_s);
    auto b = device(u"b"_s);
    const Operation made = a.create(visit(u"a"_s));
    a.sync({ made });
    Operation other = b.create(visit(u"b"_s, RecordState::Completed, u"Words of b"_s));
    other.id = made.id;
    EXPECT_EQ(outcomeName(b.sync({ other }).acks[0].outcome), u"held:exists"_s);
    b.pullAll();
    QList<Json> told;
    for (const wire::Row &row : b.rows.value(u"user:b"_s)) {
        const auto body = bodyFromBytes(row.body);
        if (body->type == RecordType::Notice)
            told.append(body->answers.value(u"operation"_s));
    }
    ASSERT_EQ(told.size(), 1);
    EXPECT_EQ(told.first()[u"head"_s][u"answers"_s][u"summary"_s], Json(u"Words of b"_s));
    // It can be adopted under the id the notice gives; a's is another.
    const auto id = OperationId::fromString(told.first()[u"id"_s].toString());
    ASSERT_TRUE(id);
    EXPECT_NE(*id, made.id);
    auto tm = device(u"tm"_s);
    Operation adopt = tm.operation(OperationKind::Adopt, other.record);
    adopt.target = *id;
    EXPECT_EQ(outcomeName(tm.sync({ adopt }).acks[0].outcome), u"applied"_s);
    tm.pullAll();
    EXPECT_EQ(tm.body(other.record)->author, PersonId(u"b"_s));
    EXPECT_EQ(tm.body(made.record)->author, PersonId(u"a"_s));
}

TEST_F(PushTest, WorkThatWasHeldAndNowWaitsSaysSo)
{
    RecordBody definition;
    definition.type = RecordType::FormDefinition;
    definition.state = RecordState::Completed;
    definition.form = u"T01@1.0"_s;
    ASSERT_TRUE(hub->publish({ { publishedId(RecordType::FormDefinition, definition.form), definition } }));
    auto a = device(u"a"_s);
    RecordBody step = visit(u"a"_s);
    step.type = RecordType::Step;
    step.about = newId<RecordId>(clock, random);
    const Operation held = a.create(step);
    ASSERT_EQ(outcomeName(a.sync({ held }).acks[0].outcome), u"held:form_unknown"_s);
    definition.form = u"T02@1.0"_s;
    ASSERT_TRUE(hub->publish({ { publishedId(RecordType::FormDefinition, definition.form), definition } }));
    ASSERT_EQ(latestOutcome(held.id), u"waiting"_s);
    a.pullAll();
    EXPECT_EQ(a.body(noticeOf(held))->answers[u"outcome"_s].toString(), u"waiting"_s);
    EXPECT_TRUE(a.body(noticeOf(held))->answers[u"closed"_s].isNull());
}

TEST_F(PushTest, FieldNamesOfAnOutcomeComeBackAsTheyWere)
{
    auto a = device(u"a"_s);
    auto b = device(u"b"_s);
    const Operation draft = a.create(visit(u"a"_s, RecordState::Draft));
    const QString odd = u"two\nlines [\"x\"]"_s;
    a.sync({ draft, a.patch(draft.record, odd, u"first"_s, {}) });
    const wire::SyncRequest clash = a.request({ a.patch(draft.record, odd, u"second"_s, u"never seen"_s) });
    const auto answer = hub->sync(clash, a.caller), again = hub->sync(clash, a.caller);
    ASSERT_TRUE(answer && again);
    EXPECT_EQ(answer->acks.first().outcome.fields, QStringList { odd });
    EXPECT_EQ(again->acks.first().outcome.fields, QStringList { odd }) << "as it is read from the log";
}

TEST_F(PushTest, EveryOperationIsInTheLogInOneChain)
{
    auto a = device(u"a"_s);
    a.sync({ a.create(visit(u"a"_s)), a.patch(newId<RecordId>(clock, random), u"x"_s, 1, {}) });
    const auto snapshot = store->snapshot();
    const qint64 last = (*snapshot)->state()->seq;
    QByteArray chain = chainStart();
    for (qint64 seq = 1; seq <= last; ++seq) {
        const auto logged = (*snapshot)->operationAt(seq);
        ASSERT_TRUE(logged && *logged) << "seq " << seq;
        chain = chainLink(chain, (*logged)->bytes);
        EXPECT_EQ((*logged)->chain, chain);
        EXPECT_FALSE((*snapshot)->outcomesOf(seq)->isEmpty());
    }
    EXPECT_EQ((*snapshot)->state()->chain, chain);
}
