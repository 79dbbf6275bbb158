#pragma once

#include "core/calendar/council_calendar.h"
#include "core/store/form_library.h"
#include "qml/features/capture/pick_list.h"

namespace sightline {

/// What FHIR calls an answered form, where a question asks for one.
inline constexpr QLatin1StringView recordKind { "QuestionnaireResponse" };

/// What the questions of an open form pick from: people and places of the council's lists, one's own children, records one may read.
struct FormCandidates {
    QList<Candidate> people;
    QList<Candidate> teams;
    QList<Candidate> settings;
    QList<Candidate> children;
    QList<Candidate> records;   ///< newest first; only where the form asks for a record
    QMap<QString, QList<Candidate>> recordsOf;   ///< those a question takes whose form wants certain templates alone, by its list

    /// Those of @p list: a form names the kind of list a question picks from; what it does not name is people.
    [[nodiscard]] const QList<Candidate> &of(const QString &list) const;
};

/// All that @p form can ask for. Errors: those of the database. Thread: the store's.
[[nodiscard]] Result<FormCandidates> formCandidates(Store &store, const CouncilCalendar &calendar, const Questionnaire &form);

} // namespace sightline
