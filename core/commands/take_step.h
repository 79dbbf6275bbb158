#pragma once

#include "core/forms/form_context.h"
#include "core/forms/form_issue.h"
#include "core/store/record_workflow.h"

namespace sightline {

/// What a later hand brings to a record.
struct NewStep {
    QString kind;         ///< one of the template's hands, or step::returned
    Answers answers;      ///< of its part of the form; empty where it has none
    QString text;         ///< a return's comments, or words of a hand without a part
    bool doSign = false;  ///< its author signs: what is signed is the record and the hands they were shown
};

/// What taking a step came to: a step record, or what stands in its way.
struct StepTaken {
    std::optional<RecordId> step;     ///< set only once it is durable on this device
    QList<FormIssue> issues;          ///< errors where it was refused; warnings otherwise
};

/// Takes a step on a completed record in one durable transaction: a record of its own with author, time, the hash of the body its
/// author saw and the hands they were shown (decisions 1). The record itself stays as it was. @p context is that of
/// core/queries/capture_context for the record's form; its `today` is the council's day.
/// Errors: NotFound (no such record here, its form is not known), NotAllowed (not this person's, not its turn, the record is not
/// completed; detail says which and what to do), AlreadyExists (done already), InvalidInput, TooLarge, NotEnrolled, those of
/// the database. Thread: the store's.
[[nodiscard]] Result<StepTaken> takeStep(Store &store, const RecordId &record, const NewStep &step, const FormContext &context);

/// Begins a step that is written over a while: a draft of its own, kept like any other, with what its author sees now.
/// If there is one already it is given again. Errors: as takeStep.
[[nodiscard]] Result<Draft> beginStep(Store &store, const RecordId &record, const QString &kind, const FormContext &context);

/// Takes the step that @p draft holds and removes the draft, in one transaction. Errors: as takeStep; NotAllowed also where the record
/// was changed since the draft was begun. The draft is kept whenever it is not taken.
[[nodiscard]] Result<StepTaken> completeStep(Store &store, const RecordId &draft, bool doSign, const FormContext &context);

} // namespace sightline
