#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace sightline::hub {

/// A thread that hands over what has gathered, some time after the first of it came, so that what follows at once goes along. Thread: any.
class NowAndThen {
public:
    /// @p handOver is called on the thread. It may be called again while more gathers, never twice at once.
    NowAndThen(std::chrono::milliseconds every, std::function<void()> handOver);
    ~NowAndThen() { stop(); }
    NowAndThen(const NowAndThen &) = delete;
    NowAndThen &operator=(const NowAndThen &) = delete;

    /// There is something to hand over.
    void gathered();
    /// Returns when the thread has ended; what is left is the caller's to hand over. False if it was stopped before.
    bool stop();

private:
    void run();

    const std::chrono::milliseconds m_every;
    const std::function<void()> m_handOver;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_hasGathered = false;
    bool m_stopping = false;
    std::thread m_thread;   // last: begins when everything above is there
};

} // namespace sightline::hub
