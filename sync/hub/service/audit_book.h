#pragma once

#include "sync/hub/audit/audit_trail.h"
#include "sync/hub/service/commit_queue.h"
#include "sync/hub/service/now_and_then.h"

namespace sightline::hub {

/// What only reads was given to whom, for the audit trail: noted in memory, which costs an answer nothing, and written soon after in one
/// transaction beside those of the devices. So a kill of the hub may cost the trail the last second of what was given; what changes
/// anything writes its own line in its own transaction. stop() it before the queue is stopped. Thread: any.
class AuditBook {
public:
    AuditBook(CommitQueue &queue, std::chrono::milliseconds every);
    ~AuditBook() { stop(); }
    AuditBook(const AuditBook &) = delete;
    AuditBook &operator=(const AuditBook &) = delete;

    void note(Instant at, AuditEntry entry);
    /// Hands over what is left; the queue must still take it.
    void stop();

private:
    struct Noted {
        Instant at;
        AuditEntry entry;
    };
    void handOver();
    void takeBack(const QList<Noted> &notes);

    CommitQueue &m_queue;
    std::mutex m_mutex;
    QList<Noted> m_notes;
    NowAndThen m_later;   // last: begins when everything above is there
};

} // namespace sightline::hub
