#pragma once

#include "core/queries/programme_board.h"
#include "qml/app/store_link.h"
#include "qml/features/more/events_view.h"

namespace sightline {

/// Fills the board of what happened that asks for something, enters one more that happened today, and takes in tables of them. Thread: user
/// interface.
class EventsFlow : public QObject {
    Q_OBJECT
public:
    EventsFlow(StoreLink &link, EventsView &view);
    void refresh();

private:
    void note(const QString &activityKey);
    void takeBack(const QString &recordId);
    void takeIn(const QString &path);
    /// What was asked for came to nothing.
    void refuse(const Error &error);

    StoreLink &m_link;
    EventsView &m_view;
};

/// @p line in words, as of @p today.
[[nodiscard]] EventLineRow eventLineRow(const EventLine &line, QDate today);

} // namespace sightline
