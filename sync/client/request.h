#pragma once

#include "core/store/store.h"
#include "sync/protocol/limits.h"
#include "sync/protocol/messages.h"

namespace sightline::sync {

/// What must be remembered of a request until its answer is stored.
struct SentRequest {
    StreamId stream;
    QString epoch;
    QMap<qint64, std::optional<RecordId>> records;   ///< number → the record a person counts its operation to; none: a draft's copy
    /// Number → the body it creates: what the hub need not send back. Empty if the hub was not told that it may leave them out.
    QHash<qint64, std::shared_ptr<const RecordBody>> created;
};

struct BuiltRequest {
    wire::SyncRequest message;
    SentRequest sent;
    bool more = false;   ///< further operations wait behind these
};

struct RequestSize {
    int operationsMax = wire::operationsPerPushMax;
    int pageSize = wire::rowsPerPageMax;
    int waitSeconds = 0;              ///< kept only if there is nothing to send
    Overtaking overtaking = Overtaking::WithWhatTheyRestOn;   ///< another for the simulator alone
    bool leavesOutOwn = true;         ///< the answer may leave out bodies that this request creates (putInOwn)
    bool sendsHeldBack = false;       ///< also what may still be taken back: for the simulator alone, to show that it notices
    qint64 after = 0;                 ///< only what follows on that number, which is under way: a request built ahead
};

/// The next request: unsent operations in order, or what is urgent alone (in a new stream where others have numbers already), cursors,
/// what is answered already. Built ahead it has no operations where there are none that follow or where something urgent is to go first; its
/// cursors are those of now. Numbers the operations durably, so that the same number never stands for two of them. One transaction; an
/// operation that cannot be read is put aside first (DamagedTable), so that it holds up no other. Errors: NotEnrolled, those of the database.
/// Thread: the store's.
[[nodiscard]] Result<BuiltRequest> buildRequest(Store &store, const RequestSize &size);

/// Puts the bodies into @p answer that it leaves out because @p sent created them. False if one of them is not what was sent, or
/// was not sent at all: then the answer cannot be used, and the next request must not let the hub leave any out.
[[nodiscard]] bool putInOwn(wire::SyncAnswer &answer, const SentRequest &sent);

/// Notes that the operations of @p sent may have reached the hub though no answer came: their records are `sent`.
[[nodiscard]] Result<void> markSent(Store &store, const SentRequest &sent);

} // namespace sightline::sync
