#include "tests/unit/store/store_fixture.h"

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

class ViewTest : public StoreTest {
protected:
    OutboxBatch batch()
    {
        return store->transact([&] { return store->outbox().nextBatch(100, 1 << 20, clock.at); }).value();
    }
    void put(const BaseRow &row)
    {
        const auto stored = store->transact([&] { return store->base().put(row); });
        ASSERT_TRUE(stored) << stored.error().detail.toStdString();
    }
    void answer(const OutboxBatch &of, qint64 number, qint64 seq, const Outcome &outcome = {})
    {
        ASSERT_TRUE(store->transact([&] { return store->outbox().recordAnswer(of.stream, number, seq, outcome, 77); }));
    }
    RecordBody noticeBody(const RecordId &about, const OperationId &operation, const QString &outcome, bool isClosed = false)
    {
        RecordBody body;
        body.type = RecordType::Notice;
        body.state = RecordState::Completed;
        body.author = person;
        body.about = about;
        body.answers.insert(u"operation"_s, Json::object({ { u"id"_s, operation.toString() } }));
        body.answers.insert(u"outcome"_s, outcome);
        if (isClosed)
            body.answers.insert(u"closed"_s, Json::object({ { u"how"_s, u"dismiss"_s } }));
        return body;
    }
};

TEST_F(ViewTest, ARecordGoesFromHereThroughSentToOnHub)
{
    const RecordId record = givenOwnRecord();
    EXPECT_EQ(viewOf(record).sync, RecordSync::Here);
    const auto sent = batch();
    EXPECT_EQ(viewOf(record).sync, RecordSync::Here);   // numbered is not sent
    ASSERT_TRUE(store->transact([&] { return store->outbox().markSent(sent.stream, 1, 5); }));
    EXPECT_EQ(viewOf(record).sync, RecordSync::Sent);
    answer(sent, 1, 10);
    EXPECT_EQ(viewOf(record).sync, RecordSync::OnHub);
    EXPECT_TRUE(viewOf(record).body.has_value());       // the base row has not come yet, so her own words show
    put(baseRow(record, formBody(u"Warm welcome"_s), 10));
    EXPECT_EQ(viewOf(record).sync, RecordSync::OnHub);
    EXPECT_FALSE(viewOf(record).body.has_value());      // decisions 16: no second copy of a body
    EXPECT_EQ(store->view().body(record).value()->answers.value(u"note"_s).toString(), u"Warm welcome"_s);
}

TEST_F(ViewTest, WhatIsShownNeverGoesBackToAnOlderBaseRow)
{
    const RecordId record = newRecord();
    RecordBody draft = formBody(u"old"_s);
    draft.state = RecordState::Draft;
    put(baseRow(record, draft, 5));
    Operation patch { .id = newId<OperationId>(clock, random), .record = record };
    patch.kind = OperationKind::Patch;
    patch.kindName = operationKindName(patch.kind);
    patch.set.insert(u"note"_s, { u"new"_s, fieldHash(u"old"_s) });
    ASSERT_TRUE(store->transact([&] { return store->outbox().append(patch); }));
    const auto words = [&] { return store->view().body(record).value()->answers.value(u"note"_s).toString(); };
    EXPECT_EQ(words(), u"new"_s);
    answer(batch(), 1, 9);
    EXPECT_EQ(words(), u"new"_s);      // answered at 9, base is at 5
    draft.answers.insert(u"other"_s, u"x"_s);
    put(baseRow(record, draft, 7, 2));
    EXPECT_EQ(words(), u"new"_s);
    draft.answers.insert(u"note"_s, u"new"_s);
    put(baseRow(record, draft, 9, 3));
    EXPECT_EQ(words(), u"new"_s);
    EXPECT_FALSE(viewOf(record).body);
}

TEST_F(ViewTest, AHeldRecordStaysVisibleAsKeptUntilItsNoticeIsClosed)
{
    const RecordId record = givenOwnRecord();
    const auto sent = batch();
    const OperationId operation = sent.entries.first().operation.id;
    answer(sent, 1, 10, { Outcome::Code::Held, u"form_unknown"_s, {} });
    EXPECT_EQ(viewOf(record).sync, RecordSync::Kept);
    const RecordId notice = newRecord();
    put(baseRow(notice, noticeBody(record, operation, u"held:form_unknown"_s), 11));
    EXPECT_EQ(viewOf(record).sync, RecordSync::Kept);
    EXPECT_EQ(viewOf(notice).openOutcome, u"held:form_unknown"_s);
    EXPECT_EQ(viewOf(notice).target, operation);
    ASSERT_EQ(store->transact([&] { return store->outbox().dropDurable(99); }).value(), 0);
    put(baseRow(notice, noticeBody(record, operation, u"held:form_unknown"_s, true), 12, 2));
    EXPECT_EQ(viewOf(record).sync, RecordSync::OnHub);
    EXPECT_EQ(store->transact([&] { return store->outbox().dropDurable(99); }).value(), 1);
    EXPECT_FALSE(store->view().find(record).value().has_value());   // dismissed: it never became a record
}

TEST_F(ViewTest, AConflictIsSaidOfTheRecordAndEndsWithItsNotice)
{
    const RecordId record = newRecord();
    put(baseRow(record, formBody(u"theirs"_s), 5));
    const RecordId notice = newRecord();
    const OperationId operation = newId<OperationId>(clock, random);
    put(baseRow(notice, noticeBody(record, operation, u"conflict"_s), 6));
    EXPECT_EQ(viewOf(record).sync, RecordSync::Conflict);
    ASSERT_TRUE(store->transact([&] { return store->base().remove(notice); }));
    EXPECT_EQ(viewOf(record).sync, RecordSync::OnHub);
}

TEST_F(ViewTest, ACompletedRecordCannotBeReplacedByOtherWords)
{
    const RecordId record = newRecord();
    put(baseRow(record, formBody(u"first capture"_s), 5));
    const auto refused = store->transact([&] { return store->base().put(baseRow(record, formBody(u"altered"_s), 6, 2)); });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::NotAllowed);
    RecordBody voided = formBody(u"first capture"_s);
    voided.state = RecordState::Void;
    voided.voidReason = u"Wrong child"_s;
    put(baseRow(record, voided, 7, 2));
    EXPECT_EQ(viewOf(record).state, RecordState::Void);
}

TEST_F(ViewTest, DerivingEverythingAgainGivesTheSameRows)
{
    for (int i = 0; i < 5; ++i)
        givenOwnRecord(QString::number(i));
    const RecordId record = newRecord();
    put(baseRow(record, formBody(u"theirs"_s), 5));
    put(baseRow(newRecord(), noticeBody(record, newId<OperationId>(clock, random), u"conflict"_s), 6));
    const auto dump = [&] {
        QByteArrayList rows;
        EXPECT_TRUE(store->db().each("SELECT id, type, state, sync_state, made_at_ms, coalesce(body, x''), coalesce(open_outcome, '') FROM view ORDER BY id",
                                     [&](const Statement &row) {
                                         QByteArray line;
                                         for (int column = 0; column < 7; ++column)
                                             line += row.blob(column).toHex() + '|';
                                         rows.append(line);
                                     }));
        return rows;
    };
    const auto before = dump();
    ASSERT_EQ(before.size(), 7);
    ASSERT_TRUE(store->transact([&] { return store->view().rebuildAll(person); }));
    EXPECT_EQ(dump(), before);
}

TEST_F(ViewTest, LeavingTheLastScopeNamesTheRecordsToForget)
{
    const RecordId both = newRecord(), one = newRecord();
    put(baseRow(both, formBody(u"a"_s), 5));
    put(baseRow(one, formBody(u"b"_s), 6));
    const auto orphans = store->transact([&]() -> Result<QList<RecordId>> {
        auto &scopes = store->scopes();
        for (const QString &scope : { u"team:a"_s, u"team:b"_s })
            EXPECT_TRUE(scopes.put({ scope, 6, 0, QByteArray(16, '\0') }));
        EXPECT_TRUE(scopes.enter(u"team:a"_s, both).value());
        EXPECT_FALSE(scopes.enter(u"team:a"_s, both).value());
        EXPECT_TRUE(scopes.enter(u"team:b"_s, both).value());
        EXPECT_TRUE(scopes.enter(u"team:a"_s, one).value());
        return scopes.drop(u"team:a"_s);
    });
    EXPECT_EQ(orphans.value(), QList<RecordId> { one });
    EXPECT_EQ(store->scopes().scopesOf(both).value(), QStringList { u"team:b"_s });
    EXPECT_EQ(store->scopes().all()->size(), 1);
}

TEST_F(ViewTest, AnOlderHistoryIsSweptUnlessConfirmed)
{
    const RecordId kept = newRecord(), gone = newRecord();
    put(baseRow(kept, formBody(u"a"_s), 5));
    put(baseRow(gone, formBody(u"b"_s), 6));
    ASSERT_TRUE(store->transact([&] { return store->base().markAllProvisional(); }));
    put(baseRow(kept, formBody(u"a"_s), 2));
    const auto swept = store->transact([&] { return store->base().sweepProvisional(); });
    EXPECT_EQ(swept.value(), QList<RecordId> { gone });
    EXPECT_FALSE(store->view().find(gone).value().has_value());
    EXPECT_EQ(viewOf(kept).sync, RecordSync::OnHub);
}

} // namespace
