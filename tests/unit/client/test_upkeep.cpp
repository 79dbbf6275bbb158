#include "core/store/mend_store.h"
#include "core/store/store_directory.h"
#include "sync/client/upkeep.h"
#include "tests/unit/client/device_fixture.h"

#include <QFile>
#include <QTemporaryDir>

namespace sightline::sync {
namespace {

const QString north = u"team:north"_s;

class UpkeepTest : public DeviceTest {
protected:
    Result<void> keepUpNow(const QString &program = u"1.0"_s)
    {
        OwnStore own(*store);
        return keepUp(
            own, [this] { return partsWanted-- > 0; }, scrub, program);
    }
    /// Rows in team:north, as many as @p count.
    QList<wire::Row> givenRows(int count, const QString &words = u"Toast"_s)
    {
        QList<wire::Row> rows;
        for (int i = 1; i <= count; ++i)
            rows.append(row(newRecord(), i, 1, body(words), { north }));
        answer.rows = rows;
        answer.cursors = { { north, count } };
        complete(rows);
        EXPECT_TRUE(apply().repaired.isEmpty());
        return rows;
    }
    void damageFirstRow() { EXPECT_TRUE(store->db().run("UPDATE base SET body = x'7b7d' WHERE n = (SELECT min(n) FROM base)")); }
    qint64 rows() { return store->base().count().value(); }

    int partsWanted = 1000;
    std::optional<Scrub> scrub;
};

TEST_F(UpkeepTest, ReadsEverythingOnceAWeek)
{
    givenRows(600);   // more than one part
    ASSERT_TRUE(keepUpNow());
    damageFirstRow();
    clock.at.msSinceEpoch += scrubIntervalMs - 1;
    ASSERT_TRUE(keepUpNow());
    EXPECT_EQ(rows(), 600) << "not before a week is over";
    clock.at.msSinceEpoch += 1;
    ASSERT_TRUE(keepUpNow());
    EXPECT_EQ(rows(), 599);
    EXPECT_EQ((*store->scopes().find(north))->count, 599) << "which the hub's digest will tell apart";
}

TEST_F(UpkeepTest, AClockSetBackDoesNotPutItOff)
{
    givenRows(3);
    ASSERT_TRUE(keepUpNow());
    damageFirstRow();
    clock.at.msSinceEpoch -= scrubIntervalMs * 500;
    ASSERT_TRUE(keepUpNow());
    EXPECT_EQ(rows(), 2);
}

TEST_F(UpkeepTest, OneThatIsPutOffGoesOnWhereItWas)
{
    givenRows(600);
    damageFirstRow();
    ASSERT_TRUE(store->db().run("UPDATE base SET body = x'7b7d' WHERE n = (SELECT max(n) FROM base)"));
    partsWanted = 1;
    const auto cut = keepUpNow();
    ASSERT_FALSE(cut);
    EXPECT_EQ(cut.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(rows(), 599) << "the first part was a transaction of its own";
    ASSERT_TRUE(scrub);
    EXPECT_EQ(scrub->report().rows, 256);
    partsWanted = 1000;
    ASSERT_TRUE(keepUpNow());
    EXPECT_EQ(rows(), 598);
    EXPECT_FALSE(scrub);
}

TEST_F(UpkeepTest, AnotherProgramReadsAgainWhatThisOneSetAside)
{
    const RecordId unread = newRecord();
    wire::Row broken = row(unread, 5, 1, body(u"a"_s), { north });
    broken.body.clear();
    answer.rows = { broken };
    answer.cursors = { { north, 5 } };
    complete({ broken });
    ASSERT_TRUE(keepUpNow());
    EXPECT_EQ(apply({ unread }).setAside, 1);
    ASSERT_TRUE(keepUpNow());
    EXPECT_EQ(cursor(north), 5) << "the same program would read no better";
    ASSERT_TRUE(keepUpNow(u"1.1"_s));
    EXPECT_EQ(cursor(north), 4);
}

TEST_F(UpkeepTest, APageOutOfReachIsMendedAndTheScrubThenGoesThrough)
{
    constexpr qint64 pageBytes = 8192;
    const QTemporaryDir folder;
    StoreDirectory directory(folder.filePath(u"store"_s));
    const StoreCredentials credentials { SecretBytes::copyOf("a passphrase of a test"), nullptr, { 1, 8 * 1024 } };
    ASSERT_TRUE(directory.provision(credentials, clock, random));
    const auto open = [&] { store = std::move(directory.open(credentials, clock, random)).value(); };
    open();
    enrol();
    givenRows(60, u"Toast "_s.repeated(200));
    ASSERT_TRUE(store->db().checkpoint());
    const auto page = store->db().integer("SELECT max(pageno) FROM dbstat WHERE name = 'base' AND pagetype = 'leaf'");
    ASSERT_TRUE(page && *page);
    store.reset();
    {
        QFile file(directory.databasePath());
        ASSERT_TRUE(file.open(QIODevice::ReadWrite) && file.seek((**page - 1) * pageBytes + 3000) && file.write(QByteArray(64, 'x')) == 64);
    }
    open();
    const auto met = keepUpNow();
    ASSERT_FALSE(met);
    EXPECT_EQ(met.error().code, ErrorCode::Corrupt);
    ASSERT_TRUE(keepUpNow()) << "the store was mended before the next transaction";
    const auto mended = lastMending(store->meta());
    ASSERT_TRUE(mended && *mended);
    EXPECT_TRUE((*mended)->isOwnWorkWhole);
    EXPECT_FALSE((*mended)->isFromHubWhole);
    EXPECT_LT(rows(), 60);
    EXPECT_EQ(cursor(north), -1) << "all of it is asked for again";
    store.reset();   // before the folder
}

} // namespace
} // namespace sightline::sync
