#pragma once

#include "qml/app/hub_asker.h"
#include "qml/app/store_link.h"
#include "qml/features/more/calendar_view.h"
#include "sync/client/calendar_address.h"

namespace sightline {

/// A person's tasks in a calendar of their own: written into their documents, and given by the hub under a private address. Files and the
/// hub are waited for on a thread of its own. Thread: user interface.
class CalendarFlow : public QObject {
    Q_OBJECT
public:
    using MakeTransport = HubAsker::MakeTransport;

    /// @p store and @p view outlive this.
    CalendarFlow(StoreLink &link, StoreThread &store, CalendarView &view);

    /// The hub that gives calendars; without it there is the file alone.
    void setHub(MakeTransport makeTransport);
    /// Where files are written: the person's documents, unless a test says otherwise.
    void setFolder(const QString &folder) { m_folder = folder; }

Q_SIGNALS:
    /// The hub wants this device to sync first.
    void syncAsked();

private:
    void save(bool withTodos);
    void ask(sync::CalendarWish wish);
    [[nodiscard]] CalendarView::Address said(const Result<sync::CalendarAddress> &answer, sync::CalendarWish wish) const;

    StoreLink &m_link;
    CalendarView &m_view;
    QString m_folder;
    HubAsker m_hub;
};

} // namespace sightline
