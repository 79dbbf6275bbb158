#pragma once

#include "qml/app/store_link.h"
#include "qml/features/today/today_view.h"
#include "sync/client/sync_status.h"

namespace sightline {

/// Says on Today that a device which has just joined does not have everything yet, and how much came so far; until all of it came once.
/// Thread: user interface.
class FirstPull : public QObject {
    Q_OBJECT
public:
    FirstPull(StoreLink &link, SyncActivity &activity, TodayView &view);

private:
    void follow(SyncActivity &activity);
    void show();
    void end();

    StoreLink &m_link;
    TodayView &m_view;
    SyncWord m_word = SyncWord::Stopped;
    bool m_isUnderWay = false;
    bool m_isCounting = false;
    std::shared_ptr<void> m_listening;
};

} // namespace sightline
