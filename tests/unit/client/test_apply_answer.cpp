#include "sync/client/scrub.h"
#include "tests/unit/client/device_fixture.h"

namespace sightline::sync {
namespace {

using ApplyAnswerTest = DeviceTest;
const QString north = u"team:north"_s;

TEST_F(ApplyAnswerTest, StoresRowsAndCursorsTogether)
{
    const RecordId record = newRecord();
    answer.rows = { row(record, 5, 1, body(u"Toast"_s), { north }) };
    answer.cursors = { { north, 5 } };
    const AppliedAnswer applied = apply();
    EXPECT_EQ(applied.stored, QSet { record });
    EXPECT_TRUE(applied.next.moved);
    EXPECT_EQ(shown(record), u"Toast"_s);
    EXPECT_EQ(cursor(north), 5);
    EXPECT_EQ(cursor(u"ref"_s), 0) << "a new scope starts at 0";
}

TEST_F(ApplyAnswerTest, NeverAppendsToTheOutbox)
{
    answer.rows = { row(newRecord(), 5, 1, body(u"Toast"_s), { north }) };
    apply();
    EXPECT_EQ(store->outbox().counts()->kept, 0);
}

TEST_F(ApplyAnswerTest, ReplacesARowOnlyByTheSameOrAHigherRev)
{
    const RecordId record = newRecord();
    answer.rows = { row(record, 5, 3, body(u"third"_s), { north }) };
    apply();
    answer.rows = { row(record, 6, 2, body(u"second"_s), { north }) };
    apply();
    EXPECT_EQ(shown(record), u"third"_s);
    answer.rows = { row(record, 7, 4, body(u"fourth"_s), { north }) };
    apply();
    EXPECT_EQ(shown(record), u"fourth"_s);
}

TEST_F(ApplyAnswerTest, DropsALostScopeAndTheRowsNoOtherScopeHolds)
{
    const RecordId onlyHere = newRecord(), alsoThere = newRecord();
    answer.rows = { row(onlyHere, 5, 1, body(u"a"_s), { north }), row(alsoThere, 6, 1, body(u"b"_s), { north, u"ref"_s }) };
    apply();
    answer.scopes.remove(north);
    const AppliedAnswer applied = apply();
    EXPECT_EQ(applied.removed, QSet { onlyHere });
    EXPECT_FALSE(holds(onlyHere));
    EXPECT_TRUE(holds(alsoThere));
    EXPECT_EQ(cursor(north), -1);
}

TEST_F(ApplyAnswerTest, KeepsOwnUnsentWorkWhenItsScopeIsLost)
{
    const RecordId record = givenSaved(u"mine"_s);
    apply();
    answer.scopes.clear();
    apply();
    EXPECT_EQ(store->outbox().counts()->operationsToSend, 1);
    EXPECT_EQ(shown(record), u"mine"_s);
}

TEST_F(ApplyAnswerTest, RemovesARowThatLeftItsLastScope)
{
    const RecordId record = newRecord();
    answer.rows = { row(record, 5, 1, body(u"a"_s), { north, u"ref"_s }) };
    apply();
    answer.rows = { wire::Row { .seq = 6, .record = record, .out = { north } } };
    apply();
    EXPECT_TRUE(holds(record)) << "ref still holds it";
    answer.rows = { wire::Row { .seq = 7, .record = record, .out = { u"ref"_s } } };
    apply();
    EXPECT_FALSE(holds(record));
}

TEST_F(ApplyAnswerTest, IgnoresPlacesInScopesTheAnswerDoesNotList)
{
    const RecordId record = newRecord();
    answer.rows = { row(record, 5, 1, body(u"a"_s), { north, u"team:south"_s }) };
    apply();
    EXPECT_EQ(*store->scopes().scopesOf(record), QStringList { north });
}

TEST_F(ApplyAnswerTest, RecordsAnswersAndShowsOwnWordsUntilTheirRowComes)
{
    apply();   // the first answer names the epoch
    const RecordId record = givenSaved(u"mine"_s);
    const BuiltRequest sent = request();
    ASSERT_EQ(sent.message.operations.size(), 1);
    answer.acks = { { 1, 9, {} } };
    const AppliedAnswer applied = apply(sent.sent);
    EXPECT_EQ(applied.answered, QSet { record });
    EXPECT_FALSE(applied.next.unsent);
    EXPECT_EQ(shown(record), u"mine"_s) << "answered at seq 9, not here yet: no flicker";
    answer.rows = { row(record, 9, 1, body(u"mine"_s), { north }) };
    apply();
    EXPECT_EQ(store->view().find(record)->value().sync, RecordSync::OnHub);
}

TEST_F(ApplyAnswerTest, CountsWhatTheHubKeptAsHeld)
{
    apply();
    const RecordId record = givenSaved(u"mine"_s);
    const BuiltRequest sent = request();
    answer.acks = { { 1, 9, { Outcome::Code::Held, u"scope"_s, {} } } };
    EXPECT_EQ(apply(sent.sent).held, QSet { record });
    EXPECT_EQ(shown(record), u"mine"_s);
}

TEST_F(ApplyAnswerTest, KeepsAnsweredWorkUntilTheBackupHoldsIt)
{
    apply();
    const RecordId record = givenSaved(u"mine"_s);
    const BuiltRequest sent = request();
    const wire::Row stored = row(record, 9, 1, body(u"mine"_s), { north });
    answer.acks = { { 1, 9, {} } };
    answer.rows = { stored };
    complete({ stored });
    answer.durableSeq = 8;
    apply(sent.sent);
    EXPECT_EQ(store->outbox().counts()->kept, 1);
    answer.durableSeq = 9;
    apply();
    EXPECT_EQ(store->outbox().counts()->kept, 0);
    EXPECT_EQ(shown(record), u"mine"_s);
}

TEST_F(ApplyAnswerTest, OpensANewStreamWhenForkedAndKeepsWhatWasAnswered)
{
    apply();
    givenSaved(u"one"_s);
    const BuiltRequest first = request();
    answer.acks = { { 1, 9, {} } };
    apply(first.sent);
    givenSaved(u"two"_s);
    const BuiltRequest second = request();
    EXPECT_EQ(second.message.operations.first().number, 2);
    answer.control = { wire::Control::Kind::Forked, 0 };
    EXPECT_TRUE(apply(second.sent).forked);
    const BuiltRequest third = request();
    EXPECT_NE(third.message.stream, second.message.stream);
    ASSERT_EQ(third.message.operations.size(), 1);
    EXPECT_EQ(third.message.operations.first().number, 1);
    EXPECT_EQ(third.message.operations.first().operation, second.message.operations.first().operation);
    EXPECT_EQ(third.message.previousChain, chainStart());
}

TEST_F(ApplyAnswerTest, PutsInTheBodiesThatItsOwnRequestCreated)
{
    apply();
    const RecordId record = givenSaved(u"one"_s);
    const BuiltRequest sent = request();
    ASSERT_TRUE(sent.message.leavesOutOwn);
    const wire::Row whole = row(record, 9, 1, body(u"one"_s), { u"team:north"_s });
    wire::Row bare = whole;
    bare.body.clear();
    bare.createdBy = sent.message.operations.first().number;
    answer.rows = { bare };
    answer.acks = { { bare.createdBy, 9, {} } };
    complete({ whole });
    ASSERT_TRUE(putInOwn(answer, sent.sent));
    EXPECT_EQ(answer.rows.first(), whole);
    EXPECT_TRUE(apply(sent.sent).repaired.isEmpty());
    EXPECT_EQ(store->base().find(record).value()->body, whole.body);
}

TEST_F(ApplyAnswerTest, DoesNotUseABodyThatItDidNotSend)
{
    apply();
    const RecordId record = givenSaved(u"one"_s);
    const BuiltRequest sent = request();
    wire::Row other = row(record, 9, 1, body(u"two"_s), { u"team:north"_s });
    other.body.clear();
    other.createdBy = sent.message.operations.first().number;
    answer.rows = { other };
    EXPECT_FALSE(putInOwn(answer, sent.sent)) << "the hash is of other words";
    answer.rows.first().createdBy = 99;
    EXPECT_FALSE(putInOwn(answer, sent.sent)) << "no such operation went";

    auto plain = buildRequest(*store, { .leavesOutOwn = false });
    ASSERT_TRUE(plain);
    EXPECT_FALSE(plain->message.leavesOutOwn);
    EXPECT_TRUE(plain->sent.created.isEmpty());
}

TEST_F(ApplyAnswerTest, HeedsAForkOnlyOfItsPresentStream)
{
    apply();
    givenSaved(u"one"_s);
    SentRequest old = request().sent;
    old.stream = newId<StreamId>(clock, random);
    answer.control = { wire::Control::Kind::Forked, 0 };
    EXPECT_FALSE(apply(old).forked);
}

TEST_F(ApplyAnswerTest, SendsAgainFromTheNumberTheHubLacks)
{
    apply();
    for (const QString &words : { u"one"_s, u"two"_s, u"three"_s })
        givenSaved(words);
    const BuiltRequest sent = request();
    answer.acks = { { 1, 9, {} }, { 2, 10, {} }, { 3, 11, {} } };
    apply(sent.sent);
    answer.control = { wire::Control::Kind::ResendFrom, 2 };
    EXPECT_TRUE(apply().next.unsent);
    const BuiltRequest again = request();
    ASSERT_EQ(again.message.operations.size(), 2);
    EXPECT_EQ(again.message.operations.first().number, 2);
    EXPECT_EQ(again.message.acked, 1);
    EXPECT_EQ(again.message.operations, sent.message.operations.mid(1));
}

/// R16 for operations that were dropped as durable: the hub is told what is still kept, in a stream that it can follow.
TEST_F(ApplyAnswerTest, AskedForWhatItHasForgottenItBeginsAStream)
{
    apply();
    for (const QString &words : { u"one"_s, u"two"_s })
        givenSaved(words);
    const BuiltRequest sent = request();
    answer.acks = { { 1, 9, {} }, { 2, 10, {} } };
    apply(sent.sent);
    ASSERT_EQ(store->transact([&] { return store->outbox().dropDurable(9); }).value(), 1);
    const RecordId later = givenSaved(u"three"_s);
    ASSERT_EQ(request().message.operations.first().number, 3);
    answer.control = { wire::Control::Kind::ResendFrom, 1 };
    EXPECT_TRUE(apply().next.unsent);
    const BuiltRequest again = request();
    EXPECT_NE(again.sent.stream, sent.sent.stream);
    EXPECT_EQ(again.message.acked, 0);
    ASSERT_EQ(again.message.operations.size(), 2);
    EXPECT_EQ(again.message.operations.at(0).number, 1);
    EXPECT_EQ(again.message.operations.at(0).operation, sent.message.operations.at(1).operation);
    EXPECT_EQ(again.message.operations.at(1).operation.record, later);

    // Nor with nothing kept at all: what is made next must be one that the hub can take.
    answer.acks = { { 1, 19, {} }, { 2, 20, {} } };
    apply(again.sent);
    ASSERT_EQ(store->transact([&] { return store->outbox().dropDurable(20); }).value(), 2);
    answer.control = { wire::Control::Kind::ResendFrom, 2 };
    apply();
    givenSaved(u"four"_s);
    const BuiltRequest fresh = request();
    EXPECT_NE(fresh.sent.stream, again.sent.stream);
    EXPECT_EQ(fresh.message.operations.first().number, 1);
    EXPECT_EQ(fresh.message.acked, 0);
}

/// One operation that cannot be read holds up no other, whether it had its number or not.
TEST_F(ApplyAnswerTest, ADamagedOperationIsPutAsideAndTheRestIsSent)
{
    apply();
    const QByteArray torn = QByteArrayLiteral("{torn");
    const auto damage = [&](const RecordId &record) {
        ASSERT_TRUE(store->db().execute("DROP TRIGGER IF EXISTS outbox_body_immutable"));
        ASSERT_EQ(store->db().run("UPDATE outbox_body SET op = ?2 WHERE n IN (SELECT n FROM outbox WHERE record_id = ?1)", record, torn).value(), 1);
    };
    const RecordId one = givenSaved(u"one"_s), two = givenSaved(u"two"_s), three = givenSaved(u"three"_s);
    damage(two);
    const BuiltRequest first = request();
    ASSERT_EQ(first.message.operations.size(), 2);
    EXPECT_EQ(first.message.operations.at(0).operation.record, one);
    EXPECT_EQ(first.message.operations.at(1).operation.record, three);
    EXPECT_EQ(store->damaged().moved()->first().bytes, torn);

    // The numbers are given; now the first of them is damaged before it has an answer.
    damage(one);
    const BuiltRequest second = request();
    EXPECT_NE(second.sent.stream, first.sent.stream);
    ASSERT_EQ(second.message.operations.size(), 1);
    EXPECT_EQ(second.message.operations.first().operation.record, three);
    EXPECT_EQ(second.message.operations.first().number, 1);
    EXPECT_EQ(store->damaged().moved()->size(), 2);
    answer.acks = { { 1, 9, {} } };
    EXPECT_FALSE(apply(second.sent).next.unsent);
}

TEST_F(ApplyAnswerTest, OffersEverythingAgainToANewHistory)
{
    const RecordId record = newRecord(), gone = newRecord();
    answer.rows = { row(record, 5, 4, body(u"old"_s), { north }), row(gone, 6, 1, body(u"gone"_s), { north }) };
    answer.cursors = { { north, 6 } };
    apply();
    givenSaved(u"mine"_s);
    const BuiltRequest sent = request();
    answer.acks = { { 1, 9, {} } };
    apply(sent.sent);

    answer.epoch = u"e2"_s;
    answer.cursors.clear();
    EXPECT_TRUE(apply().newEpoch);
    EXPECT_EQ(cursor(north), 0);
    EXPECT_EQ(shown(record), u"old"_s) << "rows stay on screen until the pull confirms them or not";
    const BuiltRequest again = request();
    EXPECT_NE(again.message.stream, sent.message.stream);
    EXPECT_EQ(again.message.epoch, u"e2"_s);
    ASSERT_EQ(again.message.operations.size(), 1);
    EXPECT_EQ(again.message.operations.first().number, 1);
    EXPECT_EQ(again.message.operations.first().operation, sent.message.operations.first().operation);

    // A restored hub may reuse revs: what it says now stands, and what it does not confirm goes.
    const wire::Row confirmed = row(record, 2, 1, body(u"restored"_s), { north });
    answer.rows = { confirmed };
    complete({ confirmed });
    apply(again.sent);
    EXPECT_EQ(shown(record), u"restored"_s);
    EXPECT_FALSE(holds(gone));
}

TEST_F(ApplyAnswerTest, DoesNotRestartItsStreamAtFirstContact)
{
    givenSaved(u"mine"_s);
    const BuiltRequest sent = request();
    EXPECT_EQ(sent.message.epoch, QString());
    EXPECT_FALSE(apply(sent.sent).newEpoch);
    EXPECT_EQ(request().message.stream, sent.message.stream);
}

TEST_F(ApplyAnswerTest, PullsAScopeAgainWhoseDigestDisagrees)
{
    const RecordId record = newRecord(), stray = newRecord();
    const wire::Row good = row(record, 5, 1, body(u"a"_s), { north });
    answer.rows = { good, row(stray, 6, 1, body(u"b"_s), { north }) };
    answer.cursors = { { north, 6 } };
    apply();
    complete({ good });   // the hub has only one of them there
    const AppliedAnswer applied = apply();
    EXPECT_EQ(applied.repaired, QStringList { north });
    EXPECT_TRUE(applied.next.more);
    EXPECT_EQ(cursor(north), 0);
    EXPECT_EQ(shown(record), u"a"_s);
    answer.rows = { good };
    complete({ good });
    EXPECT_TRUE(apply().repaired.isEmpty());
    EXPECT_TRUE(holds(record));
    EXPECT_FALSE(holds(stray));
}

TEST_F(ApplyAnswerTest, KeepsDigestsRightThroughEveryChange)
{
    const RecordId a = newRecord(), b = newRecord();
    answer.rows = { row(a, 1, 1, body(u"a1"_s), { north, u"ref"_s }), row(b, 2, 1, body(u"b1"_s), { north }) };
    apply();
    const wire::Row latest = row(a, 3, 2, body(u"a2"_s), { north });
    wire::Row moved = latest;
    moved.out = { u"ref"_s };
    answer.rows = { moved, wire::Row { .seq = 4, .record = b, .out = { north } } };
    complete({ latest });
    EXPECT_TRUE(apply().repaired.isEmpty());
    EXPECT_EQ(store->scopes().find(u"ref"_s)->value().digest, wire::emptyDigest());
}

TEST_F(ApplyAnswerTest, SetsADamagedRowAsideAndStoresTheRest)
{
    const RecordId bad = newRecord(), good = newRecord();
    wire::Row broken = row(bad, 5, 1, body(u"a"_s), { north });
    broken.body.clear();
    const wire::Row whole = row(good, 6, 1, body(u"b"_s), { north });
    answer.rows = { broken, whole };
    answer.cursors = { { north, 6 } };
    complete({ broken, whole });
    const AppliedAnswer applied = apply({ bad });
    EXPECT_EQ(applied.setAside, 1);
    EXPECT_EQ(shown(good), u"b"_s);
    EXPECT_FALSE(holds(bad));
    EXPECT_TRUE(applied.repaired.isEmpty()) << "it counts as held, so nothing is pulled again and again";

    EXPECT_EQ(*retrySetAside(*store), 1);
    EXPECT_EQ(cursor(north), 4);
    answer.rows = { row(bad, 5, 1, body(u"a"_s), { north }), whole };
    complete({ broken, whole });
    EXPECT_TRUE(apply().repaired.isEmpty());
    EXPECT_EQ(shown(bad), u"a"_s);
    EXPECT_EQ(*store->setAside().count(), 0);
}

TEST_F(ApplyAnswerTest, NeverLetsTheHubChangeCompletedAnswers)
{
    const RecordId record = newRecord();
    answer.rows = { row(record, 5, 1, body(u"signed"_s, RecordState::Completed), { north }) };
    apply();
    answer.rows = { row(record, 6, 2, body(u"forged"_s, RecordState::Completed), { north }) };
    EXPECT_EQ(apply().setAside, 1);
    EXPECT_EQ(shown(record), u"signed"_s);
}

TEST_F(ApplyAnswerTest, ScrubFindsADamagedRowAndTheNextAnswerMendsIt)
{
    const RecordId record = newRecord();
    const wire::Row good = row(record, 5, 1, body(u"a"_s), { north });
    answer.rows = { good };
    answer.cursors = { { north, 5 } };
    complete({ good });
    apply();
    EXPECT_EQ(scrub(*store)->damaged, 0) << "a whole store is left alone";
    ASSERT_TRUE(store->db().run("UPDATE base SET body = x'7b7d'"));
    const auto report = scrub(*store);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->damaged, 1);
    EXPECT_EQ(report->scopes, QStringList { north });
    complete({ good });
    EXPECT_EQ(apply().repaired, QStringList { north });
    answer.rows = { good };
    complete({ good });
    EXPECT_TRUE(apply().repaired.isEmpty());
    EXPECT_EQ(shown(record), u"a"_s);
}

TEST_F(ApplyAnswerTest, WhatWasDerivedFromARowThatTheDiskLostGoesWithTheRightToIt)
{
    const RecordId record = newRecord();
    answer.rows = { row(record, 5, 1, body(u"a"_s), { north }) };
    apply();
    ASSERT_TRUE(store->db().run("DELETE FROM base"));
    ASSERT_TRUE(store->db().run("DELETE FROM in_scope"));
    EXPECT_TRUE(store->view().find(record)->has_value()) << "nothing has looked yet";
    answer.scopes.remove(north);
    apply();
    EXPECT_FALSE(store->view().find(record)->has_value());
}

TEST_F(ApplyAnswerTest, ScrubRemovesWhatWasDerivedFromARowThatTheDiskLostAndLeavesOwnWork)
{
    const RecordId record = newRecord();
    const RecordId own = givenSaved(u"mine"_s);
    answer.rows = { row(record, 5, 1, body(u"a"_s), { north }) };
    apply();
    ASSERT_TRUE(store->db().run("DELETE FROM base"));
    ASSERT_TRUE(scrub(*store));
    EXPECT_FALSE(store->view().find(record)->has_value());
    EXPECT_EQ(shown(own), u"mine"_s);
}

TEST_F(ApplyAnswerTest, WhatWasDerivedFromARowThatTheDiskLostAndTheHubNoLongerGivesGoes)
{
    const RecordId record = newRecord();
    const wire::Row good = row(record, 5, 1, body(u"a"_s), { north });
    answer.rows = { good };
    answer.cursors = { { north, 5 } };
    complete({ good });
    apply();
    ASSERT_TRUE(store->db().run("DELETE FROM base"));
    complete({});   // it has left the scope
    answer.rows = { wire::Row { .seq = 6, .record = record, .out = { north } } };
    answer.cursors = { { north, 6 } };
    ASSERT_TRUE(store->db().run("DELETE FROM in_scope"));
    EXPECT_EQ(apply().repaired, QStringList { north });
    complete({});
    EXPECT_TRUE(apply().repaired.isEmpty());
    EXPECT_FALSE(store->view().find(record)->has_value());
}

TEST_F(ApplyAnswerTest, ADamagedRowNeverKeepsAPersonFromSaving)
{
    const RecordId record = newRecord();
    answer.rows = { row(record, 5, 1, body(u"a"_s), { north }) };
    apply();
    ASSERT_TRUE(store->db().run("UPDATE base SET body = x'7b'"));
    Operation patch = make(OperationKind::Patch, record);
    patch.set.insert(u"said"_s, { u"new"_s, fieldHash(u"a"_s) });
    EXPECT_TRUE(store->transact([&] { return store->outbox().append(patch); }));
}

TEST_F(ApplyAnswerTest, RequestsCarryOperationsInOrderWithTheirChain)
{
    for (const QString &words : { u"one"_s, u"two"_s, u"three"_s })
        givenSaved(words);
    const BuiltRequest first = request(2);
    ASSERT_EQ(first.message.operations.size(), 2);
    EXPECT_EQ(first.message.previousChain, chainStart());
    apply();
    answer.acks = { { 1, 9, {} }, { 2, 10, {} } };
    EXPECT_TRUE(apply(first.sent).next.unsent);
    const BuiltRequest second = request(2);
    ASSERT_EQ(second.message.operations.size(), 1);
    EXPECT_EQ(second.message.operations.first().number, 3);
    QByteArray chain = chainStart();
    for (const wire::NumberedOperation &numbered : first.message.operations)
        chain = chainLink(chain, *operationBytes(numbered.operation));
    EXPECT_EQ(second.message.previousChain, chain);
    EXPECT_EQ(second.message.acked, 2);
}

TEST_F(ApplyAnswerTest, TheSameRequestTwiceIsTheSameBytes)
{
    givenSaved(u"one"_s);
    const BuiltRequest first = request();
    EXPECT_EQ(request().message.operations, first.message.operations);
    EXPECT_EQ(request().message.previousChain, first.message.previousChain);
}

TEST_F(ApplyAnswerTest, TheDiaryTellsWhatWentAndWhatCameAndNothingElse)
{
    const RecordId mine = givenSaved(u"mine"_s);
    const SentRequest sent = request().sent;
    answer.acks = { wire::Ack { 1, 7, { Outcome::Code::Applied, {}, {} } } };
    RecordBody theirs = body(u"theirs"_s);
    theirs.author = PersonId(u"sw2"_s);
    RecordBody fact;
    fact.type = RecordType::Fact;
    fact.author = PersonId(u"sw2"_s);
    const RecordId foreign = newRecord();
    answer.rows = { row(mine, 7, 1, body(u"mine"_s), { north }), row(foreign, 8, 1, theirs, { north }), row(newRecord(), 9, 1, fact, { north }) };
    apply(sent);
    clock.at.msSinceEpoch += 1000;
    answer.rows = { row(mine, 10, 2, body(u"mine"_s), { north }) };   // own work coming back is no news
    apply();
    QList<DiaryLine> lines = *store->diary().lines(10);
    ASSERT_EQ(lines.size(), 2);
    std::sort(lines.begin(), lines.end(), [](const DiaryLine &a, const DiaryLine &b) { return a.kind < b.kind; });
    EXPECT_EQ(lines.at(0).kind, DiaryKind::Sent);
    EXPECT_EQ(lines.at(0).record, mine);
    EXPECT_EQ(lines.at(1).kind, DiaryKind::Came);
    EXPECT_EQ(lines.at(1).count, 1);

    clock.at.msSinceEpoch += 3600 * 1000;
    answer.rows = { wire::Row { .seq = 11, .record = foreign, .out = { north } } };
    apply();
    lines = *store->diary().lines(10);
    ASSERT_EQ(lines.size(), 3);
    EXPECT_EQ(lines.first().kind, DiaryKind::Left) << "newest first";
    EXPECT_EQ(lines.first().count, 1);

    clock.at.msSinceEpoch += (diaryDaysMax + 1) * qint64(24 * 3600 * 1000);
    apply();
    EXPECT_TRUE(store->diary().lines(10)->isEmpty()) << "what is older than a month is forgotten";
}

TEST_F(ApplyAnswerTest, TheDiarySaysThatSomethingIsKept)
{
    const RecordId mine = givenSaved(u"mine"_s);
    const SentRequest sent = request().sent;
    answer.acks = { wire::Ack { 1, 7, { Outcome::Code::Held, u"scope"_s, {} } } };
    apply(sent);
    const auto lines = *store->diary().lines(10);
    ASSERT_EQ(lines.size(), 1);
    EXPECT_EQ(lines.first().kind, DiaryKind::Kept);
    EXPECT_EQ(lines.first().record, mine);
}

} // namespace
} // namespace sightline::sync
