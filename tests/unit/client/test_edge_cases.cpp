// Edge cases of the protocol, the device's half, that no other test shows by itself (sync/protocol/PROTOCOL.md, section 10).
#include "tests/unit/client/device_fixture.h"
#include "tests/unit/commands/disk_fixture.h"

namespace sightline::sync {
namespace {

const QString north = u"team:north"_s;

/// A device whose disk can be pulled out, or be full, at any write.
class DeviceEdgeCaseTest : public OnDisk<DeviceTest> {
protected:
    DeviceEdgeCaseTest()
    {
        openOnDisk();
        enrol();
        apply();   // the first answer names the history and the scopes
    }
    /// Puts the page with @p rows, up to @p cursor, into `answer`.
    void page(const QList<wire::Row> &rows, qint64 cursor)
    {
        answer.rows = rows;
        answer.cursors = { { north, cursor } };
    }
    /// Stores the present `answer` as the one to @p sent; it stays for another try.
    bool storeOnce(const SentRequest &sent) { return applyAnswer(*store, answer, {}, sent, rules).hasValue(); }
};

// 27
TEST_F(DeviceEdgeCaseTest, AFirstPullBrokenOffAtAnyWriteOfAnyPageGoesOnWhereItWas)
{
    QList<wire::Row> rows;
    for (int i = 0; i < 3; ++i)
        rows.append(row(newRecord(), i + 1, 1, body(u"page %1"_s.arg(i)), { north }));
    int cuts = 0;
    for (int number = 0; number < 3; ++number) {
        page({ rows[number] }, number + 1);
        const SentRequest sent = request().sent;
        cuts += cutAtEveryWrite([&] { return storeOnce(sent); },
                                [&](bool) {
                                    const bool isHere = holds(rows[number].record);
                                    EXPECT_EQ(cursor(north), isHere ? number + 1 : number) << "a page and its place come together";
                                    for (int before = 0; before < number; ++before)
                                        EXPECT_TRUE(holds(rows[before].record)) << "what was stored stays: page " << before;
                                });
        openOnDisk();
        if (!holds(rows[number].record)) {   // gone with the power: it is asked for again, from where it was
            EXPECT_EQ(request().message.cursors.value(north), number);
            ASSERT_TRUE(storeOnce(request().sent));
        }
        EXPECT_EQ(request().message.cursors.value(north), number + 1);
        // The next page follows on what is durable: pages may be lost with the power, but only the last ones and never their order.
        ASSERT_TRUE(store->transact([&] { return store->meta().setText(u"test.flushed"_s, QString::number(number)); }));
    }
    complete(rows);
    EXPECT_TRUE(apply().repaired.isEmpty()) << "count and digest are the hub's";
    EXPECT_GT(cuts, 6);
    std::printf("%d cuts within three pages\n", cuts);
}

// 40
TEST_F(DeviceEdgeCaseTest, APowerCutRightAfterAPurgeBringsNothingBack)
{
    const RecordId gone = newRecord(), stays = newRecord();
    answer.rows = { row(gone, 1, 1, body(u"CANARY of another team"_s), { north }), row(stays, 2, 1, body(u"for all"_s), { u"ref"_s }) };
    answer.cursors = { { north, 2 }, { u"ref"_s, 2 } };
    apply();
    answer.scopes.remove(north);
    answer.cursors.remove(north);
    const SentRequest sent = request().sent;
    const int cuts = cutAtEveryWrite([&] { return storeOnce(sent); },
                                     [&](bool wasCut) {
                                         EXPECT_EQ(holds(gone), cursor(north) >= 0) << "rows go with their scope, never one without the other";
                                         EXPECT_TRUE(holds(stays));
                                         EXPECT_FALSE(!wasCut && holds(gone)) << "durable before the answer counts as stored";
                                     });
    EXPECT_GT(cuts, 3);
    std::printf("%d cuts within a purge\n", cuts);
}

// 37, the device's half
TEST_F(DeviceEdgeCaseTest, ARecordThatItsOwnOperationMovedAwayGoesAndTheOperationIsKeptUntilTheBackupHasIt)
{
    const RecordId record = newRecord();
    const wire::Row before = row(record, 1, 1, body(u"draft"_s), { north });
    page({ before }, 1);
    apply();
    Operation mine = make(OperationKind::Complete, record);
    mine.bodyHash = bodyHash(before.body);
    ASSERT_TRUE(store->transact([&] { return store->outbox().append(mine); }));
    const BuiltRequest sent = request();
    ASSERT_EQ(sent.message.operations.size(), 1);
    answer.acks = { { sent.message.operations.first().number, 2, {} } };
    answer.rows = { wire::Row { .seq = 2, .record = record, .out = { north } } };
    answer.durableSeq = 1;
    complete({});
    const AppliedAnswer applied = apply(sent.sent);
    EXPECT_FALSE(holds(record)) << "it is in no scope of this device any more";
    EXPECT_TRUE(applied.repaired.isEmpty());
    EXPECT_FALSE(applied.next.unsent);
    EXPECT_EQ(store->outbox().counts()->kept, 1) << "a hub restored from its backup would need it";
    answer.durableSeq = 2;
    apply();
    EXPECT_FALSE(holds(record));
}

// 70, on a page
TEST_F(DeviceEdgeCaseTest, AFullDiskStoresNothingOfAPageAndAllOfItOnceThereIsRoom)
{
    const RecordId first = newRecord(), second = newRecord();
    page({ row(first, 1, 1, body(u"one"_s), { north }), row(second, 2, 1, body(u"two"_s), { north }) }, 2);
    const SentRequest sent = request().sent;
    vfs.fill("/d/", true);
    const auto refused = applyAnswer(*store, answer, {}, sent, rules);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::StorageFull);
    EXPECT_FALSE(holds(first) || holds(second));
    EXPECT_EQ(cursor(north), 0);
    vfs.fill("/d/", false);
    EXPECT_EQ(apply(sent).stored, (QSet { first, second }));
    EXPECT_EQ(cursor(north), 2);
}

} // namespace
} // namespace sightline::sync
