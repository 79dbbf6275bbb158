#pragma once

#include "sync/hub/audit/audit_trail.h"
#include "sync/hub/service/commit_queue.h"
#include "sync/hub/service/now_and_then.h"

#include <QSet>

namespace sightline::hub {

/// What only reads was given to whom, for the audit trail: noted in memory, which costs an answer nothing, and written soon after in one
/// transaction beside those of the devices. So a kill of the hub may cost the trail the last second of what was given; what changes
/// anything writes its own line in its own transaction. Where the database takes nothing for long it holds so many notes and counts the rest:
/// the trail then says how many it was not told. stop() it when nobody gives anything any more. Thread: any.
class AuditBook {
public:
    AuditBook(HubStore &store, CommitQueue &queue, std::chrono::milliseconds every);
    ~AuditBook() { stop(); }
    AuditBook(const AuditBook &) = delete;
    AuditBook &operator=(const AuditBook &) = delete;

    void note(Instant at, AuditEntry entry);
    /// The same for what comes in many parts: the first of @p key that this hub remembers, rather twice than never.
    void noteOnce(const QByteArray &key, Instant at, AuditEntry entry);
    /// Writes what is left, in transactions of its own.
    void stop();

private:
    struct Noted {
        Instant at;
        AuditEntry entry;
    };
    using Notes = std::shared_ptr<QList<Noted>>;
    [[nodiscard]] Notes takeSome();
    [[nodiscard]] static Result<void> write(HubTransaction &transaction, const QList<Noted> &notes);
    void handOver();
    void takeBack(const QList<Noted> &notes);

    HubStore &m_store;
    CommitQueue &m_queue;
    std::mutex m_mutex;
    QList<Noted> m_notes;
    QSet<QByteArray> m_notedOnce;
    qint64 m_untold = 0;      ///< since there was no room for more
    Instant m_untoldSince;
    NowAndThen m_later;   // last: begins when everything above is there
};

} // namespace sightline::hub
