#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace sightline::hub {

/// A few threads for what reads the database, checks tokens and packs answers, so that neither the sockets nor the writer
/// ever wait for it.
class ReaderPool {
public:
    explicit ReaderPool(int threads);
    ~ReaderPool() { stop(); }
    ReaderPool(const ReaderPool &) = delete;
    ReaderPool &operator=(const ReaderPool &) = delete;

    /// False, and @p work is not called, if too much is waiting. Thread: any.
    [[nodiscard]] bool submit(std::function<void()> work);
    /// The same without the bound: for work that was already begun. False only while stopping.
    [[nodiscard]] bool goOn(std::function<void()> work);

    /// Finishes what is queued; takes nothing more.
    void stop();

private:
    [[nodiscard]] bool put(std::function<void()> work, std::size_t waitingMax);
    void run();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_waiting;
    bool m_stopping = false;
    std::vector<std::thread> m_threads;
};

} // namespace sightline::hub
