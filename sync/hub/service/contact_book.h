#pragma once

#include "sync/hub/service/commit_queue.h"
#include "sync/hub/service/hub_service.h"
#include "sync/hub/service/now_and_then.h"

#include <map>

namespace sightline::hub {

/// Which device was last heard when, and what it said it still had to hand in: for the IT lead with a lost tablet to account for
/// (OPERATING.md section 7). Every request is noted in memory, which costs it nothing; now and then what changed goes into the database in one
/// transaction beside those of the devices. So a kill of the hub may cost the last seconds of it, never a record. Outlives the queue's
/// thread: stop() it before the queue is stopped, and both before either is gone. Thread: any.
class ContactBook {
public:
    /// @p every: how long what changed may lie in memory. That a device was heard again and says nothing new waits for @p lateness.
    ContactBook(CommitQueue &queue, std::chrono::milliseconds every, std::chrono::milliseconds lateness = std::chrono::minutes(1));
    ~ContactBook() { stop(); }
    ContactBook(const ContactBook &) = delete;
    ContactBook &operator=(const ContactBook &) = delete;

    void note(const InstallationId &installation, const std::optional<wire::Remaining> &remaining, qint64 atMs);
    /// Hands over what is left; the queue must still take it.
    void stop();

private:
    struct Heard {
        ContactRow row;
        qint64 writtenAtMs = 0;      ///< `atMs` of what the database was last given; 0: nothing yet
        bool isNews = true;          ///< it says something else than what the database was given
    };
    void handOver(bool all);
    void takeBack(const QList<ContactRow> &rows);

    CommitQueue &m_queue;
    const qint64 m_latenessMs;
    std::mutex m_mutex;
    std::map<InstallationId, Heard> m_heard;
    NowAndThen m_later;   // last: begins when everything above is there
};

} // namespace sightline::hub
