#pragma once

#include "core/people/absence.h"
#include "core/store/store.h"

namespace sightline {

/// An absence, or a role handed over, as this device knows it.
struct ListedAbsence {
    RecordId id;
    Absence absence;
    QString name;            ///< who is away
    QString coverName;       ///< empty: their line manager is asked
    bool isMine = false;     ///< the enrolled person may end it
};

/// Somebody that the enrolled person may say something of.
struct PersonChoice {
    PersonId id;
    QString name;
    friend bool operator==(const PersonChoice &, const PersonChoice &) = default;
};

struct AbsenceList {
    QList<ListedAbsence> absences;      ///< not over on the day, by first day, then name; of those whom the enrolled person may be told of
    QList<PersonChoice> people;         ///< of whom they may say that they are away: themselves first, then by name
    bool letsLeave = false;             ///< they keep the council's people, so they may also say who leaves
};

/// Thread: the store's. Errors: NotEnrolled, those of the database.
[[nodiscard]] Result<AbsenceList> absenceList(Store &store, QDate day);

/// Who may cover @p person on @p day, those of their team first, then of their service and who oversees it, then everybody else: by name.
/// Thread and errors: as absenceList().
[[nodiscard]] Result<QList<PersonChoice>> coversFor(Store &store, const PersonId &person, QDate day);

} // namespace sightline
