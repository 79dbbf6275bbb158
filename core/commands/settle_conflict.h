#pragma once

#include "core/store/store.h"

namespace sightline {

/// Which of two texts of one answer stands.
enum class Keep { Mine, Theirs };

/// A choice, and the other text as the person who chose read it: if the record says something else by then, the hub finds a
/// new conflict and nobody's words are replaced unread.
struct ConflictChoice {
    Keep keep = Keep::Theirs;
    Json theirs;
};

/// Settles the conflict that @p notice tells of: for each field the text to keep. An ordinary operation with its own proof of what
/// was seen; the hub closes the notice. Errors: NotFound (no such open notice here), InvalidInput (a field without a choice),
/// NotAllowed (not a conflict), those of the database. Thread: the store's.
[[nodiscard]] Result<void> settleConflict(Store &store, const RecordId &notice, const QMap<QString, ConflictChoice> &choices);

/// Leaves what @p notice holds unapplied for good, with a reason; it stays in the hub's log (for its author or their lead).
[[nodiscard]] Result<void> dismissHeld(Store &store, const RecordId &notice, const QString &reason);

/// Asks the hub to apply what @p notice holds after all (for whoever leads the team).
[[nodiscard]] Result<void> adoptHeld(Store &store, const RecordId &notice);

} // namespace sightline
