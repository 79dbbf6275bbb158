#include "core/sqlite/migrator.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const QList<Migration> two = { { 1, u"0001_a.sql"_s, "CREATE TABLE a (i INTEGER) STRICT;" },
                               { 2, u"0002_b.sql"_s, "INSERT INTO a VALUES (1); CREATE TABLE b (i INTEGER) STRICT;" } };

std::unique_ptr<Connection> memory() { return std::move(Connection::open({ .path = u":memory:"_s })).value(); }

TEST(Migrator, BringsAnEmptyDatabaseToTheNewestSchema)
{
    const auto db = memory();
    EXPECT_EQ(migrate(*db, two).value(), 2);
    EXPECT_EQ(schemaVersion(*db).value(), 2);
    EXPECT_EQ(migrate(*db, two).value(), 0);
    EXPECT_EQ(db->integer("SELECT count(*) FROM a").value(), 1);
}

TEST(Migrator, AStepThatFailsLeavesTheStepsBefore)
{
    const auto db = memory();
    const QList<Migration> broken = { two.at(0), { 2, u"0002_bad.sql"_s, "INSERT INTO a VALUES (1); CREATE TABLE a (i INTEGER);" } };
    ASSERT_FALSE(migrate(*db, broken));
    EXPECT_EQ(schemaVersion(*db).value(), 1);
    EXPECT_EQ(db->integer("SELECT count(*) FROM a").value(), 0);
    EXPECT_EQ(migrate(*db, two).value(), 1);
}

TEST(Migrator, RefusesADatabaseOfANewerProgram)
{
    const auto db = memory();
    ASSERT_TRUE(migrate(*db, two));
    const auto refused = migrate(*db, { two.at(0) });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::UnsupportedVersion);
    EXPECT_EQ(schemaVersion(*db).value(), 2);
}

} // namespace
