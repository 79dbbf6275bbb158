// What people's own calendars cost the hub: reading its records, planning the council a year ahead, writing everybody's file. Prints
// figures, and exits 1 if one is out of bounds.
#include "core/base/digest.h"
#include "core/packs/framework/framework_pack.h"
#include "core/records/published.h"
#include "core/schedule/framework_json.h"
#include "sync/hub/service/calendar_feeds.h"
#include "sync/hub/service/council_plan.h"
#include "sync/hub/store/sqlite_hub_store.h"
#include "tests/bench/must.h"
#include "tests/unit/tasks/generated_world.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

#include <cstdio>

using namespace sightline;
using namespace sightline::hub;
using namespace sightline::test;
using sightline::bench::must;

namespace {

/// Once, on a thread of its own, at most four times an hour (CalendarFeeds).
constexpr double coldMsMax = 3'000;
/// What every other request costs.
constexpr double warmMsMax = 5;

class StandingClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return *instantFromIso(u"2026-11-23T10:00:00Z"); }
};

/// Writes @p body as record @p id, as the hub has it after a push.
void put(HubTransaction &transaction, const RecordId &id, const RecordBody &body, qint64 seq)
{
    const QByteArray bytes = must(bodyBytes(body));
    RecordRow row { id, recordTypeName(body.type), body.form, recordStateName(body.state), 1, seq, 1'795'000'000'000 + seq, sha256(bytes), bytes, sha256({}) };
    must(transaction.setRecord(row));
}

/// The same under the next number, under an id of that number.
void putNext(HubTransaction &transaction, const RecordBody &body, qint64 &seq)
{
    ++seq;
    put(transaction, numberedId(int(seq), "reference"), body, seq);
}

double msOf(const std::function<void()> &run)
{
    QElapsedTimer timer;
    timer.start();
    run();
    return double(timer.nsecsElapsed()) / 1e6;
}

} // namespace

int main()
{
    const QDate today(2026, 11, 23);
    const CompiledFramework framework = must(compileWithBuiltInTables(builtInFramework()));
    const Council council = generatedCouncil(framework, 300, today);
    const QList<Fact> facts = generatedFacts({ framework, council, englandCalendar(), QDate(2025, 4, 1) }, 10'000, today);
    const QTemporaryDir folder;
    const DatabaseKey key = DatabaseKey::random();
    const auto store = must(SqliteHubStore::open({ .path = folder.filePath(u"hub.db"_s), .key = &key, .mayCreate = true }));
    {
        const auto transaction = must(store->begin());
        qint64 seq = 0;
        for (const Person &person : council.people())
            putNext(*transaction, publishedBody(RecordType::Person, toJson(person)), seq);
        for (const Team &team : council.teams())
            putNext(*transaction, publishedBody(RecordType::Team, toJson(team)), seq);
        putNext(*transaction, publishedEditionBody({ u"2025-04-01"_s, u"Framework"_s, QDate(2025, 4, 1), writeJson(toJson(framework)) }), seq);
        for (const Fact &fact : facts) {
            RecordBody body;
            body.type = RecordType::Fact;
            body.state = RecordState::Completed;
            body.author = PersonId(u"sm-0"_s);
            body.about = fact.record;
            body.task = TaskReference { fact.activity, fact.unit, fact.periodStart.toString(Qt::ISODate) };
            body.role = fact.role;
            if (!fact.subject.isEmpty())
                body.observed = PersonId(fact.subject);
            body.answers.insert(u"date"_s, fact.date.toString(Qt::ISODate));
            put(*transaction, fact.id, body, ++seq);
        }
        for (const Person &person : council.people())
            must(transaction->setCalendarAddress({ person.id, sha256(person.id.toString().toUtf8()), 1, 0 }));
        HubState state = must(transaction->state());
        state.epoch = u"bench"_s;
        state.seq = seq;
        must(transaction->setState(state));
        must(transaction->commit());
    }

    const StandingClock clock;
    const auto snapshot = must(store->snapshot());
    qsizetype tasks = 0;
    const double planMs =
        msOf([&] { tasks = must(councilPlan(*snapshot, englandCalendar(), today, reachFor(today, usualCalendarSpan(today))))->plan.tasks().size(); });
    CalendarFeeds feeds(englandCalendar(), clock);
    qsizetype largest = 0;
    qsizetype all = 0;
    const double coldMs = msOf([&] { must(feeds.feedOf(*snapshot, PersonId(u"sm-0"_s))); });
    const double warmMs = msOf([&] {
                              for (const Person &person : council.people()) {
                                  const qsizetype bytes = must(feeds.feedOf(*snapshot, person.id))->bytes.size();
                                  largest = std::max(largest, bytes);
                                  all += bytes;
                              }
                          })
        / double(council.people().size());

    std::printf("calendars: %lld people, each with an address; %lld facts; %lld tasks a year ahead\n", qlonglong(council.people().size()),
                qlonglong(facts.size()), qlonglong(tasks));
    std::printf("reading and planning  %9.2f ms\n", planMs);
    std::printf("everybody's, anew     %9.2f ms   (at most %.0f)\n", coldMs, coldMsMax);
    std::printf("one, as it is kept    %9.3f ms   (at most %.0f)\n", warmMs, warmMsMax);
    std::printf("kept                  %9.2f MB   (largest %.2f MB)\n", double(all) / 1e6, double(largest) / 1e6);
    const bool isWithin = coldMs <= coldMsMax && warmMs <= warmMsMax && feeds.made() == 1;
    if (!isWithin)
        std::printf("OUT OF BOUNDS\n");
    return isWithin ? 0 : 1;
}
