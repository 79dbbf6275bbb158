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
    std::optional<ActionRule> actions;        ///< of the form; none where it has none
    QList<TakenStep> steps;                   ///< oldest first; those that do not count are among them
    QList<TakenStep> earlierFollowUps;        ///< of agreed actions, on the versions that it amends
    std::optional<RecordId> amendedBy;        ///< the newest version of its author's that answers it
    Workflow workflow;

    /// What followed up its actions, on it and on the versions it amends.
    [[nodiscard]] QList<TakenStep> followUps() const { return earlierFollowUps + steps; }
};

/// Where @p record stands on the council's @p day: it and its steps as their reader sees them.
/// Errors: NotFound (no such form record), those of the database. Thread: the store's.
[[nodiscard]] Result<RecordWorkflow> workflowFor(Store &store, const RecordId &record, QDate day);

/// The steps that followed up the actions of @p record (whose body is given), on it and on the versions that it amends; those that do not
/// count are among them. Errors: those of the database. Thread: the store's.
[[nodiscard]] Result<QList<TakenStep>> followUpsOf(Store &store, const RecordId &record, const RecordBody &body);

} // namespace sightline
