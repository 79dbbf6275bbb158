#pragma once

#include "core/calendar/council_time.h"
#include "core/store/store.h"
#include "qml/features/capture/capture_view.h"

namespace sightline {

/// What the page where a record begins offers.
struct StartOffers {
    QList<FormOffer> forms;       ///< those used last, then group by group, then the visits that begin from a setting
    QList<DraftOffer> drafts;
    QList<DeletedDraft> deleted;
};

/// What this person may begin and go on with. Errors: those of the database. Thread: the store's.
[[nodiscard]] Result<StartOffers> startOffers(Store &store, const CouncilNow &now);

} // namespace sightline
