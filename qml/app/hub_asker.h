#pragma once

#include "core/store/store_thread.h"
#include "qml/bridge/on_worker.h"
#include "sync/client/store_access.h"
#include "sync/client/transport.h"

#include <QScopeGuard>

#include <atomic>
#include <mutex>

namespace sightline {

/// Asks the hub beside the exchange, on a thread of its own, one question after another; gives up what is under way when it goes.
/// Thread: user interface.
class HubAsker {
public:
    /// Makes what asks the hub; on the worker's thread.
    using MakeTransport = std::function<std::unique_ptr<sync::Transport>()>;

    /// @p store outlives this.
    explicit HubAsker(StoreThread &store) : m_store(store) { m_pool.setMaxThreadCount(1); }
    ~HubAsker()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isGivenUp = true;
            if (m_open)
                m_open->cancel();
        }
        m_pool.waitForDone();
    }
    HubAsker(const HubAsker &) = delete;
    HubAsker &operator=(const HubAsker &) = delete;

    void setHub(MakeTransport makeTransport) { m_makeTransport = std::move(makeTransport); }
    [[nodiscard]] bool hasHub() const { return bool(m_makeTransport); }
    [[nodiscard]] QThreadPool &pool() { return m_pool; }

    /// Runs @p question (StoreAccess &, Transport &, given up? → Result<T>) and brings what it gives to @p then, unless @p receiver has gone.
    template <typename Question, typename Then>
    void ask(QObject *receiver, Question question, Then then)
    {
        const auto work = [this, question = std::move(question)] {
            const auto transport = m_makeTransport();
            {
                const std::lock_guard lock(m_mutex);
                m_open = transport.get();
            }
            const auto letGo = qScopeGuard([this] {
                const std::lock_guard lock(m_mutex);
                m_open = nullptr;
            });
            sync::ThreadedStore access(m_store);
            return question(access, *transport, &m_isGivenUp);
        };
        onWorker(receiver, work, std::move(then), &m_pool);
    }

private:
    StoreThread &m_store;
    MakeTransport m_makeTransport;
    std::atomic<bool> m_isGivenUp = false;
    std::mutex m_mutex;
    sync::Transport *m_open = nullptr;   ///< guarded: the worker's, while it asks
    QThreadPool m_pool;
};

} // namespace sightline
