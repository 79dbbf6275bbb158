#pragma once

#include "core/calendar/council_calendar.h"
#include "core/editions/edition_impact.h"
#include "core/editions/revision.h"
#include "core/queries/present_edition.h"
#include "core/store/record_sync.h"

namespace sightline {

/// What the framework's owner changes, over the edition that it changes.
struct RevisionBoard {
    std::shared_ptr<const PresentEdition> base;   ///< the edition that counts on the first day, as it was published
    Revised next;                                 ///< with the changes that can be made, and what keeps the others from it
};

/// @p revision over the edition that counts on @p from. None where none does.
/// Errors: NotEnrolled, Corrupt (the edition cannot be read), those of the database. Thread: the store's.
[[nodiscard]] Result<std::optional<RevisionBoard>> revisionBoard(Store &store, QDate from, const Revision &revision, QDate today,
                                                                 const FrameworkTables &tables);

/// What @p board means for the people this device knows, from @p from on: each change with those it affects, and the work of each role. It
/// plans two years of a council; a moment. Errors and thread: as revisionBoard().
[[nodiscard]] Result<EditionImpact> revisionImpact(Store &store, const RevisionBoard &board, const CouncilCalendar &calendar, QDate from);

/// A change of the framework that this person has published, newest first.
struct PublishedRevision {
    RecordId record;
    QDate from;
    Revision revision;
    qint64 madeAtMs = 0;
    RecordSync sync = RecordSync::Here;   ///< Kept: the hub did not take it
};
/// Errors and thread: as revisionBoard().
[[nodiscard]] Result<QList<PublishedRevision>> publishedRevisions(Store &store);

} // namespace sightline
