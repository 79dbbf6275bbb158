#include "sync/hub/service/now_and_then.h"

namespace sightline::hub {

NowAndThen::NowAndThen(std::chrono::milliseconds every, std::function<void()> handOver)
    : m_every(every), m_handOver(std::move(handOver)), m_thread([this] { run(); })
{
}

void NowAndThen::gathered()
{
    {
        const std::lock_guard lock(m_mutex);
        m_hasGathered = true;
    }
    m_wake.notify_one();
}

void NowAndThen::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        m_wake.wait(lock, [this] { return m_stopping || m_hasGathered; });
        if (m_wake.wait_for(lock, m_every, [this] { return m_stopping; }))
            return;
        m_hasGathered = false;
        lock.unlock();
        m_handOver();
        lock.lock();
    }
}

bool NowAndThen::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping)
            return false;
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
    return true;
}

} // namespace sightline::hub
