#include "sync/hub/service/commit_queue.h"

#include <algorithm>
#include <iterator>

namespace sightline::hub {

namespace {

/// Most requests in one transaction: its flush is shared, but each of them waits for all.
constexpr std::size_t groupMax = 64;
/// Most requests held waiting. At 1,500 a second this is under a second's work; beyond it a device does better to come back.
constexpr std::size_t waitingMax = 1024;

} // namespace

CommitQueue::CommitQueue(HubStore &store, Committed committed) : m_store(store), m_committed(std::move(committed)), m_thread([this] { run(); }) { }

void CommitQueue::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

bool CommitQueue::submit(Work work, Done done)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping || m_waiting.size() >= waitingMax)
            return false;
        m_waiting.push_back({ std::move(work), std::move(done), {} });
    }
    m_wake.notify_one();
    return true;
}

void CommitQueue::run()
{
    for (;;) {
        std::vector<Request> group;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stopping || !m_waiting.empty(); });
            if (m_waiting.empty())
                return;
            const auto count = static_cast<std::ptrdiff_t>(std::min(groupMax, m_waiting.size()));
            std::move(m_waiting.begin(), m_waiting.begin() + count, std::back_inserter(group));
            m_waiting.erase(m_waiting.begin(), m_waiting.begin() + count);
        }
        const Result<void> committed = commit(group);
        for (Request &request : group)
            request.done(committed ? request.result : committed);
    }
}

Result<void> CommitQueue::commit(std::vector<Request> &group)
{
    const auto transaction = m_store.begin();
    if (!transaction)
        return transaction.error();
    if (group.size() == 1) {   // nobody else's work is in it: the whole transaction can go
        group.front().result = group.front().work(**transaction);
        if (!group.front().result)
            return {};
        return finish(**transaction);
    }
    for (Request &request : group) {
        if (const auto marked = (*transaction)->mark(); !marked)
            return marked;
        request.result = request.work(**transaction);
        if (request.result)
            request.result = (*transaction)->keepSinceMark();
        if (request.result)
            continue;
        if (const auto undone = (*transaction)->undoToMark(); !undone)
            return undone;
    }
    return finish(**transaction);
}

Result<void> CommitQueue::finish(HubTransaction &transaction)
{
    const auto state = transaction.state();
    if (!state)
        return state.error();
    const auto committed = transaction.commit();
    if (committed && m_committed)
        m_committed(*state);
    return committed;
}

} // namespace sightline::hub
