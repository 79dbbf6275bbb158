#pragma once

#include "core/records/workflow.h"
#include "core/store/form_library.h"

namespace sightline {

/// A record with the hands taken on it and where it stands.
struct RecordWorkflow {
    RecordBody body;
    QString hash;                             ///< of the body: what a signature covers
    std::shared_ptr<const KnownForm> form;    ///< null where this device does not know it: then no hand is due
    QList<HandRule> rules;                    ///< of the form; none where they cannot be read here
    QList<TakenStep> steps;                   ///< oldest first; those that do not count are among them
    std::optional<RecordId> amendedBy;        ///< the newest version of its author's that answers it
    Workflow workflow;
};

/// Where @p record stands on the council's @p day: it and its steps as their reader sees them.
/// Errors: NotFound (no such form record), those of the database. Thread: the store's.
[[nodiscard]] Result<RecordWorkflow> workflowFor(Store &store, const RecordId &record, QDate day);

} // namespace sightline
