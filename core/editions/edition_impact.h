#pragma once

#include "core/editions/year_of_work.h"
#include "core/schedule/edition_changes.h"

namespace sightline {

/// A change with the people who do, or did, what it is about.
struct ChangeForPeople {
    EditionChange change;
    QSet<PersonId> people;
    friend bool operator==(const ChangeForPeople &, const ChangeForPeople &) = default;
};

/// The work of a role under two editions, in hours a month of all its people together.
struct RoleWork {
    QString role;
    qsizetype people = 0;    ///< who have work in it under either
    double before = 0;
    double after = 0;
    friend bool operator==(const RoleWork &, const RoleWork &) = default;
};

/// What a new edition means for a council's people.
struct EditionImpact {
    QList<ChangeForPeople> changes;
    QList<RoleWork> roles;             ///< by name; without those whose work is in no figure
    QHash<PersonId, RoleWork> people;  ///< one person's hours a month; `role` is empty
    qsizetype notCountedBefore = 0;    ///< activities whose time is in no figure
    qsizetype notCountedAfter = 0;

    /// The changes that concern @p person.
    [[nodiscard]] QList<EditionChange> changesFor(const PersonId &person) const;
};

/// Compares @p next, with the keys it carries, with @p before for the people there are on @p from. Pure; any thread.
[[nodiscard]] EditionImpact impactOf(const CompiledFramework &before, const CompiledFramework &next, const Council &council, const CouncilCalendar &calendar,
                                     QDate from, const FormFacts &forms);

/// @p change as sayChange() says it, with how many people it affects: "…; affects 14 people."
[[nodiscard]] QString sayChange(const ChangeForPeople &change);

} // namespace sightline
