#pragma once

#include "qml/app/store_link.h"
#include "qml/features/sync/sync_words.h"

namespace sightline {

/// Keeps the Sync view, and with it the word on every page, in step with the runner and the store, and hands what a person
/// decides there to core. Thread: user interface.
class SyncWatch : public QObject {
    Q_OBJECT
public:
    /// @p activity is null when the app was started offline.
    SyncWatch(StoreLink &link, SyncActivity *activity, SyncView &view);
    void refresh();
    /// Whether photos and files wait for a connection that costs nothing.
    void setAreFilesHeld(bool areHeld);
    /// The hub's address that this device was joined with is none: nothing can be sent, and that is said.
    void sayBadAddress(const QString &address);

private:
    void show();
    void settle(const QString &noticeId, const QMap<QString, bool> &keepMine);
    void exportUnsentWork();
    void findReason(const StepPlace &place);
    void keepTypedReason(const StepPlace &place, const QString &text);
    void leaveOut(const StepPlace &place, const QString &reason);
    /// Runs @p command for the notice @p noticeId on the store's thread and says if it failed.
    void decide(const QString &noticeId, std::function<Result<void>(Store &, const RecordId &)> command);

    StoreLink &m_link;
    SyncActivity *m_activity;
    SyncView &m_view;
    SyncStatus m_status;
    std::optional<SyncReading> m_reading;   ///< none: not answered yet, and nothing is said of it
    bool m_areFilesHeld = false;
    std::shared_ptr<void> m_listening;
};

} // namespace sightline
