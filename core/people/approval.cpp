#include "core/people/approval.h"

#include <algorithm>

namespace sightline {

namespace {

bool overseesOrHeads(const Council &council, const Person &person, const ServiceId &service, QDate day)
{
    const Person *head = council.headOf(service, day);
    return person.oversees(service) || (head && head->id == person.id);
}

} // namespace

bool decidesAlone(const Council &council, const PersonId &person, const ServiceId &service, QDate day)
{
    const Person *known = council.person(person);
    if (!known || !known->isHereOn(day))
        return false;
    if (overseesOrHeads(council, *known, service, day))
        return true;
    const bool leadsATeam = std::any_of(council.teams().cbegin(), council.teams().cend(),
                                        [&](const Team &team) { return team.service == service && team.managers.contains(person); });
    return leadsATeam || (known->service == service && !council.reportsOf(person, day).isEmpty());
}

bool mayApprove(const Council &council, const PersonId &person, const PersonId &author, const ServiceId &service, bool isStatutory, QDate day)
{
    const Person *known = council.person(person);
    if (!known || person == author || !known->isHereOn(day))
        return false;
    return overseesOrHeads(council, *known, service, day) || (!isStatutory && council.managersAbove(author).contains(person));
}

bool mayEnterAbsence(const Council &council, const PersonId &person, const PersonId &who)
{
    const Person *known = council.person(person);
    const Person *about = council.person(who);
    if (!known || !about)
        return false;
    if (known->isElected)
        return person == who;
    return person == who || council.managersAbove(who).contains(person) || known->oversees(about->service);
}

bool answersFor(const Council &council, const PersonId &person, const PersonId &who)
{
    const Person *known = council.person(person);
    const Person *about = council.person(who);
    if (!known || !about || person == who || known->isElected)
        return false;
    const bool managesTheirTeam = std::any_of(about->teams.cbegin(), about->teams.cend(), [&](const TeamId &id) {
        const Team *team = council.team(id);
        return team && team->managers.contains(person);
    });
    return managesTheirTeam || council.managersAbove(who).contains(person) || known->oversees(about->service);
}

} // namespace sightline
