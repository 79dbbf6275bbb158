#include "qml/app/first_pull.h"

#include "core/queries/store_summary.h"
#include "sync/client/arrival.h"

namespace sightline {

FirstPull::FirstPull(StoreLink &link, SyncActivity &activity, TodayView &view) : m_link(link), m_view(view)
{
    m_link.ask(
        this, [](Store &store) { return sync::hasArrived(store); },
        [this, &activity](const Result<bool> &arrived) {
            if (arrived && !*arrived)
                follow(activity);
        });
}

void FirstPull::follow(SyncActivity &activity)
{
    m_isUnderWay = true;
    m_word = activity.status().word;
    m_listening = activity.listen([this](const SyncStatus &status) {
        QMetaObject::invokeMethod(
            this,
            [this, word = status.word] {
                m_word = word;
                show();
            },
            Qt::QueuedConnection);
    });
    connect(&m_link, &StoreLink::changed, this, &FirstPull::show);
    show();
}

void FirstPull::show()
{
    if (!m_isUnderWay)
        return;
    if (m_word == SyncWord::UpToDate)
        return end();
    // What comes by itself. Of anything else the Sync page says what it is and what to do; it does not come by itself.
    if (m_word == SyncWord::Offline || m_word == SyncWord::Busy) {
        //: On Today, on a device that has just joined. The hub does not answer now.
        m_view.showArriving(tr("Not everything has come to this device yet. The rest comes by itself when the hub can be reached."));
        return;
    }
    if (m_word != SyncWord::Syncing)
        return m_view.showArriving({});
    if (std::exchange(m_isCounting, true))
        return;   // the next change counts again
    m_link.ask(
        this, [](Store &store) { return storeSummary(store); },
        [this](const Result<StoreSummary> &summary) {
            m_isCounting = false;
            if (!m_isUnderWay || m_word != SyncWord::Syncing)
                return;
            //: On Today, on a device that has just joined. %n is how many records have come.
            m_view.showArriving(tr("Your council's records are coming: %n here so far. You can work with what is here.", nullptr,
                                   summary ? static_cast<int>(summary->records) : 0));
        });
}

void FirstPull::end()
{
    m_isUnderWay = false;
    m_listening.reset();
    m_view.showArriving({});
    // Not kept, it is said again at the next start, until the first answer.
    m_link.ask(
        this, [](Store &store) { return sync::markArrived(store); }, [](const Result<void> &) {}, StoreThread::Lane::Save);
}

} // namespace sightline
