#pragma once

#include "qml/app/store_link.h"
#include "qml/features/children/children_view.h"

namespace sightline {

/// Shows the children on one's list, keeps what is said of one, takes them off, and takes in tables. Thread: user interface.
class ChildrenWatch : public QObject {
    Q_OBJECT
public:
    ChildrenWatch(StoreLink &link, ChildrenView &view);
    void refresh();

private:
    void save();
    void end(const QString &reason, const QString &person);
    void takeTable(const QUrl &file);

    StoreLink &m_link;
    ChildrenView &m_view;
};

} // namespace sightline
