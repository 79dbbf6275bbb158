#pragma once

#include <atomic>
#include <functional>
#include <thread>

namespace sightline::e2e {

/// A proxy on 127.0.0.1 between app and hub that can lose one answer: after a whole request has gone through, the next answer to a
/// request that pushes is thrown away and both ends are cut. What the app then knows is what a person in a lift knows: nothing.
class CuttingProxy {
public:
    /// Forwards its own free port to @p hubPort.
    explicit CuttingProxy(int hubPort);
    ~CuttingProxy();
    CuttingProxy(const CuttingProxy &) = delete;
    CuttingProxy &operator=(const CuttingProxy &) = delete;

    [[nodiscard]] int port() const { return m_port; }
    void setHubPort(int port) { m_hubPort = port; }
    /// The next answer larger than nothing is lost; @p onCut is called at that moment, before the app learns anything.
    void cutNextAnswer(std::function<void()> onCut);
    [[nodiscard]] int answersLost() const { return m_lost; }

private:
    void serve();
    void forward(int client);

    int m_listener = -1;
    int m_port = 0;
    std::atomic<int> m_hubPort;
    std::atomic<bool> m_isCutting = false;
    std::atomic<int> m_lost = 0;
    std::atomic<bool> m_isStopping = false;
    std::function<void()> m_onCut;
    std::thread m_acceptor;
};

} // namespace sightline::e2e
