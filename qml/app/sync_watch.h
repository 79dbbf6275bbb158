#pragma once

#include "core/queries/sync_summary.h"
#include "core/queries/held_list.h"
#include "qml/app/store_link.h"
#include "qml/features/sync/sync_view.h"
#include "sync/client/sync_status.h"

namespace sightline {

/// Keeps the Sync view, and with it the word on every page, in step with the runner and the store. Thread: user interface.
class SyncWatch : public QObject {
    Q_OBJECT
public:
    /// @p activity is null when the app was started offline.
    SyncWatch(StoreLink &link, SyncActivity *activity, SyncView &view);
    void refresh();

private:
    void show();

    StoreLink &m_link;
    SyncActivity *m_activity;
    SyncView &m_view;
    SyncStatus m_status;
    SyncSummary m_summary;
    QList<HeldItem> m_held;
    std::shared_ptr<void> m_listening;
};

} // namespace sightline
