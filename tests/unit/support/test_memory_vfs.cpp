#include "core/sqlite/connection.h"
#include "core/sqlite/transaction.h"
#include "tests/support/memory_vfs.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

class MemoryVfsTest : public ::testing::Test {
protected:
    std::unique_ptr<Connection> open(const QString &path = u"/a/db"_s)
    {
        ConnectionOptions options;
        options.path = path;
        options.vfs = vfs.name();
        auto db = Connection::open(options);
        EXPECT_TRUE(db) << (db ? "" : db.error().detail.toStdString());
        return db ? std::move(*db) : nullptr;
    }
    static void add(Connection &db, int count)
    {
        for (int i = 0; i < count; ++i)
            ASSERT_TRUE(db.run("INSERT INTO t (body) VALUES (?1)", QByteArray(5000, 'x')));
    }
    static qint64 rows(Connection &db) { return db.integer("SELECT count(*) FROM t")->value_or(-1); }
    /// Pulls the plug on a store with @p durability and says how many of 40 committed rows are left.
    qint64 rowsAfterPowerCut(Durability durability, quint64 seed)
    {
        dice.seed(seed);
        const QString path = u"/p%1/db"_s.arg(seed);
        const QByteArray folder = "/p" + QByteArray::number(seed) + "/";
        auto db = open(path);
        EXPECT_TRUE(db->execute("CREATE TABLE t (n INTEGER PRIMARY KEY, body BLOB)"));
        EXPECT_TRUE(db->setDurability(durability));
        add(*db, 40);
        vfs.die(folder);
        db.reset();
        lostWrites += vfs.powerCut(folder, dice);
        db = open(path);
        EXPECT_EQ(*db->integrityCheck(), u"ok"_s);
        return rows(*db);
    }

    support::MemoryVfs vfs { "memory-test" };
    std::mt19937_64 dice { 1 };
    int lostWrites = 0;
};

TEST_F(MemoryVfsTest, KeepsCommittedRowsWhenTheStoreIsOpenedAgain)
{
    auto db = open();
    ASSERT_TRUE(db->execute("CREATE TABLE t (n INTEGER PRIMARY KEY, body BLOB)"));
    add(*db, 3);
    db.reset();
    db = open();
    EXPECT_EQ(rows(*db), 3);
}

TEST_F(MemoryVfsTest, APowerCutTakesNothingThatWasCommittedWithExtra)
{
    for (quint64 seed = 0; seed < 20; ++seed)
        EXPECT_EQ(rowsAfterPowerCut(Durability::Extra, seed), 40) << seed;
}

TEST_F(MemoryVfsTest, APowerCutTakesWhatWasNotSyncedButNeverDamagesTheFile)
{
    int seedsWithLoss = 0;
    for (quint64 seed = 0; seed < 20; ++seed)
        seedsWithLoss += rowsAfterPowerCut(Durability::Normal, seed) < 40 ? 1 : 0;
    EXPECT_GT(seedsWithLoss, 10) << "the fault must bite, or the tests above prove nothing";
    EXPECT_GT(lostWrites, 100);
}

TEST_F(MemoryVfsTest, ADiskThatLiesAboutSyncLosesCommittedRows)
{
    vfs.lieAboutSync("/a/");
    auto db = open();
    ASSERT_TRUE(db->execute("CREATE TABLE t (n INTEGER PRIMARY KEY, body BLOB)"));
    add(*db, 40);
    vfs.die("/a/");
    db.reset();
    vfs.powerCut("/a/", dice);
    const auto damaged = Connection::open({ .path = u"/a/db"_s, .vfs = vfs.name() });
    const bool isWhole = damaged && (*damaged)->integer("SELECT count(*) FROM t").valueOr(0) == 40;
    EXPECT_FALSE(isWhole);
}

TEST_F(MemoryVfsTest, AKilledProcessLosesNothing)
{
    auto db = open();
    ASSERT_TRUE(db->execute("CREATE TABLE t (n INTEGER PRIMARY KEY, body BLOB)"));
    ASSERT_TRUE(db->setDurability(Durability::Normal));
    add(*db, 10);
    vfs.die("/a/");
    EXPECT_FALSE(db->run("INSERT INTO t (body) VALUES (x'00')")) << "a process that is gone writes nothing";
    db.reset();
    vfs.processDied("/a/");
    db = open();
    EXPECT_EQ(rows(*db), 10);
}

TEST_F(MemoryVfsTest, AnImageIsACopyThatGoesItsOwnWay)
{
    auto db = open();
    ASSERT_TRUE(db->execute("CREATE TABLE t (n INTEGER PRIMARY KEY, body BLOB)"));
    add(*db, 2);
    vfs.put("/b/", vfs.takeDurable("/a/"));
    add(*db, 1);
    auto copy = open(u"/b/db"_s);
    EXPECT_EQ(rows(*copy), 2);
    EXPECT_EQ(rows(*db), 3);
}

TEST_F(MemoryVfsTest, AFullDiskIsAnErrorAndNothingIsHalfDone)
{
    auto db = open();
    ASSERT_TRUE(db->execute("CREATE TABLE t (n INTEGER PRIMARY KEY, body BLOB)"));
    vfs.fill("/a/", true);
    const auto written = db->run("INSERT INTO t (body) VALUES (x'00')");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::StorageFull);
    vfs.fill("/a/", false);
    EXPECT_EQ(rows(*db), 0);
    add(*db, 1);
    EXPECT_EQ(rows(*db), 1);
}

TEST_F(MemoryVfsTest, ABadDiskFailsOnceAndTheNextCommitIsWhole)
{
    auto db = open();
    ASSERT_TRUE(db->execute("CREATE TABLE t (n INTEGER PRIMARY KEY, body BLOB)"));
    vfs.failAfter("/a/", 1);
    const auto written = db->run("INSERT INTO t (body) VALUES (x'00')");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::StorageFailure);
    EXPECT_FALSE(vfs.callOff("/a/")) << "it has come";
    add(*db, 1);
    EXPECT_EQ(rows(*db), 1);
}

TEST_F(MemoryVfsTest, ADiskThatFillsUpIsFullFromThenOn)
{
    auto db = open();
    ASSERT_TRUE(db->execute("CREATE TABLE t (n INTEGER PRIMARY KEY, body BLOB)"));
    vfs.fillAfter("/a/", 0);
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(db->run("INSERT INTO t (body) VALUES (x'00')").error().code, ErrorCode::StorageFull);
    vfs.fill("/a/", false);
    add(*db, 1);
    vfs.fillAfter("/a/", 100);
    EXPECT_TRUE(vfs.callOff("/a/")) << "it had still to come";
    EXPECT_EQ(rows(*db), 1);
}

TEST_F(MemoryVfsTest, TwoConnectionsSeeEachOthersCommitsAndOneWritesAtATime)
{
    auto one = open();
    ASSERT_TRUE(one->execute("CREATE TABLE t (n INTEGER PRIMARY KEY, body BLOB)"));
    auto two = open();
    {
        auto writing = Transaction::begin(*one);
        ASSERT_TRUE(writing);
        EXPECT_FALSE(Transaction::begin(*two));
        add(*one, 1);
        EXPECT_EQ(rows(*two), 0);
        ASSERT_TRUE(writing->commit());
    }
    EXPECT_EQ(rows(*two), 1);
}

} // namespace
