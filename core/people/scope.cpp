#include "core/people/scope.h"

#include <algorithm>
#include <utility>

namespace sightline {

namespace {

constexpr std::pair<Scope::Kind, QLatin1String> prefixes[] = {
    { Scope::Kind::User, QLatin1String("user:") },
    { Scope::Kind::Team, QLatin1String("team:") },
    { Scope::Kind::Lead, QLatin1String("lead:") },
    { Scope::Kind::Service, QLatin1String("service:") },
};

/// Whether @p person is @p other or stands above them.
bool isAtOrAbove(const PersonId &person, const PersonId &other, const Council &council)
{
    return person == other || council.managersAbove(other).contains(person);
}

bool leads(const Person &person, const Team &team, const Council &council)
{
    if (person.oversees(team.service))
        return true;
    return std::any_of(team.managers.cbegin(), team.managers.cend(), [&](const PersonId &manager) { return isAtOrAbove(person.id, manager, council); });
}

} // namespace

QString Scope::toString() const
{
    for (const auto &[prefixKind, text] : prefixes) {
        if (prefixKind == kind)
            return text + of;
    }
    return QStringLiteral("ref");
}

Result<Scope> Scope::fromString(QStringView text)
{
    if (text == QLatin1String("ref"))
        return Scope::ref();
    for (const auto &[prefixKind, prefix] : prefixes) {
        if (!text.startsWith(prefix))
            continue;
        const auto id = PersonId::fromString(text.mid(prefix.size()));
        if (!id)
            return id.error();
        return Scope { prefixKind, id->toString() };
    }
    return Error { ErrorCode::InvalidInput, QStringLiteral("A scope is \"ref\", or user:, team:, lead: or service: with an id.") };
}

QList<Scope> scopesOf(const PersonId &id, const Council &council, QDate day)
{
    const Person *person = council.person(id);
    if (!person || !person->isHereOn(day))
        return {};

    QList<Scope> scopes { Scope::ref(), Scope::user(id) };
    const bool isOfTheStaff = !person->isElected;
    for (const TeamId &team : isOfTheStaff ? person->teams : QList<TeamId>())
        scopes.append(Scope::team(team));
    for (const Team &team : isOfTheStaff ? council.teams() : QList<Team>()) {
        if (team.managers.contains(id))
            scopes.append(Scope::team(team.id));
        if (leads(*person, team, council))
            scopes.append(Scope::lead(team.id));
    }
    if (!person->service.isEmpty())
        scopes.append(Scope::service(person->service));
    for (const ServiceId &service : person->services)
        scopes.append(Scope::service(service));
    for (const Person &other : council.people()) {
        if (isOfTheStaff && !other.service.isEmpty() && other.isHereOn(day) && council.managersAbove(other.id).contains(id))
            scopes.append(Scope::service(other.service));
    }
    std::sort(scopes.begin(), scopes.end());
    scopes.erase(std::unique(scopes.begin(), scopes.end()), scopes.end());
    return scopes;
}

QList<PersonId> membersOf(const Scope &scope, const Council &council, QDate day)
{
    QList<PersonId> members;
    for (const Person &person : council.people()) {
        if (person.isHereOn(day) && scopesOf(person.id, council, day).contains(scope))
            members.append(person.id);
    }
    return members;
}

} // namespace sightline
