#pragma once

#include "core/people/council.h"
#include "core/tasks/task.h"

#include <QHash>

namespace sightline {

/// Who does what in one service on one day: roles resolved to people (decisions 22). Made once for each service of a
/// plan and asked for each of its activities; remembers answers.
class Roster {
public:
    /// @p council must outlive the roster.
    Roster(const Council &council, ServiceId service, QDate day);

    [[nodiscard]] const ServiceId &service() const { return m_service; }
    /// People of the service here on the day, by id.
    [[nodiscard]] const QList<const Person *> &people() const { return m_people; }
    /// The service's teams, by id.
    [[nodiscard]] const QList<const Team *> &teams() const { return m_teams; }
    /// Holders of @p role for this service, by id: those in it, else those who oversee it, else those above its people,
    /// else those who hold it for the whole council (people of no service: members, chairs). Groups ("All staff",
    /// "Managers") are everyone they mean.
    [[nodiscard]] const QList<const Person *> &holders(const QString &role) const;

    /// Who may do what @p leads lead in the service, or in @p team of it. Somebody away is replaced by their cover; where
    /// that leaves nobody, by their line manager; where nobody holds a role, by the head of the service. @p without is
    /// left out: nobody observes themselves; for the head it is the manager above. Of a body that acts together all its members here on the day,
    /// who convenes it and records it for all first. Empty only if nobody else is there.
    [[nodiscard]] QList<Owner> ownersOf(const Lead &leads, const Team *team = nullptr, const PersonId &without = {}) const;
    /// Everyone who holds a role of @p leads, each for themselves, by id.
    [[nodiscard]] QList<const Person *> eachHolder(const Lead &leads) const;
    /// @p person as an owner, or who stands in for them today, or holds @p role in their place; none if nobody is left.
    [[nodiscard]] std::optional<Owner> ownerOrStandIn(const PersonId &person, OwnerReason reason, const QString &role) const;

private:
    /// Who does it where nobody holds a role of the leads: the head of the service, and for the head herself her own manager.
    [[nodiscard]] std::optional<Owner> lastResort(const QString &role, const PersonId &without) const;
    [[nodiscard]] QList<const Person *> findHolders(const QString &role) const;

    const Council &m_council;
    ServiceId m_service;
    QDate m_day;
    QList<const Person *> m_people;
    QList<const Team *> m_teams;
    QList<const Person *> m_above;
    mutable QHash<QString, QList<const Person *>> m_holders;
};

} // namespace sightline
