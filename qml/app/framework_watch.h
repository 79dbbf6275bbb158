#pragma once

#include "qml/app/store_link.h"
#include "qml/features/framework/framework_view.h"

namespace sightline {

/// Answers what the Framework page asks. Thread: user interface.
class FrameworkWatch : public QObject {
    Q_OBJECT
public:
    FrameworkWatch(StoreLink &link, FrameworkView &view);
    void refresh();

private:
    void find(const QString &words, const QString &service);
    void open(const QString &activityKey);

    StoreLink &m_link;
    FrameworkView &m_view;
};

} // namespace sightline
