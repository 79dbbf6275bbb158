#pragma once

#include "core/store/opens_as_form.h"
#include "core/store/store.h"

namespace sightline {

struct DraftListItem {
    Draft draft;
    QString title;      ///< the form's
    bool canBeOpened = true;   ///< false where this device does not know the form
};

struct DraftList {
    QList<DraftListItem> open;        ///< newest saved first: the app reopens the first where it was left
    QList<DraftListItem> onRecords;   ///< words for a record, gone on with on its page (opensAsForm() is false); newest saved first
    QList<DraftListItem> discarded;   ///< can still be brought back
};

/// All drafts there are to go on with or to bring back. Thread: the store's.
[[nodiscard]] Result<DraftList> draftList(Store &store);

} // namespace sightline
