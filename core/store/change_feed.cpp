#include "core/store/change_feed.h"

#include <algorithm>
#include <mutex>
#include <vector>

namespace sightline {

struct ChangeFeed::Subscription::Entry {
    std::recursive_mutex running;   ///< held while the callback runs, so that leaving waits for it
    Callback callback;              ///< empty once left
};

struct ChangeFeed::State {
    std::mutex mutex;
    std::vector<std::weak_ptr<Subscription::Entry>> entries;
};

ChangeFeed::ChangeFeed() : m_state(std::make_shared<State>()) { }
ChangeFeed::~ChangeFeed() = default;

ChangeFeed::Subscription &ChangeFeed::Subscription::operator=(Subscription &&other) noexcept
{
    if (this != &other) {
        leave();
        m_entry = std::move(other.m_entry);
    }
    return *this;
}

void ChangeFeed::Subscription::leave()
{
    if (!m_entry)
        return;
    const auto entry = std::move(m_entry);
    Callback left;   // destroyed after the lock is released: it may own what locks again
    const std::lock_guard lock(entry->running);
    left.swap(entry->callback);
}

ChangeFeed::Subscription ChangeFeed::subscribe(Callback callback)
{
    auto entry = std::make_shared<Subscription::Entry>();
    entry->callback = std::move(callback);
    const std::lock_guard lock(m_state->mutex);
    m_state->entries.push_back(entry);
    return Subscription(std::move(entry));
}

void ChangeFeed::publish(const Changes &changes)
{
    if (changes.isEmpty())
        return;
    std::vector<std::shared_ptr<Subscription::Entry>> present;
    {
        const std::lock_guard lock(m_state->mutex);
        auto &entries = m_state->entries;
        entries.erase(std::remove_if(entries.begin(), entries.end(), [](const auto &entry) { return entry.expired(); }), entries.end());
        for (const auto &entry : entries) {
            if (auto alive = entry.lock())
                present.push_back(std::move(alive));
        }
    }
    for (const auto &entry : present) {
        const std::lock_guard lock(entry->running);
        const Callback callback = entry->callback;   // a copy: the callback may leave while it runs
        if (callback)
            callback(changes);
    }
}

} // namespace sightline
