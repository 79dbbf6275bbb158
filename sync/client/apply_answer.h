#pragma once

#include "core/store/store.h"
#include "sync/client/device_rules.h"
#include "sync/client/request.h"

namespace sightline::sync {

/// What storing an answer came to.
struct AppliedAnswer {
    event::Applied next;            ///< for the engine
    QSet<RecordId> answered;        ///< records whose operations the hub has now answered
    QSet<RecordId> held;            ///< of these, those with an operation not applied as made
    QSet<RecordId> stored;          ///< records that a row brought or changed
    QSet<RecordId> removed;         ///< records this device may no longer hold
    QStringList repaired;           ///< scopes whose digest did not agree: they are pulled again (R15)
    int setAside = 0;               ///< rows that could not be read
    bool newEpoch = false;
    bool forked = false;
};

/// Stores @p answer to @p sent in one transaction: answers to operations, controls, a new epoch, lost scopes, rows and
/// cursors (R8–R17). It cannot append to the outbox, so nothing echoes. @p damaged are records whose row the codec could not
/// read: set aside. Rights withdrawn are durable when it returns (EXTRA); a page that only adds may be lost in a power cut
/// together with its cursor and is pulled again (NORMAL, decisions 16).
/// Errors: those of the database: nothing of the answer was stored. Thread: the store's.
[[nodiscard]] Result<AppliedAnswer> applyAnswer(Store &store, const wire::SyncAnswer &answer, const QList<RecordId> &damaged, const SentRequest &sent,
                                                const DeviceRules &rules = {});

} // namespace sightline::sync
