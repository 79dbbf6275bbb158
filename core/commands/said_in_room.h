#pragma once

#include "core/forms/form_context.h"
#include "core/store/record_workflow.h"

namespace sightline {

/// Begins what the person whose hand @p kind is says in the room, on this person's device: a draft with that hand's part, for the device
/// to be handed over with (hand_over.h). Nothing is carried into it: what the form knows is of whose device it is.
/// Errors: NotFound (no such record here, its form is not known), NotAllowed (not the record's author, nobody's or one's own turn, a hand
/// without questions; detail says which), NotEnrolled, those of the database. Thread: the store's.
/// Source: decisions 1 and 6: a step is its author's alone, and an installation acts for its own person alone.
[[nodiscard]] Result<Draft> beginSaidInRoom(Store &store, const RecordId &record, const QString &kind, const FormContext &context);

/// Of a draft of beginSaidInRoom(): who speaks. Errors: Corrupt.
[[nodiscard]] Result<PersonId> whoSpeaks(const Draft &draft);
/// and which hand it is for.
[[nodiscard]] QString handSpokenFor(const Draft &draft);

/// The addendum that @p draft becomes with @p answers: its text can be read by whoever reads the record, its members are what the
/// speaker's own step begins with. Its author is this device's owner, as is true. To be appended in the caller's transaction.
/// Errors: NotFound (the record or its form), InvalidInput, TooLarge, those of the database.
[[nodiscard]] Result<Operation> saidInRoomAddendum(Store &store, const Draft &draft, const Answers &answers);

} // namespace sightline
