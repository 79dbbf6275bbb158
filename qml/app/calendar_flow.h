#pragma once

#include "qml/app/store_link.h"
#include "qml/features/more/calendar_view.h"
#include "sync/client/calendar_address.h"

#include <QThreadPool>
#include <QUrl>

#include <atomic>
#include <mutex>

namespace sightline {

/// A person's tasks in a calendar of their own: written into their documents, and given by the hub under a private address. Files and the
/// hub are waited for on a thread of its own. Thread: user interface.
class CalendarFlow : public QObject {
    Q_OBJECT
public:
    /// Makes what asks the hub; on the worker's thread.
    using MakeTransport = std::function<std::unique_ptr<sync::Transport>()>;

    /// @p store and @p view outlive this.
    CalendarFlow(StoreLink &link, StoreThread &store, CalendarView &view);
    /// Gives up what is under way.
    ~CalendarFlow() override;

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
    StoreThread &m_store;
    CalendarView &m_view;
    MakeTransport m_makeTransport;
    QString m_folder;
    std::atomic<bool> m_isGivenUp = false;
    std::mutex m_mutex;
    sync::Transport *m_open = nullptr;   ///< guarded: the worker's, while it asks
    QThreadPool m_pool;
};

} // namespace sightline
