#pragma once

#include "qml/app/store_link.h"
#include "qml/features/today/today_view.h"

namespace sightline {

/// Keeps Today's view in step with the store and with the clock. Thread: user interface.
class TodayWatch : public QObject {
    Q_OBJECT
public:
    TodayWatch(StoreLink &link, TodayView &view);
    void refresh();

private:
    StoreLink &m_link;
    TodayView &m_view;
    QDate m_shownDay;
    QTimer m_midnight;
    bool m_isAsking = false;
    bool m_isAskedAgain = false;
};

} // namespace sightline
