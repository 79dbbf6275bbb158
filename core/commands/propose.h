#pragma once

#include "core/editions/revision.h"
#include "core/people/people_table.h"
#include "core/store/store.h"

namespace sightline {

// What somebody whose role lets them changes for the whole council: an edition of the framework, its people. Each is one operation that the
// hub judges (core/records/proposal.h). Thread of all: the store's. Errors of all: NotEnrolled, those of the database.

/// Whether the enrolled person owns the framework, as far as this device knows.
[[nodiscard]] Result<bool> ownsFrameworkHere(Store &store);
/// Whether they may take in tables of people.
[[nodiscard]] Result<bool> keepsPeopleHere(Store &store);

/// The edition that its owner is making on this device: one at a time, a row of `draft`.
struct RevisionDraft {
    RecordId id;
    RecordId base;           ///< the edition that it changes
    QString baseHash;        ///< of that edition's body, as its changes were made over it
    QDate from;              ///< first day it is to count; null: not said yet
    Revision revision;
    qint64 savedAtMs = 0;
};
/// None where none is being made.
[[nodiscard]] Result<std::optional<RevisionDraft>> revisionDraft(Store &store);

/// Keeps what is being made over the edition @p base, as it is here now; durable when it returns. Nothing to change and no day: it is removed.
/// Errors: NotFound (no such edition here), TooLarge (over limits::draftBytesMax).
[[nodiscard]] Result<void> keepRevision(Store &store, const RecordId &base, QDate from, const Revision &revision);
/// Forgets what was being made. Nothing where nothing was.
[[nodiscard]] Result<void> dropRevision(Store &store);

/// Publishes @p revision of the edition @p base from @p from on: one record in one durable transaction, and the draft goes in the same. It
/// counts from that day once the hub has taken it; the hub makes the edition itself, of what it holds.
/// Errors: NotAllowed (this person does not own the framework, in words), InvalidInput (nothing changes; the day is none, or has come),
/// NotFound (no such edition here), TooLarge.
[[nodiscard]] Result<RecordId> publishRevision(Store &store, const RecordId &base, QDate from, const Revision &revision, QDate today);

/// Gives the hub @p tables, which this device has read without a problem (readPeopleTables).
/// Errors: NotAllowed (this person may not, in words), InvalidInput (no table; not text in UTF-8), TooLarge.
[[nodiscard]] Result<RecordId> proposePeople(Store &store, const PeopleTables &tables);

} // namespace sightline
