#include "core/tasks/roster.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

bool isBefore(const Person *a, const Person *b) { return a->id < b->id; }

void sortById(QList<const Person *> &people)
{
    std::sort(people.begin(), people.end(), isBefore);
    people.erase(std::unique(people.begin(), people.end()), people.end());
}

template <typename Predicate>
QList<const Person *> those(const QList<const Person *> &people, Predicate &&isMeant)
{
    QList<const Person *> kept;
    std::copy_if(people.cbegin(), people.cend(), std::back_inserter(kept), isMeant);
    return kept;
}

/// Leads that mean everyone of the service rather than a role somebody holds.
bool isEveryone(const QString &role)
{
    static const QStringList groups { u"All staff"_s, u"Teams"_s, u"Whole Phase"_s };
    return groups.contains(role);
}

/// Of those who act together one records it for all: whoever stands above most of the others, of several the first.
void putConvenerFirst(QList<Owner> &owners, const Council &council)
{
    const auto below = [&](const Owner &one) {
        return std::count_if(owners.cbegin(), owners.cend(), [&](const Owner &other) { return council.managersAbove(other.person).contains(one.person); });
    };
    auto convener = owners.begin();
    auto most = owners.isEmpty() ? 0 : below(*convener);
    for (auto it = owners.begin(); it != owners.end(); ++it) {
        if (const auto count = below(*it); count > most) {
            convener = it;
            most = count;
        }
    }
    if (convener != owners.end())
        std::rotate(owners.begin(), convener, convener + 1);
}

bool isAManager(const Person *person)
{
    return std::any_of(person->roles.cbegin(), person->roles.cend(), [](const QString &role) { return role.endsWith(u"Manager"); });
}

} // namespace

Roster::Roster(const Council &council, ServiceId service, QDate day) : m_council(council), m_service(std::move(service)), m_day(day)
{
    for (const Person &person : council.people()) {
        if (person.service == m_service && person.isHereOn(day))
            m_people.append(&person);
    }
    sortById(m_people);
    for (const Person *person : std::as_const(m_people)) {
        for (const PersonId &manager : council.managersAbove(person->id)) {
            if (const Person *above = council.person(manager); above->isHereOn(day))
                m_above.append(above);
        }
    }
    sortById(m_above);
    for (const Team &team : council.teams()) {
        if (team.service == m_service)
            m_teams.append(&team);
    }
    std::sort(m_teams.begin(), m_teams.end(), [](const Team *a, const Team *b) { return a->id < b->id; });
}

const QList<const Person *> &Roster::holders(const QString &role) const
{
    auto known = m_holders.find(role);
    if (known == m_holders.end())
        known = m_holders.insert(role, findHolders(role));
    return *known;
}

QList<const Person *> Roster::findHolders(const QString &role) const
{
    if (isEveryone(role))
        return m_people;
    if (role == "Manager"_L1)
        return those(m_people, isAManager);
    // The document uses both names for those who lead the whole directorate.
    const QString held = role == "senior management"_L1 ? u"Senior Leadership Team"_s : role;
    const auto holds = [&](const Person *person) { return person->holds(held); };
    if (auto inService = those(m_people, holds); !inService.isEmpty())
        return inService;

    QList<const Person *> overseers;
    QList<const Person *> councilWide;
    for (const Person &person : m_council.people()) {
        if (!person.isHereOn(m_day) || !person.holds(held))
            continue;
        if (person.oversees(m_service))
            overseers.append(&person);
        else if (person.service.isEmpty())
            councilWide.append(&person);
    }
    if (!overseers.isEmpty()) {
        sortById(overseers);
        return overseers;
    }
    if (auto above = those(m_above, holds); !above.isEmpty())
        return above;
    sortById(councilWide);
    return councilWide;
}

QList<const Person *> Roster::eachHolder(const Lead &leads) const
{
    QList<const Person *> all;
    for (const QString &role : leads.roles)
        all.append(holders(role));
    sortById(all);
    return all;
}

std::optional<Owner> Roster::ownerOrStandIn(const PersonId &person, OwnerReason reason, const QString &role) const
{
    const Absence *handed = m_council.handedOver(person, role, m_day);
    const Person *standIn = m_council.standInFor(handed ? handed->cover : person, m_day);
    if (!standIn)
        return std::nullopt;
    if (standIn->id == person)
        return Owner { person, reason, role, {} };
    return Owner { standIn->id, OwnerReason::Covers, role, person };
}

std::optional<Owner> Roster::lastResort(const QString &role, const PersonId &without) const
{
    const auto other = [&](const PersonId &person, OwnerReason reason) {
        const auto owner = ownerOrStandIn(person, reason, role);
        return owner && owner->person != without ? owner : std::nullopt;
    };
    const Person *head = m_council.headOf(m_service, m_day);
    if (head && head->id != without) {
        if (const auto owner = other(head->id, OwnerReason::HeadOfService))
            return owner;
    }
    for (const PersonId &above : m_council.managersAbove(without)) {
        if (const auto owner = other(above, OwnerReason::LineManager))
            return owner;
    }
    return std::nullopt;
}

QList<Owner> Roster::ownersOf(const Lead &leads, const Team *team, const PersonId &without) const
{
    QList<Owner> owners;
    QList<Owner> onlyAway;
    const auto isKnown = [&](const PersonId &id) {
        return std::any_of(owners.cbegin(), owners.cend(), [&](const Owner &owner) { return owner.person == id; });
    };
    const auto isOfTeam = [&](const Person *person) { return !team || person->teams.contains(team->id) || team->managers.contains(person->id); };
    for (const QString &role : leads.roles) {
        const auto &all = holders(role);
        auto near = those(all, isOfTeam);
        for (const Person *person : near.isEmpty() ? all : near) {
            if (person->id == without || isKnown(person->id))
                continue;
            const Absence *away = m_council.absenceOf(person->id, m_day);
            const auto owner = ownerOrStandIn(person->id, OwnerReason::HoldsRole, role);
            if (!owner || owner->person == without)
                continue;
            // Where others hold the role, somebody away without cover simply drops out.
            if (away && away->cover.isEmpty())
                onlyAway.append(*owner);
            else if (!isKnown(owner->person))
                owners.append(*owner);
        }
    }
    // Whoever left with somebody named for their work goes on holding the role, through that colleague.
    for (const Person &person : m_council.people()) {
        const Absence *away = person.isHereOn(m_day) || person.service != m_service ? nullptr : m_council.absenceOf(person.id, m_day);
        if (!away || away->cover.isEmpty() || !isOfTeam(&person))
            continue;
        const auto role = std::find_if(leads.roles.cbegin(), leads.roles.cend(), [&person](const QString &one) { return person.holds(one); });
        const auto owner = role == leads.roles.cend() ? std::nullopt : ownerOrStandIn(person.id, OwnerReason::HoldsRole, *role);
        if (owner && owner->person != without && !isKnown(owner->person))
            owners.append(*owner);
    }
    if (leads.mode == LeadMode::Body)
        putConvenerFirst(owners, m_council);
    if (owners.isEmpty() && !onlyAway.isEmpty())
        owners.append(onlyAway.first());
    if (owners.isEmpty()) {
        if (const auto owner = lastResort(leads.roles.join(u", "), without))
            owners.append(*owner);
    }
    return owners;
}

} // namespace sightline
