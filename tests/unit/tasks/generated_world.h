#pragma once

#include "core/packs/calendar/england_calendar.h"
#include "core/packs/council/made_up_council.h"
#include "core/tasks/plan.h"

#include <algorithm>

namespace sightline::test {

using namespace Qt::StringLiterals;

/// A small generator of its own, so that a seed gives the same world with every standard library.
class Dice {
public:
    explicit Dice(quint64 seed) : m_state(seed * 2 + 1) { }
    /// 0 to @p below - 1.
    int roll(int below)
    {
        m_state ^= m_state << 13;
        m_state ^= m_state >> 7;
        m_state ^= m_state << 17;
        return int(m_state % quint64(below));
    }

private:
    quint64 m_state;
};

/// The made-up council of @p count people in which one in fifteen has left or just come and one in ten
/// is away, half of these with cover.
inline Council generatedCouncil(const CompiledFramework &framework, int count, QDate today, quint64 seed = 1)
{
    Dice dice(seed);
    const Council whole = madeUpCouncil(framework, count, 0);
    Council::Parts parts { whole.people(), whole.teams(), {}, {} };
    for (qsizetype i = 4; i < parts.people.size(); ++i) {
        Person &person = parts.people[i];
        if (dice.roll(15) == 0)
            (dice.roll(2) == 0 ? person.to : person.from) = today.addDays(-dice.roll(200));
        if (dice.roll(10) == 0) {
            const QDate from = today.addDays(dice.roll(60) - 45);
            const PersonId cover = dice.roll(2) == 0 ? parts.people[dice.roll(int(parts.people.size()))].id : PersonId();
            parts.absences.append({ person.id, from, from.addDays(dice.roll(60)), cover == person.id ? PersonId() : cover });
        }
    }
    return Council(std::move(parts));
}

inline RecordId numberedId(int number, const char *what) { return RecordId(QUuid::createUuidV5(QUuid(), QByteArray(what) + QByteArray::number(number))); }

/// @p count facts of a year in which most of what @p inputs ask for is done, some of it late, some of it elsewhere.
inline QList<Fact> generatedFacts(const PlanInputs &inputs, int count, QDate today, quint64 seed = 1)
{
    Dice dice(seed);
    const Plan plan = Plan::make(inputs, {}, {}, today, { 400, 0 });
    QList<const Task *> dated;
    for (const Task &task : plan.tasks()) {
        if (task.opens <= today)
            dated.append(&task);
    }
    QList<Fact> facts;
    facts.reserve(count);
    for (int i = 0; facts.size() < count && !dated.isEmpty(); ++i) {
        // Every task once in turn, then again for quotas; one in five is left undone on the first round.
        const Task &task = *dated[i % dated.size()];
        if (i < dated.size() && dice.roll(5) == 0)
            continue;
        const QDate day = std::min(today, task.opens.addDays(dice.roll(int(std::max<qint64>(1, task.period.days())) + 5)));
        facts.append({ numberedId(i, "fact"), numberedId(i, "record"), task.activity, task.unit, dice.roll(20) == 0 ? QDate() : task.period.from, day,
                       u"Team Manager"_s });
    }
    return facts;
}

} // namespace sightline::test
