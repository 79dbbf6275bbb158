#include "qml/app/draft_sharing.h"

#include <chrono>

namespace sightline {

DraftSharing::DraftSharing(StoreLink &link, const DraftKeeper &keeper, CaptureView &capture, const HandOverView &handOver)
    : m_link(link), m_keeper(keeper), m_capture(capture), m_handOver(handOver)
{
    m_minute.setSingleShot(true);
    m_minute.setInterval(std::chrono::minutes(1));
    connect(&m_minute, &QTimer::timeout, this, &DraftSharing::shareNow);
    connect(&link, &StoreLink::changed, this, &DraftSharing::follow);
    // A form that goes writes its last words after it has told that it goes: what rests on them comes behind.
    connect(&capture, &CaptureView::sessionChanged, this, &DraftSharing::formCameOrWent, Qt::QueuedConnection);
}

void DraftSharing::formCameOrWent()
{
    if (const FormSession *session = m_capture.session()) {
        connect(session, &FormSession::pageChanged, this, &DraftSharing::shareNow, Qt::UniqueConnection);
    } else if (const auto left = m_keeper.lastOpened()) {
        m_link.ask(
            this,
            [id = *left](Store &store) {
                store.drafts().leaveScreen(id);
                return Result<void>();
            },
            [](const Result<void> &) {}, StoreThread::Lane::Save);
    }
    shareNow();
}

void DraftSharing::follow(const Changes &changes)
{
    if (changes.drafts && !m_minute.isActive())
        m_minute.start();
    // A copy came or ended, a draft was completed on another device, or what it became went on its way from here.
    static const QSet<RecordType> concerning { RecordType::Draft, RecordType::Form, RecordType::Step };
    if (changes.outbox && m_isPutOff)
        shareNow();
    else if (changes.types.intersects(concerning) || changes.outbox)
        tend(Sharing::Not, StoreThread::Lane::Read);
}

void DraftSharing::tend(Sharing sharing, StoreThread::Lane lane)
{
    if (!m_handOver.isAway())
        return;
    if (sharing == Sharing::Now)
        m_minute.stop();
    m_link.ask(
        this, [sharing](Store &store) { return tendDraftCopies(store, sharing); },
        [this, sharing](const Result<DraftsTended> &done) {
            if (done && sharing == Sharing::Now)
                m_isPutOff = done->waiting > 0;
            if (done)
                tell(*done);
            else if (done.error().code != ErrorCode::Cancelled && done.error().code != ErrorCode::NotEnrolled)
                m_minute.start();   // what was typed is kept here all the same, and says so itself where it is not
        },
        lane);
}

void DraftSharing::tell(const DraftsTended &done)
{
    if (!done.kept.isEmpty()) {
        //: What was typed on one device while the form was completed or deleted on another.
        m_capture.showProblem(tr("A form was finished on another of your devices while you were writing in it. What it did not have is kept: it is a draft "
                                 "of its own in your list. Add it to the record, or delete it."));
    } else if (!done.joined.isEmpty()) {
        //: The same person typed into the same answer on two devices.
        m_capture.showProblem(tr("You wrote in the same answer on two devices. Both texts are in the draft now, one after the other. Nothing was left out."));
    }
}

} // namespace sightline
