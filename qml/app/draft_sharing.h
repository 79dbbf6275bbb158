#pragma once

#include "core/commands/draft_copies.h"
#include "qml/app/draft_keeper.h"
#include "qml/features/capture/hand_over_view.h"

namespace sightline {

/// Drafts follow their author (core/commands/draft_copies): what is written here goes to their other devices a minute after it was typed at
/// the latest, and at once where a section or the form is left or the app is; what comes from them is put into the drafts that are not on
/// the screen. Not while the device is in somebody else's hands. Thread: user interface.
class DraftSharing : public QObject {
    Q_OBJECT
public:
    /// All outlive this.
    DraftSharing(StoreLink &link, const DraftKeeper &keeper, CaptureView &capture, const HandOverView &handOver);

    /// A calm moment: what is saved goes now.
    void shareNow() { tend(Sharing::Now, StoreThread::Lane::Save); }

private:
    void formCameOrWent();
    void follow(const Changes &changes);
    void tend(Sharing sharing, StoreThread::Lane lane);
    void tell(const DraftsTended &done);

    StoreLink &m_link;
    const DraftKeeper &m_keeper;
    CaptureView &m_capture;
    const HandOverView &m_handOver;
    QTimer m_minute;   ///< running: something was typed that has not gone yet
    bool m_isPutOff = false;   ///< words wait for the hub's answer to those before them
};

} // namespace sightline
