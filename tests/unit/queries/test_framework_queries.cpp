#include "core/forms/form_dates.h"
#include "core/queries/framework_search.h"
#include "tests/unit/queries/demo_store.h"

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

class FrameworkQueryTest : public DemoStoreTest {
protected:
    void publishTied(const QString &name, QDate from, const QString &key)
    {
        const Json document = withFormDates(*parseJson(form), { {}, {}, from, {} });
        const Json meta = Json::object({ { u"activities"_s, Json::strings({ key, u"nothing:known"_s }) } });
        ASSERT_TRUE(store->transact([&]() -> Result<void> {
            put(publishedFormBody({ name, u"Tied"_s, writeJson(document), {}, meta }));
            return {};
        }));
    }
};

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

TEST_F(FrameworkQueryTest, ATemplateTiedToAnActivityIsWhatItsTasksOpenFromItsFirstDayOn)
{
    const auto before = presentEdition(*store, today);
    const CompiledActivity *some = nullptr;
    for (const CompiledService &service : (*before)->framework.services) {
        for (const CompiledActivity &activity : service.activities) {
            if (!activity.variant.isEmpty())
                some = &activity;
        }
    }
    ASSERT_TRUE(some);
    const QString key = some->activity.key.toString();
    publishTied(u"council-1@1.0"_s, today.addDays(5), key);
    EXPECT_EQ((*presentEdition(*store, today))->framework, (*before)->framework) << "its day has not come";
    const auto after = presentEdition(*store, today.addDays(5));
    const CompiledActivity *tied = (*after)->framework.find(ActivityKey(key));
    ASSERT_TRUE(tied);
    EXPECT_EQ(tied->templateId, u"council-1"_s);
    EXPECT_EQ(tied->variant, QString());
    int changed = 0;
    for (qsizetype at = 0; at < (*after)->framework.services.size(); ++at)
        changed += (*after)->framework.services[at] == (*before)->framework.services[at] ? 0 : 1;
    EXPECT_EQ(changed, 1) << "nothing else opens another template";
    publishTied(u"aaa-newer@1.0"_s, today.addDays(6), key);
    EXPECT_EQ((*presentEdition(*store, today.addDays(6)))->framework.find(ActivityKey(key))->templateId, u"aaa-newer"_s);
    EXPECT_EQ((*presentEdition(*store, today.addDays(5)))->framework.find(ActivityKey(key))->templateId, u"council-1"_s);
}

TEST_F(FrameworkQueryTest, TheTasksOfTheDayOpenTheTemplateTheirActivityWasTiedTo)
{
    const auto before = board();
    ASSERT_TRUE(before && !before->items.isEmpty());
    const Task task = before->items.first().task.task;
    ASSERT_NE(task.templateId, u"council-1"_s);
    publishTied(u"council-1@1.0"_s, today, task.activity.toString());
    const auto after = board();
    ASSERT_TRUE(after);
    int tied = 0;
    for (const TodayItem &item : after->items) {
        if (item.task.task.id != task.id)
            continue;
        EXPECT_EQ(item.task.task.templateId, u"council-1"_s);
        ++tied;
    }
    EXPECT_EQ(tied, 1) << "the plan that was kept is made anew, of the same tasks";
    EXPECT_EQ(after->items.size(), before->items.size());
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
