#include "core/queries/framework_search.h"
#include "tests/unit/queries/demo_store.h"

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

class FrameworkQueryTest : public DemoStoreTest { };

TEST_F(FrameworkQueryTest, FindsByEveryWordAndByReference)
{
    const auto all = frameworkSearch(*store, today);
    ASSERT_TRUE(all) << all.error().detail.toStdString();
    EXPECT_EQ(all->hits.size(), 168);
    const auto found = frameworkSearch(*store, today, u"  OBSERVATION   practice "_s);
    ASSERT_TRUE(found);
    ASSERT_GT(found->hits.size(), 0);
    EXPECT_LT(found->hits.size(), 168);
    const auto byReference = frameworkSearch(*store, today, all->hits.at(100).activity->activity.ref);
    ASSERT_TRUE(byReference);
    ASSERT_GE(byReference->hits.size(), 1);
    EXPECT_EQ(byReference->hits.first().activity->activity.key, all->hits.at(100).activity->activity.key);
    EXPECT_TRUE(frameworkSearch(*store, today, u"zebra crossing"_s)->hits.isEmpty());
    const ServiceId service = all->hits.at(100).service->id;
    const auto ofService = frameworkSearch(*store, today, {}, service);
    ASSERT_GE(ofService->hits.size(), 1);
    for (const FrameworkHit &hit : ofService->hits)
        EXPECT_EQ(hit.service->id, service);
}

TEST_F(FrameworkQueryTest, TheEditionInForceOnADayIsUsed)
{
    const auto body = *store->view().body(*edition).value();
    auto later = *publishedEditionOf(body);
    later.edition = u"2027-04"_s;
    later.from = QDate(2027, 4, 1);
    ASSERT_TRUE(store->transact([&] { return store->base().put(baseRow(newRecord(), publishedEditionBody(later), ++seq)); }));
    EXPECT_EQ((*presentEdition(*store, QDate(2027, 3, 31)))->edition, u"2026-11"_s);
    EXPECT_EQ((*presentEdition(*store, QDate(2027, 4, 1)))->edition, u"2027-04"_s);
}

TEST_F(FrameworkQueryTest, AnEditionThatCannotBeReadIsAnErrorAndNoCrash)
{
    ASSERT_TRUE(store->transact([&] {
        return store->base().put(baseRow(newRecord(), publishedEditionBody({ u"9"_s, u"x"_s, QDate(2026, 11, 1), "{\"a\":" }), ++seq));
    }));
    const auto page = frameworkSearch(*store, today);
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code, ErrorCode::Corrupt);
}

} // namespace
