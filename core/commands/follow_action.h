#pragma once

#include "core/forms/form_context.h"
#include "core/forms/form_issue.h"
#include "core/records/agreed_action.h"
#include "core/store/record_workflow.h"

namespace sightline {

/// Which action of which record.
struct ActionPlace {
    RecordId record;
    QString row;
};

/// What following an action up came to: a step record, or what stands in its way.
struct ActionFollowed {
    std::optional<RecordId> step;     ///< set only once it is durable on this device
    QList<FormIssue> issues;          ///< why it was refused, in words; none where it was taken
};

/// Says how an agreed action is: `status` (a code of the form's choices), `doneOn`, `evidence`, `files`, `impact`, `recheck` and `reason` of
/// @p said are taken. One durable transaction: a step of its own (decisions 1), and the words that were kept for it go. Refused with an
/// issue where there is no status, where an action is closed without saying what is different now, or is open again without a reason.
/// A version that was amended is refused: the action is the amended version's. @p context as for takeStep.
/// Errors: NotFound (no such record, action or form here), NotAllowed (not theirs, not a record to follow up; detail says what to do),
/// InvalidInput, TooLarge, NotEnrolled, those of the database. Thread: the store's.
[[nodiscard]] Result<ActionFollowed> followAction(Store &store, const ActionPlace &action, const ActionFollowUp &said, const FormContext &context);

/// Keeps what is being typed of a follow-up, like any draft: durable when it returns, found again by begunFollowUp, gone once the
/// follow-up is taken, or once nothing is left of it. Errors: as followAction.
[[nodiscard]] Result<void> keepFollowUp(Store &store, const ActionPlace &action, const ActionFollowUp &said, QDate today);

/// Adds a stored file to what is kept of a follow-up, for a page that was left while the file was made ready. One that is there already is
/// not added again. Errors: as keepFollowUp.
[[nodiscard]] Result<void> addToFollowUp(Store &store, const ActionPlace &action, const NamedFile &file, QDate today);

/// What was typed and not yet taken for @p action, also on a version that was amended since; none where nothing was.
[[nodiscard]] Result<std::optional<ActionFollowUp>> begunFollowUp(Store &store, const ActionPlace &action, QDate today);

} // namespace sightline
