// Prints what the device's store costs: save-to-durable beside the disk's own flush, reopening with 10,000 records, and what
// the first page needs then. On real files, encrypted.
//   bench_store [FOLDER]          measures on the disk of that folder
//   bench_store --keep STORE      leaves the store there for the app to open (passphrase "bench passphrase"); its last line is JSON
#include "core/base/digest.h"
#include "core/commands/complete_record.h"
#include "core/commands/save_draft.h"
#include "core/packs/calendar/england_calendar.h"
#include "core/packs/council/demo_council.h"
#include "core/packs/framework/framework_pack.h"
#include "core/queries/assurance_map.h"
#include "core/queries/record_list.h"
#include "core/queries/today_board.h"
#include "core/records/fact.h"
#include "core/records/published.h"
#include "core/schedule/framework_json.h"
#include "core/store/store_directory.h"
#include "tests/bench/must.h"

#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

using namespace sightline;
using namespace Qt::StringLiterals;
using bench::must;
using bench::stop;

namespace {

using Steady = std::chrono::steady_clock;

constexpr int saves = 500;
/// How many records the store holds: SIGHTLINE_BENCH_RECORDS, a multiple of 500.
const int records =
    std::max(500, qEnvironmentVariableIntValue("SIGHTLINE_BENCH_RECORDS") > 0 ? qEnvironmentVariableIntValue("SIGHTLINE_BENCH_RECORDS") : 10'000);
constexpr char form[] = R"({"resourceType":"Questionnaire","url":"urn:bench:visit","version":"1.0","status":"active","title":"Visit",
    "item":[{"linkId":"note","text":"Note","type":"text"}]})";

double msSince(Steady::time_point begin) { return std::chrono::duration<double, std::milli>(Steady::now() - begin).count(); }

Json figures = Json::object();

void note(const QString &name, double ms) { figures.set(name, qRound64(ms * 1000)); }

void printTimes(const char *what, const QString &name, std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    note(name + u"_p50_us"_s, times.at(times.size() / 2));
    note(name + u"_p99_us"_s, times.at(times.size() * 99 / 100));
    std::printf("%-44s p50 %7.3f ms  p99 %7.3f ms\n", what, times.at(times.size() / 2), times.at(times.size() * 99 / 100));
}

void measureDisk(const QString &path)
{
    const int handle = ::open(path.toLocal8Bit().constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    const QByteArray page(8192, 'x');
    std::vector<double> times;
    for (int i = 0; i < saves; ++i) {
        const auto begin = Steady::now();
        if (::pwrite(handle, page.constData(), static_cast<size_t>(page.size()), i * page.size()) != page.size() || ::fdatasync(handle) != 0)
            stop({ ErrorCode::StorageFailure, u"The disk could not be measured."_s });
        times.push_back(msSince(begin));
    }
    ::close(handle);
    printTimes("the disk: 8 KiB written and fdatasync'ed", u"disk"_s, std::move(times));
}

class Bench {
public:
    explicit Bench(const QString &path) : m_directory(path)
    {
        must(m_directory.provision(credentials(), m_clock, m_random));
        m_store = must(m_directory.open(credentials(), m_clock, m_random));
    }

    void enrol()
    {
        const Council &council = demoCouncil();
        must(m_store->transact([&]() -> Result<void> {
            const Enrolment enrolment { u"http://127.0.0.1:1"_s, newId<InstallationId>(m_clock, m_random), m_me, u"x"_s, u"Demo"_s, {}, {}, {}, 1 };
            must(m_store->meta().setEnrolment(enrolment, SecretBytes::random(64)));
            must(m_store->outbox().restartStream(newId<StreamId>(m_clock, m_random), OutboxTable::Offer::Unanswered));
            for (const Person &person : council.people())
                put(newId<RecordId>(m_clock, m_random), publishedBody(RecordType::Person, toJson(person)));
            for (const Team &team : council.teams())
                put(newId<RecordId>(m_clock, m_random), publishedBody(RecordType::Team, toJson(team)));
            m_framework = must(compileWithBuiltInTables(builtInFramework()));
            put(newId<RecordId>(m_clock, m_random), publishedEditionBody({ u"1"_s, u"Demo"_s, QDate(), writeJson(toJson(m_framework)) }));
            put(newId<RecordId>(m_clock, m_random), publishedFormBody({ u"V@1"_s, u"Visit"_s, form, {}, {} }));
            return {};
        }));
    }

    void saveDrafts()
    {
        const Draft draft = must(beginDraft(*m_store, { .form = u"V@1"_s }));
        std::vector<double> times;
        Answers answers;
        for (int i = 0; i < saves; ++i) {
            answers.set(u"note"_s, QString(6000, QChar(u'a' + i % 26)));
            const auto begin = Steady::now();
            must(saveDraft(*m_store, draft.id, answers, u"note"_s));
            times.push_back(msSince(begin));
        }
        printTimes("a 6 KB draft, typed to durable", u"draft"_s, std::move(times));
    }

    void complete()
    {
        std::vector<double> times;
        for (int i = 0; i < saves; ++i) {
            NewDraft begun { .form = u"V@1"_s };
            begun.task = TaskReference { m_framework.services.first().activities.first().activity.key, u"service:x"_s, u"2026-10-01"_s };
            begun.answers.set(u"note"_s, QString(6000, u'a'));
            const Draft draft = must(beginDraft(*m_store, begun));
            CompleteOptions options;
            options.context.today = m_today;
            const auto begin = Steady::now();
            const auto done = must(completeRecord(*m_store, draft.id, options));
            times.push_back(msSince(begin));
            if (!done.record)
                stop({ ErrorCode::InvalidInput, u"A record was refused."_s });
        }
        printTimes("Done: record, fact and outbox, to durable", u"done"_s, std::move(times));
    }

    /// Records of colleagues with a fact each, as pulled.
    void fill()
    {
        QList<Task> tasks;
        if (const auto plan = must(currentPlan(*m_store, englandCalendar(), m_today)))
            tasks = plan->tasks();
        const auto begin = Steady::now();
        for (int i = 0; i < records; i += 500) {
            must(m_store->transact(
                [&]() -> Result<void> {
                    for (int j = i; j < i + 500; ++j) {
                        RecordBody body;
                        body.state = RecordState::Completed;
                        body.author = PersonId(u"sm-early-support"_s);
                        body.form = u"V@1"_s;
                        body.task = referenceTo(tasks.at(j % tasks.size()));
                        body.completedAtMs = m_clock.now().msSinceEpoch - j * 60'000LL;
                        body.answers.insert(u"note"_s, QString(1500, u'a'));
                        const RecordId id = newId<RecordId>(m_clock, m_random);
                        put(id, body);
                        put(factIdOf(id), *factOf(id, body, m_today.addDays(-j % 200)));
                    }
                    return {};
                },
                Durability::Normal));
        }
        std::printf("%-44s %7.0f ms (%d records and their facts)\n", "stored as pages of a pull", msSince(begin), records);
    }

    void reopen()
    {
        m_store.reset();
        const auto begin = Steady::now();
        m_store = must(m_directory.open(credentials(), m_clock, m_random));
        const double opened = msSince(begin);
        const auto board = must(todayBoard(*m_store, englandCalendar(), m_today));
        const double shown = msSince(begin);
        note(u"open_us"_s, opened);
        note(u"today_us"_s, shown);
        std::printf("%-44s %7.1f ms (without stretching the passphrase: its cost is low here)\n", qPrintable(u"opening with %1 records"_s.arg(records)),
                    opened);
        std::printf("%-44s %7.1f ms (%lld tasks)\n", "opening to a usable Today", shown, static_cast<long long>(board.items.size()));
        auto again = Steady::now();
        must(todayBoard(*m_store, englandCalendar(), m_today));
        std::printf("%-44s %7.1f ms\n", "Today again", msSince(again));
        complete1();
        again = Steady::now();
        must(todayBoard(*m_store, englandCalendar(), m_today));
        std::printf("%-44s %7.1f ms\n", "Today after one new fact", msSince(again));
        again = Steady::now();
        const auto list = must(recordList(*m_store, { .limit = 200 }));
        std::printf("%-44s %7.1f ms (%lld rows)\n", "Records, first 200", msSince(again), static_cast<long long>(list.items.size()));
    }

    /// The map of two council years, of somebody who is told of every service.
    void map()
    {
        must(m_store->transact([&]() -> Result<void> {
            for (const CompiledService &service : m_framework.services)
                must(m_store->scopes().put({ u"service:"_s + service.id.toString(), 1, 0, QByteArray(16, '\0') }));
            return {};
        }));
        const CouncilYear year = councilYearOf(m_today);
        const DateSpan years { CouncilYear { year.startYear - 1 }.firstDay(), year.lastDay() };
        auto begin = Steady::now();
        const AssuranceMap whole = must(assuranceMap(*m_store, englandCalendar(), m_today, years));
        const double first = msSince(begin);
        begin = Steady::now();
        must(assuranceMap(*m_store, englandCalendar(), m_today, years));
        const double again = msSince(begin);
        complete1();
        begin = Steady::now();
        must(assuranceMap(*m_store, englandCalendar(), m_today, years));
        const double followed = msSince(begin);
        note(u"map_us"_s, first);
        note(u"map_again_us"_s, again);
        std::printf("%-44s %7.1f ms (%lld services, %lld months, %d records); again %.1f ms, after one new fact %.1f ms\n", "the assurance map, made anew",
                    first, static_cast<long long>(whole.services.size()), static_cast<long long>(whole.months.size()), records, again, followed);
    }

private:
    void complete1()
    {
        NewDraft begun { .form = u"V@1"_s };
        const auto plan = must(currentPlan(*m_store, englandCalendar(), m_today));
        begun.task = referenceTo(plan->tasks().first());
        const Draft draft = must(beginDraft(*m_store, begun));
        CompleteOptions options;
        options.context.today = m_today;
        must(completeRecord(*m_store, draft.id, options));
    }
    StoreCredentials credentials() const { return { SecretBytes::copyOf("bench passphrase"), nullptr, { 1, 8 * 1024 } }; }
    void put(const RecordId &id, const RecordBody &body)
    {
        const QByteArray bytes = must(bodyBytes(body));
        must(m_store->base().put({ id, body.type, body.state, 1, ++m_seq, 5, false, sha256(bytes), bytes }));
    }

    StoreDirectory m_directory;
    SystemClock m_clock;
    SodiumRandom m_random;
    std::unique_ptr<Store> m_store;
    CompiledFramework m_framework;
    const PersonId m_me { u"tm-early-support-north"_s };
    const QDate m_today = englandCalendar().today(m_clock.now());
    qint64 m_seq = 0;
};

} // namespace

int main(int argc, char **argv)
{
    // A folder on the disk to be measured may be given; /tmp can be memory.
    const bool keeps = argc == 3 && QByteArray(argv[1]) == "--keep";
    const QTemporaryDir folder(keeps          ? QString::fromLocal8Bit(argv[2]) + u".disk-XXXXXX"_s
                                   : argc > 1 ? QString::fromLocal8Bit(argv[1]) + u"/bench-XXXXXX"_s
                                              : u"bench-XXXXXX"_s);
    if (!folder.isValid())
        stop({ ErrorCode::StorageFailure, u"No folder could be made to measure in."_s });
    measureDisk(folder.filePath(u"disk"_s));
    Bench bench(keeps ? QString::fromLocal8Bit(argv[2]) : folder.filePath(u"store"_s));
    bench.enrol();
    bench.saveDrafts();
    bench.complete();
    bench.fill();
    bench.reopen();
    bench.map();
    if (keeps)
        std::printf("%s\n", writeJson(figures).constData());
    return 0;
}
