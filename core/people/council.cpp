#include "core/people/council.h"

#include <algorithm>

namespace sightline {

namespace {

/// Longest chain of line managers we follow; a council has about eight levels.
constexpr qsizetype managersAboveMax = 32;

template <typename Id, typename Value>
void indexById(QList<Value> &values, QHash<Id, qsizetype> &at)
{
    QList<Value> kept;
    kept.reserve(values.size());
    for (Value &value : values) {
        if (const auto known = at.constFind(value.id); known != at.cend()) {
            kept[*known] = std::move(value);
        } else {
            at.insert(value.id, kept.size());
            kept.append(std::move(value));
        }
    }
    values = std::move(kept);
}

template <typename Id, typename Value>
const Value *lookUp(const Id &id, const QList<Value> &values, const QHash<Id, qsizetype> &at)
{
    const auto found = at.constFind(id);
    return found == at.cend() ? nullptr : &values[*found];
}

} // namespace

Council::Council(Parts parts) : m_parts(std::move(parts))
{
    indexById(m_parts.people, m_personAt);
    indexById(m_parts.teams, m_teamAt);
    indexById(m_parts.settings, m_settingAt);
    for (qsizetype i = 0; i < m_parts.people.size(); ++i) {
        if (!m_parts.people[i].manager.isEmpty())
            m_reportsAt[m_parts.people[i].manager].append(i);
    }
    for (qsizetype i = 0; i < m_parts.absences.size(); ++i)
        m_absencesAt[m_parts.absences[i].person].append(i);
}

const Person *Council::person(const PersonId &id) const { return lookUp(id, m_parts.people, m_personAt); }
const Team *Council::team(const TeamId &id) const { return lookUp(id, m_parts.teams, m_teamAt); }
const Setting *Council::setting(const SettingId &id) const { return lookUp(id, m_parts.settings, m_settingAt); }

QString Council::nameOf(const PersonId &id) const
{
    const Person *known = person(id);
    return known ? known->name : id.toString();
}

QList<PersonId> Council::managersAbove(const PersonId &id) const
{
    QList<PersonId> above;
    const Person *at = person(id);
    while (at && !at->manager.isEmpty() && above.size() < managersAboveMax) {
        if (at->manager == id || above.contains(at->manager))
            break;
        at = person(at->manager);
        if (at)
            above.append(at->id);
    }
    return above;
}

QList<PersonId> Council::reportsOf(const PersonId &id, QDate day) const
{
    QList<PersonId> reports;
    for (const qsizetype i : m_reportsAt.value(id)) {
        if (m_parts.people[i].isHereOn(day))
            reports.append(m_parts.people[i].id);
    }
    return reports;
}

QList<PersonId> Council::peopleIn(const TeamId &team, QDate day) const
{
    QList<PersonId> members;
    for (const Person &person : m_parts.people) {
        if (person.teams.contains(team) && person.isHereOn(day))
            members.append(person.id);
    }
    return members;
}

QList<PersonId> Council::peopleIn(const ServiceId &service, QDate day) const
{
    QList<PersonId> members;
    for (const Person &person : m_parts.people) {
        if (person.service == service && person.isHereOn(day))
            members.append(person.id);
    }
    return members;
}

const Person *Council::headOf(const ServiceId &service, QDate day) const
{
    const QString headOfService = QStringLiteral("Head of Service");
    const Person *best = nullptr;
    qsizetype bestRank = 0;
    for (const Person &person : m_parts.people) {
        const bool isIn = person.service == service;
        if (!person.isHereOn(day) || person.isElected || !(isIn || person.oversees(service)))
            continue;
        // Lower is nearer: its own head, a head overseeing it, then whoever oversees it or works in it, from the top
        // of the service down.
        const auto depth = managersAbove(person.id).size();
        qsizetype rank = 0;
        if (person.holds(headOfService))
            rank = isIn ? 0 : 1;
        else if (person.oversees(service))
            rank = 2 + managersAboveMax - depth;
        else
            rank = 3 + managersAboveMax + depth;
        if (!best || rank < bestRank) {
            best = &person;
            bestRank = rank;
        }
    }
    return best;
}

const Absence *Council::absenceOf(const PersonId &id, QDate day) const
{
    for (const qsizetype i : m_absencesAt.value(id)) {
        if (m_parts.absences[i].isAway() && m_parts.absences[i].holdsOn(day))
            return &m_parts.absences[i];
    }
    return nullptr;
}

const Absence *Council::handedOver(const PersonId &id, const QString &role, QDate day) const
{
    const QList<qsizetype> theirs = m_absencesAt.value(id);
    for (auto i = theirs.crbegin(); i != theirs.crend(); ++i) {
        const Absence &one = m_parts.absences[*i];
        if (!one.isAway() && one.role == role && one.holdsOn(day))
            return &one;
    }
    return nullptr;
}

const Person *Council::standInFor(const PersonId &id, QDate day) const
{
    // Cover may itself be away: follow cover and line managers, at most once round.
    QList<PersonId> asked;
    const Person *at = person(id);
    while (at && !asked.contains(at->id)) {
        const Absence *away = absenceOf(at->id, day);
        if (!away && at->isHereOn(day))
            return at;
        asked.append(at->id);
        const Person *cover = away && !away->cover.isEmpty() ? person(away->cover) : nullptr;
        at = cover && !asked.contains(cover->id) ? cover : person(at->manager);
    }
    return nullptr;
}

QStringList councilProblems(const Council &council)
{
    QStringList problems;
    const auto needPerson = [&](const PersonId &id, const QString &where) {
        if (!id.isEmpty() && !council.person(id))
            problems.append(QStringLiteral("%1 names the person \"%2\", who is not in the list.").arg(where, id.toString()));
    };
    const auto needTeam = [&](const TeamId &id, const QString &where) {
        if (!council.team(id))
            problems.append(QStringLiteral("%1 names the team \"%2\", which is not in the list.").arg(where, id.toString()));
    };
    for (const Person &person : council.people()) {
        const QString where = QStringLiteral("Person \"%1\"").arg(person.id.toString());
        needPerson(person.manager, where);
        for (const TeamId &team : person.teams)
            needTeam(team, where);
        const auto above = council.managersAbove(person.id);
        const Person *top = above.isEmpty() ? &person : council.person(above.last());
        if (!top->manager.isEmpty() && council.person(top->manager))
            problems.append(QStringLiteral("%1 is in a loop of line managers; give one of them a manager outside it.").arg(where));
    }
    for (const Team &team : council.teams()) {
        for (const PersonId &manager : team.managers)
            needPerson(manager, QStringLiteral("Team \"%1\"").arg(team.id.toString()));
    }
    for (const Absence &absence : council.absences()) {
        needPerson(absence.person, QStringLiteral("An absence"));
        needPerson(absence.cover, QStringLiteral("An absence"));
    }
    return problems;
}

} // namespace sightline
