#include "core/packs/council/made_up_council.h"

#include "core/tasks/series.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

constexpr int serviceDirectors = 3;
constexpr int teamsEach = 2;

Person madeUpPerson(const QString &id, const QString &role, const ServiceId &service, const QString &manager)
{
    Person person;
    person.id = PersonId(id);
    person.name = role + u", "_s + service.toString();
    person.roles = { role };
    person.service = service;
    person.manager = PersonId(manager);
    return person;
}

/// Roles that the rows of @p service name, which nobody of @p people in it holds and which are no name for everybody.
QStringList rolesMissing(const CompiledService &service, const QList<Person> &people)
{
    QStringList missing;
    for (const CompiledActivity &activity : service.activities) {
        for (const QString &role : activity.leads.roles) {
            const bool isHeld =
                std::any_of(people.cbegin(), people.cend(), [&](const Person &person) { return person.service == service.id && person.holds(role); });
            if (!isHeld && !missing.contains(role) && role != u"All staff" && role != u"Teams")
                missing.append(role);
        }
    }
    return missing;
}

/// Kinds of places that a count of @p service is spread over, each by its last word: "geographical area" and "area" are one.
QStringList kindsOfPlaces(const CompiledService &service)
{
    QStringList kinds;
    for (const CompiledActivity &activity : service.activities) {
        for (const Series &series : seriesOf(activity)) {
            const QString kind = series.covers.section(u' ', -1);
            if (!kind.isEmpty() && !kinds.contains(kind))
                kinds.append(kind);
        }
    }
    return kinds;
}

} // namespace

Council madeUpCouncil(const CompiledFramework &framework, int people, int placesEach)
{
    Council::Parts parts;
    const ServiceId leadership(u"senior-leadership-team"_s);
    parts.people.append(madeUpPerson(u"director"_s, u"Director"_s, leadership, {}));
    for (int i = 0; i < serviceDirectors; ++i)
        parts.people.append(madeUpPerson(u"sd-%1"_s.arg(i), u"Service Director"_s, leadership, u"director"_s));
    for (Person &person : parts.people)
        person.roles.append(u"Senior Leadership Team"_s);

    const int services = int(framework.services.size());
    for (int s = 0; s < services; ++s) {
        const CompiledService &service = framework.services[s];
        const auto idOf = [&](const QString &what) { return u"%1-%2"_s.arg(what).arg(s); };
        const QString head = idOf(u"hos"_s);
        const QString manager = idOf(u"sm"_s);
        parts.people.append(madeUpPerson(head, u"Head of Service"_s, service.id, u"sd-%1"_s.arg(s % serviceDirectors)));
        parts.people.last().services = { service.id };
        parts.people.append(madeUpPerson(manager, u"Service Manager"_s, service.id, head));
        for (int t = 0; t < teamsEach; ++t) {
            const TeamId team(idOf(u"team-%1"_s.arg(t)));
            parts.people.append(madeUpPerson(idOf(u"tm-%1"_s.arg(t)), u"Team Manager"_s, service.id, manager));
            parts.people.last().teams = { team };
            parts.teams.append({ team, team.toString(), service.id, { parts.people.last().id } });
        }
        const QStringList others = rolesMissing(service, parts.people);
        for (qsizetype i = 0; i < others.size(); ++i)
            parts.people.append(madeUpPerson(idOf(u"other-%1"_s.arg(i)), others[i], service.id, manager));
        for (const QString &kind : kindsOfPlaces(service)) {
            for (int i = 1; i <= placesEach; ++i)
                parts.settings.append({ SettingId(u"%1-%2-%3"_s.arg(kind).arg(i).arg(s)), u"%1 %2"_s.arg(kind).arg(i), kind, service.id });
        }
    }
    for (int i = 0; services > 0 && parts.people.size() < people; ++i) {
        const int s = i % services;
        const int t = i / services % teamsEach;
        Person person = madeUpPerson(u"practitioner-%1"_s.arg(i), u"Practitioner"_s, framework.services[s].id, u"tm-%1-%2"_s.arg(t).arg(s));
        person.teams = { TeamId(u"team-%1-%2"_s.arg(t).arg(s)) };
        parts.people.append(person);
    }
    return Council(std::move(parts));
}

} // namespace sightline
