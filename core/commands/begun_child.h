#pragma once

#include "core/records/child_pointer.h"
#include "core/store/store.h"

#include <QMap>

namespace sightline {

/// What is being said of a child: that they come onto one's list, what changes, or why they go off it.
enum class ChildForm { New, Change, End };

/// Words typed of a child and not saved: a row of `draft`, of type Child, that is this device's alone and never sent.
struct BegunChild {
    std::optional<RecordId> draft;    ///< none: not kept yet
    ChildForm form = ChildForm::New;
    std::optional<RecordId> child;    ///< whom it is about; none where they are not on the list yet
    QMap<QString, QString> words; ///< by member of a child pointer, as they stand in the form, those not touched as the list says now: nothing is judged yet
    qint64 savedAtMs = 0;
    friend bool operator==(const BegunChild &, const BegunChild &) = default;
};

/// Those there are to go on with, newest saved first. Deleting and bringing back are discardDraft() and restoreDraft().
/// Errors: those of the database. Thread of all: the store's.
[[nodiscard]] Result<QList<BegunChild>> begunChildren(Store &store);
/// The newest of them for the same form and child as @p like; where it names a draft, that one. None where nothing is begun.
[[nodiscard]] Result<std::optional<BegunChild>> begunChild(Store &store, const BegunChild &like);

/// Keeps what is typed, like any draft: durable when it returns, found again by begunChildren(), gone with the transaction that saves
/// the child, or once nothing is left of it that the list does not say already. Returns the draft that holds it, if any.
/// Errors: InvalidInput (a character that cannot be stored), TooLarge, NotEnrolled, those of the database.
[[nodiscard]] Result<std::optional<RecordId>> keepBegunChild(Store &store, const BegunChild &begun);

} // namespace sightline
