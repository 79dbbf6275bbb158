#pragma once

#include "sync/client/transport.h"
#include "sync/hub/service/hub_service.h"

#include <condition_variable>
#include <mutex>

namespace sightline::support {

/// A transport straight into a hub service of the same process: no socket, no tokens, the messages' real bytes. It can be
/// unplugged, told to lose answers, and counts what passes. call() and cancel(): any thread.
class LoopbackTransport final : public sync::Transport {
public:
    /// Files go through @p store too, where it is given.
    LoopbackTransport(hub::HubService &service, hub::Caller caller, hub::HubStore *store = nullptr)
        : m_service(service), m_caller(std::move(caller)), m_store(store)
    {
    }

    [[nodiscard]] sync::Reply call(const sync::Call &call) override;
    void cancel() override;

    void unplug(bool isOut);
    /// The next @p count requests reach the hub, and their answers are lost.
    void loseAnswers(int count);
    /// Something changed on the hub: those who listen are answered.
    void wakeListeners();
    [[nodiscard]] int calls() const;
    [[nodiscard]] bool isListening() const;

private:
    [[nodiscard]] sync::Reply file(const sync::Call &call);
    [[nodiscard]] sync::Reply sync(const sync::Call &call);

    hub::HubService &m_service;
    hub::Caller m_caller;
    hub::HubStore *m_store;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    int m_calls = 0;
    int m_toLose = 0;
    bool m_isOut = false;
    bool m_isListening = false;
    quint64 m_woken = 0;
    quint64 m_cancelled = 0;
};

} // namespace sightline::support
