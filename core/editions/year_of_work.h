#pragma once

#include "core/tasks/plan.h"

#include <QSet>

namespace sightline {

/// What of a form matters here.
struct FormFact {
    QString title;     ///< what people call it
    int minutes = 0;   ///< what a record usually takes, on site and after: `minutes` of the form's own data (core/packs/forms/README.md); 0: not said
};
using FormFacts = QHash<TemplateId, FormFact>;

/// What an edition asks of a council's people in twelve months, on the people it has on the first day.
struct YearOfWork {
    QHash<ActivityKey, QSet<PersonId>> people;   ///< who may do each activity, and whom it is about
    QMap<QString, double> minutesOfRole;         ///< in the twelve months, by the role in which it is done
    QHash<PersonId, double> minutesOf;
    QHash<QString, QSet<PersonId>> peopleOfRole;
    /// Asked for without a number that is known beforehand (events, as required, no date yet), or with a form that says no minutes: their
    /// time is in no figure.
    QSet<ActivityKey> notCounted;
};

/// Plans twelve months from @p from. A task that one of several people may do is shared equally among them; a group that acts together
/// spends its time each; the time of those it is about is not counted. Pure; any thread.
[[nodiscard]] YearOfWork yearOfWork(const CompiledFramework &framework, const Council &council, const CouncilCalendar &calendar, QDate from,
                                    const FormFacts &forms);

} // namespace sightline
