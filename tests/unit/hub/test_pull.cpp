#include "tests/unit/hub/forwarding_snapshot.h"
#include "tests/unit/hub/hub_fixture.h"

using namespace sightline;
using namespace sightline::hub;

using PullTest = HubTest;

TEST_F(PullTest, CountsAndDigestsEqualWhatTheDeviceHolds)
{
    auto a = device(u"a"_s);
    for (int i = 0; i < 5; ++i)
        a.sync({ a.create(visit(u"a"_s)) });
    auto tm = device(u"tm"_s);
    for (TestDevice *reader : { &a, &tm }) {
        reader->pullAll();
        for (auto it = reader->scopes.cbegin(); it != reader->scopes.cend(); ++it) {
            EXPECT_EQ(it->count, reader->heldIn(it.key()).count) << qPrintable(it.key());
            EXPECT_EQ(it->digest, reader->heldIn(it.key()).digest) << qPrintable(it.key());
        }
    }
}

namespace {

/// A snapshot that counts what is asked of it.
class Counting final : public ForwardingSnapshot {
public:
    Counting(HubSnapshot &to, int &reads) : ForwardingSnapshot(to), m_reads(reads) { }

private:
    void asked() override { ++m_reads; }
    int &m_reads;
};

} // namespace

TEST_F(PullTest, AnIdlePullReadsTheCouncilsRowAndNothingElse)
{
    auto a = device(u"a"_s), tm = device(u"tm"_s);
    a.sync({ a.create(visit(u"a"_s)) });
    a.pullAll();
    tm.pullAll();
    const auto readsOf = [this](const TestDevice &device) {
        int reads = 0;
        const auto snapshot = store->snapshot();
        Counting counting(**snapshot, reads);
        const auto answer = hub->servePull(counting, device.request(), device.caller, {});
        EXPECT_TRUE(answer);
        EXPECT_EQ(answer->scopes, device.scopes) << "with counts and digests all the same";
        return reads;
    };
    EXPECT_EQ(readsOf(tm), 1);
    EXPECT_EQ(readsOf(a), 1) << "also of a device that has pushed";
    a.sync({ a.create(visit(u"a"_s)) });
    EXPECT_GT(
        [&] {
            int reads = 0;
            const auto snapshot = store->snapshot();
            Counting counting(**snapshot, reads);
            const auto answer = hub->servePull(counting, tm.request(), tm.caller, {});
            EXPECT_EQ(answer->rows.size(), 1) << "what is new is seen at once";
            return reads;
        }(),
        1);
    tm.pullAll();
    EXPECT_EQ(tm.scopes[u"lead:north"_s].digest, tm.heldIn(u"lead:north"_s).digest);
    EXPECT_EQ(readsOf(tm), 1);
}

TEST_F(PullTest, APageHoldsWholeSeqsAndLosesNothingAtAnyLimit)
{
    auto a = device(u"a"_s);
    QList<RecordId> made;
    for (int i = 0; i < 12; ++i) {
        const Operation create = a.create(visit(u"a"_s));
        a.sync({ create });
        made.append(create.record);
    }
    for (const int limit : { 1, 2, 3, 7, 500 }) {
        TestDevice tm(*hub, clock, random, u"tm"_s);
        tm.pullAll(limit);
        for (const RecordId &record : made)
            EXPECT_TRUE(tm.row(record)) << "limit " << limit;
        for (auto it = tm.scopes.cbegin(); it != tm.scopes.cend(); ++it)
            EXPECT_EQ(it->digest, tm.heldIn(it.key()).digest) << "limit " << limit << " " << qPrintable(it.key());
    }
}

TEST_F(PullTest, APageIsCutByWeightToo)
{
    auto a = device(u"a"_s);
    for (int i = 0; i < 8; ++i)
        a.sync({ a.create(visit(u"a"_s, RecordState::Completed, QString(300'000, u'x'))) });
    TestDevice tm(*hub, clock, random, u"tm"_s);
    const auto answer = tm.sync();
    EXPECT_TRUE(answer.more);
    EXPECT_LT(answer.rows.size(), 8 + 20);
    for (const wire::ScopeState &scope : answer.scopes)
        EXPECT_TRUE(scope.digest.isEmpty()) << "an unfinished answer carries no digest";
    tm.pullAll();
    EXPECT_EQ(tm.scopes[u"lead:north"_s].digest, tm.heldIn(u"lead:north"_s).digest);
}

TEST_F(PullTest, LeavesOutTheBodiesThatTheRequestCreates)
{
    auto a = device(u"a"_s);
    const Operation applied = a.create(visit(u"a"_s));
    const Operation refused = a.create(visit(u"b"_s));   // of another author: kept, a notice comes
    wire::SyncRequest request = a.request({ applied, refused });
    request.leavesOutOwn = true;
    const auto answer = hub->sync(request, a.caller);
    ASSERT_TRUE(answer);
    int leftOut = 0, whole = 0;
    for (const wire::Row &row : answer->rows) {
        leftOut += row.createdBy > 0 ? 1 : 0;
        whole += row.body.isEmpty() ? 0 : 1;
        EXPECT_NE(row.createdBy > 0, !row.body.isEmpty());
        if (row.record == applied.record) {
            EXPECT_EQ(row.createdBy, request.operations[0].number);
            EXPECT_EQ(QString::fromLatin1(row.hash.toHex()), bodyHash(*bodyBytes(*applied.head)));
        }
    }
    EXPECT_EQ(leftOut, 1);
    EXPECT_GT(whole, 0) << "the notice is the hub's own";

    wire::SyncRequest again = request;   // the answer was lost: the same is said once more
    const auto repeated = hub->sync(again, a.caller);
    ASSERT_TRUE(repeated);
    EXPECT_EQ(repeated->rows, answer->rows);
    again.leavesOutOwn = false;
    const auto asked = hub->sync(again, a.caller);
    ASSERT_TRUE(asked);
    for (const wire::Row &row : asked->rows)
        EXPECT_FALSE(row.body.isEmpty());
}

TEST_F(PullTest, ARecordChangedSinceItsCreationIsSentWhole)
{
    auto a = device(u"a"_s);
    const Operation create = a.create(visit(u"a"_s, RecordState::Draft));
    Operation complete = a.operation(OperationKind::Complete, create.record);
    complete.bodyHash = bodyHash(*bodyBytes(*create.head));
    wire::SyncRequest request = a.request({ create, complete });
    request.leavesOutOwn = true;
    const auto answer = hub->sync(request, a.caller);
    ASSERT_TRUE(answer);
    ASSERT_EQ(outcomeName(answer->acks.last().outcome), u"applied"_s);
    const auto row = std::find_if(answer->rows.cbegin(), answer->rows.cend(), [&](const wire::Row &one) { return one.record == create.record; });
    ASSERT_NE(row, answer->rows.cend());
    EXPECT_EQ(row->createdBy, 0);
    EXPECT_EQ(bodyFromBytes(row->body)->state, RecordState::Completed);
}

TEST_F(PullTest, ANewScopeComesFromTheBeginningAndALostOneIsMissingFromTheAnswer)
{
    auto a = device(u"a"_s);
    const Operation old = a.create(visit(u"a"_s));
    a.sync({ old });
    auto c = device(u"c"_s);
    EXPECT_FALSE(c.row(old.record));

    publish(person(u"c"_s, u"fostering"_s, u"north"_s, u"tm-south"_s));
    c.pullAll();
    EXPECT_TRUE(c.row(old.record)) << "old rows of a scope gained";
    EXPECT_FALSE(c.scopes.contains(u"team:south"_s));

    publish(person(u"c"_s, u"fostering"_s, u"south"_s, u"tm-south"_s));
    c.pullAll();
    EXPECT_FALSE(c.row(old.record));
    EXPECT_FALSE(c.scopes.contains(u"team:north"_s));
}

TEST_F(PullTest, ARecordThatLeavesAScopeLeavesAnEntry)
{
    HubOptions options;
    options.visibility.insert(u"T09"_s, { { u"team"_s }, { u"author"_s } });
    HubService other(*store, clock, random, options);
    TestDevice a(other, clock, random, u"a"_s);
    TestDevice b(other, clock, random, u"b"_s);
    a.pullAll();
    RecordBody head = visit(u"a"_s, RecordState::Draft);
    head.form = u"T09@1.0"_s;
    const Operation made = a.create(head);
    a.sync({ made });
    b.pullAll();
    ASSERT_TRUE(b.row(made.record));
    Operation complete = a.operation(OperationKind::Complete, made.record);
    complete.bodyHash = bodyHash(a.row(made.record)->body);
    ASSERT_EQ(outcomeName(a.sync({ complete }).acks[0].outcome), u"applied"_s);
    b.pullAll();
    EXPECT_FALSE(b.row(made.record));
    EXPECT_EQ(b.scopes[u"team:north"_s].digest, b.heldIn(u"team:north"_s).digest);
}

TEST_F(PullTest, ADisabledPersonsDeviceGivesItsWorkAndReceivesNothing)
{
    auto a = device(u"a"_s);
    a.caller.access = Caller::Access::PushOnly;
    const Operation made = a.create(visit(u"a"_s));
    const auto answer = a.sync({ made });
    ASSERT_EQ(answer.acks.size(), 1);
    EXPECT_EQ(outcomeName(answer.acks[0].outcome), u"held:scope"_s);
    EXPECT_TRUE(answer.scopes.isEmpty());
    EXPECT_TRUE(answer.rows.isEmpty());
    auto tm = device(u"tm"_s);
    EXPECT_TRUE(tm.row(noticeOf(made))) << "the manager hears of it";
}

TEST_F(PullTest, RightsFollowTheCouncilsDay)
{
    Person leaver = person(u"b"_s, u"early"_s, u"north"_s, u"tm"_s);
    leaver.to = QDate(2026, 11, 24);
    publish(leaver);
    auto b = device(u"b"_s);
    EXPECT_TRUE(b.scopes.contains(u"team:north"_s));
    clock.at.msSinceEpoch += 2LL * 24 * 3600 * 1000;
    b.pullAll();
    EXPECT_TRUE(b.scopes.isEmpty());
}

TEST_F(PullTest, DigestsLeadToTheRowsOfASmallScopeAndRefuseForeignOnes)
{
    auto a = device(u"a"_s);
    const Operation made = a.create(visit(u"a"_s));
    a.sync({ made });
    const auto snapshot = store->snapshot();
    const auto answer = hub->digest(**snapshot, u"team:north"_s, {}, a.caller);
    ASSERT_TRUE(answer);
    ASSERT_EQ((*answer)[u"rows"_s].toArray().size(), 1);
    EXPECT_EQ((*answer)[u"rows"_s].toArray()[0][u"id"_s].toString(), made.record.toString());
    for (const QString &foreign : { u"team:south"_s, u"team:unheard-of"_s }) {
        const auto refused = hub->digest(**snapshot, foreign, {}, a.caller);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error(), (Error { ErrorCode::NotAllowed, u"That scope is not one of yours."_s }));
    }
    EXPECT_FALSE(hub->digest(**snapshot, u"team:north"_s, u"xyz"_s, a.caller));
}

TEST_F(PullTest, DigestsOfALargeScopeBisectToTheSameSum)
{
    auto a = device(u"a"_s);
    for (int i = 0; i < 90; ++i)
        a.sync({ a.create(visit(u"a"_s)) });
    const auto snapshot = store->snapshot();
    const auto top = hub->digest(**snapshot, u"team:north"_s, {}, a.caller);
    ASSERT_TRUE(top);
    EXPECT_TRUE((*top)[u"rows"_s].isNull());
    QByteArray sum = wire::emptyDigest();
    for (const Json &part : (*top)[u"sums"_s].toObject())
        sum = wire::addDigests(sum, QByteArray::fromHex(part.toString().toLatin1()));
    EXPECT_EQ(sum, a.scopes[u"team:north"_s].digest);
}
