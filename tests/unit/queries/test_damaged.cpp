// One own operation or draft that cannot be read holds up nothing else, is kept byte for byte, and is named.
#include "core/queries/sync_summary.h"
#include "tests/unit/store/store_fixture.h"

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

class DamagedTest : public StoreTest {
protected:
    OutboxBatch batch()
    {
        return store->transact([&] { return store->outbox().nextBatch(100, 1 << 20, clock.at); }).value();
    }
    /// What a failing disk or a fault of ours may do, whatever the triggers say.
    void damage(const RecordId &record)
    {
        ASSERT_TRUE(store->db().execute("DROP TRIGGER IF EXISTS outbox_body_immutable"));
        ASSERT_EQ(store->db().run("UPDATE outbox_body SET op = ?2 WHERE n IN (SELECT n FROM outbox WHERE record_id = ?1)", record, bad).value(), 1);
    }
    Result<DamagedTable::Moved> take()
    {
        return store->transact([&] { return store->damaged().takeFromOutbox(clock.at); });
    }

    const QByteArray bad = QByteArrayLiteral("{\"id\":\"torn");
};

TEST_F(DamagedTest, IsMovedByteForByteAndTheRestGoesOn)
{
    const RecordId first = givenOwnRecord(u"one"_s), torn = givenOwnRecord(u"two"_s), last = givenOwnRecord(u"three"_s);
    damage(torn);
    const auto stopped = store->transact([&] { return store->outbox().nextBatch(100, 1 << 20, clock.at); });
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Corrupt);
    const auto moved = take();
    ASSERT_TRUE(moved) << moved.error().detail.toStdString();
    EXPECT_EQ(moved->count, 1);
    EXPECT_FALSE(moved->hadNumber);
    const auto next = batch();
    ASSERT_EQ(next.entries.size(), 2);
    EXPECT_EQ(next.entries.at(0).operation.record, first);
    EXPECT_EQ(next.entries.at(1).operation.record, last);
    const auto kept = store->damaged().moved();
    ASSERT_EQ(kept->size(), 1);
    EXPECT_EQ(kept->first().bytes, bad);
    EXPECT_EQ(kept->first().record, torn.toBytes());
    EXPECT_EQ(kept->first().order, 2);
    EXPECT_EQ(syncSummary(*store)->damaged, QStringList { torn.toString() });
    EXPECT_EQ(take()->count, 0);
}

TEST_F(DamagedTest, IsNeverDeletedNorChanged)
{
    const RecordId torn = givenOwnRecord();
    damage(torn);
    ASSERT_EQ(take()->count, 1);
    EXPECT_EQ(store->db().run("DELETE FROM damaged_operation").error().code, ErrorCode::NotAllowed);
    EXPECT_EQ(store->db().run("UPDATE damaged_operation SET op = x'00'").error().code, ErrorCode::NotAllowed);
    // Another's row there lets nothing else out of the outbox.
    givenOwnRecord();
    EXPECT_EQ(store->db().run("DELETE FROM outbox").error().code, ErrorCode::NotAllowed);
}

TEST_F(DamagedTest, HidesNoOtherOperationOfItsRecordFromItsReader)
{
    const RecordId record = givenOwnRecord(u"as written"_s);
    Operation marked { .id = newId<OperationId>(clock, random), .record = record };
    marked.kind = OperationKind::Void;
    marked.kindName = operationKindName(marked.kind);
    marked.reason = u"Wrong family"_s;
    ASSERT_TRUE(store->transact([&] { return store->outbox().append(marked); }));
    ASSERT_TRUE(store->db().execute("DROP TRIGGER outbox_body_immutable"));
    ASSERT_EQ(store->db().run("UPDATE outbox_body SET op = ?2 WHERE n IN (SELECT n FROM outbox WHERE op_id = ?1)", marked.id, bad).value(), 1);
    ASSERT_EQ(take()->count, 1);
    const auto shown = store->view().body(record);
    ASSERT_TRUE(shown && *shown);
    EXPECT_EQ((*shown)->answers.value(u"note"_s), Json(u"as written"_s));
    EXPECT_EQ((*shown)->state, RecordState::Completed);
}

TEST_F(DamagedTest, WhereTheDiskGivesNothingTheWordsStayAsTheyWereLastShown)
{
    const RecordId gone = givenOwnRecord(u"last words"_s), whole = givenOwnRecord(u"whole"_s);
    const QByteArray body = bodyBytes(formBody(u"last words"_s)).value();
    ASSERT_TRUE(store->db().execute("DROP TRIGGER outbox_body_stays"));
    ASSERT_EQ(store->db().run("DELETE FROM outbox_body WHERE n IN (SELECT n FROM outbox WHERE record_id = ?1)", gone).value(), 1);
    // A later operation on the same record must not take what is shown away before it has been set apart.
    Operation marked { .id = newId<OperationId>(clock, random), .record = gone };
    marked.kind = OperationKind::Void;
    marked.kindName = operationKindName(marked.kind);
    marked.reason = u"Wrong family"_s;
    ASSERT_TRUE(store->transact([&] { return store->outbox().append(marked); }));
    EXPECT_EQ(store->transact([&] { return store->isolateDamaged(); }).value(), 1);
    const auto kept = store->damaged().moved();
    ASSERT_EQ(kept->size(), 1);
    EXPECT_EQ(kept->first().bytes, QByteArray());
    EXPECT_EQ(kept->first().shown, body);
    EXPECT_EQ(syncSummary(*store)->damaged, QStringList { gone.toString() });
    const auto isShown = [&] {
        const auto shown = store->view().body(gone);
        return shown && *shown && (*shown)->answers.value(u"note"_s) == Json(u"last words"_s) && viewOf(gone).sync == RecordSync::Here;
    };
    EXPECT_TRUE(isShown());
    ASSERT_TRUE(store->transact([&] { return store->view().rebuildAll(person); }));
    EXPECT_TRUE(isShown()) << "deriving anew loses the last words";
    const auto next = batch();
    ASSERT_EQ(next.entries.size(), 2);
    EXPECT_EQ(next.entries.first().operation.record, whole);
    EXPECT_EQ(store->db().run("DELETE FROM damaged_operation").error().code, ErrorCode::NotAllowed);
}

TEST_F(DamagedTest, ADamagedDraftHidesNoOther)
{
    RecordBody body = formBody(u"half"_s);
    body.state = RecordState::Draft;
    body.completedAtMs = 0;
    const RecordId whole = newRecord(), torn = newRecord();
    ASSERT_TRUE(store->transact([&]() -> Result<void> {
        if (const auto saved = store->drafts().save({ whole, body, {}, 1, {} }); !saved)
            return saved;
        return store->drafts().save({ torn, body, {}, 2, {} });
    }));
    ASSERT_EQ(store->db().run("UPDATE draft SET body = ?2 WHERE id = ?1", torn, bad).value(), 1);
    const auto drafts = store->drafts().list();
    ASSERT_TRUE(drafts);
    ASSERT_EQ(drafts->size(), 1);
    EXPECT_EQ(drafts->first().id, whole);
    const auto damaged = store->drafts().damaged();
    ASSERT_EQ(damaged->size(), 1);
    EXPECT_EQ(damaged->first().id, torn.toBytes());
    EXPECT_EQ(damaged->first().bytes, bad);
    EXPECT_EQ(syncSummary(*store)->damaged, QStringList { torn.toString() });
}

TEST_F(DamagedTest, WhatCouldNotBeReadBackOrSentIsNotStored)
{
    const auto nested = [](int depth) {
        Json value = u"x"_s;
        for (int i = 0; i < depth; ++i)
            value = Json::array({ value });
        return value;
    };
    const auto append = [&](int depth) {
        RecordBody body = formBody({});
        body.answers.insert(u"note"_s, nested(depth));
        return store->transact([&] { return store->outbox().append(createOf(newRecord(), body)); });
    };
    // The operation, its head, its answers and the value itself are four levels; a push adds three more.
    EXPECT_TRUE(append(limits::jsonDepthMax - 7));
    const auto refused = append(limits::jsonDepthMax - 6);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(batch().entries.size(), 1);
}

} // namespace
