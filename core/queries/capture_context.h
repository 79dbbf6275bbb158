#pragma once

#include "core/forms/present_context.h"
#include "core/people/council_card.h"
#include "core/people/setting.h"
#include "core/store/form_library.h"

namespace sightline {

/// A task as a form needs to know it: words to show, nothing to decide by.
struct CaptureTask {
    TaskReference reference;
    ServiceId service;
    QString activityName;    ///< what the activity asks for, in the framework's words
    QString unitName;        ///< the person or team it is about, else the service
    QString periodName;      ///< "October 2026"
    QDate periodEnd = {};    ///< the period's last day
    QString variant = {};    ///< which variant of the form the activity opens; empty: none, or not known
    PersonId subject = {};   ///< the person it is about (supervisee, observed); empty: nobody
};

/// What a record is begun from, where that is no task.
struct CaptureStart {
    std::optional<RecordId> child = {};      ///< a child on one's list
    SettingId setting = {};                  ///< empty: none
    std::optional<RecordId> amends = {};     ///< the record this is an amended version of: it is not the last visit before it
};

/// The number to ring about an urgent concern, or plain words that the council has given none: never an invented one. Thread: any.
[[nodiscard]] QString safeguardingPhoneWords(const CouncilCard &card);

/// The choice called @p code of the question that asks which variant of @p form this is; null if there is none. Thread: any.
[[nodiscard]] Json variantChoice(const Questionnaire &form, const QString &code);

/// The questions by whose answers the last record of @p form is found (its meta's `previous`). Thread: any.
[[nodiscard]] QStringList questionsOfLast(const KnownForm &form);

/// The newest completed record of the same template about the same as @p answers (what is not answered yet counts as @p context would fill it
/// in), its actions as they are now; none if there is none, or if it is not known yet what this one is about. Not the record that it amends. Errors: those of the
/// database. Thread: the store's.
[[nodiscard]] Result<std::optional<Answers>> lastAnswers(Store &store, const KnownForm &form, const Answers &answers, const FormContext &context,
                                                         const std::optional<RecordId> &amends = {});

/// What a form knows of the world when it is opened, and again when it is completed: the author, the time in the council's zone, the
/// task, the last record of the same form about the same answer (its meta's `previous`), the council's settings and its safeguarding number; of a form of visits also the child or setting it is begun from, and whom their last
/// visit missed.
/// The same values on the app and the command line. Errors: NotEnrolled, those of the database. Thread: the store's.
/// @p answers: those typed so far, to find the last record by; @p madeAtMs: when the record was begun, 0 for now.
[[nodiscard]] Result<FormContext> captureContext(Store &store, const CouncilCalendar &calendar, const KnownForm &form,
                                                 const std::optional<CaptureTask> &task = {}, const Answers &answers = {}, qint64 madeAtMs = 0,
                                                 const CaptureStart &start = {});

} // namespace sightline
