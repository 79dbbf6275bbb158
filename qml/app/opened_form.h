#pragma once

#include "core/queries/capture_context.h"
#include "qml/app/form_candidates.h"

/// Opening a form: what of the store it takes to begin one, or to go on with one. Thread of all: the store's. Errors of all: NotFound (what
/// is named is not there, or its form is not on this device), those of the database.
namespace sightline {

/// What opening a form reads and writes on the store's thread.
struct OpenedForm {
    Draft draft;
    std::shared_ptr<const KnownForm> form;
    FormContext context;
    QString subject;
    QString role = {};             ///< whose part is filled; empty: the author's
    std::shared_ptr<const KnownForm> newer = nullptr;   ///< the version that records are begun with now, if the draft's author is asked to move it
    bool isSealed = false;         ///< the part that was handed over was given already (core/commands/hand_over)
    bool signsHere = false;        ///< a later hand whose part has no signature of its own: finishing it signs
    FormCandidates candidates = {};
};

/// Begins a draft of @p name in its version in force, for @p task and filled from it, from @p start and with @p known (answers by the names
/// that a form fills itself from).
[[nodiscard]] Result<OpenedForm> beginForm(Store &store, const CouncilCalendar &calendar, const QString &name, const std::optional<CaptureTask> &task,
                                           const CaptureStart &start = {}, const QMap<QString, Json> &known = {});

/// Begins a visit to @p child of one's list, with the form of visits in force.
[[nodiscard]] Result<OpenedForm> beginVisitForm(Store &store, const CouncilCalendar &calendar, const RecordId &child);

/// The draft begun for @p task, or a new one where there is none.
[[nodiscard]] Result<OpenedForm> openedTask(Store &store, const CouncilCalendar &calendar, QDate today, const TaskId &task);
/// The same for @p unit, one of the places or teams its count is spread over (CoverageEntry::unit): the draft already begun for it, or a new
/// one. Errors: InvalidInput (it is none of them), those of openedTask().
[[nodiscard]] Result<OpenedForm> openedTaskAt(Store &store, const CouncilCalendar &calendar, QDate today, const TaskId &task, const QString &unit);

/// Begins this person's step of @p kind on @p record, or goes on with it: the part of the record's form that it fills.
[[nodiscard]] Result<OpenedForm> beginStepForm(Store &store, const CouncilCalendar &calendar, const RecordId &record, const QString &kind);

/// The form with which a child or family is asked about @p record, as the record's own form names it (its meta's `feedback`), begun and
/// tied to the record.
[[nodiscard]] Result<OpenedForm> beginFeedback(Store &store, const CouncilCalendar &calendar, const RecordId &record);

/// The draft @p id with all that opening it needs.
[[nodiscard]] Result<OpenedForm> openedDraft(Store &store, const CouncilCalendar &calendar, const RecordId &id);

/// The task that @p reference names, as a form needs to know it; none where the plan no longer has it.
[[nodiscard]] std::optional<CaptureTask> taskOf(Store &store, const CouncilCalendar &calendar, const std::optional<TaskReference> &reference);

/// What is kept of @p answers of an open form: a later hand's draft holds its own part alone. Thread: any.
[[nodiscard]] Answers keptOf(const OpenedForm &opened, const Answers &answers);

} // namespace sightline
