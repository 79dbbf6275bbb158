#include "core/forms/form_dates.h"
#include "core/queries/coming_changes.h"
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

TEST_F(FrameworkQueryTest, ANewEditionHidesNothingThatWasLateBeforeItsFirstDay)
{
    const auto lateOf = [this] {
        QList<TaskId> late;
        const auto plan = currentPlan(*store, englandCalendar(), today);
        for (const Task &task : (*plan)->tasks()) {
            if (task.state == TaskState::Late)
                late.append(task.id);
        }
        std::sort(late.begin(), late.end(), [](const TaskId &a, const TaskId &b) { return a.raw() < b.raw(); });
        return late;
    };
    const auto before = lateOf();
    ASSERT_GT(before.size(), 10);
    auto later = *publishedEditionOf(*store->view().body(*edition).value());
    later.edition = u"2026-11-23"_s;
    later.from = today;
    ASSERT_TRUE(store->transact([&] { return store->base().put(baseRow(newRecord(), publishedEditionBody(later), ++seq)); }));
    ASSERT_EQ((*presentEdition(*store, today))->edition, later.edition);
    EXPECT_EQ(lateOf(), before);
    EXPECT_EQ(earlierEditions(*store, today, QDate(2026, 4, 1))->size(), 1);
    EXPECT_TRUE(earlierEditions(*store, today.addDays(-1), QDate(2026, 4, 1))->isEmpty()) << "then the first one was in force";
    EXPECT_TRUE(earlierEditions(*store, today, today)->isEmpty()) << "since then only the new one was";
}

TEST_F(FrameworkQueryTest, TheNextEditionIsTheEarliestToCome)
{
    EXPECT_FALSE(*comingEdition(*store, today));
    auto later = *publishedEditionOf(*store->view().body(*edition).value());
    for (const int days : { 40, 10 }) {
        later.from = today.addDays(days);
        later.edition = later.from.toString(Qt::ISODate);
        ASSERT_TRUE(store->transact([&] { return store->base().put(baseRow(newRecord(), publishedEditionBody(later), ++seq)); }));
    }
    ASSERT_TRUE(*comingEdition(*store, today));
    EXPECT_EQ((*comingEdition(*store, today))->from, today.addDays(10));
    EXPECT_EQ((*comingEdition(*store, today.addDays(10)))->from, today.addDays(40));
}

TEST_F(FrameworkQueryTest, TheComingEditionSaysWhatItChangesForThisPerson)
{
    EXPECT_FALSE(*comingChanges(*store, englandCalendar(), today)) << "none is to come";
    learnBuiltInForms();
    auto later = *publishedEditionOf(*store->view().body(*edition).value());
    CompiledFramework framework = *frameworkFromJson(*parseJson(later.compiled));
    const auto change = [&framework](const QString &key, const QString &frequency) {
        for (CompiledService &service : framework.services) {
            for (CompiledActivity &activity : service.activities) {
                if (activity.activity.key != ActivityKey(key))
                    continue;
                Activity row = activity.activity;
                row.frequency = frequency;
                activity = compileActivity(row, service.title(), *builtInTables());
            }
        }
    };
    change(u"early-support:data-meetings"_s, u"Monthly"_s);
    change(u"fostering-service:recruitment-tracker"_s, u"Daily"_s);
    later.edition = u"2027-04-01"_s;
    later.from = QDate(2027, 4, 1);
    later.compiled = writeJson(toJson(framework));
    ASSERT_TRUE(store->transact([&] { return store->base().put(baseRow(newRecord(), publishedEditionBody(later), ++seq)); }));
    const auto coming = comingChanges(*store, englandCalendar(), today);
    ASSERT_TRUE(coming && *coming) << (coming ? "" : coming.error().detail.toStdString());
    EXPECT_EQ((*coming)->from, later.from);
    EXPECT_EQ((*coming)->all, 2);
    ASSERT_EQ((*coming)->mine.size(), 1) << "fostering is others' work";
    EXPECT_EQ(sayChange((*coming)->mine.first()), u"Early Support, Data Meetings: every 6 to 8 weeks becomes once a month"_s);
    EXPECT_GT((*coming)->hoursAfter, (*coming)->hoursBefore);
    EXPECT_FALSE(*comingChanges(*store, englandCalendar(), later.from)) << "then it is no longer to come";
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
