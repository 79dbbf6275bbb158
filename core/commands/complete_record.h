#pragma once

#include "core/forms/form_context.h"
#include "core/forms/form_issue.h"
#include "core/store/store.h"

#include <functional>

namespace sightline {

struct CompleteOptions {
    FormContext context;     ///< as core/queries/capture_context makes it
    QDate doneOn;            ///< the council's day that counts; null: context.today
    enum class Undo {
        No,
        Offered,             ///< nothing of it goes to the hub for limits::undoCompletionMs, so that undoCompletion() can take it back
    };
    Undo undo = Undo::No;
    /// Written in the same transaction, before it commits: what its failing undoes with everything else.
    std::function<Result<void>(const RecordId &record, bool raisesConcern)> alongside = {};
};

/// What completing came to: a record, or what stands in its way.
struct Completion {
    std::optional<RecordId> record;   ///< set only once the record is durable on this device
    QList<FormIssue> issues;          ///< errors where it was refused; warnings otherwise
    bool raisesConcern = false;       ///< an urgent concern: it goes to the hub before everything else
};

/// Completes @p draft: calculates and validates it, then in ONE durable transaction writes the record's `create`, the content-free
/// fact that counts (decisions 7; none where the answers say it did not take place), a record of its own for each row that is kept apart
/// (records_apart.h), and removes the draft, or keeps it aside while this can be undone; an earlier offer to undo ends. Only after that is
/// anybody told "Saved on this device". A form that is not on this device cannot be completed; its draft is kept.
/// Errors: NotFound (no such draft, form not here), TooLarge (more than one record can hold), StorageFull, those of the database;
/// nothing is half done. Thread: the store's.
[[nodiscard]] Result<Completion> completeRecord(Store &store, const RecordId &draft, const CompleteOptions &options);

} // namespace sightline
