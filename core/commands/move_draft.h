#pragma once

#include "core/forms/editing/moved_answers.h"
#include "core/store/form_library.h"

namespace sightline {

/// The version of a draft's form that records are begun with on @p today, where it is a newer one; null otherwise, and where its author has
/// chosen to finish it on the version it began with: that is not asked twice of one newer version. Errors: NotFound (no such draft), those of the database. Thread of all: the store's.
[[nodiscard]] Result<std::shared_ptr<const KnownForm>> newerFormFor(Store &store, const RecordId &draft, QDate today);

/// Its author finishes @p draft on the version it began with rather than on @p newer ("T03@1.2.0"); nothing else of it changes.
/// Errors: NotFound (no such draft), StorageFull, those of the database.
[[nodiscard]] Result<void> finishOnItsVersion(Store &store, const RecordId &draft, const QString &newer);

/// What moving @p draft to @p form ("T03@1.2.0") would keep and what it has no place for; nothing is changed.
/// Errors: NotFound (no such draft, one of the forms not here, another template), those of the database.
[[nodiscard]] Result<MovedAnswers> lookAtMove(Store &store, const RecordId &draft, const QString &form);

/// Moves: in one durable transaction a draft of @p form with everything that fits, and the old draft is put away like any that is deleted, so
/// that it, with what had no place, can be brought back for limits::discardedDraftDays. Gives the new draft. Errors: as lookAtMove(), StorageFull.
[[nodiscard]] Result<RecordId> moveDraft(Store &store, const RecordId &draft, const QString &form);

/// Goes back: in one durable transaction the draft @p old is open again as it was, and @p moved is put away, with whatever was written in it
/// since, for limits::discardedDraftDays. Errors: NotFound (one of them is no such draft, or its days are over), StorageFull, those of
/// the database.
[[nodiscard]] Result<void> moveDraftBack(Store &store, const RecordId &moved, const RecordId &old);

} // namespace sightline
