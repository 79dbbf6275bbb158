#pragma once

#include "core/calendar/council_calendar.h"
#include "core/editions/edition_impact.h"
#include "core/store/store.h"

namespace sightline {

/// What the edition of the framework that begins next means for one person.
struct ComingChanges {
    QString edition;              ///< "2027-04-01"
    QString title;
    QDate from;                   ///< first day it counts
    QList<EditionChange> mine;    ///< those that concern the person
    qsizetype all = 0;            ///< how many it changes for everybody
    double hoursBefore = 0;       ///< a month, of what has a number: core/editions/year_of_work.h
    double hoursAfter = 0;
};

/// What of the forms in force on @p day matters to the work an edition asks for. Errors: those of the database. Thread: the store's.
[[nodiscard]] Result<FormFacts> formFactsHere(Store &store, QDate day);

/// The changes of the next edition for the enrolled person, as of @p day; none while no edition is to come. Worked out once for as long as
/// neither editions nor people change. Errors: NotEnrolled, Corrupt (an edition cannot be read), those of the database. Thread: the store's.
[[nodiscard]] Result<std::optional<ComingChanges>> comingChanges(Store &store, const CouncilCalendar &calendar, QDate day);

} // namespace sightline
