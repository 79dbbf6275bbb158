#include "core/commands/run_programme.h"
#include "core/commands/void_record.h"
#include "core/queries/assurance_map.h"
#include "core/queries/present_edition.h"
#include "core/queries/programme_board.h"
#include "tests/unit/queries/demo_store.h"

#include <algorithm>
#include <numeric>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const DateSpan year = CouncilYear { 2026 }.span();
const ServiceId earlySupport(u"early-support"_s);

/// Due, or waiting for the one before it, which nobody did either.
bool isToDo(const Task &task) { return task.state == TaskState::Due || !task.waitsFor.isEmpty(); }

class AssuranceMapTest : public DemoStoreTest {
protected:
    AssuranceMap map()
    {
        const auto made = assuranceMap(*store, englandCalendar(), today, year);
        EXPECT_TRUE(made) << (made ? "" : made.error().detail.toStdString());
        return made.value();
    }
    MapRow rowOf(const ServiceId &service)
    {
        for (const MapRow &row : map().services) {
            if (row.service == service)
                return row;
        }
        ADD_FAILURE() << "no such service";
        return {};
    }
    QList<PersonTask> tasksOf(const ServiceId &service, QDate month, const ActivityKey &activity = {})
    {
        const auto tasks = tasksOfCell(*store, englandCalendar(), today, year, service, activity, month);
        EXPECT_TRUE(tasks);
        return tasks.value();
    }
};

TEST_F(AssuranceMapTest, HasEveryServiceAndMonthAndSaysWhatIsNotThisDevicesToKnow)
{
    const AssuranceMap whole = map();
    EXPECT_EQ(whole.services.size(), 28);
    ASSERT_EQ(whole.months.size(), 12);
    EXPECT_EQ(whole.months.first(), QDate(2026, 4, 1));
    int known = 0;
    for (const MapRow &row : whole.services) {
        ASSERT_EQ(row.cells.size(), 12) << row.title.toStdString();
        known += row.isKnown;
        const bool isSilent = std::all_of(row.cells.cbegin(), row.cells.cend(), [](const MapCell &cell) { return cell == MapCell(); });
        EXPECT_EQ(isSilent, !row.isKnown) << row.title.toStdString();
    }
    EXPECT_EQ(known, 1) << "a team manager is told of her own service";
}

TEST_F(AssuranceMapTest, ANewEditionTakesNothingOutOfTheMonthsBeforeItsFirstDay)
{
    const MapRow before = rowOf(earlySupport);
    const auto missed = [](const MapRow &row) {
        return std::accumulate(row.cells.cbegin(), row.cells.cend(), 0, [](int sum, const MapCell &cell) { return sum + cell.missed; });
    };
    ASSERT_GT(missed(before), 10);
    // From today the service is asked for one thing fewer, another service is no more.
    auto later = *publishedEditionOf(*store->view().body(*edition).value());
    auto framework = *frameworkFromJson(*parseJson(later.compiled));
    const auto service = std::find_if(framework.services.begin(), framework.services.end(), [](const CompiledService &one) { return one.id == earlySupport; });
    ASSERT_NE(service, framework.services.end());
    const ActivityKey ended = service->activities.takeFirst().activity.key;
    const ServiceId gone = framework.services.first().id == earlySupport ? framework.services.at(1).id : framework.services.first().id;
    framework.services.removeIf([&gone](const CompiledService &one) { return one.id == gone; });
    later.edition = u"2026-12"_s;
    later.from = today;
    later.compiled = writeJson(toJson(framework));
    ASSERT_TRUE(store->transact([&] { return store->base().put(baseRow(newRecord(), publishedEditionBody(later), ++seq)); }));
    ASSERT_EQ((*presentEdition(*store, today))->edition, later.edition);

    const MapRow after = rowOf(earlySupport);
    for (qsizetype month = 0; month < 7; ++month)
        EXPECT_EQ(after.cells.at(month), before.cells.at(month)) << "month " << month << " after April";
    EXPECT_EQ(map().services.size(), 28) << "what another edition asked of a service that is no more stays to be seen";
    const auto rows = mapOfService(*store, englandCalendar(), today, year, earlySupport);
    ASSERT_TRUE(rows);
    EXPECT_TRUE(std::any_of(rows->cbegin(), rows->cend(), [&ended](const MapRow &row) { return row.activity == ended; }));
}

TEST_F(AssuranceMapTest, CountsOfACellAreThoseOfItsTasks)
{
    const MapRow row = rowOf(earlySupport);
    int asked = 0;
    for (int i = 0; i < row.cells.size(); ++i) {
        const auto tasks = tasksOf(earlySupport, QDate(2026, 4, 1).addMonths(i));
        const auto inState = [&](TaskState state) {
            return int(std::count_if(tasks.cbegin(), tasks.cend(), [state](const PersonTask &one) { return one.task.state == state; }));
        };
        EXPECT_EQ(row.cells[i].done, inState(TaskState::Done));
        EXPECT_EQ(row.cells[i].late, inState(TaskState::Late));
        EXPECT_EQ(row.cells[i].missed, inState(TaskState::Missed));
        asked += row.cells[i].asked;
    }
    EXPECT_GT(asked, 50);
    // The rows of its activities are the same tasks, dealt out.
    const auto activities = mapOfService(*store, englandCalendar(), today, year, earlySupport);
    ASSERT_TRUE(activities);
    int dealt = 0;
    for (const MapRow &activity : *activities) {
        for (const MapCell &cell : activity.cells)
            dealt += cell.asked;
    }
    EXPECT_EQ(dealt, asked);
    EXPECT_TRUE(mapOfService(*store, englandCalendar(), today, year, ServiceId(u"fostering-service"_s))->isEmpty()) << "not hers to know";
}

TEST_F(AssuranceMapTest, FollowsWhatIsDoneAndWhatIsTakenBack)
{
    const QDate november(2026, 11, 1);
    const auto tasks = tasksOf(earlySupport, november);
    const auto open = std::find_if(tasks.cbegin(), tasks.cend(), [](const PersonTask &one) { return isToDo(one.task) && one.task.target == 1; });
    ASSERT_NE(open, tasks.cend());
    const MapCell before = rowOf(earlySupport).cells[7];
    const RecordId record = givenDone(open->task);
    EXPECT_EQ(rowOf(earlySupport).cells[7].done, before.done + 1);
    const auto after = tasksOf(earlySupport, november, open->task.activity);
    const auto same = std::find_if(after.cbegin(), after.cend(), [&](const PersonTask &one) { return one.task.id == open->task.id; });
    ASSERT_NE(same, after.cend());
    EXPECT_EQ(same->task.records, QList<RecordId> { record }) << "from a cell to its tasks to its records";
    ASSERT_TRUE(voidRecord(*store, record, u"Wrong team"_s));
    EXPECT_EQ(rowOf(earlySupport).cells[7], before);
}

TEST_F(AssuranceMapTest, ATaskLeftOutIsCountedAsThatOnceTheManagerDecides)
{
    const QDate november(2026, 11, 1);
    const auto tasks = tasksOf(earlySupport, november);
    const auto open = std::find_if(tasks.cbegin(), tasks.cend(), [](const PersonTask &one) { return isToDo(one.task) && !one.task.isStatutory; });
    ASSERT_NE(open, tasks.cend());
    const MapCell before = rowOf(earlySupport).cells[7];
    const auto waived = waiveTask(*store, referenceTo(open->task), earlySupport, { false, u"Merged with the audit."_s, {}, today });
    ASSERT_TRUE(waived && waived->record);
    EXPECT_EQ(rowOf(earlySupport).cells[7].waived, before.waived + 1) << "she manages a team of the service, so she decides alone";
    ASSERT_TRUE(withdrawWaiver(*store, *waived->record));
    EXPECT_EQ(rowOf(earlySupport).cells[7], before);
    EXPECT_FALSE(withdrawWaiver(*store, *waived->record));
}

TEST_F(AssuranceMapTest, NothingIsEnteredForAServiceThatIsNotOnes)
{
    const auto activities = eventActivities(*store, today);
    ASSERT_TRUE(activities && !activities->isEmpty());
    const EventEntry entry { activities->first().key, activities->first().service, {}, u"PL-1"_s, {}, today, {} };
    const auto noted = noteEvent(*store, entry);
    ASSERT_FALSE(noted);
    EXPECT_EQ(noted.error().code, ErrorCode::NotAllowed);
    EXPECT_EQ(store->outbox().counts()->operationsToSend, 0);
}

} // namespace
