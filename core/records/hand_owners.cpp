#include "core/records/hand_owners.h"

#include "core/records/hand_condition.h"

#include <algorithm>

namespace sightline {

namespace {

void addOnce(QList<PersonId> &people, const QList<PersonId> &more)
{
    for (const PersonId &person : more) {
        if (!people.contains(person))
            people.append(person);
    }
}

bool holdsOneOf(const Person &person, const QStringList &roles)
{
    return std::any_of(roles.cbegin(), roles.cend(), [&person](const QString &role) { return person.holds(role); });
}

/// Managers of the record's team, then everyone above them.
QList<PersonId> managersOfTeam(const TeamId &id, const Council &council)
{
    const Team *team = council.team(id);
    QList<PersonId> people = team ? team->managers : QList<PersonId>();
    for (const PersonId &manager : team ? team->managers : QList<PersonId>())
        addOnce(people, council.managersAbove(manager));
    return people;
}

QList<PersonId> holdersOf(const HandOwner &owner, const RecordBody &record, const Council &council)
{
    const QStringList &roles = owner.roles;
    QList<PersonId> people;
    for (const PersonId &id : council.managersAbove(owner.aboveObserved && record.observed ? *record.observed : record.author)) {
        if (holdsOneOf(*council.person(id), roles))
            people.append(id);
    }
    for (const Person &person : council.people()) {
        if (person.service == record.service && holdsOneOf(person, roles))
            addOnce(people, { person.id });
    }
    for (const Person &person : council.people()) {
        if (person.oversees(record.service) && holdsOneOf(person, roles))
            addOnce(people, { person.id });
    }
    return people;
}

QList<PersonId> candidates(const HandOwner &owner, const RecordBody &record, const Council &council)
{
    switch (owner.kind) {
    case HandOwner::Kind::Named: return peopleIn(owner.item, Answers(record.answers));
    case HandOwner::Kind::ManagerOfAuthor: return council.managersAbove(record.author);
    case HandOwner::Kind::ManagerOfObserved: return record.observed ? council.managersAbove(*record.observed) : QList<PersonId>();
    case HandOwner::Kind::ManagerOfTeam: return managersOfTeam(record.team, council);
    case HandOwner::Kind::Holder: return holdersOf(owner, record, council);
    case HandOwner::Kind::Outside: return { record.author };
    }
    return {};
}

} // namespace

QList<PersonId> peopleIn(const QString &linkId, const Answers &answers)
{
    QList<PersonId> people;
    for (const Json &answer : answersTo(linkId, answers)) {
        if (const auto id = PersonId::fromString(answer[QStringLiteral("value")].toString()))
            addOnce(people, { *id });
    }
    return people;
}

HandOwners ownersOf(const HandRule &rule, const RecordBody &record, const HandPeople &who)
{
    HandOwners owners;
    for (const PersonId &id : candidates(rule.owner, record, who.council)) {
        const Person *person = who.council.person(id);
        if (person && person->isHereOn(who.day) && who.mayRead(id))
            owners.people.append(id);
    }
    if (rule.owner.kind == HandOwner::Kind::Outside)
        return owners;
    owners.fallsToAuthor = rule.notByAuthor && !owners.people.isEmpty() && owners.people.first() == record.author;
    owners.people.removeAll(record.author);
    // Of several who may, those who are at work come first: a note for somebody on leave is their manager's until they are back.
    std::stable_partition(owners.people.begin(), owners.people.end(), [&who](const PersonId &id) { return !who.council.absenceOf(id, who.day); });
    return owners;
}

} // namespace sightline
