#pragma once

#include "core/store/store_thread.h"
#include "qml/features/sync/sync_view.h"
#include "sync/client/known_hub.h"

#include <QThreadPool>

#include <atomic>
#include <mutex>

namespace sightline {

/// Joins a device again that the hub takes no longer, from the Sync page: a new code, the same store, nothing lost (decisions 19). The hub
/// is waited for on a thread of its own. Thread: user interface.
class RejoinFlow : public QObject {
    Q_OBJECT
public:
    /// @p store and @p view outlive this. @p hub: the address of the one the device is joined to; @p pins: whose certificate
    /// is expected there, which an invitation for the same hub may change.
    RejoinFlow(StoreThread &store, SyncView &view, QUrl hub, std::shared_ptr<sync::PresentPins> pins);
    /// Gives up what is under way.
    ~RejoinFlow() override;

Q_SIGNALS:
    /// The hub takes this device again.
    void rejoined();

private:
    void join(const QString &code);

    StoreThread &m_store;
    SyncView &m_view;
    QUrl m_hub;
    std::shared_ptr<sync::PresentPins> m_pins;
    std::atomic<bool> m_isGivenUp = false;
    std::mutex m_mutex;
    sync::Transport *m_open = nullptr;   ///< guarded: the worker's, while it asks
    QThreadPool m_pool;
};

} // namespace sightline
