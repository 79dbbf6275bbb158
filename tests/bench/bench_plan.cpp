// How long a plan takes: everything, and one more fact. Prints figures and their ratio to a floor (touching each fact
// once), and exits 1 if a bound of issue 2 section 3 is broken.

#include "core/packs/framework/framework_pack.h"
#include "tests/unit/tasks/generated_world.h"

#include <QElapsedTimer>

#include <cstdio>
#include <functional>

using namespace sightline;
using namespace sightline::test;

namespace {

constexpr double fullMsMax = 2'000;
constexpr double oneFactMsMax = 50;

/// The median of @p rounds runs, in milliseconds.
double medianMs(int rounds, const std::function<void(int)> &run)
{
    QList<double> times;
    for (int round = 0; round < rounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        run(round);
        times.append(double(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

} // namespace

int main()
{
    const QDate today(2026, 11, 23);
    const auto framework = compileWithBuiltInTables(builtInFramework());
    if (!framework) {
        std::fprintf(stderr, "%s\n", qPrintable(framework.error().detail));
        return 1;
    }
    const Council council = generatedCouncil(*framework, 300, today);
    const PlanInputs inputs { *framework, council, englandCalendar(), QDate(2025, 4, 1) };
    const QList<Fact> facts = generatedFacts(inputs, 10'000, today);
    qsizetype leavers = 0;
    for (const Person &person : council.people())
        leavers += person.to.isValid() ? 1 : 0;

    Plan plan;
    const double full = medianMs(5, [&](int) { plan = Plan::make(inputs, facts, {}, today, { 365, 31 }); });
    double worstOne = 0;
    const double one = medianMs(50, [&](int round) {
        Fact fact = facts[round * 150 % facts.size()];
        fact.id = numberedId(round, "another");
        QElapsedTimer timer;
        timer.start();
        const Plan next = plan.withFact(fact);
        worstOne = std::max(worstOne, double(timer.nsecsElapsed()) / 1e6);
        if (next.tasks().isEmpty())
            std::abort();
    });
    const double board = medianMs(9, [&](int) {
        if (plan.tasksOf(PersonId(u"sm-3"_s)).isEmpty())
            std::abort();
    });
    qint64 sum = 0;
    const double floor = medianMs(9, [&](int) {
        for (const Fact &fact : facts)
            sum += fact.date.toJulianDay() + qint64(qHash(fact.id)) % 7;
    });

    std::printf("plan: %lld people (%lld leavers, %lld absences), %lld activities, %lld facts, %lld tasks (checksum %lld)\n",
                qlonglong(council.people().size()), qlonglong(leavers), qlonglong(council.absences().size()), qlonglong([&] {
                    qsizetype n = 0;
                    for (const auto &service : framework->services)
                        n += service.activities.size();
                    return n;
                }()),
                qlonglong(facts.size()), qlonglong(plan.tasks().size()), qlonglong(sum));
    std::printf("full recompute        %9.2f ms   (at most %.0f; %.0f times the floor)\n", full, fullMsMax, full / floor);
    std::printf("one new fact          %9.2f ms   (at most %.0f; worst of 50: %.2f ms; %.1f times the floor)\n", one, oneFactMsMax, worstOne, one / floor);
    std::printf("one person's list     %9.2f ms\n", board);
    std::printf("floor: touch each fact%9.3f ms\n", floor);
    std::printf("{\"full_us\":%lld,\"one_us\":%lld}\n", qlonglong(full * 1000), qlonglong(one * 1000));
    const bool isWithin = full <= fullMsMax && worstOne <= oneFactMsMax && facts.size() == 10'000;
    if (!isWithin)
        std::printf("OUT OF BOUNDS\n");
    return isWithin ? 0 : 1;
}
