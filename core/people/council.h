#pragma once

#include "core/people/absence.h"
#include "core/people/council_card.h"
#include "core/people/person.h"
#include "core/people/setting.h"
#include "core/people/team.h"

#include <QHash>

namespace sightline {

/// The people, teams, settings and cover of one council, with look-ups. A value; built from a pack or from the `ref`
/// records a device holds. References to somebody unknown are tolerated here (a device may hold part of a council);
/// councilProblems() names them. Thread: any, for reading.
class Council {
public:
    struct Parts {
        QList<Person> people;
        QList<Team> teams;
        QList<Setting> settings;
        QList<Absence> absences;
        CouncilCard card = {};
    };

    Council() = default;
    /// Of two entries with one id the last wins.
    explicit Council(Parts parts);

    [[nodiscard]] const QList<Person> &people() const { return m_parts.people; }
    [[nodiscard]] const QList<Team> &teams() const { return m_parts.teams; }
    [[nodiscard]] const QList<Setting> &settings() const { return m_parts.settings; }
    [[nodiscard]] const QList<Absence> &absences() const { return m_parts.absences; }

    [[nodiscard]] const CouncilCard &card() const { return m_parts.card; }

    /// Null if unknown. Valid as long as this council.
    [[nodiscard]] const Person *person(const PersonId &id) const;
    /// What @p id is called; the id itself where nobody here is known by it.
    [[nodiscard]] QString nameOf(const PersonId &id) const;
    [[nodiscard]] const Team *team(const TeamId &id) const;
    [[nodiscard]] const Setting *setting(const SettingId &id) const;

    /// Line managers from the nearest to the top. Stops where the chain ends, leaves the known people, or loops.
    [[nodiscard]] QList<PersonId> managersAbove(const PersonId &id) const;
    /// Those whose line manager is @p id and who are here on @p day.
    [[nodiscard]] QList<PersonId> reportsOf(const PersonId &id, QDate day) const;
    /// Members of @p team here on @p day, managers of the team not among them unless they are members.
    [[nodiscard]] QList<PersonId> peopleIn(const TeamId &team, QDate day) const;
    /// People whose own service is @p service and who are here on @p day.
    [[nodiscard]] QList<PersonId> peopleIn(const ServiceId &service, QDate day) const;
    /// The nearest head of @p service here on @p day: its Head of Service; else who oversees it, the least far up
    /// first; else the topmost manager of its people. Null only if the service has nobody at all above or in it.
    [[nodiscard]] const Person *headOf(const ServiceId &service, QDate day) const;
    /// The absence of @p id on @p day; null if they are not away.
    [[nodiscard]] const Absence *absenceOf(const PersonId &id, QDate day) const;
    /// Where somebody else holds @p role of @p id on @p day; null if they hold it themselves. Of several the last that was entered.
    [[nodiscard]] const Absence *handedOver(const PersonId &id, const QString &role, QDate day) const;
    /// Who does the tasks of @p id on @p day: themselves, or who covers an absence, or the line manager of somebody
    /// away or gone without cover. Null if nobody is left.
    [[nodiscard]] const Person *standInFor(const PersonId &id, QDate day) const;

    friend bool operator==(const Council &a, const Council &b)
    {
        return a.people() == b.people() && a.teams() == b.teams() && a.settings() == b.settings() && a.absences() == b.absences() && a.card() == b.card();
    }

private:
    Parts m_parts;
    QHash<PersonId, qsizetype> m_personAt;
    QHash<TeamId, qsizetype> m_teamAt;
    QHash<SettingId, qsizetype> m_settingAt;
    QHash<PersonId, QList<qsizetype>> m_reportsAt;
    QHash<PersonId, QList<qsizetype>> m_absencesAt;
};

/// Every reference to somebody or something unknown, and every loop of line managers: one sentence each. Empty: sound.
[[nodiscard]] QStringList councilProblems(const Council &council);

/// Reads a council pack ("sightline-council/1"), whole or not at all.
/// Errors: InvalidInput: what is wrong, in which entry, or the first of councilProblems().
[[nodiscard]] Result<Council> councilFromJson(const Json &pack);

} // namespace sightline
