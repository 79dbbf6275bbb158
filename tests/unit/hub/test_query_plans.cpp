#include "core/sqlite/connection.h"
#include "core/sqlite/migrator.h"
#include "sync/hub/store/migrations.h"
#include "tests/support/store_statements.h"

#include <gtest/gtest.h>

#include <cstdio>

using namespace sightline;
using namespace sightline::hub;
using namespace Qt::StringLiterals;

namespace {

QString planOf(Connection &db, const QString &sql)
{
    QString plan;
    const auto read = db.each((u"EXPLAIN QUERY PLAN "_s + sql).toStdString(), [&plan](const Statement &row) { plan += row.text(3) + u"; "_s; });
    EXPECT_TRUE(read) << qPrintable(sql);
    return plan;
}

std::unique_ptr<Connection> emptyHub()
{
    auto db = Connection::open({ .path = u":memory:"_s }).value();
    EXPECT_TRUE(migrate(*db, hubMigrations()));
    return db;
}

} // namespace

// With a council's number first in every key, entries of a record were found by reading all entries: a push took a
// millisecond more for every few thousand records the hub held.
TEST(QueryPlans, NothingOnTheWayOfAPushOrPullReadsAWholeTable)
{
    // What is meant to read all of something, or a table of one row or a few.
    const QStringList mayScan { u"SCAN council"_s,
                                u"SCAN scope"_s,
                                u"SCAN record USING COVERING INDEX record_by_id"_s,
                                u"SCAN op USING COVERING INDEX op_by_record"_s,
                                u"SCAN installation"_s,
                                u"SCAN enrolment"_s,
                                u"SCAN file"_s,
                                u"SCAN audit_head"_s,   // from its end, one row
                                u"SCAN calendar_address"_s,
                                u"SCAN event_source"_s,
                                u"SCAN local_account"_s,
                                u"SCAN file_store"_s };
    const auto db = emptyHub();
    int examined = 0;
    for (const QString &sql : support::statementsOfTheStore(QStringLiteral(SIGHTLINE_SOURCE_DIR))) {
        const QString plan = planOf(*db, sql);
        ++examined;
        const bool isCount = sql.startsWith(u"SELECT COUNT(*)"_s);   // now and then, for whoever watches over the hub
        const bool allowed = isCount || std::any_of(mayScan.cbegin(), mayScan.cend(), [&plan](const QString &scan) { return plan.startsWith(scan + u';'); });
        EXPECT_TRUE(!plan.contains(u"SCAN "_s) || allowed) << qPrintable(sql + u": "_s + plan);
    }
    EXPECT_GE(examined, 24);
    EXPECT_TRUE(planOf(*db, u"SELECT seq FROM entry WHERE present = 1"_s).contains(u"SCAN "_s)) << "planted: a scan is noticed";
    std::printf("query plans: %d statements examined\n", examined);
}
