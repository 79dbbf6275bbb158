#pragma once

#include "core/forms/answers.h"
#include "core/store/store.h"

namespace sightline {

/// What a new record is begun with.
struct NewDraft {
    QString form;                           ///< "T03@1.0"
    std::optional<TaskReference> task = {}; ///< the task it answers; none: from nothing
    ServiceId taskService = {};             ///< the task's service; the record belongs there if its author may write there
    std::optional<PersonId> observed = {};  ///< the second person it concerns (observed, supervisee)
    std::optional<RecordId> amends = {};    ///< the completed record that this one amends
    Answers answers = {};                   ///< prefilled (core/forms/carry_forward)
    QString amendsHash = {};                ///< hash of the amended record's body as its author saw it
    QString edition = {};                   ///< of the framework that asks for the task
};

/// Begins a draft and stores it durably. Its author, team and service are the enrolled person's; for an observation the team is
/// the observed person's where the author may write there (decisions 6).
/// Errors: NotEnrolled, InvalidInput (text that cannot be stored), those of the database. Thread: the store's.
[[nodiscard]] Result<Draft> beginDraft(Store &store, const NewDraft &draft);

/// Stores what was typed, with the field in focus: called after a short pause, on leaving, suspending and locking. Durable when it
/// returns. A field over limits::answerBytesMax is kept in the draft; only completing refuses it.
/// Errors: NotFound (no such draft), InvalidInput (U+0000 or half a character: detail names the field; nothing changed), TooLarge
/// (draft over limits::draftBytesMax), StorageFull, those of the database. Thread: the store's.
/// @p typedOver: the answers that a form on the screen was filled from or has stored last. What another device of the author has put into
/// the draft since stays, in a draft of its own where it is of the same answer. Null: @p answers are all there is.
[[nodiscard]] Result<void> saveDraft(Store &store, const RecordId &draft, const Answers &answers, const QString &focus,
                                     const Json::Object *typedOver = nullptr);

/// Adds a kept file to the answers of question @p key of a draft whose form is no longer open.
/// Errors: NotFound (no such draft), those of the database.
[[nodiscard]] Result<void> attachToDraft(Store &store, const RecordId &draft, const QString &key, bool isOneOfSeveral, const Json &answer);

/// Says who the second person is, once an answer names them.
[[nodiscard]] Result<void> setObserved(Store &store, const RecordId &draft, const std::optional<PersonId> &observed);

} // namespace sightline
