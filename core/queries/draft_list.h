#pragma once

#include "core/store/form_library.h"
#include "core/store/store.h"

namespace sightline {

struct DraftListItem {
    Draft draft;
    QString title;      ///< the form's
    bool canBeOpened = true;   ///< false where this device does not know the form
};

struct DraftList {
    QList<DraftListItem> open;        ///< newest saved first: the app reopens the first where it was left
    QList<DraftListItem> discarded;   ///< can still be brought back
};

/// Whether @p draft is gone on with as a form. False for a step that has no part of its form (a return, a signature): its words
/// are on its record's page. @p form: null where it is not known.
[[nodiscard]] bool opensAsForm(const Draft &draft, const KnownForm *form);

/// Drafts that open as forms. Thread: the store's.
[[nodiscard]] Result<DraftList> draftList(Store &store);

} // namespace sightline
