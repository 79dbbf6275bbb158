#pragma once

#include "sync/hub/store/hub_store.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace sightline::hub {

/// The one thread that writes. What is waiting when it comes free goes into one transaction, up to 64 requests, and each is
/// told only after that transaction is durable: one flush serves many (sync.md B12). A request that fails takes nothing of the
/// others with it. Nobody is made to wait for company: whoever comes first goes alone, the rest gather behind that commit.
class CommitQueue {
public:
    /// Does its part inside the transaction. An error undoes this part only.
    using Work = std::function<Result<void>(HubTransaction &)>;
    /// Told after the commit, on the writer's thread: must not wait.
    using Done = std::function<void(const Result<void> &)>;

    /// Told of each commit before anybody in it is answered, on the writer's thread.
    using Committed = std::function<void(const HubState &)>;

    explicit CommitQueue(HubStore &store, Committed committed = {});
    ~CommitQueue() { stop(); }
    CommitQueue(const CommitQueue &) = delete;
    CommitQueue &operator=(const CommitQueue &) = delete;

    /// False, and neither is called, if as much is waiting as we are willing to hold. Thread: any.
    [[nodiscard]] bool submit(Work work, Done done);
    /// Finishes what is queued; takes nothing more.
    void stop();

private:
    struct Request {
        Work work;
        Done done;
        Result<void> result;
    };
    void run();
    [[nodiscard]] Result<void> commit(std::vector<Request> &group);
    [[nodiscard]] Result<void> finish(HubTransaction &transaction);

    HubStore &m_store;
    Committed m_committed;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Request> m_waiting;
    bool m_stopping = false;
    std::thread m_thread;   // last: begins when everything above is there
};

} // namespace sightline::hub
