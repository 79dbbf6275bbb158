#include "core/tasks/rehearsal.h"

#include "core/tasks/plan_layout.h"

#include <QMap>

#include <algorithm>
#include <limits>
#include <numeric>

namespace sightline {

namespace {

const QUuid rehearsalNamespace(0x7b0a1d42, 0x5e66, 0x5d13, 0xa4, 0x0f, 0x61, 0x2e, 0x90, 0x77, 0xc8, 0x05);

/// The fact numbered @p number of the rehearsal: @p task done on @p day for @p turn.
Fact factOf(int number, const Task &task, const CoverageEntry &turn, QDate day)
{
    const auto id = [number](const char *what) { return RecordId(QUuid::createUuidV5(rehearsalNamespace, QByteArray(what) + QByteArray::number(number))); };
    Fact fact { id("fact"), id("record"), task.activity, task.unit, task.period.from, day, {} };
    fact.subject = turn.person.toString();
    if (!turn.unit.isEmpty()) {
        fact.unit = turn.unit;
        fact.subject = turn.setting.isEmpty() ? QString() : turn.unit;
    }
    return fact;
}

/// The turns of one task's subjects.
struct Turns {
    RehearsedSpread spread;
    QMap<QString, QList<int>> ofQuarter;   ///< subject → in each quarter
    QMap<QString, int> months;             ///< subject → in how many months there was somebody to choose
    int rounds = 0;                        ///< months in which there was a choice
};

QString nameOf(const CoverageEntry &entry) { return entry.unit.isEmpty() ? entry.person.toString() : entry.unit; }

/// One task of each activity that is spread, as the plan of a day has it; the count beside a coverage, not the coverage itself.
QList<Task> spreadTasks(const Plan &plan, QDate day)
{
    QList<Task> tasks;
    for (const Task &task : plan.tasks()) {
        if (!task.covers.isEmpty() && task.target > 0 && task.period.contains(day) && !task.unit.contains(u'#'))
            tasks.append(task);
    }
    return tasks;
}

} // namespace

QList<RehearsedSpread> rehearseYear(const PlanInputs &inputs, CouncilYear year)
{
    QList<Fact> facts;
    QMap<ActivityKey, Turns> turns;
    for (QDate month = year.firstDay(); month <= year.lastDay(); month = month.addMonths(1)) {
        const QDate day = inputs.calendar.lastWorkingDayIn({ month, month.addMonths(1).addDays(-1) });
        Plan plan = Plan::make(inputs, facts, {}, day);
        for (const Task &task : spreadTasks(plan, day)) {
            const Coverage before = plan.coverageOf(task);
            if (before.entries.isEmpty())
                continue;
            Turns &mine = turns[task.activity];
            mine.spread = { task.activity, task.ref, task.what, task.service, task.covers, int(before.entries.size()) };
            mine.spread.askedEach = before.entries.first().target;
            mine.spread.atMostEach = before.entries.first().atMost;
            ++mine.rounds;
            for (const CoverageEntry &entry : before.entries) {
                ++mine.months[nameOf(entry)];
                if (!mine.ofQuarter.contains(nameOf(entry)))
                    mine.ofQuarter.insert(nameOf(entry), { 0, 0, 0, 0 });
            }
            // A quota of a longer period is spread over it: what is suggested by now is done by now.
            const auto suggested = std::count_if(task.suggested.cbegin(), task.suggested.cend(), [day](QDate one) { return one <= day; });
            const int wanted = task.suggested.isEmpty() || task.due <= day ? task.target : int(suggested);
            for (int done = task.done; done < wanted; ++done) {
                const Coverage now = plan.coverageOf(task);
                const Fact fact = factOf(int(facts.size()), task, now.entries.first(), day);
                facts.append(fact);
                plan = plan.withFact(fact);
                ++mine.ofQuarter[nameOf(now.entries.first())][councilQuarterOf(day) - 1];
            }
        }
    }
    QList<RehearsedSpread> spreads;
    for (Turns &mine : turns) {
        RehearsedSpread &spread = mine.spread;
        spread.leastEach = spread.leastEachQuarter = std::numeric_limits<int>::max();
        spread.subjects = 0;
        for (auto it = mine.ofQuarter.cbegin(); it != mine.ofQuarter.cend(); ++it) {
            const QList<int> &quarters = *it;
            const int all = std::accumulate(quarters.cbegin(), quarters.cend(), 0);
            spread.done += all;
            // Whoever came or went in the year may have had no turn, and nobody was unfair.
            if (mine.months.value(it.key()) < mine.rounds)
                continue;
            ++spread.subjects;
            spread.leastEach = std::min(spread.leastEach, all);
            spread.mostEach = std::max(spread.mostEach, all);
            spread.leastEachQuarter = std::min(spread.leastEachQuarter, *std::min_element(quarters.cbegin(), quarters.cend()));
        }
        if (spread.subjects > 0)
            spreads.append(spread);
    }
    std::sort(spreads.begin(), spreads.end(), [](const RehearsedSpread &a, const RehearsedSpread &b) { return a.activity < b.activity; });
    return spreads;
}

} // namespace sightline
