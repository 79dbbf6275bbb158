#pragma once

#include "core/store/store_thread.h"
#include "qml/features/sync/sync_view.h"
#include "sync/client/transport.h"

#include <QThreadPool>
#include <QUrl>

#include <atomic>
#include <mutex>

namespace sightline {

/// Joins a device again that the hub takes no longer, from the Sync page: a new code, the same store, nothing lost (decisions 19). The hub
/// is waited for on a thread of its own. Thread: user interface.
class RejoinFlow : public QObject {
    Q_OBJECT
public:
    /// @p store and @p view outlive this. @p hub: the address the device is joined to.
    RejoinFlow(StoreThread &store, SyncView &view, QUrl hub);
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
    std::atomic<bool> m_isGivenUp = false;
    std::mutex m_mutex;
    sync::Transport *m_open = nullptr;   ///< guarded: the worker's, while it asks
    QThreadPool m_pool;
};

} // namespace sightline
