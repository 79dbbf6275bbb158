#include "sync/hub/service/reader_pool.h"

namespace sightline::hub {

namespace {

/// Most jobs held waiting: beyond it a device does better to come back.
constexpr std::size_t waitingMaxDefault = 4096;

} // namespace

ReaderPool::ReaderPool(int threads)
{
    for (int i = 0; i < threads; ++i)
        m_threads.emplace_back([this] { run(); });
}

void ReaderPool::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
    m_threads.clear();
}

bool ReaderPool::submit(std::function<void()> work) { return put(std::move(work), waitingMaxDefault); }

bool ReaderPool::goOn(std::function<void()> work) { return put(std::move(work), SIZE_MAX); }

bool ReaderPool::put(std::function<void()> work, std::size_t waitingMax)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping || m_waiting.size() >= waitingMax)
            return false;
        m_waiting.push_back(std::move(work));
    }
    m_wake.notify_one();
    return true;
}

void ReaderPool::run()
{
    for (;;) {
        std::function<void()> work;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stopping || !m_waiting.empty(); });
            if (m_waiting.empty())
                return;
            work = std::move(m_waiting.front());
            m_waiting.pop_front();
        }
        work();
    }
}

} // namespace sightline::hub
