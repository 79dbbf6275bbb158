#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <random>
#include <thread>

namespace sightline::support {

/// A proxy on 127.0.0.1 that is as bad as a rural edge of a mobile network. Both directions of all connections share one slow line; bytes go
/// in pieces of 1,400, each of which may be lost and then costs its time again, as TCP would send it again; a piece lost so often that TCP
/// would give up cuts its connection. What a device and its hub then see is what they see there: slowness, and answers that never come.
class BadLink {
public:
    struct Quality {
        int bitsPerSecond = 64'000;
        int lossPercent = 30;
        int givesUpAfter = 6;      ///< losses of one piece in a row
        unsigned seed = 1;
    };

    BadLink(int hubPort, Quality quality);
    ~BadLink();
    BadLink(const BadLink &) = delete;
    BadLink &operator=(const BadLink &) = delete;

    [[nodiscard]] int port() const { return m_port; }
    /// Bytes that reached the hub, and connections that were cut.
    [[nodiscard]] long long bytesUp() const { return m_bytesUp; }
    [[nodiscard]] int cuts() const { return m_cuts; }

private:
    void serve();
    void forward(int client);
    /// Waits as long as @p bytes take on the line. False: they never arrive.
    [[nodiscard]] bool carry(size_t bytes);

    Quality m_quality;
    int m_hubPort;
    int m_listener = -1;
    int m_port = 0;
    std::mutex m_line;             ///< held by the piece that is on it
    std::mt19937 m_random;         ///< guarded by m_line
    std::atomic<long long> m_bytesUp = 0;
    std::atomic<int> m_cuts = 0;
    std::atomic<bool> m_isStopping = false;
    std::thread m_acceptor;
};

} // namespace sightline::support
