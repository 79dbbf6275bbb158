#pragma once

#include "core/packs/calendar/england_calendar.h"
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

inline Person generatedPerson(const QString &id, const QString &role, const ServiceId &service, const QString &manager)
{
    Person person;
    person.id = PersonId(id);
    person.name = role + u", "_s + service.toString();
    person.roles = { role };
    person.service = service;
    person.manager = PersonId(manager);
    return person;
}

/// A council for @p framework of about @p count people: a director, service directors, and in every service a head, the
/// holders of every role its rows name, two teams and their practitioners. One in fifteen has left or just come, one in
/// ten is away, half of these with cover.
inline Council generatedCouncil(const CompiledFramework &framework, int count, QDate today, quint64 seed = 1)
{
    Dice dice(seed);
    Council::Parts parts;
    parts.people.append(generatedPerson(u"director"_s, u"Director"_s, ServiceId(u"senior-leadership-team"_s), {}));
    parts.people.first().roles.append(u"Senior Leadership Team"_s);
    for (int i = 0; i < 3; ++i) {
        parts.people.append(generatedPerson(u"sd-%1"_s.arg(i), u"Service Director"_s, ServiceId(u"senior-leadership-team"_s), u"director"_s));
        parts.people.last().roles.append(u"Senior Leadership Team"_s);
    }
    const int services = int(framework.services.size());
    for (int s = 0; s < services; ++s) {
        const CompiledService &service = framework.services[s];
        const auto idOf = [&](const QString &what) { return u"%1-%2"_s.arg(what).arg(s); };
        const QString head = idOf(u"hos"_s);
        parts.people.append(generatedPerson(head, u"Head of Service"_s, service.id, u"sd-%1"_s.arg(s % 3)));
        parts.people.last().services = { service.id };
        parts.people.append(generatedPerson(idOf(u"sm"_s), u"Service Manager"_s, service.id, head));
        for (int t = 0; t < 2; ++t) {
            const TeamId team(idOf(u"team-%1"_s.arg(t)));
            parts.people.append(generatedPerson(idOf(u"tm-%1"_s.arg(t)), u"Team Manager"_s, service.id, idOf(u"sm"_s)));
            parts.people.last().teams = { team };
            parts.teams.append({ team, team.toString(), service.id, { parts.people.last().id } });
        }
        QStringList others;
        for (const CompiledActivity &activity : service.activities) {
            for (const QString &role : activity.leads.roles) {
                const bool isHeld = std::any_of(parts.people.cbegin(), parts.people.cend(),
                                                [&](const Person &person) { return person.service == service.id && person.holds(role); });
                if (!isHeld && !others.contains(role) && role != u"All staff" && role != u"Teams")
                    others.append(role);
            }
        }
        for (qsizetype i = 0; i < others.size(); ++i)
            parts.people.append(generatedPerson(idOf(u"other-%1"_s.arg(i)), others[i], service.id, idOf(u"sm"_s)));
    }
    for (int i = 0; parts.people.size() < count; ++i) {
        const int s = i % services;
        const int t = i / services % 2;
        Person person = generatedPerson(u"practitioner-%1"_s.arg(i), u"Practitioner"_s, framework.services[s].id, u"tm-%1-%2"_s.arg(t).arg(s));
        person.teams = { TeamId(u"team-%1-%2"_s.arg(t).arg(s)) };
        parts.people.append(person);
    }
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
